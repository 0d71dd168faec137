import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../base-command';

/** What the statements of clients and workers share. */
export abstract class StatementCommand extends BaseCommand {
  static override args = { id: Args.string({ description: 'id or number of the person' }) };
  static override baseFlags = { 'as-of': Flags.string({ description: 'as it was then, such as "2026-11-21 15:00"' }) };

  /** Shows the statement: sums, entries, and orders still planned apart from them (B10). */
  protected async statement(
    given: string | undefined,
    how: { as: 'client' | 'worker' | undefined; asOf: string | undefined },
  ) {
    const [{ askPerson, askWorker }, { currenciesOf, showStatement }, { listOrders }] = await Promise.all([import('./choose'), import('../domain/billing'), import('../domain/orders')]);
    const { id: person } = await this.fill({ id: how.as === 'worker' ? askWorker(given, this.look) : askPerson(given, this.look) });
    const { readInstant } = await import('./instant');
    const [{ peopleById }, { noteNumbers }, { catNumber }] = await Promise.all([import('../domain/users'), import('./entry-papers'), import('../domain/shared/ids')]);
    const { found, planned, beside } = await this.query(async (w) => {
      const asOf = how.asOf === undefined ? undefined : readInstant('--as-of', how.asOf, w.zone);
      const found = await showStatement(w, { person, as: how.as, asOf });
      const statuses = ['unmatched', 'assigned', 'started'] as const;
      const makers = await peopleById(w, found.entries.flatMap(({ by }) => (by === null ? [] : [by])));
      const beside = { makers, notes: await noteNumbers(w, found.entries), currencies: await currenciesOf(w, found.entries.map(({ id }) => id)) };
      return { found, beside, planned: await listOrders(w, { [found.as]: found.person.id, statuses }) };
    });
    const { statementCard, statementColumns } = await import('./billing');
    await this.card(...statementCard(found));
    if (found.entries.length > 0) await this.table(found.entries, statementColumns(this.clock, catNumber(found.person.number), beside));
    const { counted } = await import('./money');
    if (planned.length > 0) this.log(`planned: ${counted(planned.length, 'order')}, not counted above`);
    return (await import('./statement-json')).statementJson(found, planned, beside);
  }
}
