import { share, type Minor } from '../../shared/money';
import { orderWithoutPrice } from '../errors';
import type { Outcome } from '../invoicing/invoice';
import { tariffOf } from '../pricing/tariff';
import type { BillingWork } from '../work';
import type { EndedOrder } from './ended-order';
import { transfers, workerAccount } from './ledger';

/** Charges the client and credits or fines the worker when an order ends (B4, B7, B8); exactly once, however often it is told. */
export async function accrueOrder(w: BillingWork, ended: EndedOrder): Promise<void> {
  if (ended.charged === false) return;
  if (ended.price_minor === null) throw orderWithoutPrice(ended.order);
  await charge(w, ended, ended.price_minor);
  const tariff = tariffOf(await w.billing.tariffs(), ended.tariff);
  if (ended.type === 'order_completed') await credit(w, ended, 'earning', share(ended.price_minor, tariff.workerShareBp));
  if (ended.type === 'order_failed' && ended.fined) await credit(w, ended, 'fine', tariff.fine);
}

async function charge(w: BillingWork, ended: EndedOrder, amount: Minor): Promise<void> {
  if (amount === 0) return;
  const isNew = await w.billing.addCharge({
    ...orderOf(w, ended),
    outcome: outcomeOf(ended),
    client: ended.client,
    listPrice: ended.list_price_minor ?? amount,
    percent: ended.discount_percent ?? 0,
    amount,
  });
  if (isNew) await w.billing.post([transfers.charge(ended.order, ended.client, amount)]);
}

async function credit(w: BillingWork, ended: EndedOrder, kind: 'earning' | 'fine', amount: Minor): Promise<void> {
  if (amount === 0 || ended.worker === null) return;
  // The account's entries get their ids in the order in which they are committed: a payslip tells by them what was there.
  await w.billing.lockAll([workerAccount(ended.worker)]);
  const isNew = await w.billing.addEarning({ ...orderOf(w, ended), worker: ended.worker, kind, amount });
  if (isNew) await w.billing.post([transfers[kind](ended.order, ended.worker, amount)]);
}

const outcomeOf = (ended: EndedOrder) => ended.type.slice('order_'.length) as Outcome;

const orderOf = (w: BillingWork, ended: EndedOrder) => ({
  order: { id: ended.order, number: ended.number, at: new Date(ended.at) },
  serviceRu: ended.service_ru,
  serviceEn: ended.service_en,
  accruedAt: w.now,
});
