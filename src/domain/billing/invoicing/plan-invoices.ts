import type { Minor } from '../../shared/money';
import { openOf, totalOf, type Charge } from './invoice';

/** An invoice that is due to be made. */
export interface DueInvoice {
  client: string;
  cutOff: Date;
  /** A draft where the tariff gives staff time to look at it. */
  status: 'draft' | 'open' | 'paid';
  total: Minor;
  credited: Minor;
  /** What existing credit will pay of it. */
  paid: Minor;
  open: Minor;
  lines: Charge[];
}

/** An invoice as it is written: planned, with its id and, unless it is a draft, its number. */
export interface NewInvoice extends DueInvoice {
  id: string;
  number: string | null;
  reviewUntil: Date | null;
  /** Id of the voided invoice it replaces. */
  replaces: string | null;
}

/** What the plan is made from. */
export interface Uninvoiced {
  /** On no invoice yet. */
  charges: readonly Charge[];
  /** In order; the cut-offs that are due. */
  cutOffs: readonly Date[];
  /** Whether a client has, or had, an invoice for a cut-off already. */
  isTaken: (client: string, cutOff: Date) => boolean;
  /** Payments that are on no invoice yet, by client. */
  credit: ReadonlyMap<string, Minor>;
  /** Whether what is due at a cut-off is looked at before it is issued. */
  isReviewed: (cutOff: Date) => boolean;
}

/**
 * Which invoices are due (B5): at each cut-off all that accrued before it and is on no invoice, whenever it accrued. What comes late
 * for a cut-off that was invoiced waits for the next one.
 */
export function planInvoices(uninvoiced: Uninvoiced): DueInvoice[] {
  return [...byClient(uninvoiced.charges)]
    .flatMap(([client, owed]) => invoicesOf(client, owed, uninvoiced))
    .sort((one, other) => one.cutOff.getTime() - other.cutOff.getTime() || (one.client < other.client ? -1 : 1));
}

function invoicesOf(client: string, owed: Charge[], { cutOffs, isTaken, credit, isReviewed }: Uninvoiced): DueInvoice[] {
  const due: DueInvoice[] = [];
  let [waiting, left] = [owed, credit.get(client) ?? 0];
  for (const cutOff of cutOffs) {
    if (waiting.length === 0) break;
    const lines = waiting.filter((charge) => charge.accruedAt < cutOff);
    if (lines.length === 0 || isTaken(client, cutOff)) continue;
    waiting = waiting.filter((charge) => charge.accruedAt >= cutOff);
    const total = totalOf(lines);
    const paid = isReviewed(cutOff) ? 0 : Math.min(left, total);
    left -= paid;
    const status = isReviewed(cutOff) ? 'draft' : paid === total ? 'paid' : 'open';
    due.push({ client, cutOff, status, total, credited: 0, paid, open: openOf({ status, total, credited: 0, paid }), lines });
  }
  return due;
}

function byClient(charges: readonly Charge[]): Map<string, Charge[]> {
  const groups = new Map<string, Charge[]>();
  for (const charge of charges) {
    const group = groups.get(charge.client);
    if (group) group.push(charge);
    else groups.set(charge.client, [charge]);
  }
  return groups;
}
