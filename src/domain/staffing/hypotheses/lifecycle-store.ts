import type { Hypothesis, Version } from './hypothesis';
import type { ActivationRow } from './lifecycle/activation';
import type { ArmOutcome, Outcome } from './lifecycle/outcome';
import type { ScreeningPolicy } from './screening-policy';
import type { Trial, TrialEnd } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';


/** A backtest as it is kept: the evidence that a version was held against history. */
export interface StoredBacktest {
  id: string;
  hash: string;
  /** Of the decisions; equal digests are equal decisions. */
  digest: string;
  screened: number;
  accepted: number;
  at: Date;
}

/** How many cats one arm of a trial was dealt, how many of them were decided on, and how many ran out of time. */
export interface ArmCounts {
  assigned: number;
  completed: number;
  expired: number;
}

/** Evaluations by a version, and how many of them ended in an error. */
export interface EvaluationCounts {
  evaluations: number;
  errors: number;
}

/** Known outcomes: successes of all that count. */
export interface OutcomeCounts {
  ok: number;
  n: number;
}

/** Versions of hypotheses. */
interface VersionStore {
  version(hash: string): Promise<Version | undefined>;
  /** Newest first: of one hypothesis, or whose hash begins so, or all. */
  versions(filter?: { id?: string; prefix?: string }): Promise<StoredVersion[]>;
  /** Stores a version unless its hash is there already. */
  addVersion(version: { hash: string; hypothesis: Hypothesis; source: string; engine: string }): Promise<void>;
}

/** The moves of versions: append-only. */
interface ActivationStore {
  /** Makes moves of hypotheses wait for each other. */
  lockLifecycle(): Promise<void>;
  /** All moves, oldest first. */
  activations(): Promise<ActivationRow[]>;
  addActivation(move: Omit<ActivationRow, 'seq' | 'actor' | 'at'>): Promise<ActivationRow>;
  /** The hash in force for a vacancy: adopted for it by name, or else for all. */
  champion(vacancy: string): Promise<string | undefined>;
  /** The hashes that decide beside the one in force, recorded and never acted on; those on trial do so for the cats of the other arm. */
  shadows(vacancy: string): Promise<string[]>;
  /** Whether anybody has a result of that version of a test. */
  hasResults(test: { test: string; version: number }): Promise<boolean>;
  /** When each hash was first backtested on anybody. */
  backtested(): Promise<Map<string, Date>>;
  /** Of a version's backtests the one that screened most, of equal ones the newest; those that screened nobody say nothing. */
  backtestOf(hash: string): Promise<StoredBacktest | undefined>;
  addBacktest(backtest: { hash: string; from: string | null; to: string | null; dataDigest: string; result: { digest: string; screened: number; accepted: number } & object }): Promise<void>;
}

/** Trials and who takes part in them. */
interface TrialStore {
  /** Newest first: all, or of those that name one of these hashes, or only running ones. */
  trials(filter?: { running?: boolean; hash?: string }): Promise<Trial[]>;
  addTrial(trial: Omit<Trial, 'number' | 'startedAt' | 'endedAt' | 'endReason'>): Promise<Trial>;
  /** False where it has ended already. */
  endTrial(id: string, reason: TrialEnd): Promise<boolean>;
  /** Notes which arm a candidate was dealt, unless it was already. */
  assign(assignment: { trial: string; application: string; arm: 'A' | 'B'; bucket: number }): Promise<void>;
  armCounts(trial: string): Promise<{ a: ArmCounts; b: ArmCounts }>;
  /** Outcomes of those hired in a trial by the version of their arm, in the order of the orders' ends. */
  trialOutcomes(trial: { id: string; champion: string; hash: string }): Promise<ArmOutcome[]>;
  /** Outcomes of those hired by two versions, in or out of trials, in the order of the orders' ends. */
  hiredOutcomes(versions: { a: string; b: string }): Promise<ArmOutcome[]>;
}

/** What screening came to under each version: the figures that gates and guardrails look at. */
interface FigureStore {
  evaluationCounts(hash: string, mode: 'live' | 'shadow', since?: Date): Promise<EvaluationCounts>;
  /** Candidates that each version, or the one named, decided on, live or in shadow, and accepted; overrides are left out. */
  decidedCounts(mode: 'live' | 'shadow', hash?: string): Promise<Map<string, { screened: number; accepted: number }>>;
  /** Batteries that ended under a version since an instant: completed, or out of time. */
  endedSince(hash: string, at: Date): Promise<{ completed: number; expired: number }>;
  /** Live decisions by a version since an instant, of days before `today` in whose lane nobody is held any more; overrides are left out. */
  closedSince(hash: string, at: Date, today: string): Promise<{ screened: number; accepted: number }>;
  /** The guard's counters of a lane, over all vacancies. */
  laneCounts(lane: string): Promise<{ screened: number; accepted: number }>;
  /** Open applications with a battery by the version that they keep, if any; `held` ones wait for a day's close. */
  openBatteries(): Promise<{ hash: string | null; vacancy: string; status: 'testing' | 'held'; n: number }[]>;
  /** Moves those of a version and vacancy that are not held to another version, or to none, and adds the tests that it needs. Tells how many. */
  repin(from: string | null, vacancy: string, to: { hash: string; tests: readonly { test: string; version: number }[] } | null): Promise<number>;
  /** Open applications with a battery in which nothing is missing, and no decision; where their version failed it is not tried again. */
  waitingComplete(): Promise<string[]>;
}

/** What became of the orders of those hired. */
interface OutcomeStore {
  addOutcome(outcome: Outcome): Promise<void>;
  outcome(order: string): Promise<Outcome | undefined>;
  changeOutcome(order: string, set: { state?: Outcome['state']; inReview?: boolean }): Promise<void>;
  /** Settles what is pending past its window and in no review: completed is a success, failed is none. Tells how many. */
  matureOutcomes(): Promise<number>;
  outcomesDue(): Promise<boolean>;
  /** The application that a worker was accepted by. */
  applicationOf(worker: string): Promise<string | null>;
  /** Known outcomes of those hired by a version. */
  knownOutcomes(hash: string): Promise<OutcomeCounts>;
  /** Known outcomes by the number of the cat. */
  outcomesByCat(): Promise<Map<number, OutcomeCounts>>;
  /** Orders that ended since an instant with something to count, and when the first one ever did. */
  ordersSince(at: Date): Promise<{ orders: number; first: Date | null }>;
}

/** The numbers of screening that are data (S1, S7). */
interface ScreeningPolicyStore {
  screeningPolicy(at?: Date): Promise<ScreeningPolicy>;
  /** False where one begins at that very instant already. */
  addScreeningPolicy(from: Date, policy: ScreeningPolicy): Promise<boolean>;
}

/** The tables of hypotheses, activations, trials, backtests, outcomes and the screening policy. */
export type LifecycleStore = VersionStore & ActivationStore & TrialStore & FigureStore & OutcomeStore & ScreeningPolicyStore;
