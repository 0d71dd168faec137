import type { Statement } from '../domain/billing';
import type { OrderView } from '../domain/orders';
import { catNumber } from '../domain/shared/ids';
import type { Beside } from './billing';
import { paperOf } from './entry-papers';
import { inCurrency } from './entry-why';
import { amount, amountOrNull, cat, iso } from './json-values';

const statementEntry = (of: Statement['entries'][number]) => ({
  id: of.id,
  at: iso(of.at),
  kind: of.kind,
  amount: amount(of.amount),
  order: of.order?.id ?? null,
  number: of.order?.number ?? null,
  service: of.serviceEn,
  outcome: of.outcome,
  note: of.note,
  invoice: of.invoice,
  status: of.status,
  by: of.by,
});

/** A statement: the contract's four fields for client and worker alike, and each one's own beside them. */
function statement(of: Statement, planned: readonly OrderView[]) {
  const shared = {
    person: cat(of.person),
    as: of.as,
    as_of: iso(of.asOf),
    entries: of.entries.map(statementEntry),
    planned: planned.map((one) => ({ order: one.id, number: one.number, at: iso(one.at), price: amountOrNull(one.price?.price) })),
  };
  if (of.as === 'client') {
    const own = { taken_off: amount(of.takenOff), credit: amount(of.credit) };
    return { charged: amount(of.charged), paid: amount(of.paid), owed_at_week_end: amount(of.owedAtWeekEnd), ...own, ...shared };
  }
  const own = {
    earned: amount(of.earned),
    fined: amount(of.fined),
    bonuses: amount(of.bonuses),
    corrections: amount(of.corrections),
    paid_out: amount(of.paidOut),
    balance: amount(of.balance),
  };
  return { charged: amount(of.fined), paid: amount(of.paidOut), owed_at_week_end: amount(of.balance), ...own, ...shared };
}

/** A statement in JSON: each entry with the paper it was booked by, and with what was paid in another currency. */
export function statementJson(of: Statement, planned: readonly OrderView[], { notes, currencies }: Beside) {
  const told = statement(of, planned);
  const number = catNumber(of.person.number);
  const entries = of.entries.map((entry, at) => ({ ...told.entries[at], paper: paperOf(entry, number, notes), in_currency: inCurrency(currencies.get(entry.id) ?? null) }));
  return { ...told, entries };
}
