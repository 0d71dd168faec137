/** What is decided on a cat: `held` waits for the day's close. */
export type Verdict = 'accept' | 'reject' | 'held';

/** How a decision came about: at once, at a day's close, or by a person over whatever was decided. */
type DecisionKind = 'online' | 'close' | 'override';

/** Where decisions are counted together: the hypothesis in force, each trial's newcomer, and each shadow for itself. */
export type Lane = 'champion' | `trial:${string}` | `shadow:${string}` | 'override';

/** A decision as it is told. */
export interface Decision {
  candidate: { id: string; number: number };
  verdict: Verdict;
  kind: DecisionKind;
  at: Date;
  hypothesis: { id: string; hash: string } | null;
  /** Why somebody overrode it. */
  reason: string | null;
}

/** A decision as it is kept for ever; `screened` and `acceptedBefore` are the guard's counters, this cat included in the former. */
export interface StoredDecision {
  seq: number;
  application: string;
  number: number;
  vacancy: string;
  lane: Lane;
  /** The company's day it was made on; of a close, the day that is closed. */
  day: string;
  evaluation: string | null;
  kind: DecisionKind;
  verdict: Verdict;
  screened: number | null;
  acceptedBefore: number | null;
  actor: string | null;
  at: Date;
}

/** What a hypothesis reads of one cat, by input; what stands in for a missing value is in its place. */
export type Inputs = Record<string, number | string | boolean>;

/** What a hypothesis made of a cat, with all that is needed to make the same of it again. */
export interface StoredEvaluation {
  id: string;
  application: string;
  number: number;
  vacancy: string;
  hash: string;
  mode: 'live' | 'shadow';
  inputs: Inputs;
  /** When the last of its required results came in. */
  completedAt: Date;
  /** Null where a requirement failed. */
  score: number | null;
  /** Reference candidates that scored as high or higher, and strictly higher, of `n`. */
  ge: number | null;
  gt: number | null;
  n: number | null;
  snapshot: string | null;
  error: string | null;
  at: Date;
}

/** A reference population as it was for one hypothesis, vacancy and day: the hashes of its days, and of its scores. */
export interface Snapshot {
  id: string;
  hash: string;
  vacancy: string;
  day: string;
  fromDay: string;
  toDay: string;
  n: number;
  /** Of the sorted scores. */
  sha256: string;
  days: { day: string; sha256: string }[];
}

/** The guard's counters of a vacancy's lane. */
export interface Counters {
  screened: number;
  accepted: number;
}
