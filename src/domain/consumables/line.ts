import { badQuantity } from './errors';

/** So many of one item. */
export interface Line {
  quantity: number;
  item: string;
}

/** Nobody hands out or buys more at a time; anything above is a slip of the finger. */
export const MOST = 9_999;

const COUNTED = /^(\d{1,9})(?: ?[x×х])? (.+)$/iu;

/** What stands in a template or a note: `2 glasses`, `2 x glasses`, `towel`. Never throws: what older templates say of more than there may be is one thing of that name. */
export function lineOf(text: string): Line {
  const plain = text.trim().replace(/\s+/g, ' ');
  const [, digits, item] = COUNTED.exec(plain) ?? [];
  const quantity = Number(digits);
  return item === undefined || quantity > MOST ? { quantity: 1, item: plain } : { quantity, item };
}

/** Checks what somebody writes now; throws `consumables.bad_quantity` above 9,999. */
export function refuseTooMany(text: string): void {
  for (const piece of pieces(text, /[,;\n]+| (?:and|и) /i)) {
    if (Number(COUNTED.exec(piece.replace(/\s+/g, ' '))?.[1] ?? 0) > MOST) throw badQuantity(piece, 0, MOST);
  }
}

/** A line as it is written: `2 glasses`, `towel`. */
export const lineText = ({ quantity, item }: Line): string => (quantity === 1 ? item : `${quantity} ${item}`);

/** So many of a counted item, always with the number: `2 glasses`, `1 glass`. */
export const countText = ({ quantity, item }: Line): string => `${quantity} ${quantity === 1 ? item.replace(/(?<=ss|x|ch|sh)es$|(?<=[^s])s$/, '') : item}`;

/** The form in which names are compared: letter case, spaces and the dots of ё don't matter. */
export const nameKey = (name: string): string => name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase().replaceAll('ё', 'е');

/** Finds things by any of their names; an English plural and its singular are one name. */
export function byName<T>(things: readonly T[], namesOf: (thing: T) => readonly string[]): (name: string) => T | undefined {
  const known = new Map(things.flatMap((thing) => namesOf(thing).map((name) => [nameKey(name), thing] as const)).reverse());
  return (name) => {
    const key = nameKey(name);
    const found = [key, `${key}s`, `${key}es`, key.replace(/s$/, ''), key.replace(/es$/, '')].find((form) => known.has(form));
    return found === undefined ? undefined : known.get(found);
  };
}

/** What a note says was handed out: so many of known things, and the words that name none. */
export interface Note<T> {
  lines: { quantity: number; thing: T }[];
  words: string[];
}

/** Reads a note such as `2 glasses, towel and a smile`. A part that joins a known thing to others by "and" is taken apart. */
export function readNote<T>(text: string, find: (name: string) => T | undefined): Note<T> {
  const note: Note<T> = { lines: [], words: [] };
  const known = (part: string) => find(lineOf(part).item) !== undefined;
  for (const part of pieces(text, /[,;\n]+/)) {
    const joined = pieces(part, / (?:and|и) /i);
    const read = known(part) || !joined.some(known) ? [part] : joined;
    for (const piece of read) {
      const { quantity, item } = lineOf(piece);
      const thing = find(item);
      if (thing === undefined) note.words.push(piece);
      else if (quantity > 0) note.lines.push({ quantity, thing });
    }
  }
  return note;
}

const pieces = (text: string, between: RegExp): string[] => text.split(between).map((piece) => piece.trim()).filter((piece) => piece !== '');
