import type { Minor } from '../../shared/money';
import { findPerson, peopleById } from '../../users';
import type { PayoutStatus } from '../payouts/payout';
import { explainPayout, type PayoutEntry } from '../why/explain-payout';
import { factsOf } from '../why/order-facts';
import type { BillingWork } from '../work';
import { carriedFrom, type CarriedPart } from './carried-from';

/** What a worker's pay slip says, as facts: words and language come when it is drawn. Jobs + bonuses + corrections + carried = amount. */
export interface PayslipPaperFacts {
  /** `YYYY-MM`. */
  month: string;
  worker: { name: string; number: number };
  jobs: PayslipPaperJobFacts[];
  bonuses: GrantedFacts[];
  corrections: GrantedFacts[];
  carried: Minor;
  /** What it is made of; missing where that is not known. */
  carriedFrom: CarriedPart[];
  amount: Minor;
  status: PayoutStatus;
  /** When it arrived; null where it did not. */
  paidAt: Date | null;
  /** The key of the transfer. */
  key: string | null;
}

/** What a job brought or cost. */
export interface PayslipPaperJobFacts {
  orderNumber: number;
  serviceRu: string;
  serviceEn: string;
  at: Date;
  kind: 'earning' | 'fine';
  amount: Minor;
  /** The order's price and the worker's share of it in basis points; null of a fine. */
  price: Minor | null;
  shareBp: number | null;
  /** Why the order failed that the fine is for: `no_show`, `bad_place`, …; missing where it is not known. */
  reason?: string;
}

/** An amount that somebody granted: for what, and who (B9). */
export interface GrantedFacts {
  at: Date;
  amount: Minor;
  /** Null once it is erased. */
  reason: string | null;
  by: string;
}

/** The facts of a pay slip, by the payout's id or `C-000012/2026-10`, for staff and for its worker (B8, B10). Throws `billing.payout_not_found`. */
export async function payslipPaper(w: BillingWork, reference: string): Promise<PayslipPaperFacts> {
  const { payout, paidAt, carried, entries, transferKey } = await explainPayout(w, reference);
  const worker = await findPerson(w, payout.worker.id);
  const people = await peopleById(w, entries.flatMap(({ by }) => (by === null ? [] : [by])));
  const reasons = await failuresOf(w, entries);
  const granted = (kind: PayoutEntry['kind']): GrantedFacts[] =>
    entries.filter((entry) => entry.kind === kind).map(({ at, amount, reason, by }) => ({ at, amount, reason, by: people.get(by ?? '')?.name ?? '' }));
  return {
    month: payout.month,
    worker: { name: worker.name, number: worker.number },
    jobs: entries.flatMap((entry) => jobOf(entry, reasons.get(entry.order?.id ?? ''))),
    bonuses: granted('bonus'),
    corrections: granted('correction'),
    carried: carried.amount,
    carriedFrom: carriedFrom(carried),
    amount: payout.amount,
    status: payout.status,
    paidAt,
    key: transferKey,
  };
}

/** Why the orders failed that fines are for, by order (id). */
async function failuresOf(w: BillingWork, entries: readonly PayoutEntry[]): Promise<Map<string, string>> {
  const fined = entries.flatMap(({ kind, order }) => (kind === 'fine' && order !== null ? [order.id] : []));
  const facts = factsOf(fined.length === 0 ? [] : await w.billing.orderEvents(fined));
  return new Map([...facts].flatMap(([id, { ending }]) => (ending?.reason == null ? [] : [[id, ending.reason] as const])));
}

function jobOf({ kind, at, amount, order }: PayoutEntry, reason: string | undefined): PayslipPaperJobFacts[] {
  if (kind !== 'earning' && kind !== 'fine') return [];
  const isEarning = kind === 'earning' && order !== null;
  return [
    {
      orderNumber: order?.number ?? 0,
      serviceRu: order?.serviceRu ?? '',
      serviceEn: order?.serviceEn ?? '',
      at: order?.at ?? at,
      kind,
      amount,
      price: isEarning ? order.price : null,
      shareBp: isEarning ? order.shareBp : null,
      ...(kind === 'fine' && reason !== undefined && { reason }),
    },
  ];
}
