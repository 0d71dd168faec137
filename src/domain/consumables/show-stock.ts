import { allow } from '../users';
import type { Item, Movement, Purchase } from './item';
import { findItem } from './known-items';
import type { ConsumablesWork } from './work';

/** An item with every movement of its stock, newest first, and the purchase that is waited for (C4). */
export async function showStock(w: ConsumablesWork, name: string): Promise<{ item: Item; movements: Movement[]; purchase: Purchase | null }> {
  allow(w, 'show-stock');
  const item = await findItem(w, name);
  const [movements, purchase] = [await w.consumables.movements({ item: item.key }), await w.consumables.awaited(item.key)];
  return { item, movements, purchase: purchase ?? null };
}
