import { instant } from '../../rows';
import type { Tables } from '../../tables';
import type { Part } from './parts';

interface CreditNoteRow {
  id: string;
  number: string;
  invoice_id: string;
  client_id: string;
  amount_minor: number;
  issued_by: string;
  at: string;
  reason: string | null;
}

type Methods = 'nextCreditNote' | 'addCreditNote' | 'creditNotes' | 'addWriteOff' | 'addReopening' | 'addRefund' | 'addReversal' | 'addCorrection' | 'reason' | 'addReason';

/** What people do to accounts by hand, each with a reason that can be erased (U5, B11). */
export function byHand(t: Tables): Part<Methods> {
  const addReason = (about: string, reason: string) => t.insert('billing_reasons', { about_id: about, reason });
  const at = t.now.toISOString();
  return {
    nextCreditNote: (year) => t.next(`credit-note:${year}`),
    addCreditNote: async ({ id, number, invoice, client, amount, issuedBy, reason }) => {
      await t.insert('credit_notes', { id, number, invoice_id: invoice, client_id: client, amount_minor: amount, issued_by: issuedBy, at });
      if (reason !== null) await addReason(id, reason);
    },
    creditNotes: async (invoice) => {
      const rows = await t.all<CreditNoteRow>(
        'SELECT n.*, r.reason FROM credit_notes n LEFT JOIN billing_reasons r ON r.about_id = n.id WHERE n.invoice_id = $invoice ORDER BY n.number',
        { invoice },
      );
      return rows.map((row) => ({
        id: row.id,
        number: row.number,
        invoice: row.invoice_id,
        client: row.client_id,
        amount: row.amount_minor,
        reason: row.reason,
        issuedBy: row.issued_by,
        at: instant(row.at),
      }));
    },
    addWriteOff: async ({ id, invoice, client, amount, madeBy, reason }) => {
      await t.insert('write_offs', { id, invoice_id: invoice, client_id: client, amount_minor: amount, made_by: madeBy, at });
      await addReason(id, reason);
    },
    addReopening: async ({ id, writeOff, invoice, client, amount, madeBy, reason }) => {
      await t.insert('reopenings', { id, write_off_id: writeOff, invoice_id: invoice, client_id: client, amount_minor: amount, made_by: madeBy, at });
      await addReason(id, reason);
    },
    addRefund: async ({ id, client, amount, madeBy, reason }) => {
      await t.insert('refunds', { id, client_id: client, amount_minor: amount, made_by: madeBy, at });
      await addReason(id, reason);
    },
    addReversal: async ({ id, client, amount, madeBy, reason }) => {
      await t.insert('payment_reversals', { payment_id: id, client_id: client, amount_minor: amount, made_by: madeBy, at });
      await addReason(id, reason);
      await t.remove('payment_references', { payment_id: id });
    },
    addCorrection: async ({ id, worker, amount, madeBy, reason }) => {
      await t.insert('corrections', { id, worker_id: worker, amount_minor: amount, made_by: madeBy, at });
      await addReason(id, reason);
    },
    reason: async (about) => (await t.one<{ reason: string }>('SELECT reason FROM billing_reasons WHERE about_id = $about', { about }))?.reason ?? null,
    addReason,
  };
}
