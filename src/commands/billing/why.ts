import { Args, Flags } from '@oclif/core';

import { WhyCommand } from '../../output/why-command';

export default class BillingWhy extends WhyCommand {
  static override description = 'why an order, an invoice, a credit note or a payout costs or brings what it does, number by number; and what a payment paid';
  static override args = { id: Args.string({ description: 'order 42, invoice 2026-000017, credit note CN-2026-000003, payout C-000311/2026-10, or an entry of a statement (payment-0d776990, refund-…, bonus-…, correction-…); an id, or a payment’s bank reference' }) };
  static override examples = ['<%= config.bin %> billing why 42', '<%= config.bin %> billing why 42 --payments', '<%= config.bin %> billing why TRF-1', '<%= config.bin %> billing why C-000311/2026-10 --json'];

  static override flags = { payments: Flags.boolean({ description: "of an order: also the client's payments that its discount counts, one by one" }) };

  async run() {
    const { args, flags } = await this.parse(BillingWhy);
    const [{ whyOf }, { askText }, { notExplained }] = await Promise.all([import('../../output/why'), import('../../output/choose'), import('../../output/usage')]);
    const { id } = await this.fill({ id: askText('ID', args.id, 'Order, invoice, credit note, payout or payment (42, 2026-000017, CN-2026-000003, C-000311/2026-10, TRF-1)') });
    const why = await this.query((w) => whyOf(w, id, flags));
    if (!why) throw notExplained(id);
    return this.tellWhy(why);
  }
}
