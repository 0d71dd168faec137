import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class TestsRetire extends BaseCommand {
  static override description = 'stop offering a test: it leaves the batteries of vacancies; results and batteries given out stay';
  static override examples = ['<%= config.bin %> tests retire purr', '<%= config.bin %> tests retire purr --undo'];
  static override args = { key: Args.string({ description: 'key of the test' }) };
  static override flags = { undo: Flags.boolean({ description: 'offer it again; vacancies take it back with vacancies tests --add' }) };

  async run() {
    const { args, flags } = await this.parse(TestsRetire);
    const { askTest } = await import('../../output/choose');
    const { key } = await this.fill({ key: askTest(args.key, this.look, 'KEY', flags.undo ? 'retired' : 'offered') });
    const { listVacancies, restoreTest, retireTest } = await import('../../domain/staffing');
    const { test, vacancies } = await this.change(async (w) => (flags.undo ? { test: await restoreTest(w, key), vacancies: [] } : retireTest(w, key)));
    const { nextForTest, retiredLine } = await import('../../output/screening/catalogue');
    this.done(retiredLine(test, vacancies));
    this.next(flags.undo ? nextForTest(test, await this.query(listVacancies)) : `undo: mcf tests retire ${test.key} --undo`);
    return { ...(await import('../../output/screening/json')).listedTest(test), vacancies };
  }
}
