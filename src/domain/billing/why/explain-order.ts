import type { Minor } from '../../shared/money';
import { allow, peopleById, reach } from '../../users';
import { orderUnknown } from '../errors';
import type { InvoiceStatus, Outcome } from '../invoicing/invoice';
import { tariffOf } from '../pricing/tariff';
import type { BillingWork } from '../work';
import type { Named } from './money-on';
import { factsOf, type Ending, type OrderFacts } from './order-facts';
import { paidBefore, type PaidBefore } from './paid-before';
import { pricingOf, type Pricing } from './price-story';
import type { Accrued } from './records';

/** An invoice that an order is or was on. */
export interface InvoiceRef {
  id: string;
  number: string | null;
  status: InvoiceStatus;
  cutOff: Date;
}

/** What an order costs its client, and why. */
export interface ClientSide extends Pricing {
  client: Named;
  /** Null until it accrues, and where it never does. */
  charge: { amount: Minor; outcome: Outcome; at: Date } | null;
  /** The invoice it is on now; null while it waits for one. */
  invoice: InvoiceRef | null;
  /** Voided invoices that it was on, oldest first. */
  voided: InvoiceRef[];
  /** What the client had paid before its price (or its estimate, while it has none), one by one; null where nobody asked, or nobody can tell. */
  paidBefore: PaidBefore[] | null;
}

/** What an order brings its worker, and why (B8). */
export interface WorkerSide {
  worker: Named;
  price: Minor;
  tariff: number;
  /** The worker's part of the price in basis points. */
  shareBp: number;
  /** What the tariff takes for a failed order that the worker is to blame for. */
  fine: Minor;
  /** What it came to; null while the order is on its way, and where it brings nothing. */
  accrued: { kind: 'earning' | 'fine'; amount: Minor; at: Date } | null;
}

/** An order's money, explained. Its client sees the client's side alone, its worker the worker's. */
export interface OrderExplanation {
  order: OrderFacts['order'];
  /** Null while the order is on its way. */
  ending: Ending | null;
  client: ClientSide | null;
  worker: WorkerSide | null;
}

/** Why an order costs and brings what it does (B2, B3, B4, B8, O7), by the order's id, with the payments before it if they are asked for. Throws `billing.order_unknown`. */
export async function explainOrder(w: BillingWork, id: string, { payments = false }: { payments?: boolean } = {}): Promise<OrderExplanation> {
  const facts = factsOf(await w.billing.orderEvents([id])).get(id);
  allow(w, 'billing-why', facts?.client ?? null, facts?.worker ?? null);
  if (!facts) throw orderUnknown(id);
  const isMine = (person: string | null) => reach(w.actor, 'billing-why') === 'any' || person === w.actor.personId;
  const [accrued] = await w.billing.accrued([id]);
  const pricing = pricingOf(await w.billing.tariffs(), await w.billing.pricesOf([id]), facts.latest);
  return {
    order: facts.order,
    ending: facts.ending,
    client: isMine(facts.client) ? await clientSide(w, facts, pricing, { accrued, payments }) : null,
    worker: facts.worker !== null && isMine(facts.worker) ? await workerSide(w, facts.worker, pricing, accrued) : null,
  };
}

async function clientSide(w: BillingWork, { client, order }: OrderFacts, pricing: Pricing, { accrued, payments }: { accrued: Accrued | undefined; payments: boolean }): Promise<ClientSide> {
  const invoices = await w.billing.invoices({ ids: await w.billing.invoicesWith(order.id) });
  const [current, voided] = [invoices.find(({ status }) => status !== 'void'), invoices.filter(({ status }) => status === 'void')];
  const charge = accrued?.charge;
  const story = pricing.price?.isRecorded ? pricing.price : pricing.price ? null : pricing.estimate;
  return {
    client: await named(w, client),
    ...pricing,
    charge: charge ? { amount: charge.amount, outcome: charge.outcome, at: charge.at } : null,
    invoice: current ? refOf(current) : null,
    voided: voided.map(refOf),
    paidBefore: payments && story ? await paidBefore(w, client, story.allocations) : null,
  };
}

async function workerSide(w: BillingWork, worker: string, { price }: Pricing, accrued: Accrued | undefined): Promise<WorkerSide | null> {
  if (price?.tariff == null) return null;
  const { workerShareBp: shareBp, fine } = tariffOf(await w.billing.tariffs(), price.tariff);
  const earning = accrued?.earning;
  return {
    worker: await named(w, worker),
    price: price.price,
    tariff: price.tariff,
    shareBp,
    fine,
    accrued: earning ? { kind: earning.kind, amount: earning.amount, at: earning.at } : null,
  };
}

const refOf = ({ id, number, status, cutOff }: InvoiceRef): InvoiceRef => ({ id, number, status, cutOff });

async function named(w: BillingWork, id: string): Promise<Named> {
  return { id, name: (await peopleById(w, [id])).get(id)?.name ?? '' };
}
