import { allow } from '../../users';
import { WHOLE_BP } from '../basis-points';
import { sameVersion } from '../errors';
import type { Block } from '../statistics';
import type { StaffingWork } from '../work';
import { countsOf, inLine, stagesOf, type Arm, type Comparison, type SampleRatioStage } from './lifecycle/comparison';
import { findVersion, named } from './lifecycle/find-version';
import type { ArmOutcome } from './lifecycle/outcome';
import { namedTrial, type Trial } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';
import type { ArmCounts } from './lifecycle-store';

/**
 * Holds two versions against each other by the orders of those they hired: counts first, then what the newest trial of one against
 * the other says (ADR 10). Without such a trial it is an observation, which has no verdict.
 */
export async function compareHypotheses(w: StaffingWork, { a, b }: { a: string; b: string }): Promise<Comparison> {
  allow(w, 'compare-hypotheses');
  const [one, other] = [await findVersion(w, a), await findVersion(w, b)];
  if (one.hash === other.hash) throw sameVersion(named(one));
  const trial = (await w.staffing.trials()).find(({ hash, champion }) => isPair([one.hash, other.hash], [hash, champion]));
  if (!trial) return observe(w, one, other);
  return trial.hash === other.hash ? compareTrial(w, trial, one, other) : compareTrial(w, trial, other, one);
}

/** What a trial has come to by now. For gates, which authorise themselves. */
export async function compareTrial(w: StaffingWork, trial: Trial, against: StoredVersion, hypothesis: StoredVersion): Promise<Comparison> {
  const [counts, outcomes] = [await w.staffing.armCounts(trial.id), await w.staffing.trialOutcomes(trial)];
  const { createEProcess, blockSizes, verdictOf, E_PRIOR } = await import('../statistics');
  const sampleRatio = await checkRatios(stagesOf(trial, counts, outcomes, w.now));
  const process = createEProcess({ prior: E_PRIOR, ...blockSizes(trial.shareBp / WHOLE_BP) });
  for (const { arm, ok } of inLine(outcomes, w.now)) process.add(arm, ok);
  const verdict = verdictOf(process.blocks, trial.threshold, hypothesis.hypothesis.predicts.direction);
  const said = verdict === null ? 'none' : verdict.decision === 'adopt' ? 'better' : 'worse';
  const last = verdict?.at ?? process.blocks.at(-1);
  return {
    ...(await describe([armOf(against, outcomes, 'a', w.now, counts.a), armOf(hypothesis, outcomes, 'b', w.now, counts.b)])),
    trial: namedTrial(trial, against, hypothesis),
    e: last?.e ?? 1,
    threshold: trial.threshold,
    verdict: sampleRatio.ok ? said : 'none',
    sampleRatio,
    series: await seriesOf(outcomes, w.now, process.blocks),
  };
}

const isPair = (one: [string, string], other: [string, string]): boolean => one.every((hash) => other.includes(hash));

async function observe(w: StaffingWork, one: StoredVersion, other: StoredVersion): Promise<Comparison> {
  const outcomes = await w.staffing.hiredOutcomes({ a: one.hash, b: other.hash });
  const arms: Comparison['arms'] = [armOf(one, outcomes, 'a', w.now), armOf(other, outcomes, 'b', w.now)];
  const nothing = { trial: null, e: null, threshold: null, verdict: 'none', sampleRatio: null } as const;
  return { ...(await describe(arms)), ...nothing, series: await seriesOf(outcomes, w.now, []) };
}

function armOf({ id, hash }: StoredVersion, outcomes: readonly ArmOutcome[], arm: 'a' | 'b', now: Date, counts?: ArmCounts): Arm {
  const { orders, ok, pending } = countsOf(outcomes, arm, now);
  return { id, hash, orders, ok, pending, assigned: counts?.assigned ?? null, completed: counts?.completed ?? null };
}

/** What is shown beside the verdict and is not the stopping rule. */
async function describe(arms: Comparison['arms']): Promise<Pick<Comparison, 'arms' | 'chanceToWin' | 'difference'>> {
  const { chanceToWin, newcombe, CHANCE_TO_WIN_MINIMUM } = await import('../statistics');
  const [a, b] = arms.map(({ ok, orders }) => ({ ok, n: orders })) as [{ ok: number; n: number }, { ok: number; n: number }];
  if (a.n === 0 || b.n === 0) return { arms, chanceToWin: null, difference: null };
  const { difference, lower, upper } = newcombe(b, a);
  const enough = Math.min(a.n, b.n) >= CHANCE_TO_WIN_MINIMUM;
  return { arms, chanceToWin: enough ? chanceToWin(a, b) : null, difference: { value: difference, low: lower, high: upper } };
}

async function checkRatios(stages: readonly Omit<SampleRatioStage, 'p'>[]): Promise<NonNullable<Comparison['sampleRatio']>> {
  const { sampleRatio, SAMPLE_RATIO_LIMIT } = await import('../statistics');
  const checked = stages.map((stage) => ({ ...stage, p: sampleRatio(stage.counts, stage.shares).p }));
  const p = Math.min(...checked.map((stage) => stage.p));
  return { p, ok: p >= SAMPLE_RATIO_LIMIT, stages: checked };
}

async function seriesOf(outcomes: readonly ArmOutcome[], now: Date, blocks: readonly Block[]): Promise<Comparison['series']> {
  const { betaInterval, posteriorCurve } = await import('../statistics');
  const known = (['a', 'b'] as const).map((arm) => countsOf(outcomes, arm, now)).map(({ ok, orders }) => ({ ok, n: orders }));
  return {
    e: blocks.map(({ e, a, b }) => ({ orders: a.n + b.n, e, a, b })),
    posteriors: known.map((arm) => ({ interval: betaInterval(arm), curve: posteriorCurve(arm) })),
  };
}
