import { outOfStock } from './errors';
import type { Item, Movement, MovementKind } from './item';
import { orderIfLow } from './reorder';
import type { ConsumablesWork } from './work';

/** What stands behind movements: of what kind they are, and for which order or purchase or by which words. */
export interface Ground {
  kind: MovementKind;
  order?: { id: string; number: number };
  purchase?: number;
  reason?: string;
}

/** Moves the stock of counted items by so many, all or none (C4): under their lock, so that two people at once are exact. Throws `consumables.out_of_stock`. */
export async function bookStock(w: ConsumablesWork, quantities: ReadonlyMap<string, number>, ground: Ground): Promise<void> {
  const keys = [...quantities.keys()];
  if (keys.length === 0) return;
  await w.consumables.lockItems(keys);
  const counted = (await w.consumables.items(keys)).filter(({ isCounted }) => isCounted);
  for (const item of counted) {
    const moved = movedBy(item, quantities.get(item.key) ?? 0);
    if (moved.onHand < 0) throw outOfStock(item, -(moved.onHand - item.onHand), ground.order?.number ?? null);
    await w.consumables.addMovement(movementOf(w, moved, moved.onHand - item.onHand, ground));
    await orderIfLow(w, moved);
  }
}

const movedBy = (item: Item, quantity: number): Item => ({ ...item, onHand: item.onHand + quantity, movements: item.movements + 1 });

const movementOf = (w: ConsumablesWork, item: Item, quantity: number, { kind, order, purchase, reason }: Ground): Movement => ({
  item: item.key,
  no: item.movements,
  kind,
  quantity,
  onHand: item.onHand,
  order: order ?? null,
  purchase: purchase ?? null,
  reason: reason ?? null,
  at: w.now,
  by: w.actor.personId,
});
