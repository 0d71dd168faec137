import type { Received } from '../../../domain/billing/store';
import { instant, instantOrNull } from '../../rows';

/** A payment, its reference, and when it was taken back. */
export interface ReceivedRow {
  id: string;
  invoice_id: string | null;
  method: Received['method'];
  amount_minor: number;
  reference: string | null;
  at: string;
  reversed_at: string | null;
}

/** Selects payments `p` as such rows. */
export const RECEIVED = `SELECT p.*, n.reference, v.at AS reversed_at FROM payments p
  LEFT JOIN payment_notes n ON n.payment_id = p.id LEFT JOIN payment_reversals v ON v.payment_id = p.id`;

/** A payment as the domain knows it. */
export const toReceived = (row: ReceivedRow): Received => ({
  id: row.id,
  invoice: row.invoice_id,
  method: row.method,
  amount: row.amount_minor,
  // A payment without a reference of its own has its id for one.
  reference: row.reference === row.id ? null : row.reference,
  at: instant(row.at),
  reversedAt: instantOrNull(row.reversed_at),
});
