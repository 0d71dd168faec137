import { allow, requiredText } from '../users';
import { bookStock } from './book-stock';
import { badQuantity, notCounted, purchaseClosed, purchaseOfOther } from './errors';
import { isAwaited, type Item, type Purchase } from './item';
import { findItem } from './known-items';
import { MOST } from './line';
import { findPurchase } from './purchases';
import type { ConsumablesWork } from './work';

/** Adds what was delivered to the stock, and to the purchase that waits for it: that one is closed once all of it came (C4). */
export async function receiveStock(
  w: ConsumablesWork,
  input: { item: string; quantity: number; purchase?: number; reason?: string },
): Promise<{ item: Item; purchase: Purchase | null }> {
  allow(w, 'receive-stock');
  if (!Number.isInteger(input.quantity) || input.quantity < 1 || input.quantity > MOST) throw badQuantity('quantity', 1, MOST);
  const reason = input.reason === undefined ? {} : { reason: requiredText('reason', input.reason, 500) };
  const { key } = await findItem(w, input.item);
  await w.consumables.lockItems([key]);
  const item = await findItem(w, key);
  if (!item.isCounted) throw notCounted(item);
  const purchase = await purchaseOf(w, item, input.purchase);
  const fed = purchase && (await feed(w, purchase, input.quantity));
  await bookStock(w, new Map([[key, input.quantity]]), { kind: 'received', ...(fed && { purchase: fed.number }), ...reason });
  return { item: await findItem(w, key), purchase: fed };
}

/** The purchase that was named, or whichever waits for the item. */
async function purchaseOf(w: ConsumablesWork, item: Item, number: number | undefined): Promise<Purchase | null> {
  if (number === undefined) return (await w.consumables.awaited(item.key)) ?? null;
  const purchase = await findPurchase(w, number);
  if (purchase.item !== item.key) throw purchaseOfOther(number, purchase.item);
  if (!isAwaited(purchase)) throw purchaseClosed(number, purchase.status);
  return purchase;
}

async function feed(w: ConsumablesWork, before: Purchase, quantity: number): Promise<Purchase> {
  const received = before.received + quantity;
  const isAll = received >= before.quantity;
  const purchase: Purchase = { ...before, received, ...(isAll && { status: 'received', closedAt: w.now }) };
  await w.consumables.changePurchase(purchase);
  await w.emit({ type: 'purchase_received', purchase: before.number, item: before.item, quantity: received, left: Math.max(0, before.quantity - received) });
  return purchase;
}
