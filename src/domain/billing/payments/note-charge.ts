import { allow } from '../../users';
import { openOf } from '../invoicing/invoice';
import { findInvoice } from '../invoicing/show-invoice';
import { clientAccount } from '../ledger/ledger';
import { tariffAt } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { factsOf } from './begin-collections';
import { isBeingSent, nextStatus, retryAfter, type ChargeNews, type CollectionRecord, type CollectionStatus } from './collection';
import { findCollection } from './list-collections';
import { takeMoney } from './take-money';

/** News of an attempt. */
interface Noted {
  collection: string;
  news: { outcome: ChargeNews; reason?: string };
  /** Until when a request may have been on its way, as whoever brings the news saw it before asking. */
  seen?: Date | null;
}

/**
 * Notes what became of an attempt to charge a card: money is booked, a refusal waits for its next attempt or for a person (B6, B7). News
 * that changes nothing writes nothing, and is answered with false, however many bring it at once. Nothing is withdrawn that may be on its way.
 */
export async function noteCharge(w: BillingWork, input: Noted): Promise<boolean> {
  allow(w, 'settle-collection');
  const { client } = await findCollection(w, input.collection);
  await w.billing.lockAll([clientAccount(client)]);
  const collection = await findCollection(w, input.collection);
  const status = nextStatus(collection.status, input.news.outcome);
  if (!status || (status === 'withdrawn' && !isStill(w, collection, input.seen ?? null))) return false;
  const next = await whatFollows(w, collection, status);
  const error = status === 'paid' ? null : (input.news.reason ?? null);
  if (!(await w.billing.moveCollection(collection, { status, error, retryAt: next.retryAt }))) return false;
  await tell(w, collection, status, next);
  const { invoice, amount, key: reference } = collection;
  if (status === 'paid') await takeMoney(w, { client, invoice, amount, reference, method: 'card' });
  return true;
}

/** Whether nobody took the attempt up since it was looked at, and no request for it can be on its way. */
const isStill = (w: BillingWork, collection: CollectionRecord, seen: Date | null): boolean =>
  collection.sendingUntil?.getTime() === seen?.getTime() && !isBeingSent(collection, w.wall);

/** When another attempt follows, and whether it is up to a person now. */
interface Next {
  retryAt: Date | null;
  /** How often the invoice's charges were refused, where nobody tries again by itself. */
  givenUpAfter: number | null;
  /** Whether it was not given up before. */
  isFirst: boolean;
}

async function whatFollows(w: BillingWork, { invoice: id }: CollectionRecord, status: CollectionStatus): Promise<Next> {
  const nothing = { retryAt: null, givenUpAfter: null, isFirst: false };
  if (status !== 'declined' && status !== 'withdrawn') return nothing;
  const invoice = await findInvoice(w, id);
  if (openOf(invoice) === 0) return nothing;
  if (status === 'withdrawn') return { ...nothing, retryAt: w.now };
  const { retryDays } = tariffAt(await w.billing.tariffs(), invoice.cutOff);
  const refusals = 1 + (await w.billing.collections({ invoice: id })).filter((one) => one.status === 'declined').length;
  const retryAt = retryAfter(refusals, retryDays, w.now);
  return retryAt ? { ...nothing, retryAt } : { retryAt, givenUpAfter: refusals, isFirst: refusals === retryDays.length + 1 };
}

async function tell(w: BillingWork, collection: CollectionRecord, status: CollectionStatus, next: Next): Promise<void> {
  const facts = factsOf(collection);
  if (status === 'unknown') await w.emit({ type: 'payment_unknown', ...facts });
  if (status === 'parked') await w.emit({ type: 'payment_parked', ...facts });
  if (status === 'withdrawn') await w.emit({ type: 'payment_withdrawn', ...facts });
  if (status === 'paid') await w.emit({ type: 'payment_collected', ...facts });
  if (status === 'declined') await w.emit({ type: 'payment_failed', ...facts, retry_at: next.retryAt?.toISOString() ?? null });
  if (next.givenUpAfter !== null) await w.emit({ type: 'payment_given_up', ...facts, refusals: next.givenUpAfter, is_first: next.isFirst });
}
