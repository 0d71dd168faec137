/** One application of a day, as history keeps it. */
interface CohortRow {
  application: string;
  number: number;
  vacancy: string;
  breed: string | null;
  age: number | null;
  colour: string | null;
  withdrawn: boolean;
  hired: boolean;
}

/** A result of one application of a day that counts. */
interface ScoreRow {
  application: string;
  test: string;
  version: number;
  value: number;
  completedAt: Date;
}

/** The chunks that history is read from: a row for each day, and for each test and day; derived from results and rebuilt where these changed. */
export interface HistoryStore {
  /** Keeps chunks as they are until this unit of work ends: those of cats and of tests are read one after the other. */
  lockHistory(): Promise<void>;
  /** Days that something changed on since their chunks were made. */
  changedDays(): Promise<string[]>;
  /** Forgets a day's changes and tells what they were: tests as `jump@1`, or null for the cats themselves. */
  takeChanges(day: string): Promise<(string | null)[]>;
  noteChange(day: string, test: { test: string; version: number } | null): Promise<void>;
  /** A day's applications by number. */
  cohort(day: string): Promise<CohortRow[]>;
  /** The results of a day's applications that count. */
  scores(day: string): Promise<ScoreRow[]>;
  cohortSize(day: string): Promise<number | undefined>;
  saveCohort(day: string, n: number, data: Buffer): Promise<void>;
  saveScores(chunk: { test: string; version: number; day: string; n: number; lastAt: Date; data: Buffer }): Promise<void>;
  /** Chunks of the cats of all days, or of these, in order. */
  cohortChunks(days?: readonly string[]): Promise<{ day: string; data: Buffer }[]>;
  /** Chunks of one test of all days, or of these, in order. */
  scoreChunks(test: { test: string; version: number }, days?: readonly string[]): Promise<{ day: string; data: Buffer }[]>;
  /** Days of application with results of any of these tests at or after an instant. */
  daysWithResults(tests: readonly { test: string; version: number }[], since: Date): Promise<string[]>;
}
