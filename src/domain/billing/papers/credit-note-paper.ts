import type { Minor } from '../../shared/money';
import { findPerson } from '../../users';
import { invoiceNotFound } from '../errors';
import { explainInvoice } from '../why/explain-invoice';
import type { BillingWork } from '../work';

/** What a credit note's paper says, as facts. */
export interface CreditNotePaperFacts {
  number: string;
  at: Date;
  amount: Minor;
  /** Null once it is erased. */
  reason: string | null;
  by: string;
  /** What of it had been paid already, and went back to the client's credit. */
  returned: Minor;
  client: { name: string; number: number };
  /** Its invoice as this note left it: what earlier notes had taken off, what is paid of it, and what is still open. */
  invoice: { id: string; number: string; issuedAt: Date; total: Minor; credited: Minor; paid: Minor; open: Minor };
}

/** The facts of a credit note's paper, by its invoice and its own id, for staff and for its client (B6). Throws `billing.invoice_not_found`. */
export async function creditNotePaper(w: BillingWork, input: { invoice: string; note: string }): Promise<CreditNotePaperFacts> {
  const { invoice, creditNotes, money } = await explainInvoice(w, input.invoice);
  const stored = (await w.billing.creditNotes(invoice.id)).find(({ id }) => id === input.note);
  const place = creditNotes.findIndex(({ number }) => number === stored?.number);
  const note = creditNotes[place];
  if (!note || invoice.number === null) throw invoiceNotFound(input.invoice);
  const client = await findPerson(w, invoice.client.id);
  const credited = creditNotes.slice(0, place).reduce((sum, { amount }) => sum + amount, 0);
  const paid = money.filter(({ at }) => at <= note.at).reduce((sum, { amount }) => sum + amount, 0);
  const { id, number, total, issuedAt, cutOff } = invoice;
  return {
    number: note.number,
    at: note.at,
    amount: note.amount,
    reason: note.reason,
    by: note.issuedBy.name,
    returned: 0 - money.filter(({ at, from }) => from === 'taken_off' && at.getTime() === note.at.getTime()).reduce((sum, { amount }) => sum + amount, 0),
    client: { name: client.name, number: client.number },
    invoice: { id, number, issuedAt: issuedAt ?? cutOff, total, credited, paid, open: Math.max(0, total - credited - note.amount - paid) },
  };
}
