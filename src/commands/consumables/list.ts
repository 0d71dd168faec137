import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class ConsumablesList extends ListCommand {
  static override description = 'list kits asked for and handed out, the most urgent first';
  static override examples = ['<%= config.bin %> consumables list --open', '<%= config.bin %> consumables list --json'];
  static override flags = { open: Flags.boolean({ description: 'only kits that wait' }) };
  static override hiddenAliases = ['consumables'];

  async run() {
    const { flags } = await this.parse(ConsumablesList);
    const { listKits } = await import('../../domain/consumables');
    const { peopleById } = await import('../../domain/users');
    const { namedBeside } = await import('../../output/kit-words');
    const { kits, people } = await this.query(async (w) => {
      const kits = await listKits(w, { open: flags.open });
      return { kits, people: await peopleById(w, kits.flatMap((kit) => [kit.client, ...namedBeside(kit)])) };
    });
    const waiting = kits.find((kit) => kit.status === 'requested');
    if (waiting) this.next(`mcf consumables issue ${waiting.order.number}`);
    const { kitList } = await import('../../output/consumables');
    return this.list(kits, kitList(this.clock, people), flags, flags.open);
  }
}
