import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class WorkersDeactivate extends BaseCommand {
  static override description = 'take a worker out of the pool; its future orders find another one at the same price';
  static override examples = ['<%= config.bin %> workers deactivate C-000310', '<%= config.bin %> workers deactivate C-310 --yes'];
  static override args = { id: Args.string({ description: 'id, number or name of the worker' }) };
  static override flags = { yes: Flags.boolean({ description: 'do not ask' }) };

  async run() {
    const { args, flags } = await this.parse(WorkersDeactivate);
    const { askWorker } = await import('../../output/choose');
    const { id } = await this.fill({ id: askWorker(args.id, this.look), ...this.agreement(flags.yes) });
    const { showWorker } = await import('../../domain/staffing');
    const { deactivateUser } = await import('../../domain/users');
    const { listOrders } = await import('../../domain/orders');
    const found = await this.query((w) => showWorker(w, id));
    const orders = (await this.query((w) => listOrders(w, { worker: found.id, statuses: ['assigned'] }))).map(({ number }) => number);
    const agreed = await this.confirm(`Deactivate ${found.name} and rematch its future orders?`, flags.yes);
    if (agreed) await this.change((w) => deactivateUser(w, { person: found.id }));
    if (agreed) this.done(`${found.name} is deactivated${orders.length === 0 ? '' : `; another worker is looked for: ${orders.map((number) => `order ${number}`).join(', ')}`}`);
    else this.log('Nothing was changed.');
    if (agreed && orders.length > 0) this.next('mcf orders list --status unmatched');
    return (await import('../../output/json')).worker(await this.query((w) => showWorker(w, found.id)));
  }
}
