import { isScalar } from 'yaml';

import { parseTestName } from '../../catalogue/test-version';
import type { Field, Input } from '../hypothesis';
import { holds, type Interval } from './expression/interval';
import { NOWHERE, type Known, type ValueType } from './expression/scope';
import { readName } from './names';
import { nearest } from '../../../shared/nearest';
import type { Report, Span } from './problem';
import { readEntries, readMap, readText, shortened, valueSpan, type Fields, type Slot } from './shape';
import { nameOf, newest, type TestFacts } from './test-facts';

const MOST_INPUTS = 50;

/** What a cat declares of itself, and where its values lie; nobody believes more than 40 years. */
const FIELDS = new Map<Field, { type: ValueType; range: Interval }>([
  ['breed', { type: 'text', range: NOWHERE }],
  ['age', { type: 'number', range: { low: 0, high: 40 } }],
  ['colour', { type: 'text', range: NOWHERE }],
]);

/** An input of the file, and where it is named. */
export interface Declared extends Known {
  at: Span;
}

/** Where an input's values come from. */
type Origin = Pick<Known, 'range' | 'origin'> & Pick<Input, 'from' | 'type'>;

/** The inputs by name, null where a declaration is wrong; undefined where they cannot be read at all. All of it is reported. */
export function readInputs(report: Report, tests: readonly TestFacts[], slot: Slot | undefined): ReadonlyMap<string, Declared | null> | undefined {
  const entries = slot && readEntries(report, slot);
  if (!slot || !entries) return undefined;
  const [least, most] = [1, MOST_INPUTS];
  if (entries.size < least || entries.size > most) return void report('list.length', slot.at, { name: slot.name, least, most });
  return new Map([...entries.values()].map((entry) => [entry.name, readInput(report, tests, entry) ?? null]));
}

function readInput(report: Report, tests: readonly TestFacts[], entry: Slot): Declared | undefined {
  const name = readName(report, entry);
  const fields = readMap(report, entry, [], ['test', 'field', 'missing']);
  const origin = fields && readOrigin(report, tests, entry, fields);
  const missing = origin && readMissing(report, entry, fields, origin);
  if (name === undefined || origin === undefined || missing === undefined) return undefined;
  const { from, type, range } = origin;
  return { input: { name, from, type, missing }, range, origin: origin.origin, at: entry.at };
}

function readOrigin(report: Report, tests: readonly TestFacts[], entry: Slot, fields: Fields): Origin | undefined {
  const [test, field] = [fields.get('test'), fields.get('field')];
  if (test && !field) return readTest(report, tests, test);
  if (field && !test) return readField(report, field);
  return void report('input.origin', entry.at, { name: shortened(entry.name) });
}

function readField(report: Report, slot: Slot): Origin | undefined {
  const name = readText(report, slot, 100);
  if (name === undefined) return undefined;
  for (const [field, { type, range }] of FIELDS) if (field === name) return { from: { field }, type, range, origin: field };
  const near = nearest(name, FIELDS.keys());
  if (near === undefined) report('field.unknown', valueSpan(slot), { field: shortened(name), options: [...FIELDS.keys()].join(', ') });
  else report('field.unknown_near', valueSpan(slot), { field: shortened(name), nearest: near });
  return undefined;
}

function readTest(report: Report, tests: readonly TestFacts[], slot: Slot): Origin | undefined {
  const name = readText(report, slot, 100);
  const test = tests.find((one) => nameOf(one) === name);
  if (name === undefined) return undefined;
  if (!test) return void reportUnknownTest(report, tests, slot, name);
  const best = newest(tests, test.key);
  if (best && best.version > test.version) report('test.newer', valueSpan(slot), { test: name, newest: nameOf(best) });
  const from = { test: test.key, version: test.version };
  if (test.type === 'pass_fail') return { from, type: 'yes_no', range: NOWHERE, origin: name };
  return { from, type: 'number', range: { low: test.min, high: test.max }, origin: name };
}

function reportUnknownTest(report: Report, tests: readonly TestFacts[], slot: Slot, name: string): void {
  const { key, version } = parseTestName(name);
  const nearKey = nearest(key, new Set(tests.map((test) => test.key)));
  const near = tests.find((test) => test.key === nearKey && test.version === version) ?? newest(tests, nearKey);
  const test = shortened(name);
  if (!near) report('test.unknown', valueSpan(slot), { test });
  else if (near.key === name) report('test.unpinned', valueSpan(slot), { test, newest: nameOf(near) });
  else report('test.unknown_near', valueSpan(slot), { test, nearest: nameOf(near) });
}

/** What happens where a value is missing: nothing is decided before it is there, or another stands in. */
function readMissing(report: Report, entry: Slot, fields: Fields, origin: Origin): Input['missing'] | undefined {
  const slot = fields.get('missing');
  if (!slot && origin.type === 'text') return { use: '' };
  if (!slot) return void report('missing.rule', entry.at, { name: shortened(entry.name) });
  if (isScalar(slot.node)) {
    if (slot.node.value === 'incomplete') return 'incomplete';
    return void report('missing.rule', valueSpan(slot), { name: shortened(entry.name) });
  }
  const use = readMap(report, slot, ['use'])?.get('use');
  return use && readStandIn(report, use, origin);
}

function readStandIn(report: Report, slot: Slot, { type, range, origin }: Origin): Input['missing'] | undefined {
  const value = isScalar(slot.node) ? slot.node.value : undefined;
  if (type === 'text') {
    const text = value === '' ? '' : readText(report, slot, 100);
    return text === undefined ? undefined : { use: text };
  }
  if (type === 'yes_no' && typeof value === 'boolean') return { use: value };
  if (type === 'yes_no' || typeof value !== 'number') return void report('missing.type', valueSpan(slot), { origin, wanted: type === 'number' ? '50' : 'true, false' });
  if (!holds(range, value)) return void report('missing.range', valueSpan(slot), { origin, value, min: range.low, max: range.high });
  return { use: value };
}
