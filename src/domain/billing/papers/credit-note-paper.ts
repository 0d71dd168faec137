import type { Minor } from '../../shared/money';
import { findPerson } from '../../users';
import { invoiceNotFound } from '../errors';
import { explainInvoice } from '../why/explain-invoice';
import { isBefore, type AppliedMoney } from '../why/money-on';
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
  /**
   * Its invoice: what earlier notes had taken off, what was paid by then, what of that had gone back to the client's credit before, and what is
   * open after this note. Total − credited − this note − paid + returned before and by this note = open.
   */
  invoice: { id: string; number: string; issuedAt: Date; total: Minor; credited: Minor; paid: Minor; returned: Minor; open: Minor };
}

/** The facts of a credit note's paper, by its invoice and its own id, for staff and for its client (B6). Throws `billing.invoice_not_found`. */
export async function creditNotePaper(w: BillingWork, input: { invoice: string; note: string }): Promise<CreditNotePaperFacts> {
  const { invoice, creditNotes, money } = await explainInvoice(w, input.invoice);
  const place = creditNotes.findIndex(({ id }) => id === input.note);
  const note = creditNotes[place];
  if (!note || invoice.number === null) throw invoiceNotFound(input.invoice);
  const client = await findPerson(w, invoice.client.id);
  const credited = creditNotes.slice(0, place).reduce((sum, { amount }) => sum + amount, 0);
  const [before, own] = [money.filter((move) => isBefore(move, note)), money.filter(({ creditNote }) => creditNote === note.id)];
  const [paid, returnedBefore, returned] = [sumOf(before.filter(isNotOff)), 0 - sumOf(before.filter((move) => !isNotOff(move))), 0 - sumOf(own)];
  const { id, number, total, issuedAt, cutOff } = invoice;
  return {
    number: note.number,
    at: note.at,
    amount: note.amount,
    reason: note.reason,
    by: note.issuedBy.name,
    returned,
    client: { name: client.name, number: client.number },
    invoice: { id, number, issuedAt: issuedAt ?? cutOff, total, credited, paid, returned: returnedBefore, open: total - credited - note.amount - paid + returnedBefore + returned },
  };
}

const isNotOff = ({ from }: AppliedMoney) => from !== 'taken_off';
const sumOf = (moves: readonly AppliedMoney[]) => moves.reduce((sum, { amount }) => sum + amount, 0);
