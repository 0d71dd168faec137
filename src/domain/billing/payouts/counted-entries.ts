import { workerAccount } from '../ledger/ledger';
import type { StatementEntry } from '../ledger/statement';
import type { BillingWork } from '../work';
import type { PayoutRecord } from './payout';

/** What a payout was made of when it was prepared; what is booked into its month later is the next one's. */
export interface Counted {
  /** The last closed month before. */
  previous: PayoutRecord | undefined;
  /** Earnings, fines, bonuses and corrections since then. */
  inTime: StatementEntry[];
  /** The same, dated before that but booked after it was closed. */
  late: StatementEntry[];
  /** Everything on the worker's account. */
  all: StatementEntry[];
}

/** Tells what a payout counted: what was dated before its end, booked before it was prepared, and counted by none before it (B8). */
export async function countedEntries(w: BillingWork, payout: PayoutRecord): Promise<Counted> {
  const earlier = (await w.billing.payouts({ worker: payout.worker })).filter(({ month }) => month < payout.month);
  const previous = earlier.at(-1);
  const all = await w.billing.workerEntries(payout.worker, undefined);
  const bookedAs = await w.billing.bookedAs(workerAccount(payout.worker));
  const isIn = (entry: StatementEntry, { dueAt, id }: PayoutRecord) => entry.at < dueAt && (bookedAs.get(`${entry.kind} ${entry.id}`) ?? '') < id;
  const own = all.filter((entry) => isOwn(entry) && isIn(entry, payout) && !earlier.some((one) => isIn(entry, one)));
  const isLate = ({ at }: StatementEntry) => previous !== undefined && at < previous.dueAt;
  return { previous, inTime: own.filter((entry) => !isLate(entry)), late: own.filter(isLate), all };
}

const isOwn = ({ kind }: StatementEntry) => kind === 'earning' || kind === 'fine' || kind === 'bonus' || kind === 'correction';
