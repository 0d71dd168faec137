import { ListCommand } from '../../output/list-command';

export default class TestsList extends ListCommand {
  static override description = 'list the tests of the catalogue, each in its newest version';
  static override examples = ['<%= config.bin %> tests', '<%= config.bin %> tests list --csv'];
  static override hiddenAliases = ['tests'];

  async run() {
    const { flags } = await this.parse(TestsList);
    const { listTests, listVacancies } = await import('../../domain/staffing');
    const { tests, vacancies } = await this.query(async (w) => ({ tests: await listTests(w), vacancies: await listVacancies(w) }));
    const { testList } = await import('../../output/screening/catalogue');
    const idle = tests.find(({ key }) => !vacancies.some((vacancy) => vacancy.tests.includes(key)));
    if (tests.length > 0) this.next(idle ? `mcf vacancies tests VACANCY --add ${idle.key}` : 'mcf vacancies list');
    return this.list(tests, testList(vacancies, this.clock), flags);
  }
}
