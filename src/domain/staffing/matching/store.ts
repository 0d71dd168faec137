import type { Worker } from '../candidate';
import type { Overlap } from '../statistics';
import type { Match, Pipeline } from './engine/match';
import type { Known, Results } from './engine/sample';
import type { PipelineMove, StoredPipeline } from './pipelines/pipeline-version';

/** A worker with what keeps it from working at a time. */
export interface Availability {
  worker: string;
  active: boolean;
  absent: boolean;
  /** Another order that occupies it then. */
  bookedFor: string | null;
}

/** A match as it was stored. */
export interface StoredMatch extends Match {
  id: string;
  order: string;
  at: Date;
}

/** One match that two versions were asked for, and what became of the order; the worker picked in shadow did not get it. */
export interface MatchedTwice {
  order: string;
  active: Pick<Match, 'picked'>;
  shadow: Pick<Match, 'picked'>;
  overlap: Overlap;
  /** Of the worker that was picked: null where it is not known yet, or another worker did it. */
  ok: boolean | null;
}

/** How an order of a worker's ended. */
export interface WorkerOutcome {
  order: string;
  endedAt: Date;
  ended: 'completed' | 'failed';
  state: 'pending' | 'ok' | 'not_ok' | 'excluded';
  /** When its window closes. */
  dueAt: Date;
  /** Whether a review of it is open. */
  inReview: boolean;
}

/** The tables of workers, absences and bookings. */
export interface PoolStore {
  worker(person: string): Promise<Worker | undefined>;
  workers(): Promise<Worker[]>;
  addWorker(person: string, application: string): Promise<void>;
  addCharacteristic(person: string, kind: 'strength' | 'weakness', name: string): Promise<void>;
  setWorkerStatus(person: string, status: Worker['status']): Promise<boolean>;
  addAbsence(absence: { id: string; worker: string; from: Date; to: Date }): Promise<void>;
  /** Stores the numbers and the pipeline a company begins with. */
  begin(policy: { travel_minutes: number }, pipeline: Pipeline): Promise<void>;
  /** Minutes of travel that a booking covers before the order. */
  travelMinutes(): Promise<number>;
  /** Every worker, or one, with what keeps it from working in [from, to), other than the order itself. */
  availability(from: Date, to: Date, order: string, worker?: string): Promise<Availability[]>;
  /** What is said of the workers of whom anything is. */
  characteristics(): Promise<Map<string, Pick<Worker, 'strengths' | 'weaknesses'>>>;
  /** Where the bookings of other orders begin, of those that begin in [from, to). */
  bookingStarts(from: Date, to: Date, order: string): Promise<{ worker: string; at: Date }[]>;
  /** Results known by now of each worker: of all orders, or of one client's. */
  resultsOfWorkers(client?: string): Promise<Map<string, Results>>;
  /** A worker's outcomes, newest first. */
  outcomesOf(worker: string): Promise<WorkerOutcome[]>;
  /** Books all these quarters; false where any is taken, and then the unit of work must not be kept. */
  book(worker: string, order: string, quarters: readonly Date[]): Promise<boolean>;
  /** Frees an order's quarters: all, or that of an instant and those after it. */
  unbook(order: string, from?: Date): Promise<void>;
}

/** The tables of pipelines and match traces. */
export interface MatchingStore {
  /** Makes changes of pipelines wait for each other. */
  lockPipelines(): Promise<void>;
  /** The version in force. */
  pipeline(): Promise<Pipeline>;
  /** Newest first: all, or of one pipeline. */
  pipelineVersions(name?: string): Promise<StoredPipeline[]>;
  addPipelineVersion(version: Pick<StoredPipeline, 'version' | 'name' | 'number' | 'steps' | 'reason'>): Promise<void>;
  /** What was done with versions, oldest first; the last activation is in force, whatever the clock was moved to since. */
  pipelineMoves(): Promise<PipelineMove[]>;
  addPipelineMove(move: Pick<PipelineMove, 'version' | 'move' | 'replaces' | 'reason'>): Promise<void>;
  addTrace(order: string, match: Match): Promise<void>;
  /** Whether a program's failure stopped the latest match of the order. */
  hasStopped(order: string): Promise<boolean>;
  /** The matches of an order, newest first. */
  matchesOf(order: string): Promise<StoredMatch[]>;
  /** One match, by its id. */
  matchById(id: string): Promise<StoredMatch | undefined>;
  /** The ids of the oldest matches after a move (by its id), by other versions and with all that a version reads of workers, that it was not yet run beside. */
  matchesWithout(version: string, after: string, reads: readonly Known[], limit: number): Promise<string[]>;
  /** Stores what a version would have done, and how far it is what the other one did; false where that is known already. */
  addShadow(match: { trace: string; shadow: Match; overlap: Overlap }): Promise<boolean>;
  /** The latest match of each order that `active` decided on and `shadow` was run beside. */
  matchedTwice(active: string, shadow: string): Promise<MatchedTwice[]>;
}
