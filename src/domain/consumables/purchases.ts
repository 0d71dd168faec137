import { allow } from '../users';
import { purchaseNotFound } from './errors';
import type { Item, Purchase } from './item';
import { findItem } from './known-items';
import type { ConsumablesWork } from './work';

/** What is to be bought, and what was: those still waited for first (C4). */
export async function listPurchases(w: ConsumablesWork, filter: { open?: boolean } = {}): Promise<Purchase[]> {
  allow(w, 'list-purchases');
  return w.consumables.purchases(filter);
}

/** A purchase by its number; throws `consumables.purchase_not_found`. For use cases that authorise by themselves. */
export async function findPurchase(w: ConsumablesWork, number: number): Promise<Purchase> {
  const purchase = await w.consumables.purchase(number);
  if (!purchase) throw purchaseNotFound(number);
  return purchase;
}

/** A purchase with what is to be bought, for contexts that authorise by themselves. */
export async function purchaseWithItem(w: ConsumablesWork, number: number): Promise<{ purchase: Purchase; item: Item }> {
  const purchase = await findPurchase(w, number);
  return { purchase, item: await findItem(w, purchase.item) };
}
