import type { Statement } from '../domain/billing';
import type { OrderView } from '../domain/orders';
import { catNumber } from '../domain/shared/ids';
import type { Beside } from './billing';
import { paperOf } from './entry-papers';
import { statement } from './json';
import { inCurrency } from './entry-why';

/** A statement in JSON: each entry with the paper it was booked by, and with what was paid in another currency. */
export function statementJson(of: Statement, planned: readonly OrderView[], { notes, currencies }: Beside) {
  const told = statement(of, planned);
  const cat = catNumber(of.person.number);
  const entries = of.entries.map((entry, at) => ({ ...told.entries[at], paper: paperOf(entry, cat, notes), in_currency: inCurrency(currencies.get(entry.id) ?? null) }));
  return { ...told, entries };
}
