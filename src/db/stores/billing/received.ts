import type { Received } from '../../../domain/billing/store';
import { instant } from '../../rows';

/** A payment, its reference, and how it was taken back. */
export interface ReceivedRow {
  id: string;
  invoice_id: string | null;
  method: Received['method'];
  amount_minor: number;
  reference: string | null;
  at: string;
  reversed_at: string | null;
  reversed_by: string | null;
  reversal_reason: string | null;
}

/** Selects payments `p` as such rows. */
export const RECEIVED = `SELECT p.*, n.reference, v.at AS reversed_at, v.made_by AS reversed_by, r.reason AS reversal_reason FROM payments p
  LEFT JOIN payment_notes n ON n.payment_id = p.id LEFT JOIN payment_reversals v ON v.payment_id = p.id LEFT JOIN billing_reasons r ON r.about_id = v.payment_id`;

/** A payment as the domain knows it. */
export const toReceived = (row: ReceivedRow): Received => ({
  id: row.id,
  invoice: row.invoice_id,
  method: row.method,
  amount: row.amount_minor,
  // A payment without a reference of its own has its id for one.
  reference: row.reference === row.id ? null : row.reference,
  at: instant(row.at),
  reversal: row.reversed_at === null ? null : { at: instant(row.reversed_at), by: row.reversed_by ?? '', reason: row.reversal_reason },
});
