import { ListCommand } from '../../output/list-command';

export default class JobsList extends ListCommand {
  static override description = 'list what the clock drives, with the last and the next run';
  static override examples = ['<%= config.bin %> jobs list', '<%= config.bin %> jobs list --json'];
  static override hiddenAliases = ['jobs'];

  async run() {
    const { flags } = await this.parse(JobsList);
    const { listJobs } = await import('../../jobs');
    const jobs = await this.query(listJobs);
    const { jobList } = await import('../../output/work');
    this.next('mcf jobs run NAME');
    return this.list(jobs, jobList(this.clock), flags);
  }
}
