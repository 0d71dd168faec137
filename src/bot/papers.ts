import { renderCreditNote, renderInvoice, renderPayslip } from '../documents/papers';
import type { CreditNotePaperFacts, GrantedFacts, InvoicePaperFacts, PayslipPaperFacts } from '../domain/billing';
import type { Content } from '../domain/notifications';
import { catNumber } from '../domain/shared/ids';
import type { PostFile } from '../gateways/telegram-api';
import type { MoneySettings } from './money-settings';
import type { Reader } from './views/view';
import { paidBy, whyPrices } from './views/why';

/** The file that goes with a message; undefined where none does. */
export async function fileOf(reader: Reader, content: Content, settings: MoneySettings): Promise<PostFile | undefined> {
  switch (content.message) {
    case 'invoice_issued':
      return invoiceFile(reader, content.paper, settings);
    case 'credit_note_issued':
      return creditNoteFile(reader, content.paper);
    case 'payslip':
      return payslipFile(reader, content.paper);
    default:
      return undefined;
  }
}

/** An invoice as a PDF in the reader's language. */
export async function invoiceFile(reader: Reader, facts: InvoicePaperFacts, { bankDetails }: MoneySettings): Promise<PostFile> {
  const lines = facts.lines.map((line) => ({ ...line, orderNumber: line.order.number, at: line.order.at, service: serviceIn(reader, line) }));
  const why = whyPrices(reader, facts.lines.map((line) => ({ ...line, number: line.order.number })), facts.discountStarts);
  const creditNotes = facts.creditNotes.map((note) => ({ ...note, reason: note.reason ?? ERASED }));
  const payments = facts.payments.map((payment) => ({ ...payment, method: paidBy(reader, payment) }));
  return { name: `invoice-${facts.number}.pdf`, bytes: await renderInvoice({ ...facts, ...whoReads(reader), lines, creditNotes, payments, why, payTo: bankDetails }) };
}

/** A credit note as a PDF in the reader's language. */
async function creditNoteFile(reader: Reader, facts: CreditNotePaperFacts): Promise<PostFile> {
  return { name: `credit-note-${facts.number.replace(/^CN-/, '')}.pdf`, bytes: await renderCreditNote({ ...facts, ...whoReads(reader), reason: facts.reason ?? ERASED }) };
}

/** A pay slip as a PDF in the reader's language. */
export async function payslipFile(reader: Reader, facts: PayslipPaperFacts): Promise<PostFile> {
  const jobs = facts.jobs.map((job) => ({ ...job, service: serviceIn(reader, job) }));
  const granted = (list: readonly GrantedFacts[]) => list.map((one) => ({ ...one, reason: one.reason ?? ERASED }));
  const paper = { ...facts, ...whoReads(reader), jobs, bonuses: granted(facts.bonuses), corrections: granted(facts.corrections) };
  return { name: `payslip-${catNumber(facts.worker.number)}-${facts.month}.pdf`, bytes: await renderPayslip(paper) };
}

/** Stands for a reason that was erased with the person who gave it. */
const ERASED = '…';

const whoReads = ({ language, zone }: Reader) => ({ language, zone });

const serviceIn = ({ language }: Reader, { serviceRu, serviceEn }: { serviceRu: string; serviceEn: string }) => (language === 'ru' ? serviceRu : serviceEn);
