import { allow } from '../users';
import { bookStock } from './book-stock';
import { kitNotFound, kitNotOut, kitStillNeeded, notInKit, tooManyReturned } from './errors';
import { issuedOf, readHandedOut, readNoteOf, type IssuedKit } from './issue-kit';
import { contentsOf, holdersOf, leftOut, type Kit, type LeftKit } from './kit';
import { factsOf } from './kit-facts';
import { byName, lineOf } from './line';
import { cameBefore, itemText, restOf } from './rest-of-kit';
import { stillMissing } from './still-missing';
import type { ConsumablesWork } from './work';

type Quantities = ReadonlyMap<string, number>;

/** A kit of which something came back. */
export interface ReturnedKit extends IssuedKit {
  /** What came back now, in words; empty where nothing did. */
  came: string;
  /** Whether that settles what was to come back. */
  isAll: boolean;
}

/**
 * Books what came back of a kit: all that was taken from the stock for it, or what is named. That settles what is to come back, from an order that
 * ended or from workers who no longer have it (C2, O6).
 */
export async function returnKit(w: ConsumablesWork, input: { order: string; items?: string }): Promise<ReturnedKit> {
  allow(w, 'return-kit');
  const named = input.items === undefined ? null : readNoteOf(input.items);
  const kit = await kitThatIsOut(w, input.order, named);
  const isFirst = await settle(w, kit);
  // Whoever says it twice without naming anything has nothing more to give back.
  const booked: Quantities = isFirst || named !== null ? await takeIn(w, kit, named) : new Map();
  const came = named ?? (isFirst ? (await restOf(w, kit, booked)).join(', ') : '');
  if (isFirst || named !== null) await tellReturn(w, kit, { named, came, isFirst });
  const now = (await w.consumables.kit(kit.order.id)) ?? kit;
  return { ...(await issuedOf(w, now, named, booked)), came, isAll: isFirst };
}

/** Keeps the words, and says what happened: that all that was to come back did, or that something did by the way. */
async function tellReturn(w: ConsumablesWork, kit: Kit, { named, came, isFirst }: { named: string | null; came: string; isFirst: boolean }): Promise<void> {
  if (isFirst) {
    // What is in another kit by now says nothing of the one that came.
    await w.consumables.noteReturn(kit.order.id, came === '' || (named === null && kit.status !== 'withdrawn') ? null : came);
    return w.emit({ type: 'supplies_returned', from: holdersOf(kit).join(' '), ...factsOf(kit) });
  }
  // Until it is all to come back it is kept what of it came before.
  if (kit.status === 'issued') await w.consumables.noteReturn(kit.order.id, [cameBefore(kit), came].filter((part) => part !== null).join(', '));
  const { lines } = await readHandedOut(w, came);
  return w.emit({ type: 'supplies_partly_returned', came: lines.map(itemText).join(', '), ...factsOf(kit) });
}

async function kitThatIsOut(w: ConsumablesWork, order: string, named: string | null): Promise<Kit> {
  const kit = await w.consumables.kit(order);
  if (!kit) throw kitNotFound(order);
  if (kit.issuedAt === null && kit.left.length === 0) throw kitNotOut(order, kit.order.number);
  if (kit.status !== 'withdrawn' && leftOut(kit).length === 0 && named === null) throw kitStillNeeded(order, kit.order.number);
  return kit;
}

/** Notes that what was to come back did; false where nothing was, or somebody else has said so. */
async function settle(w: ConsumablesWork, kit: Kit): Promise<boolean> {
  const isOver = kit.status === 'withdrawn';
  if (isOver && !(await w.consumables.markReturned(kit.order.id))) return false;
  return leftOut(kit).length === 0 ? isOver : w.consumables.change(kit, { ...kit, left: kit.left.map((one) => backNow(w, one)) });
}

const backNow = (w: ConsumablesWork, one: LeftKit): LeftKit => (one.backAt === null ? { ...one, backAt: w.now.toISOString() } : one);

async function takeIn(w: ConsumablesWork, kit: Kit, named: string | null): Promise<Quantities> {
  const lines = named === null ? [] : (await readHandedOut(w, named)).lines;
  await w.consumables.lockItems([...lines.map(({ thing }) => thing.key), ...(await stillMissing(w, kit)).keys()]);
  const out = await mayComeBack(w, kit, named);
  const came = named === null ? out : await namedOf(w, kit, named, out);
  await bookStock(w, came, { kind: 'returned', order: kit.order });
  if (kit.status !== 'withdrawn' && leftOut(kit).length > 0) await keepMissing(w, kit, came);
  return came;
}

/** So much of each counted item may come back: what workers have who no longer have the order, while it goes on; else all that the stock misses, but for what was given up before. */
async function mayComeBack(w: ConsumablesWork, kit: Kit, named: string | null): Promise<Map<string, number>> {
  const out = await stillMissing(w, kit);
  const open = leftOut(kit);
  if (kit.status !== 'withdrawn' && open.length > 0) return new Map([...sumOf(open)].map(([key, quantity]) => [key, Math.min(quantity, out.get(key) ?? 0)]));
  if (named !== null) return out;
  const lost = sumOf(kit.left.filter(({ backAt }) => backAt !== null));
  return new Map([...out].map(([key, quantity]) => [key, quantity - (lost.get(key) ?? 0)] as const).filter(([, quantity]) => quantity > 0));
}

function sumOf(left: readonly LeftKit[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { items } of left) for (const [key, quantity] of Object.entries(items)) sum.set(key, (sum.get(key) ?? 0) + quantity);
  return sum;
}

/** What is named of known items; never more of a counted one than is out, nor, where anything is counted, what was not in the kit. */
async function namedOf(w: ConsumablesWork, kit: Kit, named: string, out: Quantities): Promise<Map<string, number>> {
  const { lines, words } = await readHandedOut(w, named);
  const wanted = new Map<string, number>();
  for (const { thing, quantity } of lines) wanted.set(thing.key, (wanted.get(thing.key) ?? 0) + quantity);
  for (const { thing } of lines) {
    const left = out.get(thing.key) ?? 0;
    if (thing.isCounted && (wanted.get(thing.key) ?? 0) > left) throw tooManyReturned(thing, left, kit.order.number);
  }
  if ((await w.consumables.movements({ order: kit.order.id })).length > 0) {
    const held = await readHandedOut(w, [...contentsOf(kit), ...kit.items, kit.handedOut ?? ''].join('\n'));
    const keys = new Set([...held.lines.map(({ thing }) => thing.key), ...out.keys()]);
    const isWord = byName(held.words, (word) => [lineOf(word).item]);
    const stranger = lines.find(({ thing }) => !keys.has(thing.key))?.thing.name ?? words.find((word) => isWord(lineOf(word).item) === undefined);
    if (stranger !== undefined) throw notInKit(stranger, kit.order.number);
  }
  return wanted;
}

/** What did not come back of what was left stays missing, and is nobody's to give back any more. */
async function keepMissing(w: ConsumablesWork, kit: Kit, came: Quantities): Promise<void> {
  const rest = new Map(came);
  const left = kit.left.map((one) => {
    if (one.backAt !== null) return one;
    const items = Object.entries(one.items).map(([key, quantity]) => {
      const back = Math.min(quantity, rest.get(key) ?? 0);
      rest.set(key, (rest.get(key) ?? 0) - back);
      return [key, quantity - back] as const;
    });
    return { ...backNow(w, one), items: Object.fromEntries(items.filter(([, quantity]) => quantity > 0)) };
  });
  const now = await w.consumables.kit(kit.order.id);
  if (now) await w.consumables.change(now, { ...now, left });
}
