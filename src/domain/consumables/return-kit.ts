import { allow } from '../users';
import { bookStock } from './book-stock';
import { kitNotFound, kitNotOut, kitStillNeeded, tooManyReturned } from './errors';
import { issuedOf, readHandedOut, readNoteOf, type IssuedKit } from './issue-kit';
import type { Kit } from './kit';
import { factsOf } from './request-kit';
import type { ConsumablesWork } from './work';

/** Books what came back of a kit: all that was taken from the stock for it, or what is named; an ended order's kit is settled by that (C2, O6). */
export async function returnKit(w: ConsumablesWork, input: { order: string; items?: string }): Promise<IssuedKit> {
  allow(w, 'return-kit');
  const named = input.items === undefined ? null : readNoteOf(input.items);
  const kit = await kitThatIsOut(w, input.order, named);
  const isFirst = kit.status === 'withdrawn' && (await w.consumables.markReturned(kit.order.id));
  // Whoever says it twice without naming anything has nothing more to give back.
  if (isFirst || named !== null) await bookStock(w, await cameBack(w, kit, named), { kind: 'returned', order: kit.order });
  if (isFirst) await w.emit({ type: 'supplies_returned', ...factsOf(kit) });
  return issuedOf(w, (await w.consumables.kit(kit.order.id)) ?? kit, named);
}

async function kitThatIsOut(w: ConsumablesWork, order: string, named: string | null): Promise<Kit> {
  const kit = await w.consumables.kit(order);
  if (!kit) throw kitNotFound(order);
  if (kit.issuedAt === null) throw kitNotOut(order, kit.order.number);
  if (kit.status === 'issued' && named === null) throw kitStillNeeded(order, kit.order.number);
  return kit;
}

/** So many of each counted item; never more of one than is out. */
async function cameBack(w: ConsumablesWork, kit: Kit, named: string | null): Promise<Map<string, number>> {
  const lines = named === null ? [] : (await readHandedOut(w, named)).lines;
  const wanted = new Map<string, number>();
  for (const { thing, quantity } of lines) wanted.set(thing.key, (wanted.get(thing.key) ?? 0) + quantity);
  await w.consumables.lockItems([...wanted.keys(), ...(await outOf(w, kit)).keys()]);
  const out = await outOf(w, kit);
  if (named === null) return out;
  for (const { thing } of lines) {
    const left = out.get(thing.key) ?? 0;
    if (thing.isCounted && (wanted.get(thing.key) ?? 0) > left) throw tooManyReturned(thing, left, kit.order.number);
  }
  return wanted;
}

/** What the stock still misses by a kit. */
async function outOf(w: ConsumablesWork, kit: Kit): Promise<Map<string, number>> {
  const out = new Map<string, number>();
  for (const { item, quantity } of await w.consumables.movements({ order: kit.order.id })) out.set(item, (out.get(item) ?? 0) - quantity);
  return new Map([...out].filter(([, quantity]) => quantity > 0));
}
