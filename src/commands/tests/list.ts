import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class TestsList extends ListCommand {
  static override description = 'list the tests of the catalogue, each in its newest version';
  static override examples = ['<%= config.bin %> tests', '<%= config.bin %> tests list --all --csv'];
  static override flags = { all: Flags.boolean({ description: 'also those that were retired' }) };
  static override hiddenAliases = ['tests'];

  async run() {
    const { flags } = await this.parse(TestsList);
    const { listTests, listVacancies } = await import('../../domain/staffing');
    const { known, vacancies } = await this.query(async (w) => ({ known: await listTests(w, { all: true }), vacancies: await listVacancies(w) }));
    const tests = known.filter(({ retiredAt }) => flags.all || retiredAt === null);
    const { nextForTest, testList } = await import('../../output/screening/catalogue');
    const idle = tests.find(({ key, retiredAt }) => retiredAt === null && !vacancies.some((vacancy) => vacancy.tests.includes(key)));
    if (tests.length > 0) this.next(nextForTest(idle, vacancies));
    return this.list(tests, testList(vacancies, this.clock, flags.all), flags, known.length > 0);
  }
}
