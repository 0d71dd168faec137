import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { FRIDAY, machine, type Machine } from './support';

/** The first cat of the imported history. */
export const FIRST = 100;
const DAY_MS = 86_400_000;
const DAYS = 19;
const THURSDAY = '2026-11-19T12:05:00Z';

/** A hypothesis as a file holds it; changes are made to its text. */
export function hypothesisText(...changes: [from: string, to: string][]): string {
  const text = `schema: mcf.hypothesis/1
id: quick-jumper
owner: m.whiskers
claim: Quick cats that jump high fail fewer orders.
predicts: {metric: order_success, direction: increase, smallest_effect_of_interest: 0.08}
applies_to: {vacancy: [courier]}
inputs:
  reaction_ms: {test: reaction_time@1, missing: incomplete}
  jump:        {test: jump@1, missing: incomplete}
  stalk:       {test: stalking@1, missing: {use: 50}}
  breed:       {field: breed}
require:
  - {id: fast,   when: "reaction_ms < 400"}
  - {id: jumper, when: "pct_within(jump, breed) >= 10"}
characteristics:
  - {id: quick,  kind: strength, when: "reaction_ms < 220"}
  - {id: clumsy, kind: weakness, when: "stalk < 40"}
score: "0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms"
accept: {top_percent: 50, reference: {window_days: 30, min_candidates: 33}}
`;
  return changes.reduce((changed, [from, to]) => {
    if (!changed.includes(from)) throw new Error(`there is no “${from}” to change`);
    return changed.replace(from, to);
  }, text);
}

/** Writes a file into a machine's home; returns its path. */
export function file(here: Machine, name: string, content: string): string {
  const path = join(here.home, name);
  writeFileSync(path, content);
  return path;
}

/** A company that screens couriers by three tests, and may accept half of them: Boss is C-000001. */
export async function screeningCompany(): Promise<Machine> {
  const here = machine();
  // What holds from an instant on was set well before it: every command begins at the clock's very instant again.
  here.clock = THURSDAY;
  await here.json('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
  await here.json('vacancies', 'open', 'courier', '--name-en', 'Courier', '--name-ru', 'Курьер');
  await here.json('tests', 'add', 'reaction_time', '--type', 'number', '--unit', 'ms', '--min', '0', '--max', '2000');
  await here.json('tests', 'add', 'jump', '--type', 'number', '--unit', 'cm', '--min', '0', '--max', '300', '--vacancy', 'courier');
  await here.json('tests', 'add', 'stalking', '--type', 'points');
  await here.json('hypotheses', 'policy', '--set', 'limit_bp=5000');
  here.clock = FRIDAY;
  return here;
}

/** Imports cats of nineteen closed days with all their results: the later, the higher they jump. */
export async function history(here: Machine, cats: number): Promise<void> {
  const all = Array.from({ length: cats }, (_, at) => ({ number: FIRST + at, breed: at % 2 === 0 ? 'Siamese' : 'Bengal', at: new Date(Date.parse('2026-10-31T12:00:00Z') + (at * DAYS * DAY_MS) / cats).toISOString(), jump: 100 + (at * 100) / cats }));
  const candidates = all.map(({ number, breed, at }) => `${number},Cat${number},courier,${breed},3,grey,${at}`);
  const results = all.flatMap(({ number, at, jump }) => [`${number},reaction_time,${250 + (number % 7) * 10},${at}`, `${number},jump,${jump},${at}`, `${number},stalking,50,${at}`]);
  await here.json('candidates', 'import', file(here, 'cats.csv', ['number,name,vacancy,breed,age,colour,applied_at', ...candidates].join('\n')));
  await here.json('candidates', 'import-results', file(here, 'results.csv', ['number,test,value,completed_at', ...results].join('\n')));
}

/** Puts the hypothesis of `hypothesisText` in force, with a history behind it. */
export async function adopted(here: Machine): Promise<void> {
  await history(here, 60);
  await here.json('hypotheses', 'add', file(here, 'q.yaml', hypothesisText()));
  await here.json('hypotheses', 'adopt', 'quick-jumper', '--reason', 'the first one', '--yes');
}

/** Adds a candidate for courier; returns its number. */
export async function candidate(here: Machine, name: string, ...flags: string[]): Promise<string> {
  return (await here.json<{ number: string }>('candidates', 'add', '--name', name, '--vacancy', 'courier', '--breed', 'Siamese', '--age', '3', '--colour', 'grey', ...flags)).number;
}

/** Records the two results that decide. */
export async function measure(here: Machine, cat: string, jump: number): Promise<void> {
  await here.json('candidates', 'record', cat, '--test', 'reaction_time', '--value', '200');
  await here.json('candidates', 'record', cat, '--test', 'jump', '--value', String(jump));
}
