import type { ApplicationStatus, Candidate } from '../candidate';
import type { Words } from '../catalogue/test-version';
import { daysBetween, daysLater } from '../days';
import type { ScreeningPolicy } from '../hypotheses/screening-policy';

/** A test that waits to be taken in the chat; `seconds` are for each question. */
export interface NextTest {
  test: string;
  name: Words;
  questions: number;
  seconds: number | null;
  /** Whether it is under way: the time of its question runs. */
  begun: boolean;
}

/** Why an application was closed that nobody decided on: the tests were not finished in so many days, or never given out in so many. */
export interface Expiry {
  why: 'unfinished' | 'unattended';
  days: number;
}

/** Where one's own application stands (S1): no scores, no cuts. */
export interface MyApplication {
  status: ApplicationStatus;
  appliedAt: Date;
  vacancy: Words;
  contacted: boolean;
  tests: { done: number; total: number; next: NextTest | null };
  decidedAt: Date | null;
  /** Null unless it expired. */
  expiry: Expiry | null;
  /** Days after the decision until personal data is erased (S7). */
  purgeDays: number;
  /** From when on the cat may apply again; null while it need not. */
  reapplyAt: Date | null;
}

/** Why an application expired, and after how many days. */
export function expiryOf({ status, assignedAt, expiresAt }: Pick<Candidate, 'status' | 'assignedAt' | 'expiresAt'>, policy: Pick<ScreeningPolicy, 'purgeDays'>): Expiry | null {
  if (status !== 'expired') return null;
  return assignedAt && expiresAt ? { why: 'unfinished', days: Math.round(daysBetween(assignedAt, expiresAt)) } : { why: 'unattended', days: policy.purgeDays };
}

/** From when on somebody may apply again (S1): some time after it was rejected, withdrew or let the tests expire. */
export function reapplyAt({ status, decidedAt }: Pick<Candidate, 'status' | 'decidedAt'>, policy: Pick<ScreeningPolicy, 'reapplyDays'>): Date | null {
  return decidedAt === null || status === 'accepted' ? null : daysLater(decidedAt, policy.reapplyDays);
}
