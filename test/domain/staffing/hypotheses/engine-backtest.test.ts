import fc from 'fast-check';

import { backtest } from '../../../../src/domain/staffing/hypotheses/engine/backtest';
import { isAccepted, VERDICT } from '../../../../src/domain/staffing/hypotheses/engine/course';
import type { Expression, Hypothesis, Input } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { naiveBacktest } from './engine-naive';
import { both, clause, historyOf, input, number, pct, pctWithin, QUICK_JUMPER_INPUTS, quickJumper, text, type PastCandidate } from './engine-support';

const HOUR = 3_600_000;

/** Zones and an hour shortly before their clocks change; in Havana and Beirut they do so at midnight. */
const CHANGES: [zone: string, from: string][] = [
  ['UTC', '2026-03-01T00:00Z'],
  ['Europe/Berlin', '2026-03-26T00:00Z'],
  ['Europe/Berlin', '2026-10-22T00:00Z'],
  ['America/Havana', '2026-03-05T00:00Z'],
  ['America/Havana', '2026-10-29T00:00Z'],
  ['Asia/Beirut', '2026-03-26T00:00Z'],
];

const candidateOf = (from: number): fc.Arbitrary<PastCandidate> => {
  // Few different hours and values make for many ties.
  const result = (most: number) => fc.record({ value: fc.integer({ min: 0, max: most }), at: fc.integer({ min: 0, max: 7 * 24 }).map((hours) => from + hours * HOUR) });
  return fc.record({
    number: fc.integer({ min: 1, max: 40 }),
    vacancy: fc.constantFrom('courier', 'courier', 'courier', 'guard'),
    breed: fc.constantFrom('siam', 'siam', 'siam', 'manx', null),
    colour: fc.constantFrom('red', null),
    age: fc.option(fc.integer({ min: 0, max: 5 }), { freq: 8 }),
    withdrawn: fc.nat(9).map((one) => one === 0),
    hired: fc.boolean(),
    results: fc.record({
      'reaction_time@2': fc.option(result(9), { nil: undefined, freq: 15 }),
      'jump@1': fc.option(result(20), { nil: undefined, freq: 15 }),
      'stalking@1': fc.option(result(5), { nil: undefined, freq: 2 }),
      'calm@3': fc.option(result(1), { nil: undefined, freq: 2 }),
    }),
  });
};

const MORE_INPUTS: Input[] = [
  { name: 'calm', from: { test: 'calm', version: 3 }, type: 'yes_no', missing: { use: true } },
  { name: 'colour', from: { field: 'colour' }, type: 'text', missing: { use: 'grey' } },
];
const REQUIRED_FIELDS: Input[] = [
  { name: 'age', from: { field: 'age' }, type: 'number', missing: 'incomplete' },
  { name: 'breed', from: { field: 'breed' }, type: 'text', missing: 'incomplete' },
];
const OPTIONAL_AGE: Input = { name: 'age', from: { field: 'age' }, type: 'number', missing: { use: 2 } };

const conditions: Expression[] = [
  both(input('reaction_ms'), '<', number(7)),
  both(pct('jump'), '>=', number(60)),
  both(pctWithin('jump', 'breed'), '>=', number(50)),
  both(pctWithin('stalk', 'colour'), '<', number(90)),
  { op: '!', args: [both(input('breed'), '==', text('manx'))] },
  { op: 'in', args: [input('colour'), text('red'), text('grey')] },
  both(input('calm'), '&&', both(input('age'), '<', number(5))),
  // Words that no cat ever used.
  both({ op: '?:', args: [input('calm'), text('nowhere'), text('never')] }, '==', text('nowhere')),
];
const scores: Expression[] = [
  quickJumper().score.value,
  both(input('jump'), '-', both(number(2), '*', input('reaction_ms'))),
  { op: '?:', args: [both(pct('reaction_ms'), '<', number(30)), pctWithin('jump', 'breed'), both(input('stalk'), '*', input('age'))] },
  // Not every quotient is a number.
  both(input('jump'), '/', input('stalk')),
  { op: 'max', args: [pctWithin('stalk', 'breed'), both(pct('age'), '-', number(20)), input('jump')] },
];

const hypothesisArbitrary: fc.Arbitrary<Hypothesis> = fc
  .record({
    vacancies: fc.constantFrom(['*'], ['courier', '*'], ['courier'], ['guard', 'janitor']),
    requirements: fc.subarray(conditions, { maxLength: 3 }),
    score: fc.constantFrom(...scores),
    withFields: fc.boolean(),
    accept: fc.record({
      topBasisPoints: fc.constantFrom(300, 1000, 3333, 10_000),
      windowDays: fc.integer({ min: 1, max: 3 }),
      maxDays: fc.integer({ min: 3, max: 6 }),
      minCandidates: fc.constantFrom(0, 20, 60),
      mode: fc.constantFrom('online' as const, 'daily_batch' as const),
    }),
  })
  .map(({ requirements, score, withFields, ...changes }) => {
    const replaced = withFields ? REQUIRED_FIELDS : [OPTIONAL_AGE];
    const kept = QUICK_JUMPER_INPUTS.filter(({ name }) => !replaced.some((one) => one.name === name));
    return quickJumper({
      ...changes,
      inputs: [...kept, ...MORE_INPUTS, ...replaced],
      requirements: requirements.map((when, i) => clause(`r${i}`, when)),
      score: { text: 'score', value: score },
    });
  });

const caseArbitrary = fc.constantFrom(...CHANGES).chain(([zone, from]) =>
  fc.record({
    zone: fc.constant(zone),
    candidates: fc.array(candidateOf(Date.parse(from)), { minLength: 0, maxLength: 250, size: 'max' }),
    hypothesis: hypothesisArbitrary,
    period: fc.record({ from: fc.option(fc.constant(dayAfter(from, 2)), { nil: undefined }), to: fc.option(fc.constant(dayAfter(from, 5)), { nil: undefined }) }, { requiredKeys: [] }),
    perDay: fc.constantFrom(7, 100),
  }),
);

function dayAfter(from: string, days: number): string {
  return new Date(Date.parse(from) + days * 24 * HOUR).toISOString().slice(0, 10);
}

test('walks a history as the specification says word by word, whatever the hypothesis, the ties and the clocks', () => {
  const seen = { accepted: 0, held: 0, heldThenAccepted: 0, screened: 0 };
  fc.assert(
    fc.property(caseArbitrary, ({ zone, candidates, hypothesis, period, perDay }) => {
      const sorted = inCohorts(candidates, perDay);
      const expected = naiveBacktest(hypothesis, sorted, zone, definedIn(period));
      const { course, ...result } = backtest(hypothesis, historyOf(sorted, perDay), zone, period);
      const found = Array.from(course.rows, (row, place) => {
        const verdict = course.verdicts[place]!;
        return { row, score: course.scores[place]!, accepted: isAccepted(verdict), held: verdict >= VERDICT.heldThenRejected };
      });
      expect(found).toEqual(expected);
      expect(result).toMatchObject({ screened: expected.length, accepted: expected.filter(({ accepted }) => accepted).length });
      seen.screened += found.length;
      for (const { accepted, held } of found) {
        if (accepted) seen.accepted += 1;
        if (held) seen.held += 1;
        if (accepted && held) seen.heldThenAccepted += 1;
      }
    }),
    { numRuns: 150, seed: 3 },
  );
  // The cases are worth their name.
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(300);
});

/** Within a day of application rows come by number, as the database gives them. */
function inCohorts(candidates: PastCandidate[], perDay: number): PastCandidate[] {
  const cohorts = Array.from({ length: Math.ceil(candidates.length / perDay) }, (_, i) => candidates.slice(i * perDay, (i + 1) * perDay));
  return cohorts.flatMap((cohort) => cohort.sort((a, b) => a.number - b.number));
}

const definedIn = (period: { from?: string | undefined; to?: string | undefined }) => ({ ...(period.from && { from: period.from }), ...(period.to && { to: period.to }) });
