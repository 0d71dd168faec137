import type { ParsedNode } from 'yaml';

import type { Hypothesis, Input, Version } from '../hypothesis';
import { withoutMark } from './excerpt';
import { located, SEVERITY, type Finding, type Problem, type Report } from './problem';
import { readCharacteristics, readRequirements, readScore } from './read-clauses';
import { readCut, type Limits } from './read-cut';
import { readInputs, type Declared } from './read-inputs';
import { readChoice, readEntries, readList, readMap, readNumber, readText, shortened, valueSpan, whole, type Fields, type Slot } from './shape';
import type { TestFacts } from './test-facts';
import { versionOf } from './version';
import { readYaml } from './yaml-file';

const SCHEMA = 'mcf.hypothesis/1';
const KEYS = ['schema', 'id', 'owner', 'claim', 'predicts', 'applies_to', 'inputs', 'score', 'accept'];
const OPTIONAL_KEYS = ['require', 'characteristics'];
const KEBAB_CASE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
/** Characters at most. */
const LONGEST = { id: 60, name: 100, claim: 1000 };
const MOST_VACANCIES = 50;

/**
 * Reads a hypothesis file as a compiler does: a version where nothing is wrong, and every problem with its place. `tests` are
 * all versions of all tests in the catalogue. Never throws, whatever the file holds.
 */
export function readHypothesis(source: string, tests: readonly TestFacts[], limits: Limits): { version: Version | null; problems: Problem[] } {
  const findings: Finding[] = [];
  const report: Report = (code, { start, end }, params = {}) => void findings.push({ code, start, end, params });
  const text = withoutMark(source);
  const root = readYaml(text, report);
  const hypothesis = root && readDocument(text, root, tests, limits, report);
  const sound = hypothesis && findings.every(({ code }) => SEVERITY[code] === 'warning');
  return { version: sound ? versionOf(hypothesis) : null, problems: located(text, findings) };
}

function readDocument(source: string, root: ParsedNode, tests: readonly TestFacts[], limits: Limits, report: Report): Hypothesis | undefined {
  const file = { name: 'file', at: { start: root.range[0], end: root.range[0] + 1 }, node: root };
  if (isForeign(report, file)) return undefined;
  const fields = readMap(report, file, KEYS, OPTIONAL_KEYS);
  if (!fields) return undefined;
  const inputs = readInputs(report, tests, fields.get('inputs'));
  const surroundings = { source, inputs, used: new Set<string>(), report };
  const hypothesis = whole<Hypothesis>({
    ...readHead(report, fields),
    inputs: inputs && [...inputs.values()].flatMap((declared) => (declared ? [declared.input] : [])),
    requirements: readRequirements(surroundings, fields.get('require')),
    characteristics: readCharacteristics(surroundings, fields.get('characteristics')),
    score: readScore(surroundings, fields.get('score')),
    accept: readCut(report, limits, fields.get('accept')),
  });
  const decides = ({ from, missing }: Input) => 'test' in from && missing === 'incomplete';
  const slot = fields.get('inputs');
  if (hypothesis && slot && !hypothesis.inputs.some(decides)) report('inputs.none_required', slot.at);
  // Where an expression is wrong nobody knows yet what it would use.
  if (hypothesis) reportUnused(report, surroundings.used, inputs);
  return hypothesis;
}

/** Another schema has other rules: everything else would be reported for nothing. */
function isForeign(report: Report, file: Slot): boolean {
  const slot = readEntries(() => undefined, file)?.get('schema');
  const schema = readText(report, slot, LONGEST.name);
  if (!slot || schema === SCHEMA) return false;
  if (schema !== undefined) report('schema.unknown', valueSpan(slot), { schema: shortened(schema), wanted: SCHEMA });
  return true;
}

function readHead(report: Report, fields: Fields) {
  return {
    id: readId(report, fields.get('id')),
    owner: readText(report, fields.get('owner'), LONGEST.name),
    claim: readText(report, fields.get('claim'), LONGEST.claim),
    predicts: readPrediction(report, fields.get('predicts')),
    vacancies: readVacancies(report, fields.get('applies_to')),
  };
}

function readId(report: Report, slot: Slot | undefined): string | undefined {
  const id = readText(report, slot, LONGEST.id);
  if (!slot || id === undefined || KEBAB_CASE.test(id)) return id;
  return void report('id.bad', valueSpan(slot), { id: shortened(id) });
}

function readPrediction(report: Report, slot: Slot | undefined): Hypothesis['predicts'] | undefined {
  const fields = slot && readMap(report, slot, ['metric', 'direction', 'smallest_effect_of_interest']);
  return (
    fields &&
    whole<Hypothesis['predicts']>({
      metric: readChoice(report, fields.get('metric'), ['order_success'] as const),
      direction: readChoice(report, fields.get('direction'), ['increase', 'decrease'] as const),
      smallestEffect: readShare(report, fields.get('smallest_effect_of_interest')),
    })
  );
}

/** A share between nothing and all, both left out. */
function readShare(report: Report, slot: Slot | undefined): number | undefined {
  const share = slot && readNumber(report, slot, -Infinity, Infinity, 'any');
  if (!slot || share === undefined || (share > 0 && share < 1)) return share;
  return void report('value.share', valueSpan(slot), { name: slot.name });
}

/** One name or a list of names. */
function readVacancies(report: Report, slot: Slot | undefined): string[] | undefined {
  const vacancy = slot && readMap(report, slot, ['vacancy'])?.get('vacancy');
  if (!vacancy) return undefined;
  const items = vacancy.node && 'items' in vacancy.node ? readList(report, vacancy, MOST_VACANCIES, 1) : [vacancy];
  const names = items?.map((item) => readText(report, item, LONGEST.name)).filter((name) => name !== undefined);
  return names?.length === items?.length ? names : undefined;
}

function reportUnused(report: Report, used: ReadonlySet<string>, inputs: ReadonlyMap<string, Declared | null> | undefined): void {
  for (const [name, declared] of inputs ?? []) {
    // Nobody waits for what another value, or an empty text, may stand in for.
    if (declared && !used.has(name)) report(declared.input.missing === 'incomplete' ? 'input.unused' : 'input.unused_optional', declared.at, { name });
  }
}
