/** How an order ended, as far as it speaks of its worker (Q3). */
export interface Outcome {
  order: string;
  /** Null where nobody knows any more whom it was for. */
  client: string | null;
  worker: string;
  /** The application that the worker was accepted by. */
  application: string | null;
  endedAt: Date;
  /** When its window closes. */
  dueAt: Date;
  ended: 'completed' | 'failed';
  /** `excluded` counts neither for nor against the worker. */
  state: 'pending' | 'ok' | 'not_ok' | 'excluded';
  /** Whether a review of it is open: it then waits for what is found. */
  inReview: boolean;
}

/** An outcome of one arm, as a comparison takes it. */
export interface ArmOutcome {
  arm: 'a' | 'b';
  state: Outcome['state'];
  endedAt: Date;
  dueAt: Date;
}

/** What a review found, as far as statistics need it: the worker's doing, somebody else's, nobody's, no defect, or nothing that can be told. */
export type ReviewFinding = 'worker' | 'others' | 'nobody' | 'ok' | 'unclear';

/** What a failed order says of its worker: its own reasons count against it, others' are left out, `other` waits for the review. */
export function stateOfFailure(reason: string): Outcome['state'] {
  if (reason === 'no_show' || reason === 'ill') return 'not_ok';
  return reason === 'other' ? 'pending' : 'excluded';
}

/** What an outcome becomes by what its review found; null where the finding changes nothing. */
export function stateByFinding(ended: Outcome['ended'], finding: ReviewFinding): Outcome['state'] | null {
  switch (finding) {
    case 'worker':
      return 'not_ok';
    case 'others':
      return 'excluded';
    case 'nobody':
      return ended === 'completed' ? 'ok' : 'excluded';
    case 'ok':
      return 'ok';
    default:
      return null;
  }
}
