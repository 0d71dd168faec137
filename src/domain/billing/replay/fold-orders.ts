import type { Minor } from '../../shared/money';
import type { EndedOrder } from '../ledger/ended-order';
import { clientAccount, workerAccount } from '../ledger/ledger';
import { FORMULAS, type Priced } from '../pricing/formulas';
import type { Tariff } from '../pricing/tariff';
import { clientOf, differ, partOf, post, put, same, workerOf, type Books, type PriceAgain } from './books';
import type { Logged, MoneyEvent, OrderEvent } from './log';

type Fixed = Logged<Extract<MoneyEvent, { type: 'price_fixed' }>>;

/** A price is made again from its tariff and the client's first so many allocations (B2, B3). */
export function foldPrice(books: Books, { at, event }: Fixed): void {
  const { order, client, service, worker, allocations } = event;
  const subject = { id: order, number: null };
  same(books, 'price_fixed.tariff', subject, inForce(books, at)?.id ?? null, event.tariff);
  const price = priceAgain(books, { client, service, worker }, event);
  if (!price) return;
  const { paid, ...made } = price;
  same(books, 'price_fixed.paid_minor', subject, paid, event.paid_minor);
  same(books, 'price_fixed.list_price_minor', subject, made.listPrice, event.list_price_minor);
  same(books, 'price_fixed.percent', subject, made.percent, event.percent);
  same(books, 'price_fixed.price_minor', subject, made.price, event.price_minor);
  books.prices.set(order, made);
  books.counts.prices += 1;
  put(books, 'prices', [order, 'price'], null, {
    client_id: client, service_id: service, worker_id: worker, tariff: made.tariff, paid_minor: paid, allocations,
    list_price_minor: made.listPrice, percent: made.percent, price_minor: made.price, made_at: at,
  });
}

/** A price by a tariff after so many allocations; undefined where there is no such tariff. */
export function priceAgain(books: Books, subject: Priced, { tariff: id, allocations }: { tariff: number; allocations: number }): (PriceAgain & { paid: Minor }) | undefined {
  const tariff = books.tariffs.find((one) => one.id === id);
  if (!tariff) return undefined;
  const { applied } = clientOf(books, subject.client);
  const paid = applied.slice(0, allocations).reduce((sum, { amount }) => sum + amount, 0);
  const listPrice = FORMULAS[tariff.formula](subject, tariff.basePrice);
  let percent = 0;
  for (const tier of tariff.tiers) if (paid > tier.over) percent = tier.percent;
  return { tariff: id, paid, listPrice, percent, price: listPrice - partOf(listPrice, percent * 100) };
}

/** The version in force at an instant, of those that were there by then. */
function inForce({ tariffs, newTariffs }: Books, at: string): Tariff | undefined {
  return tariffs.findLast((tariff) => !newTariffs.has(tariff.id) && tariff.effectiveFrom.toISOString() <= at);
}

/** An order on its way: what was placed has an estimate, and what was assigned before the log told of prices has none that it tells of. */
export function foldOrder(books: Books, { id, at, event }: Logged<OrderEvent>): void {
  const isOlder = !books.since || id < books.since.id;
  if (event.type === 'order_placed') books.placed.set(event.order, { client: event.client, service: event.service, at, isNeeded: !isOlder });
  if (event.type === 'order_assigned' && isOlder) books.assignedBefore.add(event.order);
}

/** The end of an order charges the client and credits or fines the worker (B4, B7, B8). */
export function foldEnd(books: Books, logged: Logged<EndedOrder>): void {
  const { event } = logged;
  if (event.charged === false || books.rows.get('charges')?.has(event.order)) return;
  const price = priceOfEnded(books, event);
  charge(books, logged, price);
  const tariff = books.tariffs.find((one) => one.id === price.tariff);
  if (!tariff) return differ(books, { what: `${event.type}.tariff`, ...subjectOf(event), expected: null, found: price.tariff });
  if (event.type === 'order_completed') credit(books, logged, 'earning', partOf(price.price, tariff.workerShareBp));
  if (event.type === 'order_failed' && event.fined) credit(books, logged, 'fine', tariff.fine);
}

/** The price that was fixed; where the log doesn't tell of it yet, the one that the order tells itself. */
function priceOfEnded(books: Books, event: EndedOrder): PriceAgain {
  const told = { tariff: event.tariff ?? 0, listPrice: event.list_price_minor ?? event.price_minor ?? 0, percent: event.discount_percent ?? 0, price: event.price_minor ?? 0 };
  const fixed = books.prices.get(event.order);
  const subject = subjectOf(event);
  if (!fixed) {
    if (books.assignedBefore.has(event.order)) books.counts.older.prices += 1;
    else differ(books, { what: 'price_fixed', ...subject, expected: 'told', found: null });
    return told;
  }
  same(books, `${event.type}.tariff`, subject, fixed.tariff, told.tariff);
  same(books, `${event.type}.list_price_minor`, subject, fixed.listPrice, told.listPrice);
  same(books, `${event.type}.discount_percent`, subject, fixed.percent, told.percent);
  same(books, `${event.type}.price_minor`, subject, fixed.price, told.price);
  return fixed;
}

function charge(books: Books, { id, at, event }: Logged<EndedOrder>, { listPrice, percent, price }: PriceAgain): void {
  if (price === 0) return;
  const number = String(event.number);
  const outcome = event.type === 'order_completed' ? 'completed' : event.type === 'order_failed' ? 'failed' : 'cancelled';
  clientOf(books, event.client).waiting.set(event.number, { order: event.order, number: event.number, outcome, amount: price, accruedAt: at, event: id });
  put(books, 'charges', [event.order], number, {
    ...orderColumns(event, at), outcome, client_id: event.client, list_price_minor: listPrice, discount_percent: percent, amount_minor: price,
  });
  post(books, at, number, { kind: 'charge', reference: event.order, debit: clientAccount(event.client), credit: 'revenue:services', amount: price });
}

function credit(books: Books, { id, at, event }: Logged<EndedOrder>, kind: 'earning' | 'fine', amount: Minor): void {
  if (amount === 0 || event.worker === null) return;
  const number = String(event.number);
  workerOf(books, event.worker).entries.push({ at, event: id, amount: kind === 'fine' ? -amount : amount });
  put(books, 'earnings', [event.order], number, { ...orderColumns(event, at), worker_id: event.worker, kind, amount_minor: amount });
  const account = workerAccount(event.worker);
  const sides = kind === 'fine' ? { debit: account, credit: 'revenue:fines' } : { debit: 'expenses:work', credit: account };
  post(books, at, number, { kind, reference: event.order, ...sides, amount });
}

const orderColumns = (event: EndedOrder, at: string) => ({
  order_number: event.number, order_at: event.at, service_ru: event.service_ru, service_en: event.service_en, accrued_at: at,
});

const subjectOf = (event: EndedOrder) => ({ id: event.order, number: String(event.number) });
