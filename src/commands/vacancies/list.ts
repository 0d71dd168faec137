import { ListCommand } from '../../output/list-command';

export default class VacanciesList extends ListCommand {
  static override description = 'list vacancies with their batteries of tests; the open ones are offered in the chat';
  static override examples = ['<%= config.bin %> vacancies', '<%= config.bin %> vacancies list --json'];
  static override hiddenAliases = ['vacancies'];

  async run() {
    const { flags } = await this.parse(VacanciesList);
    const { listTests, listVacancies } = await import('../../domain/staffing');
    const { vacancies, tests } = await this.query(async (w) => ({ vacancies: await listVacancies(w), tests: await listTests(w) }));
    const { nextForVacancy, vacancyList } = await import('../../output/screening/catalogue');
    const bare = vacancies.find((vacancy) => vacancy.status === 'open' && vacancy.tests.length === 0);
    if (vacancies.length > 0) this.next(bare ? nextForVacancy(bare, tests, '') : 'mcf tests list');
    return this.list(vacancies, vacancyList, flags);
  }
}
