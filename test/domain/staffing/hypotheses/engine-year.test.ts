import { backtest } from '../../../../src/domain/staffing/hypotheses/engine/backtest';
import { isAccepted, VERDICT, type Course } from '../../../../src/domain/staffing/hypotheses/engine/course';
import type { Hypothesis } from '../../../../src/domain/staffing/hypotheses/hypothesis';
import { both, diceOf, historyOf, input, pct, QUICK_JUMPER_INPUTS, quickJumper, type PastCandidate } from './engine-support';

const DAY = 86_400_000;
const START = Date.parse('2025-01-01T00:00Z');
const DAYS = 365;
const PER_DAY = 24;

/** How cats change over the year: how high they jump on a day, from 0 on. */
const WEATHERS: Record<string, (day: number) => number> = {
  'cats who stay the same': () => 100,
  'cats who get better all year': (day) => 100 + day / 2,
  'cats who get worse all year': (day) => 300 - day / 2,
  'good and bad seasons': (day) => 100 + 40 * Math.sin((2 * Math.PI * day) / 90),
  'a better breed from one day on': (day) => (day < 180 ? 100 : 160),
};

/** A year of candidates. Every jump is a whole number of decimetres, so that ties abound. */
function aYear(level: (day: number) => number, coarse: boolean): PastCandidate[] {
  const dice = diceOf(11);
  const bell = () => dice() + dice() + dice() + dice() - 2;
  return Array.from({ length: DAYS * PER_DAY }, (_, i): PastCandidate => {
    const day = Math.floor(i / PER_DAY);
    const at = START + day * DAY + Math.floor(dice() * DAY);
    const jump = Math.round((level(day) + 30 * bell()) / (coarse ? 10 : 1));
    return { number: i + 1, vacancy: 'courier', breed: null, colour: null, age: null, withdrawn: false, hired: i % 10 === 0, results: { 'jump@1': { value: jump, at } } };
  });
}

const JUMP_ALONE: Hypothesis = quickJumper({
  inputs: QUICK_JUMPER_INPUTS.filter(({ name }) => name === 'jump'),
  requirements: [],
  score: { text: 'jump', value: input('jump') },
});

/** The largest 100·accepted − 3·screened at any time of the course; days are of UTC. */
function largestExcess({ completions, verdicts }: Course): number {
  let [screened, accepted, waiting, day, largest] = [0, 0, 0, 0, -Infinity];
  const note = () => (largest = Math.max(largest, 100 * accepted - 3 * screened));
  const closeDay = () => {
    accepted += waiting;
    waiting = 0;
    note();
  };
  completions.forEach((at, place) => {
    if (Math.floor(at / DAY) !== day) closeDay();
    day = Math.floor(at / DAY);
    screened += 1;
    if (verdicts[place] === VERDICT.accepted) accepted += 1;
    if (verdicts[place] === VERDICT.heldThenAccepted) waiting += 1;
    note();
  });
  closeDay();
  return largest;
}

const years = Object.entries(WEATHERS).flatMap(([weather, level]) => [true, false].map((coarse) => ({ weather, level, coarse })));

test.each(years)('in a year of $weather never more than 3 % are accepted, at whatever time one counts (S4; coarse results: $coarse)', ({ level, coarse }) => {
  const history = historyOf(aYear(level, coarse), PER_DAY);
  for (const mode of ['online', 'daily_batch'] as const) {
    const { course, screened, accepted } = backtest({ ...JUMP_ALONE, accept: { ...JUMP_ALONE.accept, mode } }, history, 'UTC');
    expect(screened).toBe(DAYS * PER_DAY);
    expect(largestExcess(course)).toBeLessThanOrEqual(0);
    expect(accepted).toBeGreaterThan(0);
  }
});

test('a year of cats who stay the same fills the 3 % but for the first month', () => {
  const year = historyOf(aYear(() => 100, false), PER_DAY);
  const { share, course } = backtest(JUMP_ALONE, year, 'UTC');
  expect(share).toBeGreaterThan(0.028);
  // Ties wait for the close, and some of them are let in.
  expect(new Set(course.verdicts)).toEqual(new Set(Object.values(VERDICT)));
});

test('a backtest sums up who was accepted, by day, breed and vacancy, and who was hired in fact', () => {
  const dice = diceOf(2);
  const candidates = aYear(() => 100, false)
    .slice(0, 60 * PER_DAY)
    .map((one) => ({ ...one, breed: dice() < 0.5 ? 'siam' : null, vacancy: dice() < 0.2 ? 'guard' : 'courier' }));
  const hypothesis = { ...JUMP_ALONE, accept: { ...JUMP_ALONE.accept, topBasisPoints: 2000 } };
  const result = backtest(hypothesis, historyOf(candidates, PER_DAY), 'UTC', { from: '2025-01-20', to: '2025-02-10' });
  const { course, byBreed, byVacancy, byDay, hired } = result;
  const told = Array.from(course.rows, (row, place) => ({ ...candidates[row]!, accepted: isAccepted(course.verdicts[place]!), at: course.completions[place]! }));
  const tally = (some: typeof told) => ({ screened: some.length, accepted: some.filter(({ accepted }) => accepted).length });
  expect(result).toMatchObject({ from: '2025-01-20', to: '2025-02-10', ...tally(told), rejected: told.filter(({ accepted }) => !accepted).length, faults: 0 });
  expect(result.share).toBe(result.accepted / result.screened);
  expect(byBreed).toEqual(['', 'siam'].map((breed) => ({ breed, ...tally(told.filter((one) => (one.breed ?? '') === breed)) })));
  expect(byVacancy).toEqual(['courier', 'guard'].map((vacancy) => ({ vacancy, ...tally(told.filter((one) => one.vacancy === vacancy)) })));
  const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10);
  expect(byDay).toEqual(Array.from({ length: 22 }, (_, i) => dayOf(Date.parse('2025-01-20') + i * DAY)).map((day) => ({ day, ...tally(told.filter(({ at }) => dayOf(at) === day)) })));
  const both = told.filter((one) => one.hired && one.accepted).length;
  const n = told.filter((one) => one.hired).length;
  expect(hired).toEqual({ n, both, support: both / result.accepted, jaccard: both / (n + result.accepted - both) });
  expect(Math.min(both, ...byBreed.map(({ accepted }) => accepted), ...byVacancy.map(({ accepted }) => accepted))).toBeGreaterThan(0);
});

test('a backtest of a history in which nobody is complete is empty', () => {
  const result = backtest(quickJumper(), historyOf(aYear(() => 100, true).slice(0, 10)), 'UTC');
  expect(result).toMatchObject({ from: null, to: null, screened: 0, accepted: 0, share: null, byDay: [], byBreed: [], hired: { n: 0, support: null, jaccard: null } });
  const outside = backtest(JUMP_ALONE, historyOf(aYear(() => 100, true).slice(0, 400)), 'UTC', { from: '2026-01-01' });
  expect(outside).toMatchObject({ from: null, screened: 0, byDay: [] });
});

test('the digest is that of the same course, and of no other', () => {
  const candidates = aYear(() => 100, true).slice(0, 4000);
  const changed = candidates.map((one, i) => (i === 2000 ? { ...one, results: { 'jump@1': { value: 99, at: one.results['jump@1']!.at } } } : one));
  const digest = (hypothesis: Hypothesis, some = candidates) => backtest(hypothesis, historyOf(some), 'UTC').digest;
  expect(digest(JUMP_ALONE)).toMatch(/^[0-9a-f]{64}$/);
  // Chunks of other sizes are the same history.
  expect(backtest(JUMP_ALONE, historyOf(candidates, 77), 'UTC').digest).toBe(digest(JUMP_ALONE));
  const others = [digest(JUMP_ALONE, changed), digest({ ...JUMP_ALONE, score: { text: '', value: pct('jump') } }), digest({ ...JUMP_ALONE, score: { text: '', value: both(input('jump'), '+', input('jump')) } })];
  expect(new Set([digest(JUMP_ALONE), ...others]).size).toBe(4);
});
