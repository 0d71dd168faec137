import { allow, requiredText } from '../users';
import { badQuantity, itemTwice } from './errors';
import { namesOf } from './item';
import { completeKit, type KitTemplate } from './kit';
import { knownItems, newItem } from './known-items';
import { byName, lineOf, lineText, MOST, nameKey, refuseTooMany } from './line';
import type { ConsumablesWork } from './work';

/** Gives a service the next version of its kit template, unless it is as the last one; the acceptance form is always in it (C1). */
export async function setKit(w: ConsumablesWork, input: { service: string; items: readonly string[] }): Promise<KitTemplate> {
  allow(w, 'set-kit');
  const items = completeKit(input.items.map((item) => entryOf(requiredText('kit', item, 60))));
  await refuseTwice(w, items);
  // Two people at once: the second one's version comes after the first one's.
  await w.consumables.lockTemplate(input.service);
  const before = await w.consumables.template(input.service);
  if (before && JSON.stringify(before.items) === JSON.stringify(items)) return before;
  const template = { service: input.service, version: (before?.version ?? 0) + 1, items, createdAt: w.now };
  await w.consumables.addTemplate(template);
  return template;
}

function entryOf(text: string): string {
  refuseTooMany(text);
  const line = lineOf(text);
  if (line.quantity === 0) throw badQuantity(text, 1, MOST);
  return lineText(line);
}

/** One item by two names or in two quantities is a mistake that nobody could read. */
async function refuseTwice(w: ConsumablesWork, items: readonly string[]): Promise<void> {
  const known = await knownItems(w);
  const seen = new Set<string>();
  for (const text of items) {
    const { item: name } = lineOf(text);
    const item = byName(known, namesOf)(name) ?? newItem(nameKey(name), name);
    if (seen.has(item.key)) throw itemTwice(name);
    seen.add(item.key);
    known.push(item);
  }
}
