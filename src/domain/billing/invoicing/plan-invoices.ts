import type { Minor } from '../../shared/money';
import { openOf, totalOf, type Charge } from './invoice';

/** An invoice that is due to be issued. */
export interface DueInvoice {
  client: string;
  cutOff: Date;
  status: 'open' | 'paid';
  total: Minor;
  /** What existing credit will pay of it. */
  paid: Minor;
  open: Minor;
  lines: Charge[];
}

/** What the plan is made from. */
export interface Uninvoiced {
  /** On no invoice yet. */
  charges: readonly Charge[];
  /** In order; the cut-offs that are due. */
  cutOffs: readonly Date[];
  /** Whether a client has an invoice for a cut-off already. */
  isTaken: (client: string, cutOff: Date) => boolean;
  /** Payments that are on no invoice yet, by client. */
  credit: ReadonlyMap<string, Minor>;
}

/**
 * Which invoices are due (B5): at each cut-off all that accrued before it and is on no invoice, whenever it accrued. What comes late
 * for a cut-off that was invoiced waits for the next one.
 */
export function planInvoices({ charges, cutOffs, isTaken, credit }: Uninvoiced): DueInvoice[] {
  return [...byClient(charges)]
    .flatMap(([client, owed]) => invoicesOf(client, owed, cutOffs.filter((cutOff) => !isTaken(client, cutOff)), credit.get(client) ?? 0))
    .sort((one, other) => one.cutOff.getTime() - other.cutOff.getTime() || (one.client < other.client ? -1 : 1));
}

function invoicesOf(client: string, owed: Charge[], cutOffs: Date[], credit: Minor): DueInvoice[] {
  const due: DueInvoice[] = [];
  let [waiting, left] = [owed, credit];
  for (const cutOff of cutOffs) {
    const lines = waiting.filter((charge) => charge.accruedAt < cutOff);
    if (lines.length === 0) continue;
    waiting = waiting.filter((charge) => charge.accruedAt >= cutOff);
    const total = totalOf(lines);
    const paid = Math.min(left, total);
    left -= paid;
    const status = paid === total ? 'paid' : 'open';
    due.push({ client, cutOff, status, total, paid, open: openOf({ status, total, paid }), lines });
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
