import type { Kit } from './kit';
import type { ConsumablesWork } from './work';

/** What the stock still misses by an order's kit, of each counted item. */
export async function stillMissing(w: ConsumablesWork, kit: Kit): Promise<Map<string, number>> {
  const out = new Map<string, number>();
  for (const { item, quantity } of await w.consumables.movements({ order: kit.order.id })) out.set(item, (out.get(item) ?? 0) - quantity);
  return new Map([...out].filter(([, quantity]) => quantity > 0));
}

/** What whoever has the kit has of counted items: what the stock misses, but for what others have of it. */
export async function withWorker(w: ConsumablesWork, kit: Kit): Promise<Map<string, number>> {
  const items = await stillMissing(w, kit);
  for (const one of kit.left) for (const [key, quantity] of Object.entries(one.items)) items.set(key, (items.get(key) ?? 0) - quantity);
  return new Map([...items].filter(([, quantity]) => quantity > 0));
}
