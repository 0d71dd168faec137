import type { Forecast } from '../../statistics';
import type { VersionName } from './version-name';

/** A version that decides on a share of the candidates, beside the one in force. All but its end is frozen when it starts. */
export interface Trial {
  /** Its lane is `trial:<id>`. */
  id: string;
  /** Human number, from 1. */
  number: number;
  hash: string;
  /** The hash it is compared with: in force in all its vacancies when it started. */
  champion: string;
  /** Names of vacancies; `*` is any that nobody named. */
  vacancies: string[];
  /** Secret of nobody, but drawn anew for each trial, so that the arms of two are independent. */
  salt: string;
  /** The trial's part of the candidates in basis points: 1000 = 10 %. */
  shareBp: number;
  metric: 'order_success';
  /** The E at which the verdict is reached. */
  threshold: number;
  forecast: TrialForecast;
  startedAt: Date;
  endedAt: Date | null;
  endReason: TrialEnd | null;
}

/** Why a trial ended: `changed` is followed by a new phase, `other_champion` means that what it was compared with is gone. */
export type TrialEnd = 'adopted' | 'retired' | 'changed' | 'guardrail' | 'other_champion';

/** What a trial is expected to take, before it starts. */
export interface TrialForecast {
  /** The champion's success rate, and the change that the hypothesis predicts, 0…1. */
  base: number;
  effect: number;
  ordersPerDay: number;
  /** Whether the two were measured, or are the usual ones of a company without a history. */
  measured: { base: boolean; ordersPerDay: boolean };
  threshold: number;
  maxDays: number;
  /** The share in question first. */
  shares: Forecast[];
  /** Whether four in five such trials take longer than the policy allows: refused unless accepted. */
  tooLong: boolean;
}

/** A trial under the names of what it compares. */
export interface NamedTrial extends Trial {
  hypothesis: VersionName;
  against: VersionName;
}

/** A trial under the names of its two versions. */
export const namedTrial = (trial: Trial, against: VersionName, hypothesis: VersionName): NamedTrial => ({
  ...trial,
  hypothesis: { id: hypothesis.id, hash: hypothesis.hash },
  against: { id: against.id, hash: against.hash },
});
