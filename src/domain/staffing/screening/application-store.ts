import type { ApplicationStatus, Candidate } from '../candidate';

/** What a new application holds. */
interface NewApplication {
  id: string;
  person: string;
  vacancy: string;
  breed: string | null;
  age: number | null;
  colour: string | null;
  day: string;
  contact: string | null;
  photoFileId: string | null;
}

/** The tables of applications. */
export interface ApplicationStore {
  /** False where the person has an open application (S1). */
  addApplication(application: NewApplication): Promise<boolean>;
  /** A person's latest application. */
  candidate(person: string): Promise<Candidate | undefined>;
  /** One application by its own id. */
  application(id: string): Promise<Candidate | undefined>;
  candidates(filter: { status?: ApplicationStatus; vacancy?: string; limit?: number }): Promise<Candidate[]>;
  /** Moves an application out of one of these states; false where somebody was faster. */
  moveApplication(id: string, from: readonly ApplicationStatus[], to: ApplicationStatus): Promise<boolean>;
  /** Notes when a manager first spoke to a candidate, and in what words. */
  noteContact(application: string, note: string | null): Promise<void>;
  /** Keeps the words of why somebody decided (S5). */
  noteReason(application: string, reason: string): Promise<void>;
  /** Candidates in one of these states, who applied first; those whose results were imported are history and wait for nobody. */
  waiting(statuses: readonly ApplicationStatus[], limit: number): Promise<{ count: number; first: Candidate[] }>;
  /** Unfinished batteries that were to be finished by now, and applications from before an instant, or imported before it, that nobody gave one: history, too. */
  expired(statuses: readonly ApplicationStatus[], unattendedSince: Date): Promise<string[]>;
  /** Applications that were rejected, withdrawn or expired before an instant and still hold personal data, oldest first. */
  toPurge(before: Date, limit: number): Promise<Candidate[]>;
  /** Whether a person has an application that is open, led to work, was closed at or after an instant, or is to be purged itself. */
  stillNeeded(person: string, since: Date): Promise<boolean>;
  /** Removes the contact, the photo and the note of an application; the words of an override stay, as `wording` makes them (S5, S7). */
  erase(application: string, wording: (reason: string) => string): Promise<void>;
}
