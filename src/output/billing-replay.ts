import type { BillingReplay, ReplayDifference } from '../domain/billing';
import { iso } from './json-values';
import { counted, money } from './money';
import type { Column } from './table';
import { exact, type Clock } from './time';

/** What came of it, in one sentence. */
export function replayTold({ events, prices, invoices, payouts, different }: BillingReplay): string {
  const made = `${counted(prices, 'price')}, ${counted(invoices, 'invoice')} and ${counted(payouts, 'payout')} from ${counted(events, 'event')}`;
  return different === 0 ? `${made}: none different` : `${made}: ${counted(different, 'difference')}.`;
}

/** What could not be made anew, because the log did not tell enough yet; undefined where there is nothing of the kind. */
export function olderTold({ older }: BillingReplay, clock: Clock): string | undefined {
  if (older.before === null) return undefined;
  const { prices, invoices, payouts } = older;
  return `taken as they stand, from before ${exact(older.before, clock)}: ${counted(prices, 'price')}, ${counted(invoices, 'invoice')}, ${counted(payouts, 'payout')}`;
}

/** The columns of what came out different. */
export const differenceColumns: Column<ReplayDifference>[] = [
  { head: 'WHAT', of: ({ what }) => what },
  { head: 'NUMBER', of: ({ number }) => number ?? '' },
  { head: 'EXPECTED', of: (row) => valueTold(row, row.expected), cuttable: true, right: true },
  { head: 'FOUND', of: (row) => valueTold(row, row.found), cuttable: true, right: true },
];

const valueTold = ({ what }: ReplayDifference, value: ReplayDifference['found']): string =>
  typeof value === 'number' && /balance|amount|_minor/.test(what) ? money(value) : String(value ?? '');

/** Which command looks at the first difference. */
export function whereToLook({ different, differences }: BillingReplay): string {
  if (different === 0) return 'mcf billing status';
  const named = differences.find(({ number }) => number !== null && /^(\d+|\d{4}-\d{6,})$/.test(number));
  return named ? `mcf billing why ${named.number}` : 'mcf billing ledger --balances';
}

/** The same in JSON. */
export const replayJson = ({ events, prices, invoices, payouts, older, different, differences }: BillingReplay) => ({
  events,
  prices,
  invoices,
  payouts,
  older: { ...older, before: older.before && iso(older.before) },
  different,
  differences: differences.map(({ what, id, number, expected, found }) => ({ what, id, number, expected, found })),
});
