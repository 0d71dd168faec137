import { Args } from '@oclif/core';

import { WhyCommand } from '../output/why-command';

export default class Explain extends WhyCommand {
  static override description = 'what something is and how it came about: the decision on a candidate, an order, an invoice, a payout, a payment';
  static override args = { id: Args.string({ description: 'candidate C-030182, order 42, invoice 2026-000017, credit note CN-2026-000003, payout C-000311/2026-10 or payment-0d776990; an id, or a payment’s bank reference' }) };
  static override examples = ['<%= config.bin %> explain C-030182', '<%= config.bin %> explain 2026-000017', '<%= config.bin %> explain C-000311/2026-10 --json'];

  async run() {
    const { args } = await this.parse(Explain);
    const [{ catNumber, isId, parseCatNumber }, { neverApplied, notExplained }, { DomainError }] = await Promise.all([import('../domain/shared/ids'), import('../output/usage'), import('../domain/shared/errors')]);
    const given = args.id;
    if (given === undefined) return this.explain(given);
    if (parseCatNumber(given) !== undefined) {
      return this.explain(given).catch(async (error: unknown) => {
        if (!(error instanceof DomainError) || error.code !== 'staffing.candidate_not_found') throw error;
        const { findPerson } = await import('../domain/users');
        const { number, roles } = await this.query((w) => findPerson(w, given));
        throw neverApplied(catNumber(number), roles);
      });
    }
    const { whyOf } = await import('../output/why');
    const why = await this.query((w) => whyOf(w, given));
    if (why) return this.tellWhy(why);
    if (!isId(given)) throw notExplained(given);
    return this.explain(given);
  }
}
