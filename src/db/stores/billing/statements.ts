import type { StatementEntry } from '../../../domain/billing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';
import { minuteOf, onInvoice, upTo, upToParams } from './parts';

interface StatementRow {
  id: string;
  at: string;
  kind: StatementEntry['kind'];
  amount: number;
  order_id: string | null;
  order_number: number | null;
  order_at: string | null;
  service_ru: string | null;
  service_en: string | null;
  outcome: StatementEntry['outcome'];
  note: string | null;
  invoice: string | null;
  status: StatementEntry['status'];
  granted_by: string | null;
}

/** Columns of a statement that belong to an order, and their absence. */
const ORDER_COLUMNS = 'order_id, order_number, order_at, service_ru, service_en';
const NO_ORDER = `CAST(NULL AS TEXT) AS order_id, CAST(NULL AS BIGINT) AS order_number, CAST(NULL AS TEXT) AS order_at,
  CAST(NULL AS TEXT) AS service_ru, CAST(NULL AS TEXT) AS service_en`;
const NOTHING = (...names: string[]) => names.map((name) => `CAST(NULL AS TEXT) AS ${name}`).join(', ');

const clientEntries = (asOf: Date | undefined) => `
  SELECT c.order_id AS id, c.accrued_at AS at, 'charge' AS kind, c.amount_minor AS amount, c.order_id, c.order_number, c.order_at,
         c.service_ru, c.service_en, c.outcome, ${NOTHING('note')}, i.number AS invoice, ${NOTHING('status', 'granted_by')}
  FROM charges c ${onInvoice(asOf)}
  WHERE c.client_id = $person
  UNION ALL
  SELECT p.id, p.at, 'payment', -p.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, n.reference, i.number, ${NOTHING('status', 'granted_by')}
  FROM payments p LEFT JOIN invoices i ON i.id = p.invoice_id LEFT JOIN payment_notes n ON n.payment_id = p.id WHERE p.client_id = $person
  UNION ALL
  SELECT n.id, n.at, 'credit_note', -n.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, i.number, ${NOTHING('status')}, n.issued_by
  FROM credit_notes n JOIN invoices i ON i.id = n.invoice_id LEFT JOIN billing_reasons r ON r.about_id = n.id WHERE n.client_id = $person
  UNION ALL
  SELECT f.id, f.at, 'refund', f.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, ${NOTHING('invoice', 'status')}, f.made_by
  FROM refunds f LEFT JOIN billing_reasons r ON r.about_id = f.id WHERE f.client_id = $person
  UNION ALL
  SELECT v.payment_id, v.at, 'reversal', v.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, i.number, ${NOTHING('status')}, v.made_by
  FROM payment_reversals v JOIN payments p ON p.id = v.payment_id LEFT JOIN invoices i ON i.id = p.invoice_id
  LEFT JOIN billing_reasons r ON r.about_id = v.payment_id WHERE v.client_id = $person
  UNION ALL
  SELECT o.id, o.at, 'write_off', -o.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, i.number, ${NOTHING('status')}, o.made_by
  FROM write_offs o JOIN invoices i ON i.id = o.invoice_id LEFT JOIN billing_reasons r ON r.about_id = o.id WHERE o.client_id = $person
  UNION ALL
  SELECT o.id, o.at, 'reopening', o.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, i.number, ${NOTHING('status')}, o.made_by
  FROM reopenings o JOIN invoices i ON i.id = o.invoice_id LEFT JOIN billing_reasons r ON r.about_id = o.id WHERE o.client_id = $person`;

const workerEntries = (asOf: Date | undefined) => `
  SELECT order_id AS id, accrued_at AS at, kind, CASE WHEN kind = 'fine' THEN -amount_minor ELSE amount_minor END AS amount, ${ORDER_COLUMNS},
         ${NOTHING('outcome', 'note', 'invoice', 'status', 'granted_by')}
  FROM earnings WHERE worker_id = $person
  UNION ALL
  SELECT b.id, b.at, 'bonus', b.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, ${NOTHING('invoice', 'status')}, b.granted_by
  FROM bonuses b LEFT JOIN bonus_reasons r ON r.bonus_id = b.id WHERE b.worker_id = $person
  UNION ALL
  SELECT c.id, c.at, 'correction', c.amount_minor, ${NO_ORDER}, ${NOTHING('outcome')}, r.reason, ${NOTHING('invoice', 'status')}, c.made_by
  FROM corrections c LEFT JOIN billing_reasons r ON r.about_id = c.id WHERE c.worker_id = $person
  UNION ALL
  SELECT p.id, t.at, t.kind, CASE WHEN t.kind = 'payout_returned' THEN t.amount_minor ELSE -t.amount_minor END, ${NO_ORDER},
         ${NOTHING('outcome')}, p.month, ${NOTHING('invoice')}, ${asOf ? 'CASE WHEN p.settled_at <= $as_of THEN p.status END' : 'p.status'}, ${NOTHING('granted_by')}
  FROM payouts p JOIN transfers t ON t.reference = p.id AND t.kind IN ('payout', 'payout_returned', 'payout_resent') WHERE p.worker_id = $person`;

/** Everything that ever changed a person's account, oldest first, with the papers there were by then; of one minute, which is all that is told of its time, in the order it was booked. */
export async function statement(t: Tables, as: 'client' | 'worker', person: string, asOf: Date | undefined): Promise<StatementEntry[]> {
  const entries = as === 'client' ? clientEntries(asOf) : workerEntries(asOf);
  const rows = await t.all<StatementRow>(`SELECT e.* FROM (${entries}) e LEFT JOIN transfers t ON t.kind = e.kind AND t.reference = e.id WHERE ${upTo('e.at', asOf)} ORDER BY ${minuteOf('e.at')}, t.id, e.kind, e.id`, {
    person,
    ...upToParams(asOf),
  });
  return rows.map((row) => ({
    id: row.id,
    at: instant(row.at),
    kind: row.kind,
    amount: row.amount,
    order: row.order_id === null ? null : { id: row.order_id, number: row.order_number ?? 0, at: instant(row.order_at ?? row.at) },
    serviceRu: row.service_ru,
    serviceEn: row.service_en,
    outcome: row.outcome,
    // A payment without a reference of its own has its id for one.
    note: row.note === row.id ? null : row.note,
    invoice: row.invoice,
    status: row.status,
    by: row.granted_by,
  }));
}
