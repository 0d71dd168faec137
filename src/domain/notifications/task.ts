/** What needs a person's hand. */
export type TaskKind = 'unreachable' | 'undelivered' | 'kit_return' | 'account_parked' | 'payout_failed' | 'payment_failed' | 'payment_unplaced';

/** One thing to do for staff (`mcf tasks`). */
export interface StaffTask {
  id: string;
  kind: TaskKind;
  /** Id of the person, order, account, payout, invoice or payment it is about. */
  subject: string;
  /** Human numbers and scalars that say what to do. */
  data: Record<string, string | number>;
  status: 'open' | 'done';
  createdAt: Date;
  doneAt: Date | null;
}
