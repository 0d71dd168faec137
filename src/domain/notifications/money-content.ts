import {
  creditNotePaper,
  estimatePrice,
  explainInvoice,
  invoicePaper,
  listCollections,
  moneyOnInvoice,
  payslipPaper,
  showBonus,
  showCollection,
  showInvoice,
  showPaymentMethod,
  showPayout,
  showPayslip,
  showStatement,
} from '../billing';
import type { Role } from '../shared/work';
import { peopleById } from '../users';
import type { Content, InvoiceCard, MessageKey, OutboxRow } from './message';
import type { NotificationsWork } from './work';

const OF_MONEY = [
  'invoice_issued',
  'invoice_card',
  'invoice_part_paid',
  'invoice_paid',
  'invoice_written_off',
  'invoice_reopened',
  'invoice_voided',
  'credit_note_issued',
  'payment_failed',
  'payment_reminder',
  'payment_became_credit',
  'refund_sent',
  'payment_reversed',
  'payslip',
  'payout_unknown',
  'alert_payout',
  'bonus_granted',
  'worker_corrected',
] as const satisfies readonly MessageKey[];
/** A message about invoices, payments and payouts. */
export type MoneyMessage = (typeof OF_MONEY)[number];

type MoneyRow<M extends MoneyMessage = MoneyMessage> = Pick<OutboxRow, 'subject' | 'person'> & { message: M };

/** Whether a message is about money. */
export function isAboutMoney(message: MessageKey): message is MoneyMessage {
  return (OF_MONEY as readonly MessageKey[]).includes(message);
}

/** The facts of a message about money; null where it is no longer true (N2). */
export async function moneyContent(w: NotificationsWork, row: MoneyRow, posted: boolean): Promise<Content | null> {
  const { message, subject } = row;
  switch (message) {
    case 'invoice_card':
      // It follows what its client opened; whoever has it nowhere is told by the other messages.
      return posted ? { message, ...(await invoiceCardFacts(w, subject)) } : null;
    case 'payslip': {
      const paper = await payslipPaper(withEyesOf(w, row.person, 'worker'), subject);
      return { message, payslip: await showPayslip(w, subject), paper };
    }
    case 'payout_unknown':
    case 'alert_payout': {
      const payout = await showPayout(w, subject);
      return payout.status === 'unknown' ? { message, payout } : null;
    }
    case 'bonus_granted':
      return { message, bonus: await showBonus(w, subject) };
    case 'worker_corrected':
      return correctionContent(w, row);
    case 'refund_sent':
    case 'payment_reversed':
      return goneContent(w, { ...row, message });
    case 'invoice_part_paid':
    case 'invoice_paid':
      return receivedContent(w, { ...row, message });
    case 'payment_failed':
    case 'payment_reminder':
    case 'payment_became_credit':
      return paymentContent(w, { ...row, message });
    default:
      return invoiceContent(w, { ...row, message });
  }
}

/** What an invoice's card shows. */
async function invoiceCardFacts(w: NotificationsWork, reference: string): Promise<InvoiceCard> {
  const invoice = await showInvoice(w, reference);
  const charges = await listCollections(w, { invoice: invoice.id });
  return { invoice, method: await showPaymentMethod(w, { client: invoice.client.id }), charge: charges.at(-1) ?? null };
}

/** The same unit of work with the reader's eyes, as whom the message is for: papers and reasons are shown to staff and to whom they belong. */
function withEyesOf(w: NotificationsWork, person: string, role: Role): NotificationsWork {
  return { ...w, actor: { kind: 'person', personId: person, roles: [role], channel: 'bot' } };
}

/** What a client is told of an invoice: an invoice that was voided meanwhile is told of as that alone. */
async function invoiceContent(w: NotificationsWork, row: MoneyRow<'invoice_issued' | 'invoice_voided' | 'invoice_written_off' | 'invoice_reopened' | 'credit_note_issued'>): Promise<Content | null> {
  const { message } = row;
  const [id = '', note = ''] = row.subject.split(' ');
  const invoice = await showInvoice(w, id);
  const client = withEyesOf(w, row.person, 'client');
  switch (message) {
    case 'invoice_voided': {
      if (invoice.status !== 'void') return null;
      const { money } = await explainInvoice(client, id);
      const back = money.filter(({ from }) => from === 'taken_off').reduce((sum, { amount }) => sum - amount, 0);
      // What was paid is on the one in its place.
      return { message, invoice, returned: invoice.replacedBy === null ? back : 0 };
    }
    case 'credit_note_issued':
      return { message, invoice, paper: await creditNotePaper(client, { invoice: id, note }) };
    case 'invoice_issued': {
      if (invoice.status === 'void') return null;
      return { message, invoice, method: await showPaymentMethod(w, { client: row.person }), paper: await invoicePaper(client, id) };
    }
    case 'invoice_written_off': {
      const last = (await explainInvoice(client, id)).writeOffs.at(-1);
      return invoice.status === 'uncollectible' && last ? { message, invoice, amount: last.amount } : null;
    }
    // What pays it at once is told of by itself.
    case 'invoice_reopened':
      return invoice.status === 'open' ? { message, invoice, amount: invoice.open } : null;
  }
}

/** What a client is told of money that has just come on its invoice: how much, and whether that was all of it (B6). */
async function receivedContent(w: NotificationsWork, { message, subject, person }: MoneyRow<'invoice_part_paid' | 'invoice_paid'>): Promise<Content | null> {
  const [id = '', how = ''] = subject.split(' ');
  const client = withEyesOf(w, person, 'client');
  if (message === 'invoice_part_paid') {
    const part = await moneyOnInvoice(client, { invoice: id, n: Number(how) });
    // Of a voided invoice its client hears where the money went.
    return part && !part.isToldElsewhere && part.invoice.status !== 'void' ? { message, invoice: part.invoice, received: part } : null;
  }
  const invoice = await showInvoice(w, id);
  if (invoice.status !== 'paid') return null;
  const { percent } = await estimatePrice(w, { client: person, service: '' });
  return { message, invoice, received: how === 'credit_note' ? null : await moneyOnInvoice(client, { invoice: id }), percent };
}

/** What a client is told of payments through a gateway. */
async function paymentContent(w: NotificationsWork, row: MoneyRow<'payment_failed' | 'payment_reminder' | 'payment_became_credit'>): Promise<Content | null> {
  const { message, subject, person } = row;
  if (message === 'payment_became_credit') {
    const [id = '', amount] = subject.split(' ');
    return { message, invoice: id === '-' ? null : await showInvoice(w, id), amount: Number(amount) };
  }
  const collection = message === 'payment_failed' ? await showCollection(w, subject) : null;
  const invoice = await showInvoice(w, collection?.invoice.id ?? subject);
  if (invoice.status !== 'open') return null;
  if (!collection) return { message: 'payment_reminder', invoice };
  const { retryAt } = collection;
  // Who pays another way by now is charged no more.
  const { method } = await showPaymentMethod(w, { client: person });
  return retryAt && method === 'card' ? { message: 'payment_failed', invoice, collection, retryAt } : null;
}

/** Money that went back to a client, or was never there. */
async function goneContent(w: NotificationsWork, { message, subject, person }: MoneyRow<'refund_sent' | 'payment_reversed'>): Promise<Content | null> {
  const { entries } = await showStatement(withEyesOf(w, person, 'client'), { person, as: 'client' });
  const entry = entries.find(({ id, kind }) => id === subject && kind === (message === 'refund_sent' ? 'refund' : 'reversal'));
  return entry ? { message, gone: { amount: entry.amount, reason: entry.note } } : null;
}

/** An entry that somebody made by hand on a worker's account (B11). */
async function correctionContent(w: NotificationsWork, { subject, person }: MoneyRow): Promise<Content | null> {
  const { entries } = await showStatement(withEyesOf(w, person, 'worker'), { person, as: 'worker' });
  const entry = entries.find(({ id, kind }) => id === subject && kind === 'correction');
  if (!entry) return null;
  const by = (await peopleById(w, entry.by === null ? [] : [entry.by])).get(entry.by ?? '')?.name ?? '';
  return { message: 'worker_corrected', correction: { amount: entry.amount, reason: entry.note, by } };
}
