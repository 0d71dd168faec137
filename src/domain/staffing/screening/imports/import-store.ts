import type { ApplicationStatus } from '../../candidate';

/** An application that history brings in. */
interface ImportedApplication {
  id: string;
  person: string;
  vacancy: string;
  breed: string | null;
  age: number | null;
  colour: string | null;
  appliedAt: Date;
  day: string;
}

/** A result that history brings in. */
export interface ImportedResult {
  application: string;
  test: string;
  version: number;
  attempt: number;
  value: number;
  completedAt: Date;
}

/** What a cat's results are put to: its latest application. */
export interface ImportTarget {
  number: number;
  application: string;
  day: string;
  status: ApplicationStatus;
}

/** The same tables, for many rows at once. */
export interface ImportStore {
  addApplications(applications: readonly ImportedApplication[]): Promise<void>;
  /** The latest applications of the cats with these numbers; nobody adds results to them before this unit of work ends. */
  importTargets(numbers: readonly number[]): Promise<ImportTarget[]>;
  /** All attempts there are. */
  attempts(applications: readonly string[]): Promise<ImportedResult[]>;
  /** Cats that nobody has given a battery become history by it, and wait for nobody any more. */
  addResults(results: readonly ImportedResult[]): Promise<void>;
  /** Notes what changed in history: days of applications, and tests on them. */
  noteChanges(changes: readonly { day: string; test: string | null; version: number | null }[]): Promise<void>;
}
