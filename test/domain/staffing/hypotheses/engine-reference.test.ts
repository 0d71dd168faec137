import { createHash } from 'node:crypto';

import { backtest } from '../../../../src/domain/staffing/hypotheses/engine/backtest';
import { inputsOf, type Known } from '../../../../src/domain/staffing/hypotheses/engine/candidate-inputs';
import { decodeDay, encodeDay } from '../../../../src/domain/staffing/hypotheses/engine/day-blob';
import { completedOn, lineUp, membersOn, type Line } from '../../../../src/domain/staffing/hypotheses/engine/line';
import type { Members } from '../../../../src/domain/staffing/hypotheses/engine/members';
import { firstReferenceDay, rankOf } from '../../../../src/domain/staffing/hypotheses/engine/rank-rule';
import { prepareReference } from '../../../../src/domain/staffing/hypotheses/engine/reference';
import type { Hypothesis } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { both, clause, diceOf, historyOf, input, number, pct, pctWithin, QUICK_JUMPER_INPUTS, quickJumper, type PastCandidate } from './engine-support';

const DAY = 86_400_000;
const START = Date.parse('2026-03-20T00:00Z');
const ZONE = 'Europe/Berlin';

/** Fifteen days of forty candidates, with many ties; the clocks change among them. */
function someCandidates(): PastCandidate[] {
  const dice = diceOf(5);
  const upTo = (most: number) => Math.floor(dice() * (most + 1));
  return Array.from({ length: 600 }, (_, i) => {
    const applied = START + Math.floor(i / 40) * DAY;
    const at = () => applied + upTo(60) * 3_600_000;
    return {
      number: i + 1,
      vacancy: upTo(3) === 0 ? 'guard' : 'courier',
      breed: ['siam', 'manx', 'stray', null][upTo(3)]!,
      colour: null,
      age: upTo(5),
      withdrawn: upTo(19) === 0,
      hired: false,
      results: {
        'reaction_time@2': { value: 200 + upTo(80), at: at() },
        'jump@1': upTo(9) === 0 ? undefined : { value: upTo(40), at: at() },
        'stalking@1': upTo(2) === 0 ? undefined : { value: 25 * upTo(4), at: at() },
        'calm@3': upTo(2) === 0 ? undefined : { value: upTo(1), at: at() },
      },
    };
  });
}

const HYPOTHESIS = quickJumper({
  inputs: [
    ...QUICK_JUMPER_INPUTS,
    { name: 'calm', from: { test: 'calm', version: 3 }, type: 'yes_no', missing: { use: true } },
    { name: 'age', from: { field: 'age' }, type: 'number', missing: 'incomplete' },
  ],
  requirements: [clause('fast', both(input('reaction_ms'), '<', number(265))), clause('jumper', both(pctWithin('jump', 'breed'), '>=', number(20)))],
  characteristics: [
    { ...clause('young', both(pct('age'), '<', number(40))), kind: 'strength' },
    { ...clause('wild', { op: '!', args: [input('calm')] }), kind: 'weakness' },
  ],
  score: { text: 'score', value: { op: 'min', args: [input('stalk'), pct('jump')] } },
  accept: { topBasisPoints: 3000, windowDays: 3, maxDays: 9, minCandidates: 100 },
});

const candidates = someCandidates();
const history = historyOf(candidates, 40);
const lines = lineUp(HYPOTHESIS, history, ZONE);

/** The reference population of a day as it is stored: each closed day's bytes. */
function storedDays(line: Line, day: number): Uint8Array[] {
  const first = firstReferenceDay(HYPOTHESIS.accept, day, (one) => completedOn(line, lines.days, one));
  return Array.from({ length: day - first }, (_, i) => encodeDay(membersOn(line, lines.days, first + i)).data);
}

const knownOf = ({ results, ...declared }: PastCandidate): Known => ({ result: (test, version) => results[`${test}@${version}`], field: (field) => declared[field] });

test('a candidate is judged as the backtest judges it, from the stored days and its own results alone', () => {
  const { course } = backtest(HYPOTHESIS, history, ZONE);
  const ranks = { accept: 0, tie: 0, reject: 0 };
  for (const line of lines.lines) {
    for (let day = 0; day + 1 < line.starts.length; day++) {
      const reference = prepareReference(HYPOTHESIS, storedDays(line, lines.days.first + day).map(decodeDay));
      for (let member = line.starts[day]!; member < line.starts[day + 1]!; member++) {
        const found = inputsOf(HYPOTHESIS, knownOf(candidates[line.rows[member]!]!))!;
        const { score, rank, ...standing } = reference.judge(found.inputs);
        const verdict = course.verdicts[line.places[member]!]!;
        ranks[rank] += 1;
        expect([found.completedAt, score ?? -Infinity]).toEqual([line.completions[member], course.scores[line.places[member]!]]);
        expect(rank).toBe(score === null ? 'reject' : rankOf(standing, HYPOTHESIS.accept.topBasisPoints));
        // Only the guard can hold up one who has the rank.
        expect({ accept: [1, 2, 3], tie: [2, 3], reject: [0] }[rank]).toContain(verdict);
      }
    }
  }
  expect(ranks.accept + ranks.tie + ranks.reject).toBe(course.rows.length);
  expect(Math.min(...Object.values(ranks))).toBeGreaterThan(20);
});

test('whoever is not complete in the backtest has no inputs to be judged by', () => {
  const complete = new Set(lines.lines.flatMap((line) => [...line.rows]));
  for (const [row, candidate] of candidates.entries()) {
    if (!candidate.withdrawn) expect(inputsOf(HYPOTHESIS, knownOf(candidate)) !== undefined).toBe(complete.has(row));
  }
});

test('nobody is complete before the first day, nor after the last', () => {
  for (const line of lines.lines) {
    const counts = Array.from({ length: line.starts.length + 3 }, (_, i) => lines.days.first + i - 2).map((day) => [completedOn(line, lines.days, day), membersOn(line, lines.days, day).n]);
    const expected = Array.from({ length: line.starts.length - 1 }, (_, day) => line.completions.filter((at) => at >= lines.days.starts[day]! && at < lines.days.starts[day + 1]!).length);
    expect(counts).toEqual([0, 0, ...expected, 0, 0].map((n) => [n, n]));
  }
});

const known = (changes: { results?: PastCandidate['results']; breed?: string | null; age?: number | null }): Known =>
  knownOf({ ...candidates[0]!, breed: 'siam', age: 0, ...changes, results: { 'reaction_time@2': { value: 240, at: 5 }, 'jump@1': { value: 30, at: 9 }, ...changes.results } });

test('a candidate is complete with the latest of its required results, and an optional one counts whenever it came (S5)', () => {
  const late = known({ results: { 'stalking@1': { value: 80, at: 10 }, 'calm@3': { value: 0, at: 9 } } });
  expect(inputsOf(HYPOTHESIS, late)).toEqual({ completedAt: 9, inputs: { reaction_ms: 240, jump: 30, stalk: 80, breed: 'siam', calm: false, age: 0 } });
  expect(inputsOf(HYPOTHESIS, known({ age: null }))).toBeUndefined();
  expect(inputsOf(HYPOTHESIS, known({ results: { 'jump@1': undefined } }))).toBeUndefined();
  expect(inputsOf(HYPOTHESIS, known({ breed: null }))?.inputs).toMatchObject({ breed: '', calm: true });
});

test('a hypothesis that requires no test decides on nobody', () => {
  const optional = { ...HYPOTHESIS, inputs: HYPOTHESIS.inputs.filter(({ missing, from }) => missing !== 'incomplete' || 'field' in from) };
  expect(inputsOf(optional, known({}))).toBeUndefined();
  expect(lineUp(optional, history, ZONE).n).toBe(0);
});

/** A thousand members whose jumps are 1, 2, … in breeds of 500, and one lonely sphynx. */
function thousandMembers(): Members {
  const jumps = Float64Array.from({ length: 1000 }, (_, row) => row + 1);
  return {
    n: 1000,
    numbers: new Int32Array(1000),
    completions: new Float64Array(1000),
    inputs: new Map<string, Float64Array | { codes: Int32Array; words: string[] }>([
      ['reaction_ms', new Float64Array(1000).fill(240)],
      ['jump', jumps],
      ['stalk', new Float64Array(1000).fill(50)],
      ['breed', { codes: Int32Array.from(jumps, (jump) => (jump === 1000 ? 2 : Number(jump > 500))), words: ['manx', 'siam', 'sphynx'] }],
    ]),
  };
}

test('a judgement tells term by term what each clause came to (S5)', () => {
  const characteristics: Hypothesis['characteristics'] = [
    { ...clause('quick', both(input('reaction_ms'), '<', number(220))), kind: 'strength' },
    { ...clause('leaper', both(pct('jump'), '>=', number(90))), kind: 'strength' },
  ];
  const reference = prepareReference(quickJumper({ characteristics }), [thousandMembers()]);
  expect(reference.judge({ reaction_ms: 244, jump: 990, stalk: 60, breed: 'siam' })).toEqual({
    requirements: [
      { id: 'fast', text: 'fast', holds: true, terms: [{ text: 'reaction_ms', value: 244 }] },
      { id: 'jumper', text: 'jumper', holds: true, terms: [{ text: 'pct_within(jump, breed)', value: (100 * 489.5) / 499 }] },
    ],
    characteristics: [
      { id: 'quick', text: 'quick', kind: 'strength', holds: false, terms: [{ text: 'reaction_ms', value: 244 }] },
      { id: 'leaper', text: 'leaper', kind: 'strength', holds: true, terms: [{ text: 'pct(jump)', value: 98.95 }] },
    ],
    score: 0.6 * 98.95 + 0.4 * 60 - 0.05 * 244,
    scoreTerms: [
      { text: 'pct(jump)', value: 98.95 },
      { text: 'stalk', value: 60 },
      { text: 'reaction_ms', value: 244 },
    ],
    isFault: false,
    ge: 0,
    gt: 0,
    n: 1000,
    rank: 'accept',
  });
});

test('a failed requirement leaves no score, and everybody stands as high (S4)', () => {
  const reference = prepareReference(quickJumper(), [thousandMembers()]);
  // Of each breed of 500 the top 3 % pass; the sphynx is compared with all.
  expect(reference.judge({ reaction_ms: 250, jump: 990, stalk: 60, breed: 'siam' })).toMatchObject({ score: null, isFault: false, ge: 1000, gt: 31, rank: 'reject' });
});

test('whoever has no score is rejected, even where nobody scores higher', () => {
  const nobody = quickJumper({ requirements: [clause('giant', both(input('jump'), '>=', number(1001)))], score: { text: '', value: both(number(1), '/', both(input('jump'), '-', number(1002))) } });
  const reference = prepareReference(nobody, [thousandMembers()]);
  expect([1000, 1002].map((jump) => reference.judge({ reaction_ms: 240, jump, stalk: 60, breed: 'siam' }))).toMatchObject([
    { isFault: false, gt: 0, rank: 'reject' },
    { isFault: true, gt: 0, rank: 'reject' },
  ]);
});

test('a breed that no member has is compared with the whole reference', () => {
  const reference = prepareReference(quickJumper(), [thousandMembers()]);
  const [, jumper] = reference.judge({ reaction_ms: 240, jump: 980, stalk: 60, breed: 'korat' }).requirements;
  expect(jumper).toMatchObject({ holds: true, terms: [{ value: 97.95 }] });
});

test('a score that is no finite number is a fault, and rejected', () => {
  const score = { text: 'score', value: both(number(1), '/', both(input('jump'), '-', number(7))) };
  const reference = prepareReference(quickJumper({ requirements: [], score }), [thousandMembers()]);
  expect(reference.judge({ reaction_ms: 240, jump: 7, stalk: 60, breed: 'siam' })).toMatchObject({ score: null, isFault: true, ge: 1000, gt: 999, rank: 'reject' });
});

test('the hash of a reference is that of its members’ scores in ascending order', () => {
  const score = { text: 'score', value: both(number(0), '-', input('jump')) };
  const requirements = [clause('low', both(input('jump'), '<', number(999)))];
  const expected = Float64Array.from({ length: 1000 }, (_, place) => (place < 2 ? -Infinity : place - 1000));
  expect(prepareReference(quickJumper({ requirements, score }), [thousandMembers()]).sha256).toBe(createHash('sha256').update(expected).digest('hex'));
});

test('a reference may be empty', () => {
  const reference = prepareReference(quickJumper({ requirements: [] }), []);
  expect(reference.judge({ reaction_ms: 240, jump: 7, stalk: 60, breed: 'siam' })).toMatchObject({ score: 0.4 * 60 - 0.05 * 240, ge: 0, gt: 0, n: 0, rank: 'reject' });
});

test('a day’s bytes tell nothing but its members, and read back the same wherever they begin', () => {
  const day = thousandMembers();
  const { sha256, n, data } = encodeDay(day);
  const moved = Buffer.concat([Buffer.alloc(3), data]).subarray(3);
  expect(n).toBe(1000);
  expect(sha256).toBe(createHash('sha256').update(data).digest('hex'));
  expect(decodeDay(moved)).toEqual(day);
  const breeds = day.inputs.get('breed') as { codes: Int32Array };
  const otherCodes = { codes: breeds.codes.map((code) => code + 1), words: ['lynx', 'manx', 'siam', 'sphynx', 'tabby'] };
  expect(encodeDay({ ...day, inputs: new Map([...day.inputs, ['breed', otherCodes]]) }).sha256).toBe(sha256);
});

test.each([
  ['half of them', (data: Uint8Array) => data.subarray(0, 3000), 'cannot have 3000 bytes'],
  ['none', () => new Uint8Array(0), 'not the members of a day'],
  ['others', (data: Uint8Array) => data.map((byte, at) => (at === 0 ? byte + 1 : byte)), 'not the members of a day'],
  ['one too many', (data: Uint8Array) => Buffer.concat([data, Buffer.alloc(1)]), 'cannot have'],
  ['a head alone', (data: Uint8Array) => data.subarray(0, 20), 'not the members of a day'],
])('damaged bytes of a day are refused: %s', (_, damage, message) => {
  expect(() => decodeDay(damage(encodeDay(thousandMembers()).data))).toThrow(message);
});

test('a day without a column that the hypothesis reads is refused', () => {
  expect(() => prepareReference(quickJumper(), [{ ...thousandMembers(), inputs: new Map() }])).toThrow('without reaction_ms');
});
