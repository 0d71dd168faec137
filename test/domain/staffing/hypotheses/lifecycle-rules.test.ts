import fc from 'fast-check';

import { adoptedIn, inForce, standingOf, type ActivationRow, type Evidence } from '../../../../src/domain/staffing/hypotheses/lifecycle/activation';
import { knownAmong } from '../../../../src/domain/staffing/hypotheses/lifecycle/backtest';
import { countsOf, inLine, stagesOf } from '../../../../src/domain/staffing/hypotheses/lifecycle/comparison';
import { dataDigest } from '../../../../src/domain/staffing/hypotheses/lifecycle/data-digest';
import { stateByFinding, type ArmOutcome } from '../../../../src/domain/staffing/hypotheses/lifecycle/outcome';
import { historyOf, type PastCandidate } from './engine-support';

type Move = [hash: string, vacancy: string, state: ActivationRow['state'] | 'rollback'];

/** Moves in order; what an adoption or a rollback replaces is what was in force there. */
function movesOf(moves: readonly Move[]): ActivationRow[] {
  return moves.reduce<ActivationRow[]>((rows, [hash, vacancy, state]) => {
    const evidence: Evidence = { gate: state === 'rollback' ? 'rollback' : 'override' };
    const replaces = inForce(rows, vacancy)?.hash ?? null;
    const row = { hash, vacancy, state: state === 'rollback' ? 'adopted' : state, replaces, trial: state === 'trial' ? 't' : null, actor: null, reason: null, evidence } as const;
    return [...rows, { ...row, seq: rows.length + 1, at: new Date(rows.length) }];
  }, []);
}

describe('a version stands', () => {
  const cases: [how: string, moves: Move[], expected: object | null][] = [
    ['nowhere without a move', [['b', '*', 'shadow']], null],
    ['in shadow', [['a', '*', 'shadow']], { state: 'shadow', vacancies: ['*'], trial: null, since: new Date(0) }],
    ['on trial', [['a', '*', 'shadow'], ['a', '*', 'trial']], { state: 'trial', trial: 't', since: new Date(1) }],
    ['in force', [['a', '*', 'adopted'], ['b', '*', 'shadow']], { state: 'adopted', since: new Date(0) }],
    ['retired since another was adopted', [['a', '*', 'adopted'], ['b', '*', 'adopted'], ['c', '*', 'adopted']], { state: 'retired', since: new Date(1) }],
    ['in force again after a rollback', [['a', '*', 'adopted'], ['b', '*', 'adopted'], ['a', '*', 'rollback']], { state: 'adopted', since: new Date(2) }],
    ['in force where it still is', [['a', '*', 'adopted'], ['a', 'courier', 'adopted'], ['b', 'courier', 'adopted']], { state: 'adopted', vacancies: ['*'] }],
    ['as before while it is only proposed', [['a', '*', 'shadow'], ['a', '*', 'proposed']], { state: 'shadow' }],
    ['nowhere while it is only proposed', [['a', '*', 'proposed']], null],
    ['in shadow again after it was retired', [['a', '*', 'retired'], ['a', '*', 'shadow']], { state: 'shadow' }],
  ];
  test.each(cases)('%s', (_, moves, expected) => {
    const standing = standingOf(movesOf(moves), 'a');
    if (expected === null) expect(standing).toBeNull();
    else expect(standing).toMatchObject(expected);
  });
});

describe('a scope can go back', () => {
  const cases: [how: string, moves: Move[], back: string[]][] = [
    ['to nothing where one was adopted', [['a', '*', 'adopted']], ['a']],
    ['through all that were adopted', [['a', '*', 'adopted'], ['b', '*', 'adopted'], ['c', '*', 'adopted']], ['a', 'b', 'c']],
    ['not to what was rolled back', [['a', '*', 'adopted'], ['b', '*', 'adopted'], ['a', '*', 'rollback']], ['a']],
    ['past those in between', [['a', '*', 'adopted'], ['b', '*', 'adopted'], ['c', '*', 'adopted'], ['a', '*', 'rollback'], ['d', '*', 'adopted']], ['a', 'd']],
    ['on its own', [['a', '*', 'adopted'], ['b', 'courier', 'adopted']], ['a']],
    ['past shadows, trials and proposals', [['a', '*', 'adopted'], ['b', '*', 'shadow'], ['b', '*', 'trial'], ['b', '*', 'proposed']], ['a']],
  ];
  test.each(cases)('%s', (_, moves, back) => expect(adoptedIn(movesOf(moves), '*')).toEqual(back));

  test('to what was in force for all before it was named', () => {
    const [forAll] = movesOf([['a', '*', 'adopted']]);
    const named: ActivationRow = { ...(forAll as ActivationRow), seq: 2, hash: 'b', vacancy: 'courier', replaces: 'a' };
    expect(adoptedIn([forAll as ActivationRow, named], 'courier')).toEqual(['a', 'b']);
  });

  test('as far as it went forward, whatever was adopted and rolled back', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd'))), (steps) => {
        const moves: Move[] = [];
        const expected: string[] = [];
        for (const adopted of steps) {
          const before = expected.at(-2);
          if (adopted !== null && adopted !== expected.at(-1)) {
            moves.push([adopted, '*', 'adopted']);
            expected.push(adopted);
          } else if (adopted === null && before !== undefined && expected.lastIndexOf(before) === expected.length - 2) {
            moves.push([before, '*', 'rollback']);
            expected.pop();
          }
        }
        expect(adoptedIn(movesOf(moves), '*')).toEqual(expected);
      }),
    );
  });
});

const NOW = new Date('2026-03-02T09:00:00Z');
const outcome = (arm: 'a' | 'b', state: ArmOutcome['state'], daysAgo: number): ArmOutcome => ({
  arm,
  state,
  endedAt: new Date(NOW.getTime() - daysAgo * 86_400_000),
  dueAt: new Date(NOW.getTime() - (daysAgo - 7) * 86_400_000),
});

describe('outcomes of arms', () => {
  const outcomes = [outcome('a', 'not_ok', 30), outcome('b', 'ok', 29), outcome('a', 'excluded', 28), outcome('a', 'pending', 20), outcome('a', 'ok', 19), outcome('b', 'ok', 18), outcome('b', 'not_ok', 2), outcome('a', 'pending', 1), outcome('b', 'excluded', 1)];

  test('count once their window has closed; failures, which are known sooner, too', () => {
    expect(countsOf(outcomes, 'a', NOW)).toEqual({ orders: 2, ok: 1, pending: 2, closed: 4 });
    expect(countsOf(outcomes, 'b', NOW)).toEqual({ orders: 2, ok: 2, pending: 1, closed: 2 });
  });

  test('stand in line by the orders\' ends, each arm up to the first without an answer', () => {
    expect(inLine(outcomes, NOW)).toEqual([{ arm: 'a', ok: false }, { arm: 'b', ok: true }, { arm: 'b', ok: true }]);
  });

  test('never move up in line: what is in it stays there as time goes by', () => {
    const ends = fc.array(fc.record({ arm: fc.constantFrom('a' as const, 'b' as const), state: fc.constantFrom('ok' as const, 'not_ok' as const, 'excluded' as const), daysAgo: fc.integer({ min: 0, max: 30 }) }));
    fc.assert(
      fc.property(ends, fc.integer({ min: 0, max: 20 }), (orders, later) => {
        const all = orders.sort((one, other) => other.daysAgo - one.daysAgo).map(({ arm, state, daysAgo }) => outcome(arm, state, daysAgo));
        const [now, then] = [inLine(all, NOW), inLine(all, new Date(NOW.getTime() + later * 86_400_000))];
        for (const arm of ['a', 'b']) {
          const of = (line: typeof now) => line.filter((one) => one.arm === arm);
          expect(of(then).slice(0, of(now).length)).toEqual(of(now));
        }
      }),
    );
  });

  test('are held against the share at each stage, and against the orders that ended', () => {
    const counts = { a: { assigned: 90, completed: 80, expired: 5 }, b: { assigned: 10, completed: 9, expired: 1 } };
    expect(stagesOf({ shareBp: 1000 }, counts, outcomes, NOW)).toEqual([
      { stage: 'assigned', counts: [90, 10], shares: [9000, 1000] },
      { stage: 'completed', counts: [80, 9], shares: [9000, 1000] },
      { stage: 'observed', counts: [2, 2], shares: [4, 2] },
    ]);
  });
});

test.each([
  ['completed', 'worker', 'not_ok'],
  ['completed', 'others', 'excluded'],
  ['completed', 'nobody', 'ok'],
  ['failed', 'nobody', 'excluded'],
  ['failed', 'ok', 'ok'],
  ['failed', 'unclear', null],
] as const)('an order that %s is by the finding "%s" %s', (ended, finding, state) => expect(stateByFinding(ended, finding)).toBe(state));

describe('what is known of a selection', () => {
  const cat = (number: number, hired: boolean): PastCandidate => ({ number, vacancy: 'courier', breed: null, colour: null, age: null, withdrawn: false, hired, results: { 'jump@1': { value: number, at: 1000 * number } } });
  const cats = [cat(1, true), cat(2, true), cat(3, false), cat(4, true)];

  test('weighs every hired cat alike, however many orders it had', () => {
    const outcomes = new Map([[1, { ok: 9, n: 10 }], [2, { ok: 0, n: 1 }], [3, { ok: 5, n: 5 }], [4, { ok: 0, n: 0 }]]);
    expect(knownAmong(new Set([0, 1, 2, 3]), historyOf(cats), outcomes)).toEqual({ n: 2, ok: 0.9 });
  });

  test('has a digest that changes with any result, and with nothing else', () => {
    const digest = dataDigest(historyOf(cats));
    expect(dataDigest(historyOf(cats))).toBe(digest);
    expect(dataDigest(historyOf([...cats.slice(1), { ...cat(4, true), results: { 'jump@1': { value: 4.5, at: 4000 } } }]))).not.toBe(digest);
    expect(dataDigest(historyOf(cats.map((one) => ({ ...one, hired: true }))))).not.toBe(digest);
  });
});
