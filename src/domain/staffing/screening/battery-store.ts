import type { PlannedItem } from './battery';

/** A test that is being taken in the chat; times are real, since answers are timed. */
export interface TestSession {
  application: string;
  test: string;
  version: number;
  /** The question that is asked now, counted from 0. */
  question: number;
  /** The options chosen so far; null where the time ran out. */
  answers: (number | null)[];
  askedAt: Date;
}

/** A result that counts: of the attempts at a version of a test the one completed last, of those completed at once the latest (S3). */
export interface StoredResult {
  test: string;
  version: number;
  value: number;
  completedAt: Date;
}

/** The tables of batteries, results and tests that are being taken. */
export interface BatteryStore {
  /** Gives out a battery: pins the version and the lane, and starts the days in which it is to be finished. */
  startBattery(application: string, from: readonly string[], pinned: { hypothesis: string | null; lane: string | null; expiresAt: Date }): Promise<boolean>;
  battery(application: string): Promise<PlannedItem[]>;
  /** Adds a test to a battery, or changes the one that is there. */
  putItem(application: string, item: PlannedItem): Promise<void>;
  removeItem(application: string, test: string): Promise<boolean>;
  /** What counts of a cat's attempts. */
  latestResults(application: string): Promise<StoredResult[]>;
  /** Keeps one more attempt at a test (S3), and notes that history changed. */
  addResult(result: StoredResult & { application: string; day: string }): Promise<void>;
  session(application: string, test: string): Promise<TestSession | undefined>;
  keepSession(session: TestSession): Promise<void>;
  dropSession(application: string, test: string): Promise<void>;
}
