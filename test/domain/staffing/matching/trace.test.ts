import fc from 'fast-check';

import { FIRST_PIPELINE, runPipeline, type Match, type ProgramOutcome } from '../../../../src/domain/staffing';
import { replayMatch } from '../../../../src/domain/staffing/matching/engine/replay';
import { walk } from '../../../../src/domain/staffing/matching/engine/run';
import { askAlong } from '../../../../src/domain/staffing/matching/match-order';
import { inputs, pipeline, reference, said, sample, testPrograms } from './support';

const asking = (on_failure: 'skip' | 'stop') => pipeline('free', { program: { run: 'nearest', on_failure, timeout_ms: 500, weight: 2, with: { km: 5 } } }, 'best');
const cats = inputs(sample('a', { bookedFor: 'o2' }), sample('b', { strengths: ['quick'], results: { ok: 3, notOk: 1 } }), sample('c', { booked: { '0': 2, '1': 5 } }));
/** As a database gives it back. */
const stored = (match: Match): Match => JSON.parse(JSON.stringify(match)) as Match;

test('a program is asked about those who are left, by ids and numbers only (M2, U5)', async () => {
  const programs = testPrograms('nearest');
  programs.answer = () => said({ b: 0.2, c: 0.7 });
  const match = await askAlong(programs, walk(asking('skip'), cats, 'seed'));
  expect(programs.asked).toEqual([
    {
      program: 'nearest',
      params: { km: 5 },
      timeoutMs: 500,
      reference: { order: 'o1', client: 'c1', service: 's1', at: reference.at, ends_at: reference.endsAt },
      samples: [
        { worker: 'b', strengths: ['quick'], weaknesses: [], ok: 3, not_ok: 1, client_ok: 0, client_not_ok: 0, orders_that_day: 0, score: 0 },
        { worker: 'c', strengths: [], weaknesses: [], ok: 0, not_ok: 0, client_ok: 0, client_not_ok: 0, orders_that_day: 2, score: 0 },
      ],
      seed: 'seed',
    },
  ]);
  expect(match).toMatchObject({ picked: 'c', scores: { b: 0.4, c: 1.4 } });
  expect(match.steps[1]).toMatchObject({ program: '1.0', values: { b: 0.2, c: 0.7 }, in: 2, out: 2, with: { km: 5 } });
});

test('whom a program drops is gone, in its words', async () => {
  const programs = testPrograms('nearest');
  programs.answer = () => said({ c: 1 }, [{ worker: 'c', why: 'too far' }]);
  const match = await askAlong(programs, walk(asking('skip'), cats, 'seed'));
  expect(match).toMatchObject({ picked: 'b' });
  expect(match.steps[1]).toMatchObject({ out: 1, dropped: [{ worker: 'c', why: 'too far' }], values: {} });
});

const down: ProgramOutcome = { ok: false, fault: 'timeout', detail: 'not done after 500 ms' };

test('a program that fails is left out, or stops the match: the step says which (M2)', () => {
  const skipped = runPipeline(asking('skip'), cats, 'seed', [down]);
  expect(skipped.picked).not.toBeNull();
  expect(skipped.steps[1]).toMatchObject({ in: 2, out: 2, fault: { fault: 'timeout', policy: 'skip' } });
  const stopped = runPipeline(asking('stop'), cats, 'seed', [down]);
  expect(stopped).toMatchObject({ picked: null, stopped: { program: 'nearest', fault: 'timeout' } });
  expect(stopped.steps).toHaveLength(2);
});

test.each<[string, ProgramOutcome]>([
  ['a value above 1', said({ b: 1.01 })],
  ['a value that is no number', said({ b: NaN })],
  ['a worker nobody asked about', said({ a: 0.5 })],
  ['a stranger to drop', said({}, [{ worker: 'z', why: 'no' }])],
])('%s makes a whole answer a bad one', (_what, answer) => {
  expect(runPipeline(asking('stop'), cats, 'seed', [answer])).toMatchObject({ picked: null, stopped: { fault: 'bad_answer' } });
});

test('a match is repeated from its trace alone, with what programs said then (M3)', () => {
  const answers = fc.oneof(
    fc.constant(down),
    fc.record({ b: fc.constantFrom(0, 0.3, 1), c: fc.constantFrom(0, 0.3, 1) }).map((values) => said(values)),
    fc.constant(said({ b: 1 }, [{ worker: 'c', why: 'far' }])),
  );
  fc.assert(
    fc.property(fc.constantFrom('skip' as const, 'stop' as const), answers, fc.string(), (policy, answer, seed) => {
      const made = asking(policy);
      const match = stored(runPipeline(made, cats, seed, [answer]));
      expect(replayMatch(match, made)).toEqual({ same: true, picked: match.picked });
    }),
  );
});

test('a trace that was tampered with, or whose pipeline is another one, does not replay', () => {
  const match = stored(runPipeline(FIRST_PIPELINE, cats, 'seed'));
  const other = match.picked === 'b' ? 'c' : 'b';
  expect(replayMatch({ ...match, picked: other }, FIRST_PIPELINE)).toEqual({ same: false, picked: match.picked });
  expect(replayMatch(match, asking('skip'))).toMatchObject({ same: false });
});

test('a trace from before inputs were kept says that it cannot be repeated', () => {
  const { inputs: _, ...old } = runPipeline(FIRST_PIPELINE, cats, 'seed');
  expect(replayMatch(old, FIRST_PIPELINE)).toBeNull();
});
