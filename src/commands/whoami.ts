import { BaseCommand } from '../base-command';

export default class Whoami extends BaseCommand {
  static override description = 'who is signed in on this machine';
  static override examples = ['<%= config.bin %> whoami', '<%= config.bin %> whoami --json'];

  async run() {
    await this.parse(Whoami);
    const person = await this.person();
    const [{ personCard }, json] = await Promise.all([import('../output/people'), import('../output/json')]);
    await this.card(...personCard(person, this.clock));
    return json.person(person);
  }
}
