import { DeactivateCommand } from '../../output/deactivate-command';

export default class WorkersDeactivate extends DeactivateCommand {
  static override description = 'take a worker out of the pool; its future orders find another one at the same price';
  static override examples = ['<%= config.bin %> workers deactivate C-000310', '<%= config.bin %> workers deactivate C-310 --yes'];
  static override args = DeactivateCommand.args;
  static override flags = DeactivateCommand.flags;

  async run() {
    const { args, flags } = await this.parse(WorkersDeactivate);
    const { askWorker } = await import('../../output/choose');
    const { id } = await this.fill({ id: askWorker(args.id, this.look), ...this.agreement(flags.yes) });
    const { showWorker } = await import('../../domain/staffing');
    const { showPerson } = await import('../../domain/users');
    const worker = await this.query((w) => showWorker(w, id));
    await this.deactivate(await this.query((w) => showPerson(w, worker.id)), flags.yes);
    return (await import('../../output/json')).worker(await this.query((w) => showWorker(w, worker.id)));
  }
}
