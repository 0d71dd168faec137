import type { Item } from './item';
import type { ConsumablesWork } from './work';

/** Opens a purchase of a counted item that fell below its level, unless one is waited for already (C4); the item is locked. */
export async function orderIfLow(w: ConsumablesWork, item: Item): Promise<void> {
  const { key, isCounted, reorderLevel: level, onHand } = item;
  if (!isCounted || level === null || onHand >= level || (await w.consumables.awaited(key))) return;
  const quantity = Math.max(item.orderQuantity ?? level, level - onHand);
  const { number } = await w.consumables.openPurchase({ item: key, quantity });
  await w.emit({ type: 'purchase_needed', purchase: number, item: key, quantity, on_hand: onHand, level });
}
