import { WHOLE_BP } from '../basis-points';

/** The numbers of screening: data with an effective date, never constants. */
export interface ScreeningPolicy {
  /** The largest share a hypothesis may accept, in basis points: 300 = the top 3 %. */
  limitBp: number;
  /** Days until an unfinished battery expires (S2). */
  batteryDays: number;
  /** Days until a candidate may apply again (S1). */
  reapplyDays: number;
  /** Days until a rejected candidate's personal data is purged (S7). */
  purgeDays: number;
  /** Days from an order's end to the close of its outcome's window (Q3). */
  outcomeDays: number;
  /** Days that four in five trials must have their verdict in. */
  maxTrialDays: number;
  /** The E of a verdict, for one trial at a time. */
  eThreshold: number;
  /** Whether an adoption needs a second person. */
  fourEyes: boolean;
}

/** What each number may be, and 0 or 1 for yes and no. */
export const POLICY_RANGES: Record<keyof ScreeningPolicy, { min: number; max: number }> = {
  limitBp: { min: 1, max: WHOLE_BP },
  batteryDays: { min: 1, max: 365 },
  reapplyDays: { min: 0, max: 3650 },
  purgeDays: { min: 1, max: 3650 },
  outcomeDays: { min: 1, max: 90 },
  maxTrialDays: { min: 1, max: 1000 },
  eThreshold: { min: 2, max: 100_000 },
  fourEyes: { min: 0, max: 1 },
};
