import { Flags } from '@oclif/core';

import { EndCommand } from '../../output/end-command';

export default class OrdersFail extends EndCommand {
  static override description = 'fail started orders; the client pays in full, the worker is fined';
  static override args = EndCommand.args;
  static override flags = {
    reason: Flags.string({ description: 'no_client, bad_place, unsafe, ill, or why in your own words, which client and worker read' }),
  };
  static override examples = ['<%= config.bin %> orders fail 42 --reason no_client', '<%= config.bin %> orders fail 42 43 --reason "the glass did not break"'];

  async run() {
    const { args, flags } = await this.parse(OrdersFail);
    const isDry = flags['dry-run'];
    const given = await this.ending({ ...flags, id: args.id, reason: flags.reason, isDry }, ['started'], 'Fail');
    if (!given) return;
    const { failOrder } = await import('../../domain/orders');
    return this.carryOut(given.orders, isDry, (app, actor, order) => app.run(actor, (w) => failOrder(w, { order, ...given.why })), { next: ({ number }) => `mcf reviews show ${number}` });
  }
}
