/** Where an application stands (S1). */
export type ApplicationStatus = 'received' | 'accepted' | 'rejected';

/** A cat's latest application. */
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
  decidedAt: Date | null;
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
