import type { AppWork } from '../../src/app';
import { addCandidate, addHypothesis, addTest, recordResults, type Decision } from '../../src/domain/staffing';
import type { TestApp } from './app';

/** The tests that the examples of docs/hypotheses.md speak of. */
export async function addExampleTests(t: TestApp): Promise<void> {
  await t.app.run(t.boss, async (w) => {
    await addTest(w, { key: 'reaction_time', type: 'number', unit: 'ms', min: 0, max: 2000 });
    await addTest(w, { key: 'jump', type: 'number', unit: 'cm', min: 0, max: 300 });
    await addTest(w, { key: 'stalking', type: 'points', min: 0, max: 100 });
  });
}

/** A hypothesis on these tests; what is given takes the place of the example's part. */
export function hypothesisFile(given: { id?: string; vacancy?: string; require?: string; characteristics?: string; score?: string; accept?: string } = {}): string {
  return `schema: mcf.hypothesis/1
id: ${given.id ?? 'steady-paws'}
owner: boss
claim: Quick cats who jump high fail fewer orders.
predicts: {metric: order_success, direction: increase, smallest_effect_of_interest: 0.08}
applies_to: {vacancy: ${given.vacancy ?? 'courier'}}
inputs:
  reaction_ms: {test: reaction_time@1, missing: incomplete}
  jump: {test: jump@1, missing: incomplete}
  stalk: {test: stalking@1, missing: {use: 50}}
  breed: {field: breed}
require: ${given.require ?? '[{id: fast, when: "reaction_ms < 900"}]'}
characteristics: ${given.characteristics ?? '[{id: quick, kind: strength, when: "reaction_ms < 300"}, {id: clumsy, kind: weakness, when: "stalk < 40"}]'}
score: "${given.score ?? '0.6 * pct(jump) + 0.4 * stalk - 0.05 * reaction_ms'}"
accept: ${given.accept ?? '{top_percent: 3, reference: {window_days: 30, min_candidates: 33}}'}
`;
}

/** Stores a hypothesis; returns its hash. */
export async function hypothesis(t: TestApp, given: Parameters<typeof hypothesisFile>[0] = {}): Promise<string> {
  return (await t.app.run(t.boss, (w) => addHypothesis(w, { source: hypothesisFile(given) }))).hash;
}

interface Cat {
  name: string;
  vacancy?: string;
  breed?: string;
  reaction: number;
  jump: number;
  stalk?: number;
}

/** A cat that applies and takes its tests at once, and what was decided. */
export interface Screened {
  id: string;
  decision: Decision | null;
}

/** A cat that applies and takes its tests at once. */
export function screen(t: TestApp, cat: Cat): Promise<Screened> {
  return t.app.run(t.boss, (w) => screenOne(w, cat));
}

/** Several cats, one after the other, in one transaction. */
export function screenAll(t: TestApp, cats: readonly Cat[]): Promise<Screened[]> {
  return t.app.run(t.boss, async (w) => {
    const screened = [];
    for (const cat of cats) screened.push(await screenOne(w, cat));
    return screened;
  });
}

async function screenOne(w: AppWork, { name, vacancy, breed, reaction, jump, stalk }: Cat): Promise<Screened> {
  const { candidate } = await addCandidate(w, { name, vacancy: vacancy ?? 'courier', breed: breed ?? 'Siamese', age: 3 });
  const results = [...(stalk === undefined ? [] : [{ test: 'stalking', value: stalk }]), { test: 'reaction_time', value: reaction }, { test: 'jump', value: jump }];
  const { decision } = await recordResults(w, { candidate: candidate.id, results });
  return { id: candidate.id, decision };
}

/** Numbers below 1 that look random and are the same every time. */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
