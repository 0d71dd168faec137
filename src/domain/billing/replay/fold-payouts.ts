import type { Minor } from '../../shared/money';
import { workerAccount } from '../ledger/ledger';
import { differ, post, put, same, workerOf, type Books, type PayoutAgain } from './books';
import { saidAt, type Logged, type MoneyEvent } from './log';

type Of<T extends MoneyEvent['type']> = Logged<Extract<MoneyEvent, { type: T }>>;

/** What people credit to a worker or put right on the account (B9, B11). */
export function foldByHand(books: Books, { id, at, event }: Of<'bonus_granted' | 'worker_corrected'>): void {
  const { worker, amount_minor: amount } = event;
  const account = workerAccount(worker);
  workerOf(books, worker).entries.push({ at, event: id, amount });
  if (event.type === 'bonus_granted') {
    put(books, 'bonuses', [event.bonus], null, { worker_id: worker, amount_minor: amount, granted_by: event.granted_by, at });
    post(books, at, null, { kind: 'bonus', reference: event.bonus, debit: 'expenses:bonuses', credit: account, amount });
  } else {
    const [debit, credit] = amount > 0 ? ['expenses:corrections', account] : [account, 'expenses:corrections'];
    put(books, 'corrections', [event.correction], null, { worker_id: worker, amount_minor: amount, made_by: event.corrected_by, at });
    post(books, at, null, { kind: 'correction', reference: event.correction, debit, credit, amount: Math.abs(amount) });
  }
}

/** A month is closed for a worker: all that came before its end and was not paid out (B8). */
export function foldPayout(books: Books, { id, at, event }: Of<'payout_begun' | 'payout_carried_forward'>): void {
  if (books.olderPayouts.has(event.payout)) return;
  const { worker, month, due_at: dueAt } = event;
  const { entries, paidOut, closedMonth } = workerOf(books, worker);
  const subject = { id: event.payout, number: month };
  const due = entries.filter((entry) => entry.at < dueAt);
  const expected = due.reduce((sum, { amount }) => sum + amount, 0 - paidOut);
  const maybeLate = due.filter((entry) => saidAt(id) - saidAt(entry.event) < books.lateMs).map(({ amount }) => amount);
  if (!isSumOfSome(maybeLate, expected - event.amount_minor)) same(books, `${event.type}.amount_minor`, subject, expected, event.amount_minor);
  if (month <= closedMonth) differ(books, { what: `${event.type}.month`, ...subject, expected: `after ${closedMonth}`, found: month });
  const status = event.type === 'payout_begun' ? 'pending' : 'carried_forward';
  begin(books, { id: event.payout, worker, month, dueAt, createdAt: at, settledAt: null, status, amount: event.amount_minor });
}

/** A payout joins the books; what is carried forward stays on the account. */
export function begin(books: Books, payout: PayoutAgain): void {
  const { id, worker, month, amount, createdAt } = payout;
  books.payouts.set(id, payout);
  const account = workerOf(books, worker);
  if (month > account.closedMonth) account.closedMonth = month;
  if (payout.status === 'carried_forward') return;
  account.paidOut += amount;
  post(books, createdAt, month, { kind: 'payout', reference: id, debit: workerAccount(worker), credit: 'gold-hat', amount });
}

/** News of a payout: it arrived, came back, nobody knows, or nobody can find out (B8). */
export function foldNews(books: Books, { at, event }: Of<'payout_sent' | 'payout_failed' | 'payout_unknown' | 'payout_parked'>): void {
  const payout = books.payouts.get(event.payout);
  if (!payout) return differ(books, { what: event.type, id: event.payout, number: event.month, expected: null, found: 'an unknown payout' });
  const { id, worker, month, amount } = payout;
  const account = workerAccount(worker);
  same(books, `${event.type}.amount_minor`, { id, number: month }, amount, event.amount_minor);
  if (event.type === 'payout_unknown' || event.type === 'payout_parked') {
    payout.status = event.type === 'payout_parked' ? 'parked' : 'unknown';
    return;
  }
  if (event.type === 'payout_failed') {
    workerOf(books, worker).paidOut -= amount;
    post(books, at, month, { kind: 'payout_returned', reference: id, debit: 'gold-hat', credit: account, amount });
  } else {
    if (payout.status === 'failed') {
      workerOf(books, worker).paidOut += amount;
      post(books, at, month, { kind: 'payout_resent', reference: id, debit: account, credit: 'gold-hat', amount });
    }
    post(books, at, month, { kind: 'payout_sent', reference: id, debit: 'gold-hat', credit: 'bank', amount });
  }
  payout.status = event.type === 'payout_sent' ? 'sent' : 'failed';
  payout.settledAt = at;
}

/** No more than so many are under way at a time. */
const AT_A_TIME = 12;

/** Whether a sum is made of some of these amounts, or of none. */
function isSumOfSome(amounts: readonly Minor[], sum: Minor): boolean {
  if (sum === 0) return true;
  const [first, ...rest] = amounts.slice(-AT_A_TIME);
  return first !== undefined && (isSumOfSome(rest, sum - first) || isSumOfSome(rest, sum));
}
