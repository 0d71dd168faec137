import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import { testFlags } from '../../output/screening/test-input';

export default class TestsRevise extends BaseCommand {
  static override description = 'change a test: it gets a new version, and results keep the one they were made with';
  static override examples = ['<%= config.bin %> tests revise jump --max 350', '<%= config.bin %> tests revise manners --questions manners.yaml'];
  static override args = { key: Args.string({ description: 'key of the test' }) };
  static override flags = testFlags;

  async run() {
    const { args, flags } = await this.parse(TestsRevise);
    const [{ askTest }, { askChange, testInput }] = await Promise.all([import('../../output/choose'), import('../../output/screening/test-input')]);
    const { key } = await this.fill({ key: askTest(args.key, this.look, 'KEY'), change: askChange(flags) });
    const { reviseTest } = await import('../../domain/staffing');
    const changes = await testInput(flags);
    const test = await this.change((w) => reviseTest(w, { key, ...changes }));
    const { pinned, testLine } = await import('../../output/screening/catalogue');
    this.done(testLine(test));
    this.caution(`hypotheses that name an older version go on asking for it; new ones name ${pinned(test)}`);
    this.next(`mcf tests show ${test.key}`);
    return (await import('../../output/screening/json')).test(test);
  }
}
