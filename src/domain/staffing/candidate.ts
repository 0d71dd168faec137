/** Where an application stands (S1): the first four are open. */
export type ApplicationStatus = 'received' | 'contacted' | 'testing' | 'held' | 'accepted' | 'rejected' | 'withdrawn' | 'expired';

/** The states in which nothing is decided yet. */
export const OPEN: readonly ApplicationStatus[] = ['received', 'contacted', 'testing', 'held'];

/** A cat's application; a person's latest is what a candidate is known by. */
export interface Candidate {
  /** The person's id. */
  id: string;
  application: string;
  number: number;
  name: string;
  vacancy: string;
  breed: string | null;
  age: number | null;
  colour: string | null;
  status: ApplicationStatus;
  appliedAt: Date;
  /** The company's day of the application, `YYYY-MM-DD`. */
  day: string;
  decidedAt: Date | null;
  contactedAt: Date | null;
  /** When the battery was given out, and until when it may be finished (S2). */
  assignedAt: Date | null;
  expiresAt: Date | null;
  /** The hash of the version it began with and keeps; null until the battery is given out, or where none was in force. */
  hypothesis: string | null;
  lane: string | null;
  contact: string | null;
  /** Telegram's name of its photo. */
  photoFileId: string | null;
  /** What a manager noted of the conversation. */
  note: string | null;
  /** When its personal data was erased (S7). */
  purgedAt: Date | null;
}

/** A cat of the pool, with what its screening found out. */
export interface Worker {
  /** The person's id. */
  id: string;
  number: number;
  name: string;
  status: 'active' | 'deactivated';
  strengths: string[];
  weaknesses: string[];
  joinedAt: Date;
}
