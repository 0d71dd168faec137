import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, realpathSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Backtest, Comparison, Explanation, TrialForecast } from '../../src/domain/staffing';
import { checkWritable, writeWhole } from '../../src/output/files';
import { percent, setShare } from '../../src/output/percent';
import { progressLine } from '../../src/output/progress';
import { backtestCautions, backtestFields, backtestTitle } from '../../src/output/screening/backtest';
import { decisionTold, explanationLines } from '../../src/output/screening/explain';
import { reportBacktest } from '../../src/output/screening/reports';
import { comparisonLines, forecastCautions, forecastTitle, nextForComparison, nextForForecast, readShare } from '../../src/output/screening/trials';
import { runDirectory } from '../support/run-once';

const NO_TERMINAL = {};
const HASH = '211dae7a97bf0000';
const AT = new Date('2026-11-20T12:05:00Z');

const REQUIREMENTS = [
  { id: 'fast', text: 'reaction_ms < 250', holds: true, terms: [{ text: 'reaction_ms', value: 244 }] },
  { id: 'jumper', text: 'pct_within(jump, breed) >= 97', holds: true, terms: [{ text: 'pct_within(jump, breed)', value: 97.1111 }] },
];

const explained = (changes: Partial<Explanation>): Explanation => ({
  ...{ candidate: { id: 'x', number: 30_182, name: 'Murka' }, status: 'accepted', verdict: 'accept', at: AT, override: null },
  ...{ hypothesis: { id: 'quick-jumper', hash: HASH, engine: 'mcf-expr/1' }, lane: 'champion', requirements: REQUIREMENTS, characteristics: [] },
  ...{ score: 66.1460001, scoreText: 's', scoreTerms: [], ge: 191, gt: 190, n: 30_000, limitBp: 300, guard: { screened: 412, acceptedBefore: 11 } },
  ...{ held: null, measured: [], missing: [], waitsFor: null, error: null, shadows: [] },
  ...changes,
});

describe('an explanation', () => {
  const lines = (changes: Partial<Explanation>) => explanationLines(explained(changes), NO_TERMINAL);

  test('reads as it should: counts bare, shares with two decimals, conditions in the words of the file', () => {
    expect(lines({})).toEqual([
      'C-030182  ACCEPT  by quick-jumper@211dae7a97bf (mcf-expr/1)',
      '  ✔ fast     reaction_ms < 250   [reaction_ms = 244]',
      '  ✔ jumper   pct_within(jump, breed) >= 97   [= 97.11]',
      '  score 66.146; 191 of 30000 reference candidates scored as high or higher → 0.64 % (limit 3 %)',
    ]);
  });

  test('of a failed requirement has no score', () => {
    const requirements = REQUIREMENTS.map((one) => (one.id === 'fast' ? { ...one, holds: false, terms: [{ text: 'reaction_ms', value: 263 }] } : one));
    expect(lines({ verdict: 'reject', status: 'rejected', requirements, score: null })).toEqual([
      'C-030182  REJECT  by quick-jumper@211dae7a97bf (mcf-expr/1)',
      '  ✖ fast     reaction_ms < 250   [reaction_ms = 263]',
      '  ✔ jumper   pct_within(jump, breed) >= 97   [= 97.11]',
      '  no score: a requirement failed',
    ]);
  });

  test('names every value of a condition that has several', () => {
    const terms = [{ text: 'breed', value: 'Siamese' }, { text: 'pct(jump)', value: 3 }];
    expect(lines({ requirements: [{ id: 'a', text: 'breed == "Siamese" || pct(jump) > 1', holds: true, terms }] })[1]).toBe(
      '  ✔ a   breed == "Siamese" || pct(jump) > 1   [breed = Siamese, pct(jump) = 3.00]',
    );
  });

  test.each([
    ['tie', "  held until the day's close: it ties with others at the cut"],
    ['guard', "  held until the day's close: one more accepted of 412 screened would be over the limit"],
    ['batch', "  held until the day's close: this hypothesis decides once a day"],
  ] as const)('of a cat held for %s says until when and why', (why, line) => {
    expect(lines({ verdict: 'held', status: 'held', held: { since: AT, why } }).at(-1)).toBe(line);
    expect(lines({ held: { since: AT, why } }).at(-1)).not.toContain('held');
  });

  test('of an override says who, over what, and why', () => {
    const override = { by: 'Ann', reason: 'saved a vase\u001b[31m' };
    expect(lines({ override }).slice(0, 2)).toEqual(['C-030182  ACCEPT  by Ann, over quick-jumper@211dae7a97bf', '  because: saved a vase [31m']);
    expect(lines({ override: { by: 'Ann', reason: null }, hypothesis: null, requirements: [], score: null })).toEqual(['C-030182  ACCEPT  by Ann']);
    expect(decisionTold(explained({ override: { by: 'Ann', reason: 'saved a vase' } }))).toBe('accept, overridden by Ann: saved a vase');
  });

  test('of what is not decided says what it waits for', () => {
    const open = { verdict: null, status: 'testing' as const, hypothesis: null, requirements: [], score: null } satisfies Partial<Explanation>;
    expect(lines({ ...open, missing: ['jump@1', 'breed'], waitsFor: 'results' })).toEqual(['C-030182  TESTING', '  waits for jump@1, breed']);
    expect(lines({ ...open, waitsFor: 'version' })).toEqual(['C-030182  TESTING', '  waits for a hypothesis in force for its vacancy']);
    expect(lines({ ...open, waitsFor: 'next_look' })).toEqual(['C-030182  TESTING', '  waits for the next look at waiting cats: mcf jobs run screening']);
    expect(lines({ ...open, waitsFor: 'battery' })).toEqual(['C-030182  TESTING', '  waits for its battery: mcf candidates assign C-030182']);
    expect(lines({ ...open, status: 'withdrawn' })).toEqual(['C-030182  WITHDRAWN']);
    expect(decisionTold(explained(open))).toBeNull();
  });

  test('names strengths, weaknesses and what shadows say', () => {
    const characteristics: Explanation['characteristics'] = [
      { id: 'quick', kind: 'strength', text: 'reaction_ms < 250', holds: true, terms: [] },
      { id: 'clumsy', kind: 'weakness', text: 'stalk < 40', holds: false, terms: [] },
    ];
    const shadows: Explanation['shadows'] = [
      { id: 'shy', hash: HASH, verdict: 'reject', score: null, error: null },
      { id: 'odd', hash: HASH, verdict: null, score: null, error: 'no number' },
    ];
    const told = lines({ characteristics, shadows });
    expect(told).toContain('  strength: quick (reaction_ms < 250)');
    expect(told.join('\n')).not.toContain('clumsy');
    expect(told.slice(-2)).toEqual(['  beside it shy@211dae7a97bf says reject', '  beside it odd@211dae7a97bf failed']);
  });
});

const arm = (id: string, orders: number, ok: number, pending: number) => ({ id, hash: HASH, orders, ok, pending, assigned: null, completed: null });
const compared = (changes: Partial<Comparison>): Comparison => ({
  arms: [arm('steady-paws', 200, 170, 20), arm('quick-jumper', 200, 184, 11)],
  trial: {} as Comparison['trial'],
  ...{ e: 2.1304, threshold: 20, verdict: 'none', sampleRatio: { p: 0.6234, ok: true, stages: [] } },
  ...{ chanceToWin: 0.98554, difference: { value: 0.07, low: 0.0066, high: 0.1339 }, series: { e: [], posteriors: [] } },
  ...changes,
});

describe('a comparison', () => {
  test('says what may be concluded, and apart from it what must not be mistaken for that', () => {
    expect(comparisonLines(compared({}))).toEqual([
      'No verdict: E = 2.13, needs 20. Sample ratio ok, p 0.62. 31 pending.',
      'Not the stopping rule: P(B>A) 98.6 %; B-A +7.0 points (95 %: 0.7 to 13.4)',
    ]);
    expect(nextForComparison(compared({}))).toBe('go on collecting');
  });

  test.each([
    [{ verdict: 'better', e: 21.7 }, 'B is better: E = 21.7, needed 20. Sample ratio ok, p 0.62. 31 pending.', 'mcf hypotheses adopt quick-jumper'],
    [{ verdict: 'worse', e: 1_234_567_890 }, 'B is worse: E = 1.2e+9, needed 20. Sample ratio ok, p 0.62. 31 pending.', 'mcf hypotheses retire quick-jumper'],
    [{ trial: null, e: null, threshold: null, sampleRatio: null }, 'No trial of one against the other: an observation, without a verdict. 31 pending.', 'mcf hypotheses trial quick-jumper --share 10 --forecast'],
  ] as const)('with %j reads “%s”', (changes, line, next) => {
    expect(comparisonLines(compared(changes))[0]).toBe(line);
    expect(nextForComparison(compared(changes))).toBe(next);
  });

  test('concludes nothing where the sample ratio is off, and says where', () => {
    const stages = [{ stage: 'assigned', counts: [600, 400], shares: [0.5, 0.5], p: 2.5e-10 }, { stage: 'completed', counts: [1, 1], shares: [0.5, 0.5], p: 1 }] as NonNullable<Comparison['sampleRatio']>['stages'];
    const off = compared({ sampleRatio: { p: 2.5e-10, ok: false, stages } });
    expect(comparisonLines(off)[0]).toBe('No verdict: the sample ratio is off, so that nothing can be concluded. E = 2.13, needs 20. Sample ratio p 2.5e-10 at assigned. 31 pending.');
    expect(nextForComparison(off)).toBe('mcf hypotheses retire quick-jumper');
  });

  test('keeps silent on chances that too few outcomes give', () => {
    expect(comparisonLines(compared({ chanceToWin: null, difference: null }))).toHaveLength(1);
  });
});

describe('a forecast', () => {
  const share = (part: number, fourInFive: number | null) => ({ share: part, perDay: { a: 10 * (1 - part), b: 10 * part }, median: 64, fourInFive, detectable: 0.07 });
  const planned = (changes: Partial<TrialForecast>): TrialForecast => ({ base: 0.8, effect: 0.08, ordersPerDay: 10, measured: { base: true, ordersPerDay: true }, threshold: 20, maxDays: 120, shares: [share(0.1, 314), share(0.5, 114)], tooLong: true, ...changes });

  test('tells what it is about, and that the trial would be refused', () => {
    expect(forecastTitle(planned({}))).toBe('Days to a verdict (E >= 20) on 80 → 88 %, if trial hires get every order:');
    expect(forecastCautions(planned({}))).toEqual(['314 days is over the limit of 120: this trial would be refused.']);
    expect(nextForForecast('quick-jumper', planned({}))).toBe('--share 50, or --accept-underpowered');
    expect(nextForForecast('quick-jumper', planned({ tooLong: false }))).toBe('mcf hypotheses trial quick-jumper --share 10');
  });

  test('says what is assumed, and where nobody counts the days', () => {
    const unsure = planned({ measured: { base: false, ordersPerDay: false }, shares: [share(0.1, null), share(0.5, null)] });
    expect(forecastCautions(unsure)).toEqual(['Too few orders so far: the success rate and the orders a day are assumed.', 'More days than anybody counts is over the limit of 120: this trial would be refused.']);
    expect(nextForForecast('quick-jumper', unsure)).toBe('--accept-underpowered');
  });

  test.each([['10', 1000], ['2.5', 250], ['2,5 %', 250], ['0.01', 1]])('takes %j per cent', (text, basisPoints) => {
    expect(readShare(text)).toBe(basisPoints);
  });
});

describe('a backtest', () => {
  const found = (changes: Partial<Backtest>): Backtest => ({
    ...{ id: 'quick-jumper', hash: HASH, screened: 30_412, accepted: 612, rejected: 29_800, share: 612 / 30_412, limit: 0.03, unfilled: 0.03 - 612 / 30_412, faults: 0 },
    ...{ from: '2026-01-01', to: '2026-06-30', byBreed: [{ breed: 'Bengal', screened: 1000, accepted: 24 }, { breed: '', screened: 2000, accepted: 62 }], byVacancy: [], byDay: [] },
    ...{ hired: { n: 900, both: 410, support: 0.67, jaccard: 0.4 }, support: 410 / 612, bounds: { lower: 0.574, upper: 0.904 }, known: { n: 400, ok: 351 }, estimate: null, digest: HASH, dataDigest: HASH },
    champion: { versions: [{ id: 'steady-paws', hash: HASH }], accepted: 905, gained: 202, lost: 495, both: 410, jaccard: 0.3704, byBreed: [] },
    rows: () => [],
    ...changes,
  });

  test('begins with what it would accept, and what stays unfilled', () => {
    expect(backtestTitle(found({}))).toBe('Would accept 612 of 30,412 (2.01 %): 0.99 % of the 3 % stays unfilled.');
    expect(backtestTitle(found({ accepted: 912, share: 0.03, unfilled: 0 }))).toBe('Would accept 912 of 30,412 (3.00 %).');
    expect(backtestTitle(found({ screened: 0, accepted: 0, share: null }))).toBe('Nobody was complete for it in this time.');
  });

  test('becomes a page with the cut, gains and losses by breed, and acceptance by breed and week', async () => {
    const row = (day: string, breed: string, score: number | null, verdict: 'accept' | 'reject') => ({ number: 1, breed, completedAt: new Date(`${day}T21:30:00Z`), score, verdict });
    // 21:30 UTC is half past midnight in Moscow: days are the company's.
    const rows = [row('2026-03-01', 'Bengal', 9, 'accept'), row('2026-03-01', 'Siamese', null, 'reject'), row('2026-03-09', 'Bengal', 7, 'accept'), row('2026-03-09', '', 8, 'accept')];
    const byDay = [{ day: '2026-03-02', screened: 2, accepted: 1 }, { day: '2026-03-10', screened: 2, accepted: 2 }];
    const byBreed = [{ breed: '', screened: 1, accepted: 1 }, { breed: 'Bengal', screened: 2, accepted: 2 }, { breed: 'Siamese', screened: 1, accepted: 0 }];
    const champion = { ...found({}).champion!, byBreed: [{ breed: 'Bengal', gained: 1, both: 2, lost: 3 }] };
    const file = join(mkdtempSync(join(runDirectory(), 'report-')), 'backtest.html');
    await reportBacktest(file, found({ screened: 4, accepted: 3, byDay, byBreed, champion, rows: () => rows }));
    const page = readFileSync(file, 'utf8');
    expect(page).toContain('lowest score that was accepted on 2026-03-10');
    expect(page).toContain('Accepted by breed and week');
    for (const text of ['2026-03-02', '2026-03-09', 'not declared', 'Bengal', 'Siamese', 'Against steady-paws']) expect(page).toContain(text);
  });

  test('names gained and lost, the largest groups first, and support', () => {
    expect(backtestFields(found({}))).toEqual({
      days: '2026-01-01 to 2026-06-30',
      'against steady-paws': 'gained 202, lost 495, both 410; overlap 0.37',
      'by breed': 'not declared 3.1 %, Bengal 2.4 %',
      'by vacancy': null,
      support: '67.0 % (410 of 612 were hired)',
      success: null,
    });
  });

  test('refuses a success estimate below 80 % support', () => {
    expect(backtestCautions(found({}))).toEqual(['No success estimate: support is under 80 %. Bounds 57.4-90.4 %.']);
    expect(backtestCautions(found({ support: 0.9 }))).toEqual(['No success estimate: none of them has an order that is known. Bounds 57.4-90.4 %.']);
    expect(backtestCautions(found({ support: 0.9, estimate: 0.88, faults: 2 }))).toEqual(['2 scores were no number: those cats were rejected.']);
    expect(backtestFields(found({ support: 0.9, estimate: 0.8775 })).success).toBe('87.8 %, of 400 whose orders are known');
  });
});

test('progress tells how far it is, and how long it takes', () => {
  expect(progressLine('results', [6_120, 10_000], 28_000)).toBe('  results  ██████░░░░  6,120/10,000  0:18 left');
  expect(progressLine('results', [0, 10_000], 600)).toBe('  results  ░░░░░░░░░░  0/10,000');
  expect(progressLine('decisions', [2_000, null], 600)).toBe('  decisions  2,000');
});

test('shares have two decimals, those that somebody set as many as they need', () => {
  expect([percent(11, 412), percent(0, 0), setShare(300), setShare(250)]).toEqual(['2.67 %', '-', '3 %', '2.5 %']);
});

describe('a file is written as a whole', () => {
  const directory = () => mkdtempSync(join(runDirectory(), 'files-'));

  test('or the one before it stays', () => {
    const home = directory();
    writeFileSync(join(home, 'a'), 'before');
    const broken = function* () {
      yield 'half';
      throw new Error('the rest is missing');
    };
    expect(() => writeWhole(join(home, 'a'), broken())).toThrow('the rest is missing');
    expect(readFileSync(join(home, 'a'), 'utf8')).toBe('before');
    writeWhole(join(home, 'a'), ['after', '\n']);
    expect(readFileSync(join(home, 'a'), 'utf8')).toBe('after\n');
    expect(readdirSync(home)).toEqual(['a']);
  });

  test('and where one cannot be, that is known beforehand; where one can, nothing is left of the look', () => {
    const home = directory();
    writeFileSync(join(home, 'a'), 'before');
    for (const file of [home, '', join(home, 'no', 'place'), `${join(home, 'none')}/`]) expect(() => checkWritable(file)).toThrow(expect.objectContaining({ code: 'cli.usage' }) as Error);
    for (const file of ['a', 'b']) checkWritable(join(home, file));
    expect([readdirSync(home), readFileSync(join(home, 'a'), 'utf8')]).toEqual([['a'], 'before']);
  });

  test('behind a link, and a pipe stays what it is', () => {
    const home = directory();
    writeFileSync(join(home, 'a'), 'before');
    symlinkSync(join(home, 'a'), join(home, 'b'));
    writeWhole(join(home, 'b'), ['after']);
    expect([readFileSync(join(home, 'a'), 'utf8'), realpathSync(join(home, 'b'))]).toEqual(['after', realpathSync(join(home, 'a'))]);
    const pipe = join(home, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    const reader = openSync(pipe, 'r+');
    writeWhole(pipe, ['gone']);
    const read = Buffer.alloc(10);
    expect([statSync(pipe).isFIFO(), read.toString('utf8', 0, readSync(reader, read))]).toEqual([true, 'gone']);
    closeSync(reader);
  });
});
