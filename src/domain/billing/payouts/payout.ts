import type { Minor } from '../../shared/money';

/** The states of a payout (B8). */
export type PayoutStatus = 'pending' | 'sent' | 'unknown' | 'failed' | 'parked' | 'carried_forward';

/** A worker's month as it is stored; `worker` is an id. */
export interface PayoutRecord {
  id: string;
  worker: string;
  /** `YYYY-MM`. */
  month: string;
  dueAt: Date;
  status: PayoutStatus;
  /** Below zero where it was carried forward. */
  amount: Minor;
  transferKey: string | null;
  createdAt: Date;
  /** When Gold Hat was heard to have sent it; null where it did not. */
  paidAt: Date | null;
  /** Why it failed, is unknown or parked. */
  error: string | null;
}

/** A payout as it is shown. */
export interface Payout {
  id: string;
  worker: { id: string; name: string };
  month: string;
  status: PayoutStatus;
  amount: Minor;
  error: string | null;
}

/** What can be learnt about a payout; `disputed` means that money may have moved and nobody can tell by the key: nobody may send it again. */
export type Settlement = 'sent' | 'rejected' | 'unknown' | 'disputed';

const NEXT: Record<PayoutStatus, Partial<Record<Settlement, PayoutStatus>>> = {
  pending: { sent: 'sent', rejected: 'failed', unknown: 'unknown', disputed: 'parked' },
  unknown: { sent: 'sent', rejected: 'failed', disputed: 'parked' },
  parked: { sent: 'sent' },
  failed: { sent: 'sent' },
  sent: {},
  carried_forward: {},
};

/** The state that news puts a payout into; undefined where it changes nothing. */
export function nextStatus(from: PayoutStatus, news: Settlement): PayoutStatus | undefined {
  return NEXT[from][news];
}

/** The key under which Gold Hat moves a worker's money for a month at most once. */
export function transferKey(worker: string, month: string): string {
  return `payout:${worker}:${month}`;
}

/** Whether Gold Hat may have forgotten a key that was first used at an instant. */
export function keyExpired(usedAt: Date, days: number, now: Date): boolean {
  return now.getTime() - usedAt.getTime() > days * 86_400_000;
}
