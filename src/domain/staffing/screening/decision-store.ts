import type { Counters, Lane, Snapshot, StoredDecision, StoredEvaluation } from './decision';

/** A cat that waits for a day's close, with what the order of settling needs. */
export interface Held {
  application: string;
  number: number;
  day: string;
  evaluation: string;
  hash: string;
  score: number;
  completedAt: Date;
}

/** The tables of snapshots, evaluations, decisions and the guard's counters. */
export interface DecisionStore {
  /** Makes decisions of one vacancy wait for each other. */
  lockScreening(vacancy: string): Promise<void>;
  snapshot(hash: string, vacancy: string, day: string): Promise<Snapshot | undefined>;
  snapshotById(id: string): Promise<Snapshot | undefined>;
  addSnapshot(snapshot: Snapshot): Promise<void>;
  /** Keeps a day's members unless they are kept already. */
  addReferenceDay(sha256: string, n: number, data: Buffer): Promise<void>;
  /** Which of these days are kept. */
  keptReferenceDays(hashes: readonly string[]): Promise<Set<string>>;
  referenceDays(hashes: readonly string[]): Promise<Map<string, Buffer>>;
  addEvaluation(evaluation: StoredEvaluation): Promise<void>;
  evaluation(id: string): Promise<StoredEvaluation | undefined>;
  /** Of one application, oldest first. */
  evaluations(application: string): Promise<StoredEvaluation[]>;
  addDecision(decision: Omit<StoredDecision, 'seq' | 'actor' | 'at'>): Promise<void>;
  /** Of one application, oldest first. */
  decisions(application: string): Promise<StoredDecision[]>;
  /** The words in which somebody decided otherwise. */
  reason(application: string): Promise<string | null>;
  /** In the order they were made, after `after`, at most so many: for replay. */
  decisionsAfter(after: number, limit: number): Promise<StoredDecision[]>;
  evaluationsById(ids: readonly string[]): Promise<Map<string, StoredEvaluation>>;
  counters(vacancy: string, lane: Lane): Promise<Counters>;
  setCounters(vacancy: string, lane: Lane, counters: Counters): Promise<void>;
  hold(held: { application: string; vacancy: string; lane: Lane; day: string; evaluation: string }): Promise<void>;
  /** Who waits in a lane for the close of a day before this one, oldest day first. */
  held(vacancy: string, lane: Lane, before: string): Promise<Held[]>;
  /** Lanes in which somebody waits for the close of a day before this one. */
  heldLanes(before: string): Promise<{ vacancy: string; lane: Lane }[]>;
  /** False where it waits no more: somebody decided otherwise, or it withdrew. */
  release(application: string, lane: Lane): Promise<boolean>;
  /** Lets a cat go from wherever it waits to be acted on, as it was decided on otherwise. */
  releaseLive(application: string): Promise<void>;
  /** What a vacancy's live lanes decided on a day: for the session's first line. */
  screenedOn(day: string): Promise<Counters>;
}
