import type { Minor } from '../../shared/money';
import { isId } from '../../shared/ids';
import { allow, findPerson } from '../../users';
import { payoutNotFound } from '../errors';
import type { StatementEntry } from '../ledger/statement';
import { countedEntries } from '../payouts/counted-entries';
import { withWorkers } from '../payouts/list-payouts';
import type { Payout, PayoutRecord, PayoutStatus } from '../payouts/payout';
import { tariffOf, type TariffRecord } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { factsOf, type OrderFacts } from './order-facts';

/** One entry of a payout; amounts below zero take away. */
export interface PayoutEntry {
  id: string;
  kind: 'earning' | 'fine' | 'bonus' | 'correction';
  at: Date;
  amount: Minor;
  /** Of an earning or a fine: the order, and what the worker's part is made of. */
  order: (OrderFacts['order'] & { price: Minor; tariff: number; shareBp: number }) | null;
  /** Of a bonus or a correction: for what, and by whom (id). */
  reason: string | null;
  by: string | null;
}

/** What earlier months left over: `amount` = forward + returned + late. */
export interface Carried {
  amount: Minor;
  /** The last closed month before; null where this is the first. */
  previous: { month: string; status: PayoutStatus; amount: Minor } | null;
  /** What that month owed the company. */
  forward: Minor;
  /** What Gold Hat gave back since, below zero where it arrived after all, and of which months. */
  returned: Minor;
  cameBack: { month: string; amount: Minor }[];
  /** What was booked into closed months after they were closed, and its entries. */
  late: Minor;
  lateEntries: PayoutEntry[];
}

/** A payout, explained: carried + entries = the payout's amount. */
export interface PayoutExplanation {
  payout: Payout;
  dueAt: Date;
  createdAt: Date;
  /** When it arrived, as far as Gold Hat tells; null where it did not. */
  paidAt: Date | null;
  carried: Carried;
  /** Since the last closed month, oldest first. */
  entries: PayoutEntry[];
  /** The key under which Gold Hat moves it at most once; null where it is carried forward. */
  transferKey: string | null;
}

/** Why a worker's payout is what it is (B8), by id, `C-000012/2026-10` or the key that its pay slip names, for staff and for its worker. Throws `billing.payout_not_found`. */
export async function explainPayout(w: BillingWork, reference: string): Promise<PayoutExplanation> {
  const found = await lookUpPayout(w, reference);
  allow(w, 'billing-why', found?.worker ?? null);
  const [payout] = found ? await withWorkers(w, [found]) : [];
  if (!found || !payout) throw payoutNotFound(reference);
  const { previous, inTime, late, all } = await countedEntries(w, found);
  const amount = found.amount - inTime.reduce((sum, entry) => sum + entry.amount, 0);
  const back = all.filter((entry) => hasComeBack(entry, previous, found));
  return {
    payout,
    dueAt: found.dueAt,
    createdAt: found.createdAt,
    paidAt: found.paidAt,
    carried: { ...carriedOf(amount, previous, back), lateEntries: await explained(w, late) },
    entries: await explained(w, inTime),
    transferKey: found.transferKey,
  };
}

async function lookUpPayout(w: BillingWork, reference: string): Promise<PayoutRecord | undefined> {
  if (isId(reference)) return (await w.billing.payouts({ ids: [reference.toLowerCase()] }))[0];
  const [, whose, month] = /^(?:payout:)?(c-\d{1,9}|[0-9a-f-]{36})[/:](\d{4}-\d{2})$/i.exec(reference.trim()) ?? [];
  if (!whose) return undefined;
  const worker = (await findPerson(w, whose)).id;
  return (await w.billing.payouts({ worker })).find((payout) => payout.month === month);
}

/** Whether an entry tells of an earlier payout that came back, or arrived after all, since the last closed month was prepared. */
function hasComeBack({ kind, id, at }: StatementEntry, previous: PayoutRecord | undefined, found: PayoutRecord): boolean {
  if ((kind !== 'payout_returned' && kind !== 'payout_resent') || !previous || at > found.createdAt || id === found.id) return false;
  return id === previous.id || at > previous.createdAt;
}

function carriedOf(amount: Minor, previous: PayoutRecord | undefined, back: readonly StatementEntry[]): Omit<Carried, 'lateEntries'> {
  const forward = previous?.status === 'carried_forward' ? previous.amount : 0;
  const returned = back.reduce((sum, entry) => sum + entry.amount, 0);
  const months = new Map<string, Minor>();
  for (const { note, amount: part } of back) months.set(note ?? '', (months.get(note ?? '') ?? 0) + part);
  const { month, status } = previous ?? {};
  return {
    amount,
    previous: previous && month !== undefined && status !== undefined ? { month, status, amount: previous.amount } : null,
    forward,
    returned,
    cameBack: [...months].map(([month, part]) => ({ month, amount: part })),
    late: amount - forward - returned,
  };
}

async function explained(w: BillingWork, entries: readonly StatementEntry[]): Promise<PayoutEntry[]> {
  const tariffs = await w.billing.tariffs();
  const facts = factsOf(await w.billing.orderEvents(entries.flatMap(({ order }) => order?.id ?? [])));
  return entries.map(({ id, kind, at, amount, order, note, by }) => ({
    id,
    kind: kind as PayoutEntry['kind'],
    at,
    amount,
    order: order ? orderOf(facts.get(order.id), tariffs) : null,
    reason: note,
    by,
  }));
}

function orderOf(facts: OrderFacts | undefined, tariffs: readonly TariffRecord[]): PayoutEntry['order'] {
  const { price_minor: price, tariff } = facts?.latest ?? {};
  if (!facts || price == null || tariff == null) return null;
  return { ...facts.order, price, tariff, shareBp: tariffOf(tariffs, tariff).workerShareBp };
}
