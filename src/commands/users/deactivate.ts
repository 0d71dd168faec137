import { DeactivateCommand } from '../../output/deactivate-command';

export default class UsersDeactivate extends DeactivateCommand {
  static override description = "close a person's account; nobody is ever deleted";
  static override examples = ['<%= config.bin %> users deactivate C-000012', '<%= config.bin %> users deactivate C-12 --yes'];
  static override args = DeactivateCommand.args;
  static override flags = DeactivateCommand.flags;

  async run() {
    const { args, flags } = await this.parse(UsersDeactivate);
    const { askPerson } = await import('../../output/choose');
    const { id } = await this.fill({ id: askPerson(args.id, this.look), ...this.agreement(flags.yes) });
    const { showPerson } = await import('../../domain/users');
    const found = await this.query((w) => showPerson(w, id));
    const isDone = await this.deactivate(found, flags.yes);
    const person = isDone ? await this.query((w) => showPerson(w, found.id)) : found;
    return (await import('../../output/json')).person(person);
  }
}
