import { allow } from '../users';
import { itemNotFound } from './errors';
import { namesOf, type Item } from './item';
import { ACCEPTANCE_FORM } from './kit';
import { byName, lineOf, nameKey } from './line';
import type { ConsumablesWork } from './work';

/** Every item there is: those staff keep, and those that only a template names (C4). */
export async function listItems(w: ConsumablesWork): Promise<Item[]> {
  allow(w, 'list-items');
  return (await knownItems(w)).sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** An item by any of its names; throws `consumables.item_not_found`. */
export async function findItem(w: ConsumablesWork, name: string): Promise<Item> {
  const item = byName(await knownItems(w), namesOf)(name);
  if (!item) throw itemNotFound(name);
  return item;
}

/** The same for contexts and use cases that authorise by themselves. */
export async function knownItems(w: ConsumablesWork): Promise<Item[]> {
  const templates = await w.consumables.templates();
  const named = [ACCEPTANCE_FORM, ...templates.flatMap(({ items }) => items)].map((text) => lineOf(text).item);
  const all = await w.consumables.items();
  for (const [key, name] of new Map(named.map((name) => [nameKey(name), name]))) {
    if (byName(all, namesOf)(name) === undefined) all.push(newItem(key, name));
  }
  return all;
}

/** An item that nobody counts. */
export const newItem = (key: string, name: string): Item => ({ key, name, nameRu: null, also: [], unit: null, isCounted: false, reorderLevel: null, orderQuantity: null, onHand: 0, movements: 0 });
