import type { Minor } from '../../shared/money';
import type { MonthEnd } from '../../shared/time';

/** What a worker's account holds that no payout has settled. */
export interface UnsettledAccount {
  worker: string;
  /** The month of the latest payout: it and all before it are closed for this worker. */
  closedMonth: string | null;
  /** What is left over from closed months: carried forward, returned, or committed late. */
  opening: Minor;
  /** What came since, oldest first. */
  entries: readonly { at: Date; amount: Minor }[];
}

/** A worker's month that is due; below zero it is carried forward. */
export interface DuePayout {
  worker: string;
  month: string;
  dueAt: Date;
  amount: Minor;
}

/** Which payouts are due at these month's ends (B8): all that came before each end, less what was paid out; a zero balance is none. */
export function planPayouts(accounts: readonly UnsettledAccount[], ends: readonly MonthEnd[]): DuePayout[] {
  return accounts
    .flatMap((account) => payoutsOf(account, ends))
    .sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime() || (one.worker < other.worker ? -1 : 1));
}

function payoutsOf({ worker, closedMonth, opening, entries }: UnsettledAccount, ends: readonly MonthEnd[]): DuePayout[] {
  const due: DuePayout[] = [];
  let [balance, next, closed] = [opening, 0, closedMonth ?? ''];
  for (const end of ends) {
    // A tariff that begins on a month's last day may bring its end a second time.
    if (end.month <= closed) continue;
    for (let entry = entries[next]; entry && entry.at < end.at; entry = entries[++next]) balance += entry.amount;
    if (balance !== 0) due.push({ worker, month: (closed = end.month), dueAt: end.at, amount: balance });
    balance = Math.min(balance, 0);
  }
  return due;
}
