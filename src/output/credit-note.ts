import type { AppWork } from '../app';
import { creditNotePaper, explainInvoice, type CreditNotePaperFacts, type InvoiceExplanation } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { catNumber } from '../domain/shared/ids';
import { amount, iso } from './json-values';
import { money } from './money';
import { exact, type Clock } from './time';

/** A credit note with its id. */
export type CreditNoteFacts = CreditNotePaperFacts & { id: string };

/** Whether a text has the form of a credit note's number. */
export const isNoteNumber = (text: string): boolean => /^cn-\d{4}-\d{6,}$/i.test(text.trim());

/** A credit note by its number; throws `billing.invoice_not_found`, which says that there is no such credit note. */
export async function creditNoteBy(w: AppWork, reference: string): Promise<CreditNoteFacts> {
  const number = reference.trim().toUpperCase();
  const { invoice, creditNotes } = await invoiceOf(w, number);
  const note = creditNotes.find((one) => one.number === number);
  if (!note) throw noteNotFound(number);
  return { id: note.id, ...(await creditNotePaper(w, { invoice: invoice.id, note: note.id })) };
}

async function invoiceOf(w: AppWork, note: string): Promise<InvoiceExplanation> {
  try {
    return await explainInvoice(w, note);
  } catch (error) {
    throw error instanceof DomainError && error.code === 'billing.invoice_not_found' ? noteNotFound(note) : error;
  }
}

const noteNotFound = (number: string) => new DomainError('billing.invoice_not_found', 'not_found', { invoice: number, problem: 'credit_note' });

/** The title and the fields of a credit note's card: what it took off which invoice, and how that stood after it. */
export function creditNoteCard(note: CreditNoteFacts, clock: Clock): [string, Record<string, string | null>] {
  const { invoice } = note;
  const before = invoice.credited === 0 ? '' : ` - ${money(invoice.credited)} by earlier notes`;
  return [
    `Credit note ${note.number} · ${money(note.amount)} · ${note.client.name}`,
    {
      issued: `${exact(note.at, clock)}, by ${note.by}`,
      for: note.reason ?? '(purged)',
      invoice: `${invoice.number}, issued ${exact(invoice.issuedAt, clock)}`,
      left: `${money(invoice.total)}${before} - ${money(note.amount)} = ${money(invoice.total - invoice.credited - note.amount)} of the invoice`,
      paid: `${paidTold(note)}, ${money(invoice.open)} still open`,
      'to credit': note.returned === 0 ? null : `${money(note.returned)} that was paid too much`,
    },
  ];
}

/** What was paid by then, and what of that went back to the client's credit: `200.00 by then - 20.00 back to credit before - 30.00 now = 150.00`. */
function paidTold({ invoice: { paid, returned }, returned: own }: CreditNoteFacts): string {
  const parts = [`${money(paid)} by then`, ...(returned > 0 ? [`${money(returned)} back to credit before`] : []), ...(own > 0 ? [`${money(own)} back to credit now`] : [])];
  return parts.length === 1 ? `${money(paid)} by then` : `${parts.join(' - ')} = ${money(paid - returned - own)}`;
}

/** A credit note in JSON, with its invoice as it left it. */
export const creditNoteJson = (of: CreditNoteFacts) => ({
  kind: 'credit_note' as const,
  id: of.id,
  number: of.number,
  amount: amount(of.amount),
  reason: of.reason,
  issued_by: { name: of.by },
  at: iso(of.at),
  client: { number: catNumber(of.client.number), name: of.client.name },
  to_credit: amount(of.returned),
  invoice: {
    id: of.invoice.id,
    number: of.invoice.number,
    issued_at: iso(of.invoice.issuedAt),
    total: amount(of.invoice.total),
    credited_before: amount(of.invoice.credited),
    paid: amount(of.invoice.paid),
    returned_before: amount(of.invoice.returned),
    open: amount(of.invoice.open),
  },
});
