import { isMap, isScalar, isSeq, type ParsedNode } from 'yaml';

import { nearest } from '../../../shared/nearest';
import { isHarmless } from './printable';
import type { Report, Span } from './problem';

/** A place in the file where something is expected: the name people know it by, what stands there, and where. */
export interface Slot {
  name: string;
  /** Where the name stands, or the item of a list. */
  at: Span;
  node: ParsedNode | null;
}

/** The slots of a map by name. */
export type Fields = ReadonlyMap<string, Slot>;

/** Where a slot's value stands; where it has none, its name. */
export const valueSpan = ({ node, at }: Slot): Span => (node && node.range[1] > node.range[0] ? { start: node.range[0], end: node.range[1] } : at);

/** The slots of a map with any names, in order; undefined where it is no map. A name that occurs twice is reported. */
export function readEntries(report: Report, slot: Slot): Fields | undefined {
  if (!isMap<ParsedNode, ParsedNode | null>(slot.node)) return void report('shape.map', valueSpan(slot), { name: slot.name });
  const fields = new Map<string, Slot>();
  for (const { key, value } of slot.node.items) {
    const name = isScalar(key) && typeof key.value === 'string' ? key.value : '';
    const at = { start: key.range[0], end: key.range[1] };
    if (fields.has(name)) report('key.taken', at, { key: name });
    else fields.set(name, { name, at, node: value });
  }
  return fields;
}

/** The slots of a map whose names are known; undefined where it is no map. Unknown and missing names are reported. */
export function readMap(report: Report, slot: Slot, needed: readonly string[], optional: readonly string[] = []): Fields | undefined {
  const fields = readEntries(report, slot);
  if (!fields) return undefined;
  const known = [...needed, ...optional];
  const unknown = [...fields.values()].filter(({ name }) => !known.includes(name));
  const meant = unknown.map(({ name, at }) => reportUnknown(report, at, name, known));
  // A name that is misspelt is not missing besides.
  for (const key of needed) if (!fields.has(key) && !meant.includes(key)) report('key.missing', slot.at, { key, name: slot.name });
  return fields;
}

/** Reports a name that nothing is called by; returns the one that was probably meant. */
function reportUnknown(report: Report, at: Span, key: string, known: readonly string[]): string | undefined {
  const near = nearest(key, known);
  if (near === undefined) report('key.unknown', at, { key: shortened(key), options: known.join(', ') });
  else report('key.unknown_near', at, { key: shortened(key), nearest: near });
  return near;
}

/** The items of a list; undefined where it is no list or too long. Zero is fine unless `least` says otherwise. */
export function readList(report: Report, slot: Slot, most: number, least = 0): Slot[] | undefined {
  if (!isSeq<ParsedNode>(slot.node)) return void report('shape.list', valueSpan(slot), { name: slot.name });
  const items = slot.node.items;
  if (items.length > most || items.length < least) return void report('list.length', slot.at, { name: slot.name, least, most });
  return items.map((node) => ({ name: slot.name, at: { start: node.range[0], end: node.range[1] }, node }));
}

/** A text of 1 to `most` characters on one line, without control characters; numbers and yes/no count as they are written. */
export function readText(report: Report, slot: Slot | undefined, most: number): string | undefined {
  if (!slot) return undefined;
  const { node, name } = slot;
  if (!isScalar(node) || node.value === null) return void report('shape.text', valueSpan(slot), { name });
  const text = (node.source ?? '').replace(/\s*\n\s*/g, ' ').trim();
  if (text === '' || [...text].length > most) return void report('text.length', valueSpan(slot), { name, most });
  if (!isHarmless(text)) return void report('text.character', valueSpan(slot), { name });
  return text;
}

/** A number from `min` to `max`, whole if asked for. */
export function readNumber(report: Report, slot: Slot, min: number, max: number, kind: 'whole' | 'any' = 'whole'): number | undefined {
  const { node, name } = slot;
  if (!isScalar(node) || typeof node.value !== 'number') return void report('shape.number', valueSpan(slot), { name });
  const { value } = node;
  if (!(value >= min && value <= max)) return void report('value.range', valueSpan(slot), { name, min, max });
  if (kind === 'whole' && !Number.isInteger(value)) return void report('value.whole', valueSpan(slot), { name });
  return value;
}

/** One of a few words. */
export function readChoice<T extends string>(report: Report, slot: Slot | undefined, options: readonly T[]): T | undefined {
  const text = readText(report, slot, 100);
  if (text === undefined || !slot) return undefined;
  const choice = options.find((option) => option === text);
  if (choice !== undefined) return choice;
  const near = nearest(text, options);
  const params = { name: slot.name, value: shortened(text), options: options.join(', ') };
  if (near === undefined) report('value.choice', valueSpan(slot), params);
  else report('value.choice_near', valueSpan(slot), { ...params, nearest: near });
  return undefined;
}

/** The whole, where no part is missing. */
export function whole<T extends object>(parts: { [K in keyof T]: T[K] | undefined }): T | undefined {
  return Object.values(parts).includes(undefined) ? undefined : (parts as T);
}

/** Words of the file as a message quotes them: one line, not too long. */
export function shortened(text: string, most = 60): string {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : letters.join('');
}
