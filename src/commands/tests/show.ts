import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class TestsShow extends BaseCommand {
  static override description = 'show one test with all its versions, and its questions';
  static override examples = ['<%= config.bin %> tests show jump', '<%= config.bin %> tests show manners --json'];
  static override args = { key: Args.string({ description: 'key of the test' }) };

  async run() {
    const { args } = await this.parse(TestsShow);
    const { askTest } = await import('../../output/choose');
    const { key } = await this.fill({ key: askTest(args.key, this.look, 'KEY') });
    const { showTest } = await import('../../domain/staffing');
    const versions = await this.query((w) => showTest(w, key));
    const [{ questionLines, testCard, versionColumns }, json] = await Promise.all([import('../../output/screening/catalogue'), import('../../output/screening/json')]);
    const [newest] = versions;
    if (!newest) throw new Error('a test without a version');
    await this.card(...testCard(newest, this.clock));
    this.lines(questionLines(newest));
    if (versions.length > 1) await this.table(versions, versionColumns(this.clock));
    this.next(newest.retiredAt === null ? `mcf tests revise ${newest.key}` : `mcf tests retire ${newest.key} --undo`);
    return { ...json.listedTest(newest), versions: versions.map(json.test) };
  }
}
