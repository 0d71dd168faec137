import { plusMinutes } from '../../shared/time';
import type { ApplicationStatus, Candidate } from '../candidate';
import type { Words } from '../catalogue/test-version';
import type { ScreeningPolicy } from '../hypotheses/screening-policy';

const MINUTES_A_DAY = 24 * 60;

/** A test that waits to be taken in the chat; `seconds` are for each question. */
export interface NextTest {
  test: string;
  name: Words;
  questions: number;
  seconds: number | null;
}

/** Where one's own application stands (S1): no scores, no cuts. */
export interface MyApplication {
  status: ApplicationStatus;
  appliedAt: Date;
  vacancy: Words;
  contacted: boolean;
  tests: { done: number; total: number; next: NextTest | null };
  decidedAt: Date | null;
  /** Days after the decision until personal data is erased (S7). */
  purgeDays: number;
  /** From when on the cat may apply again; null while it need not. */
  reapplyAt: Date | null;
}

/** So many days of 24 hours later. */
export const daysLater = (at: Date, days: number): Date => plusMinutes(at, days * MINUTES_A_DAY);

/** From when on somebody may apply again (S1): some time after it was rejected, withdrew or let the tests expire. */
export function reapplyAt({ status, decidedAt }: Pick<Candidate, 'status' | 'decidedAt'>, policy: Pick<ScreeningPolicy, 'reapplyDays'>): Date | null {
  return decidedAt === null || status === 'accepted' ? null : daysLater(decidedAt, policy.reapplyDays);
}
