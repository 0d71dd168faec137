import { allow, requiredText } from '../users';
import { purchaseClosed } from './errors';
import { isAwaited, type Purchase } from './item';
import { findPurchase } from './purchases';
import type { ConsumablesWork } from './work';

/** Notes that a purchase was ordered, or that nobody will make it, for which there must be a reason (C4). */
export async function markPurchase(w: ConsumablesWork, input: { purchase: number; as: 'ordered' | 'cancelled'; reason?: string }): Promise<Purchase> {
  allow(w, 'mark-purchase');
  const { item } = await findPurchase(w, input.purchase);
  const reason = input.as === 'ordered' && input.reason === undefined ? null : requiredText('reason', input.reason ?? '', 500);
  await w.consumables.lockItems([item]);
  const before = await findPurchase(w, input.purchase);
  if (!isAwaited(before)) throw purchaseClosed(before.number, before.status);
  const isNews = before.status !== input.as;
  const purchase: Purchase = { ...before, status: input.as, reason: reason ?? before.reason, closedAt: input.as === 'cancelled' ? w.now : null };
  await w.consumables.changePurchase(purchase);
  if (isNews) await w.emit({ type: input.as === 'ordered' ? 'purchase_ordered' : 'purchase_cancelled', purchase: before.number, item });
  return purchase;
}
