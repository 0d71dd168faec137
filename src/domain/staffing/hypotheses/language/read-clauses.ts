import { isScalar } from 'yaml';

import type { Clause, Expression, Hypothesis } from '../hypothesis';
import { readExpression } from './expression/lower';
import type { Scope, ValueType } from './expression/scope';
import { readName } from './names';
import type { Report } from './problem';
import { placesOf } from './scalar-offsets';
import { readChoice, readList, readMap, valueSpan, whole, type Fields, type Slot } from './shape';

const MOST_CLAUSES = 50;

/** What expressions of a file are read with. */
export interface Surroundings {
  source: string;
  inputs: Scope['inputs'];
  /** The names of inputs that expressions use; it grows while they are read. */
  used: Set<string>;
  report: Report;
}

/** The requirements; a file may do without. */
export function readRequirements(surroundings: Surroundings, slot: Slot | undefined): Clause[] | undefined {
  return readClauses(surroundings, slot, (item, taken) => {
    const fields = readMap(surroundings.report, item, ['id', 'when']);
    return fields && readClause(surroundings, taken, fields);
  });
}

/** The strengths and weaknesses that a cat joins the pool with (S5); a file may do without. */
export function readCharacteristics(surroundings: Surroundings, slot: Slot | undefined): Hypothesis['characteristics'] | undefined {
  return readClauses(surroundings, slot, (item, taken) => {
    const fields = readMap(surroundings.report, item, ['id', 'kind', 'when']);
    const kind = readChoice(surroundings.report, fields?.get('kind'), ['strength', 'weakness'] as const);
    const clause = fields && readClause(surroundings, taken, fields);
    return clause && kind && { ...clause, kind };
  });
}

/** The score; more is better. */
export function readScore(surroundings: Surroundings, slot: Slot | undefined): Hypothesis['score'] | undefined {
  return slot && readWords(surroundings, slot, 'number');
}

/** The clauses, each id once; undefined where any is wrong. */
function readClauses<T extends Clause>(surroundings: Surroundings, slot: Slot | undefined, read: (item: Slot, taken: Set<string>) => T | undefined): T[] | undefined {
  const taken = new Set<string>();
  const items = slot ? readList(surroundings.report, slot, MOST_CLAUSES) : [];
  const clauses = items?.map((item) => read(item, taken)).filter((clause) => clause !== undefined);
  return clauses?.length === items?.length ? clauses : undefined;
}

function readClause(surroundings: Surroundings, taken: Set<string>, fields: Fields): Clause | undefined {
  const [slot, when] = [fields.get('id'), fields.get('when')];
  const id = slot && readId(surroundings.report, taken, slot);
  const words = when && readWords(surroundings, when, 'yes_no');
  return whole<Clause>({ id, text: words?.text, when: words?.value });
}

function readId(report: Report, taken: Set<string>, slot: Slot): string | undefined {
  const { node } = slot;
  if (!isScalar(node) || node.value === null) return void report('shape.text', valueSpan(slot), { name: slot.name });
  const id = readName(report, { name: node.source ?? '', at: valueSpan(slot), node });
  if (id !== undefined && taken.has(id)) return void report('name.taken', valueSpan(slot), { name: id });
  if (id !== undefined) taken.add(id);
  return id;
}

/** An expression: its words on one line, and its meaning. */
function readWords(surroundings: Surroundings, slot: Slot, wanted: ValueType): { text: string; value: Expression } | undefined {
  const { report, source, inputs, used } = surroundings;
  const { node } = slot;
  if (!isScalar(node) || node.value === null) return void report('shape.expression', valueSpan(slot), { name: slot.name });
  const text = node.source ?? '';
  let placeOf: ReturnType<typeof placesOf> | undefined;
  const scope: Scope = {
    text,
    inputs,
    use: (name) => used.add(name),
    report: (code, { start, end }, params) => report(code, (placeOf ??= placesOf(source, node))(start, end), params),
  };
  const value = readExpression(scope, wanted);
  return value && { text: text.replace(/\s*[\n\r\t]\s*/g, ' ').trim(), value };
}
