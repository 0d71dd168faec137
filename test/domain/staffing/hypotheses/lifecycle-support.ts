import type { Actor } from '../../../../src/domain/shared/work';
import { catNumber } from '../../../../src/domain/shared/ids';
import {
  addCandidate,
  addHypothesis,
  addTest,
  adoptHypothesis,
  backtestHypothesis,
  importCandidates,
  importResults,
  recordResult,
  shadowHypothesis,
  type HypothesisVersion,
} from '../../../../src/domain/staffing';
import type { TestApp } from '../../../support/app';

/** A hypothesis file about one test: who jumps highest. */
export function file({ id = 'jumper', test = 'jump@1', vacancy = '"*"', score = 'jump', top = 3, effect = 0.2, direction = 'increase' } = {}): string {
  return [
    'schema: mcf.hypothesis/1',
    `id: ${id}`,
    'owner: m.whiskers',
    'claim: High jumpers do well.',
    `predicts: {metric: order_success, direction: ${direction}, smallest_effect_of_interest: ${effect}}`,
    `applies_to: {vacancy: [${vacancy}]}`,
    `inputs: {jump: {test: ${test}, missing: incomplete}}`,
    `score: "${score}"`,
    `accept: {top_percent: ${top}, reference: {window_days: 30, min_candidates: 33}}`,
    '',
  ].join('\n');
}

/** Adds a measured test. */
export const measure = (t: TestApp, key = 'jump') => t.app.run(t.boss, (w) => addTest(w, { key, type: 'number', unit: 'cm', min: 0, max: 1000 }));

/** Candidates of last month with a result each, the least first, spread over so many days. Who is there already is only tested. */
export async function remember(t: TestApp, n: number, options: { test?: string; vacancy?: string; from?: number; firstDay?: number; days?: number } = {}): Promise<void> {
  const { test = 'jump', vacancy = 'courier', from = 500, firstDay = 20, days = 6 } = options;
  const cats = Array.from({ length: n }, (_, i) => ({ number: from + i, day: `2026-02-${String(firstDay + (i % days)).padStart(2, '0')}` }));
  const candidates = ['number,name,vacancy,breed,age,colour,applied_at', ...cats.map(({ number, day }) => `${number},Cat ${number},${vacancy},Siamese,3,grey,${day}T06:00:00Z`)];
  const results = ['number,test,value,completed_at', ...cats.map(({ number, day }, i) => `${catNumber(number)},${test},${100 + i},${day}T07:00:00Z`)];
  const known = await t.app.query(t.boss, (w) => w.users.personByNumber(from));
  if (!known) expect(await importCandidates(t.app, t.boss, { lines: candidates.join('\n'), atomic: true })).toMatchObject({ imported: n });
  expect(await importResults(t.app, t.boss, { lines: results.join('\n'), atomic: true })).toMatchObject({ imported: n });
}

/** Adds a file. */
export const add = (t: TestApp, changes: Parameters<typeof file>[0] = {}): Promise<HypothesisVersion> =>
  t.app.run(t.boss, (w) => addHypothesis(w, { source: file(changes) }));

/** Adopts a version under a signature. */
export const adopt = (t: TestApp, ref: string, by: Actor = t.boss) => t.app.run(by, (w) => adoptHypothesis(w, { ref, reason: 'signed' }));

/** Backtests a version and lets it decide in shadow. */
export async function shadow(t: TestApp, ref: string): Promise<void> {
  await backtestHypothesis(t.app, t.boss, { ref });
  await t.app.run(t.boss, (w) => shadowHypothesis(w, { ref }));
}

/** A new candidate with a result, who is decided on. */
export async function screen(t: TestApp, jump: number, vacancy = 'courier'): Promise<{ id: string; application: string; decided: string | null }> {
  const { candidate } = await t.app.run(t.boss, (w) => addCandidate(w, { name: 'Newcomer', vacancy, breed: 'Siamese' }));
  const { decision } = await t.app.run(t.boss, (w) => recordResult(w, { candidate: candidate.id, test: 'jump', value: jump }));
  return { id: candidate.id, application: candidate.application, decided: decision?.verdict ?? null };
}
