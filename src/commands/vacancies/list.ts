import { ListCommand } from '../../output/list-command';

export default class VacanciesList extends ListCommand {
  static override description = 'list vacancies with their batteries of tests; the open ones are offered in the chat';
  static override examples = ['<%= config.bin %> vacancies', '<%= config.bin %> vacancies list --json'];
  static override hiddenAliases = ['vacancies'];

  async run() {
    const { flags } = await this.parse(VacanciesList);
    const { listVacancies } = await import('../../domain/staffing');
    const vacancies = await this.query(listVacancies);
    const { vacancyList } = await import('../../output/screening/catalogue');
    const bare = vacancies.find(({ status, tests }) => status === 'open' && tests.length === 0);
    if (vacancies.length > 0) this.next(bare ? `mcf vacancies tests ${bare.key} --add TEST` : 'mcf tests list');
    return this.list(vacancies, vacancyList, flags);
  }
}
