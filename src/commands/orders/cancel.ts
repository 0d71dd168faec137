import { Flags } from '@oclif/core';

import { EndCommand } from '../../output/end-command';

export default class OrdersCancel extends EndCommand {
  static override description = 'cancel orders before their start; the full price is still owed';
  static override args = EndCommand.args;
  static override flags = {
    reason: Flags.string({ description: 'plans_changed, client_asked, bad_place, unsafe, ill, or why in your own words, which client and worker read' }),
  };
  static override examples = ['<%= config.bin %> orders cancel 43 --reason plans_changed', '<%= config.bin %> orders cancel 41 42 43 --reason "the street is flooded" --dry-run'];

  async run() {
    const { args, flags } = await this.parse(OrdersCancel);
    const isDry = flags['dry-run'];
    const given = await this.ending({ ...flags, id: args.id, reason: flags.reason, isDry }, ['unmatched', 'assigned'], 'Cancel');
    if (!given) return;
    const { cancelOrder } = await import('../../domain/orders');
    return this.carryOut(given.orders, isDry, (app, actor, order) => app.run(actor, (w) => cancelOrder(w, { order, ...given.why })), { next: ({ number }) => `mcf reviews show ${number}` });
  }
}
