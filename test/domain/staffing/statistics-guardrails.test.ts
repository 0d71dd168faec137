import { guardrails, type Finding } from '../../../src/domain/staffing/statistics';
import { dice } from '../../support/screening';

const CALM: Parameters<typeof guardrails>[0] = {
  errors: 0,
  champion: { ended: 9_000, completed: 7_200 },
  trial: { ended: 1_000, completed: 795 },
  screened: 795,
  accepted: 16,
  closed: { screened: 700, accepted: 12 },
  band: { fromBp: 100, toBp: 300 },
  stages: [
    { stage: 'assigned', counts: [9_030, 970], shares: [9_000, 1_000] },
    { stage: 'observed', counts: [300, 22], shares: [9_300, 700] },
  ],
};

describe('guardrails', () => {
  test('leave a trial alone that runs as it should', () => {
    expect(guardrails(CALM)).toEqual([]);
  });

  test.each<[string, Partial<typeof CALM>, Finding]>([
    ['one evaluation failed', { errors: 1 }, { guardrail: 'evaluation_errors', errors: 1 }],
    [
      'fewer cats complete the batteries of the trial',
      { trial: { ended: 1_000, completed: 700 } },
      { guardrail: 'completion_rate', champion: 0.8, trial: 0.7 },
    ],
    ['one cat too many was accepted', { screened: 1_000, accepted: 31 }, { guardrail: 'acceptance', side: 'above', share: 0.031 }],
    ['hardly a cat was accepted on closed days', { closed: { screened: 2_000, accepted: 2 } }, { guardrail: 'acceptance', side: 'below', share: 0.001 }],
    [
      'the split is not the one that was drawn',
      { stages: [{ stage: 'assigned', counts: [600, 400], shares: [1, 1] }] },
      { guardrail: 'sample_ratio', stage: 'assigned', p: expect.closeTo(2.53962858947e-10, 18) as number },
    ],
  ])('call for a rollback when %s', (_, changed, finding) => {
    expect(guardrails({ ...CALM, ...changed })).toEqual([finding]);
  });

  test.each<[string, Partial<typeof CALM>]>([
    ['more cats complete the batteries of the trial', { trial: { ended: 1_000, completed: 900 } }],
    ['a difference may be chance', { trial: { ended: 100, completed: 70 } }],
    ['the 3 % are just filled', { screened: 1_000, accepted: 30 }],
    ['few were screened and none accepted', { closed: { screened: 300, accepted: 0 } }],
    ['today has many rejected, whose accepted ones wait for the close', { screened: 2_700, accepted: 12 }],
    ['the first battery of the trial ran out of time', { champion: { ended: 1_000, completed: 960 }, trial: { ended: 29, completed: 0 } }],
    ['the one in force has hardly a battery that ended', { champion: { ended: 29, completed: 29 }, trial: { ended: 900, completed: 0 } }],
    ['the first cat of all fell into the smaller arm', { stages: [{ stage: 'assigned', counts: [0, 1], shares: [9_500, 500] }] }],
    ['few are expected in the smaller arm, however many came', { stages: [{ stage: 'assigned', counts: [60, 37], shares: [95, 5] }] }],
    ['a difference would block a verdict, but comes up among many looks', { trial: { ended: 1_000, completed: 750 }, stages: [{ stage: 'assigned', counts: [930, 1_070], shares: [1, 1] }] }],
    ['nothing has happened yet', { champion: { ended: 0, completed: 0 }, trial: { ended: 0, completed: 0 }, screened: 0, accepted: 0, closed: { screened: 0, accepted: 0 }, stages: [] }],
    ['the split may be chance', { stages: [{ stage: 'assigned', counts: [9_000, 1_080], shares: [9, 1] }] }],
  ])('do not when %s', (_, changed) => {
    expect(guardrails({ ...CALM, ...changed })).toEqual([]);
  });

  test('name everything that is wrong', () => {
    const found = guardrails({ ...CALM, errors: 3, screened: 100, accepted: 100 });
    expect(found.map(({ guardrail }) => guardrail)).toEqual(['evaluation_errors', 'acceptance']);
  });

  test.each([0.05, 0.1, 0.5])('stop no sound trial of 100 at a share of %d, looked at after every fourth of 3,000 cats', (share) => {
    const chance = dice(7);
    const isStopped = () => {
      const counts = [0, 0];
      for (let cats = 1; cats <= 3_000; cats++) {
        counts[chance() < share ? 1 : 0]! += 1;
        if (cats % 4 === 0 && guardrails({ ...CALM, stages: [{ stage: 'assigned', counts, shares: [1 - share, share] }] }).length > 0) return true;
      }
      return false;
    };
    expect(Array.from({ length: 100 }, isStopped).filter(Boolean)).toEqual([]);
  });
});
