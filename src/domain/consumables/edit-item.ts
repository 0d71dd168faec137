import { allow, requiredText } from '../users';
import { badQuantity, itemExists, nameTaken } from './errors';
import { namesOf, type Item } from './item';
import { findItem, knownItems, newItem } from './known-items';
import { byName, MOST, nameKey } from './line';
import { orderIfLow } from './reorder';
import type { ConsumablesWork } from './work';

/** What staff may change of an item; null empties. */
export interface ItemChanges {
  name?: string;
  nameRu?: string | null;
  also?: readonly string[];
  unit?: string | null;
  isCounted?: boolean;
  reorderLevel?: number | null;
  orderQuantity?: number | null;
}

/** Adds an item that no template names yet (C4). */
export async function addItem(w: ConsumablesWork, input: { name: string } & ItemChanges): Promise<Item> {
  allow(w, 'edit-item');
  const name = requiredText('name', input.name, 60);
  if (byName(await knownItems(w), namesOf)(name)) throw itemExists(name);
  const item = changed(newItem(nameKey(name), name), input);
  if (!(await w.consumables.addItem(item))) throw itemExists(name);
  return kept(w, item);
}

/** Changes an item; one that only templates named is kept from then on (C4). */
export async function editItem(w: ConsumablesWork, input: { item: string; changes: ItemChanges }): Promise<Item> {
  allow(w, 'edit-item');
  const { key } = await findItem(w, input.item);
  await w.consumables.lockItems([key]);
  const item = changed(await findItem(w, key), input.changes);
  if (!(await w.consumables.addItem(item))) await w.consumables.changeItem(item);
  return kept(w, item);
}

/** Sees to the names, and to a level that may be higher than what is there; before the first count nobody knows what that is. */
async function kept(w: ConsumablesWork, item: Item): Promise<Item> {
  const taken = await w.consumables.claimNames(item.key, [...new Set(namesOf(item).map(nameKey))]);
  if (taken !== undefined) throw nameTaken(taken);
  if (item.movements > 0) await orderIfLow(w, item);
  return item;
}

function changed(item: Item, { isCounted = item.isCounted, ...input }: ItemChanges): Item {
  const text = (field: string, given: string | null | undefined, before: string | null) => (given == null ? (given === null ? null : before) : requiredText(field, given, 60));
  const count = (field: string, given: number | null | undefined, before: number | null) => (given === undefined ? before : checked(field, given));
  return {
    ...item,
    name: text('name', input.name, item.name) ?? item.name,
    nameRu: text('name', input.nameRu, item.nameRu),
    also: input.also?.map((word) => requiredText('name', word, 60)) ?? item.also,
    unit: text('unit', input.unit, item.unit),
    isCounted,
    reorderLevel: count('reorder level', input.reorderLevel, item.reorderLevel),
    orderQuantity: count('order quantity', input.orderQuantity, item.orderQuantity),
  };
}

function checked(field: string, count: number | null): number | null {
  if (count === null || (Number.isInteger(count) && count >= 1 && count <= MOST)) return count;
  throw badQuantity(field, 1, MOST);
}
