import { allow, requiredText } from '../users';
import { bookStock } from './book-stock';
import { endMiss } from './end-miss';
import { kitAlreadyIssued, kitNotFound, kitWithdrawn } from './errors';
import { namesOf, type Item } from './item';
import { contentsOf, type Kit } from './kit';
import { knownItems } from './known-items';
import { byName, readNote, refuseTooMany, type Note } from './line';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** A kit with what it moved of counted stock, and the words of its note that name no item. */
export interface IssuedKit extends Kit {
  /** All that moved for it; quantities are below zero where things came back. */
  moved: { item: Item; quantity: number }[];
  /** What of that moved just now. */
  now: { item: Item; quantity: number }[];
  words: string[];
}

/**
 * Hands out the kit of an order (C1), noting what was really in it if that is told; saying so twice changes nothing.
 * Counted items of it leave the stock (C4); throws `consumables.out_of_stock` where there are too few.
 */
export async function issueKit(w: ConsumablesWork, input: { order: string; handedOut?: string }): Promise<IssuedKit> {
  allow(w, 'issue-kit');
  const handedOut = input.handedOut === undefined ? null : readNoteOf(input.handedOut);
  const kit = await openKit(w, input.order);
  if (kit.status === 'requested' && (await w.consumables.issue(kit.order.id, handedOut))) {
    const booked = await takeOut(w, kit, handedOut);
    await w.emit({ type: 'supplies_issued', overridden: false, from: null, ...factsOf(kit) });
    await endMiss(w, kit);
    return issuedOf(w, await openKit(w, input.order), handedOut, booked);
  }
  const issued = await openKit(w, input.order);
  return issuedOf(w, issued, issued.handedOut);
}

/** Lets the order start without its kit, by a manager's word and reason (O3); nothing leaves the stock. */
export async function overrideKit(w: ConsumablesWork, input: { order: string; reason: string }): Promise<IssuedKit> {
  allow(w, 'override-kit');
  const reason = requiredText('reason', input.reason, 500);
  const kit = await openKit(w, input.order);
  if (kit.status === 'issued' || kit.overridden) throw kitAlreadyIssued(kit.order.id);
  // Somebody may have issued it since it was looked at.
  if (!(await w.consumables.override(kit.order.id, reason))) throw kitAlreadyIssued(kit.order.id);
  await w.emit({ type: 'supplies_issued', overridden: true, from: null, ...factsOf(kit) });
  await endMiss(w, kit);
  return { ...(await openKit(w, input.order)), moved: [], now: [], words: [] };
}

/** A kit with what its stock did, all in all and just now, and what of a note nobody knows. */
export async function issuedOf(w: ConsumablesWork, kit: Kit, note: string | null, booked: ReadonlyMap<string, number> = new Map()): Promise<IssuedKit> {
  const known = await knownItems(w);
  const items = new Map(known.map((item) => [item.key, item]));
  // Where nobody counts anything, words are as good as names.
  const isUnread = note !== null && known.some(({ isCounted }) => isCounted);
  const moved = (await w.consumables.movements({ order: kit.order.id })).flatMap(({ item: key, quantity }) => {
    const item = items.get(key);
    return item ? [{ item, quantity: -quantity }] : [];
  });
  const now = [...booked].flatMap(([key, quantity]) => {
    const item = items.get(key);
    return item?.isCounted && quantity !== 0 ? [{ item, quantity: -quantity }] : [];
  });
  return { ...kit, moved: moved.reverse(), now, words: isUnread ? readNote(note, byName(known, namesOf)).words : [] };
}

/** What somebody writes of a kit, checked; throws `consumables.bad_quantity` above 9,999 of a thing. */
export function readNoteOf(items: string): string {
  const note = requiredText('items', items, 500);
  refuseTooMany(note);
  return note;
}

/** Reads a note on what was handed out by the names of all items. */
export async function readHandedOut(w: ConsumablesWork, note: string): Promise<Note<Item>> {
  return readNote(note, byName(await knownItems(w), namesOf));
}

async function takeOut(w: ConsumablesWork, kit: Kit, handedOut: string | null): Promise<Map<string, number>> {
  const { lines } = await readHandedOut(w, contentsOf({ ...kit, status: 'issued', handedOut }).join('\n'));
  const quantities = new Map<string, number>();
  for (const { quantity, thing } of lines) quantities.set(thing.key, (quantities.get(thing.key) ?? 0) - quantity);
  await bookStock(w, quantities, { kind: 'issued', order: kit.order });
  return quantities;
}

/** The kit of an order that has not ended; throws `consumables.kit_not_found`, `consumables.kit_withdrawn`. */
export async function openKit(w: ConsumablesWork, order: string): Promise<Kit> {
  const kit = await w.consumables.kit(order);
  if (!kit) throw kitNotFound(order);
  if (kit.status === 'withdrawn') throw kitWithdrawn(order);
  return kit;
}
