import type { ApplicationStatus, Candidate } from '../candidate';

/** A result that counts: the latest attempt at a version of a test. */
export interface StoredResult {
  test: string;
  version: number;
  value: number;
  completedAt: Date;
}

/** The tables of applications, batteries and results. */
export interface ApplicationStore {
  addApplication(application: {
    id: string;
    person: string;
    vacancy: string;
    breed: string | null;
    age: number | null;
    colour: string | null;
    day: string;
  }): Promise<void>;
  /** A person's latest application. */
  candidate(person: string): Promise<Candidate | undefined>;
  /** One application by its own id. */
  application(id: string): Promise<Candidate | undefined>;
  candidates(filter: { status?: ApplicationStatus }): Promise<Candidate[]>;
  /** Moves an application out of one of these states; false where somebody was faster. */
  moveApplication(id: string, from: readonly ApplicationStatus[], to: ApplicationStatus): Promise<boolean>;
  /** Keeps the words of why somebody decided (S5). */
  noteReason(application: string, reason: string): Promise<void>;
  /** What a cat's latest attempts came to. */
  latestResults(application: string): Promise<StoredResult[]>;
  battery(application: string): Promise<{ test: string; version: number; required: boolean }[]>;
}
