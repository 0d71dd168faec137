import type { Activation, Adopted, Comparison, HypothesisCard, HypothesisRow, HypothesisVersion, Rollback, TrialForecast, VersionName } from '../../domain/staffing';
import { iso, isoOrNull } from '../json-values';
import type { namedTrial } from './trials';

/** A version by its name: the hash in full. */
const named = ({ id, hash }: VersionName) => ({ id, version: hash });
const namedOrNull = (of: VersionName | null) => of && named(of);

/** A hypothesis in a list. */
export const hypothesis = (of: HypothesisRow) => ({
  ...named(of),
  state: of.state,
  share: of.shareBp === null ? null : of.shareBp / 10_000,
  vacancies: of.vacancies,
  since: iso(of.since),
  screened: of.screened,
  accepted: of.accepted,
});

/** A move of a version. */
export const activation = (of: Activation) => ({
  ...named(of),
  state: of.state,
  vacancies: of.vacancies,
  replaces: namedOrNull(of.replaces),
  trial: of.trial,
  by: of.by,
  reason: of.reason,
  at: iso(of.at),
});

/** A hypothesis with its file and its history. */
export const details = (of: HypothesisCard) => ({
  ...hypothesis(of),
  owner: of.owner,
  claim: of.claim,
  author: of.author,
  created_at: iso(of.createdAt),
  source: of.source,
  versions: of.versions.map(({ hash, createdAt }) => ({ version: hash, created_at: iso(createdAt) })),
  history: of.history.map(activation),
});

/** A version that was added. */
export const version = (of: HypothesisVersion) => ({
  ...named(of),
  owner: of.owner,
  claim: of.claim,
  vacancies: of.vacancies,
  author: of.author,
  created_at: iso(of.createdAt),
});

/** A version that was adopted, or proposed where a second person has to agree. */
export const adopted = (of: Adopted) => ({
  ...activation(of),
  replaced: of.replaced.map(named),
  proposed: of.proposed,
  kept: of.kept,
  handed_over: of.handedOver,
});

/** A rollback: what is in force again stands first. */
export const rollback = (of: Rollback) => ({
  ...named(of.restored),
  restored: named(of.restored),
  replaced: named(of.replaced),
  vacancies: of.vacancies,
  decisions_kept: of.decisionsKept,
  handed_over: of.handedOver,
});

/** What a trial is expected to take. */
export const forecast = (of: TrialForecast) => ({
  base: of.base,
  effect: of.effect,
  orders_per_day: of.ordersPerDay,
  measured: { base: of.measured.base, orders_per_day: of.measured.ordersPerDay },
  threshold: of.threshold,
  max_days: of.maxDays,
  too_long: of.tooLong,
  shares: of.shares.map(({ share, perDay, median, fourInFive, detectable }) => ({
    share,
    orders_per_day: { a: perDay.a, b: perDay.b },
    median_days: median,
    four_in_five_days: fourInFive,
    detectable_effect: detectable,
  })),
});

/** A trial. */
export const trial = (of: ReturnType<typeof namedTrial>) => ({
  ...named(of.hypothesis),
  trial: of.id,
  number: of.number,
  against: named(of.against),
  vacancies: of.vacancies,
  share: of.shareBp / 10_000,
  metric: of.metric,
  threshold: of.threshold,
  started_at: iso(of.startedAt),
  ended_at: isoOrNull(of.endedAt),
  end_reason: of.endReason,
  forecast: forecast(of.forecast),
});

/** How two versions fare against each other. */
export const comparison = (of: Comparison) => ({
  arms: of.arms.map((arm) => ({ ...named(arm), orders: arm.orders, ok: arm.ok, pending: arm.pending, assigned: arm.assigned, completed: arm.completed })),
  trial: of.trial && { id: of.trial.id, number: of.trial.number, share: of.trial.shareBp / 10_000, started_at: iso(of.trial.startedAt), ended_at: isoOrNull(of.trial.endedAt) },
  e: of.e,
  threshold: of.threshold,
  verdict: of.verdict,
  sample_ratio: of.sampleRatio && { p: of.sampleRatio.p, ok: of.sampleRatio.ok, stages: of.sampleRatio.stages.map((one) => ({ ...one })) },
  chance_to_win: of.chanceToWin,
  difference: of.difference && { ...of.difference },
});
