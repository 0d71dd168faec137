import { readHandedOut } from './issue-kit';
import type { Item } from './item';
import { contentsOf, type Kit } from './kit';
import { countText, lineText, nameKey } from './line';
import type { ConsumablesWork } from './work';

/** What came back of the kit that is out before all of it did, in the words of who said so; null where nothing did. */
export function cameBefore(kit: Kit): string | null {
  const isOfAnother = kit.left.some(({ backAt, isHandedOver }) => backAt !== null && !isHandedOver && backAt >= (kit.issuedAt?.toISOString() ?? ''));
  return isOfAnother ? null : kit.cameBack;
}

/** What comes back of a kit when all of it does, in words: of counted items what was booked, of the others what did not come before. */
export async function restOf(w: ConsumablesWork, kit: Kit, booked: ReadonlyMap<string, number>): Promise<string[]> {
  const contents = contentsOf({ ...kit, status: 'issued' });
  const [held, before] = [await readHandedOut(w, contents.join('\n')), await readHandedOut(w, cameBefore(kit) ?? '')];
  const quantities = sumOf(held.lines);
  const isWhole = before.lines.length + before.words.length === 0 && held.lines.every(({ thing }) => !thing.isCounted || booked.get(thing.key) === quantities.get(thing.key));
  // As long as it is the whole kit, the words of who handed it out say it best.
  if (isWhole && [...booked.keys()].every((key) => quantities.has(key))) return contents;
  const came = sumOf(before.lines);
  const known = new Map([...held.lines, ...(await readHandedOut(w, [...booked.keys()].join('\n'))).lines].map(({ thing }) => [thing.key, thing]));
  const left = (key: string) => booked.get(key) ?? (known.get(key)?.isCounted ? 0 : (quantities.get(key) ?? 0) - (came.get(key) ?? 0));
  const lines = [...known.values()].map((thing) => ({ thing, quantity: left(thing.key) })).filter(({ quantity }) => quantity > 0);
  const gone = new Set(before.words.map(nameKey));
  return [...lines.map(itemText), ...held.words.filter((word) => !gone.has(nameKey(word)))];
}

/** So many of an item: of one that is counted the number is always said. */
export const itemText = ({ quantity, thing }: { quantity: number; thing: Pick<Item, 'name' | 'isCounted'> }): string => (thing.isCounted ? countText : lineText)({ quantity, item: thing.name });

function sumOf(lines: readonly { quantity: number; thing: { key: string } }[]): Map<string, number> {
  const sum = new Map<string, number>();
  for (const { quantity, thing } of lines) sum.set(thing.key, (sum.get(thing.key) ?? 0) + quantity);
  return sum;
}
