import { ListCommand } from '../../output/list-command';

export default class PayoutsReconcile extends ListCommand {
  static override description = 'ask Gold Hat what became of payouts whose fate is open';
  static override examples = ['<%= config.bin %> payouts reconcile', '<%= config.bin %> payouts reconcile --json'];

  async run() {
    const { flags } = await this.parse(PayoutsReconcile);
    const { reconcilePayouts } = await import('../../domain/billing');
    const changed = await this.process(reconcilePayouts);
    const { reconciledRows } = await import('../../output/payouts');
    const rows = await this.query((w) => reconciledRows(w, changed));
    const { reconciled } = await import('../../output/billing');
    const stuck = rows.find(({ status }) => status === 'unknown' || status === 'parked');
    if (stuck) this.next(`mcf payouts show ${stuck.cat}/${stuck.month}`);
    return this.list(rows, reconciled, flags);
  }
}
