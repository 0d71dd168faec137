import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';
import { testFlags, TYPES } from '../../output/screening/test-input';

export default class TestsAdd extends BaseCommand {
  static override description = 'add a test to the catalogue: measured, graded, choice, or pass and fail';
  static override examples = [
    '<%= config.bin %> tests add jump --type number --unit cm --min 0 --max 300 --vacancy courier',
    '<%= config.bin %> tests add manners --type choice --questions manners.yaml --seconds 30',
    '<%= config.bin %> tests add --example > manners.yaml',
  ];
  static override args = { key: Args.string({ description: 'short name, such as jump' }) };
  static override flags = {
    type: Flags.option({ options: TYPES, description: 'what kind of test' })(),
    ...testFlags,
    vacancy: Flags.string({ multiple: true, multipleNonGreedy: true, description: 'vacancy whose battery it joins; may be repeated' }),
    example: Flags.boolean({ description: 'print an example of a file with questions, and nothing else' }),
  };

  async run() {
    const { args, flags } = await this.parse(TestsAdd);
    if (flags.example) return this.log((await import('../../output/screening/questions')).EXAMPLE_OF_QUESTIONS);
    const [{ askText }, { askNames, askScale, askType, nameCautions, testInput }] = await Promise.all([import('../../output/choose'), import('../../output/screening/test-input')]);
    const asked = await this.fill({ key: askText('KEY', args.key, 'Short name, such as jump'), type: askType(flags.type) });
    const scale = await this.fill(askScale(asked.type, flags, this.interactive()));
    const names = this.interactive() ? await this.fill(askNames(flags, asked.key)) : {};
    const { addTest, listVacancies } = await import('../../domain/staffing');
    const input = { ...(await testInput({ ...flags, ...scale, ...names })), ...asked, ...(flags.vacancy ? { vacancies: flags.vacancy } : {}) };
    const test = await this.change((w) => addTest(w, input));
    const { nextForTest, testLine } = await import('../../output/screening/catalogue');
    this.done(testLine(test));
    for (const text of nameCautions({ ...flags, ...names }, test, `mcf tests revise ${test.key}`)) this.caution(text);
    this.next(nextForTest(test, await this.query(listVacancies)));
    return (await import('../../output/screening/json')).test(test);
  }
}
