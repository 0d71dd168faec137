import type { Collection, CreditNotePaperFacts, Invoice } from '../../domain/billing';
import type { Content, MessageKey } from '../../domain/notifications';
import type { Post } from '../../gateways/telegram-api';
import { sum, when } from './facts';
import { methodButton, payButton, whyButton, whyRefused } from './invoice';
import { button, post, say, type Reader } from './view';

// What clients are told as money moves; each is a message of its own.

type ContentOf<M extends MessageKey> = Extract<Content, { message: M }>;

/** That money came on an invoice, and what is still open of it. */
export function invoicePartPaid(reader: Reader, { invoice, received }: ContentOf<'invoice_part_paid'>): Post {
  const facts = { number: invoice.number ?? '', sum: sum(reader, received.amount) };
  const came = say(reader, received.from === 'credit' ? 'messages:invoice.part_credit' : 'messages:invoice.paid', facts);
  if (invoice.open === 0) return post([came]);
  return post([`${came} ${say(reader, 'messages:invoice.left', { open: sum(reader, received.open) })}`], [[payButton(reader, invoice)], [whyButton(reader, invoice)]]);
}

/** That an invoice is paid: what came last, and the discount that the client has now. */
export function invoicePaid(reader: Reader, { invoice, received, percent }: ContentOf<'invoice_paid'>): Post {
  const facts = { number: invoice.number ?? '', sum: sum(reader, received?.amount ?? 0), percent };
  if (received === null) return post([say(reader, 'messages:invoice.paid_note', facts)]);
  if (received.from === 'credit') return post([say(reader, 'messages:invoice.paid_credit', facts)]);
  const credit = received.toCredit > 0 && say(reader, 'messages:invoice.more_is_credit', { sum: sum(reader, received.toCredit) });
  return post([[say(reader, percent > 0 ? 'messages:invoice.paid_discount' : 'messages:invoice.paid', facts), credit].filter(Boolean).join(' ')]);
}

/** That what was open of an invoice is given up. */
export function invoiceWrittenOff(reader: Reader, { invoice, amount }: ContentOf<'invoice_written_off' | 'invoice_reopened'>): Post {
  return post([say(reader, 'messages:invoice.written_off', { number: invoice.number ?? '', sum: sum(reader, amount) })], [[whyButton(reader, invoice)]]);
}

/** That what was given up of an invoice is asked for again. */
export function invoiceReopened(reader: Reader, { invoice, amount }: ContentOf<'invoice_written_off' | 'invoice_reopened'>): Post {
  const facts = { number: invoice.number ?? '', sum: sum(reader, amount) };
  return post([say(reader, 'messages:invoice.reopened', facts)], [[payButton(reader, invoice)], [whyButton(reader, invoice)]]);
}

/** That money went back to the client, or that a payment was taken back which was booked by mistake; a reason is gone once it is erased. */
export function moneyGone(reader: Reader, how: 'refund' | 'reversal', { amount, reason }: { amount: number; reason: string | null }): Post {
  const facts = { sum: sum(reader, amount) };
  const text = reason === null ? say(reader, `messages:${how}.plain`, facts) : say(reader, `messages:${how}`, { ...facts, why: reason });
  return post([text], [[moneyButton(reader)]]);
}

/** That an invoice asks for nothing any more, and which one takes its place. */
export function invoiceVoided(reader: Reader, { invoice, returned }: { invoice: Invoice; returned: number }): Post {
  const replaced = invoice.replacedBy && say(reader, 'messages:invoice.replaced', { number: invoice.replacedBy });
  return post([say(reader, 'messages:invoice.voided', { number: invoice.number ?? '' }), replaced, returnedLine(reader, returned)], [[whyButton(reader, invoice)]]);
}

/** What was paid already and is the client's again. */
const returnedLine = (reader: Reader, returned: number): string | null => (returned > 0 ? say(reader, 'messages:invoice.returned', { sum: sum(reader, returned) }) : null);

/** That something was taken off an invoice: how much, for what, and who. */
export function creditNoteIssued(reader: Reader, invoice: Invoice, paper: CreditNotePaperFacts): Post {
  const why = paper.reason === null ? paper.by : `«${paper.reason}», ${paper.by}`;
  const left = invoice.open > 0 ? say(reader, 'messages:invoice.left', { open: sum(reader, invoice.open) }) : say(reader, 'messages:invoice.nothing_left');
  const facts = { note: paper.number, number: invoice.number ?? '', amount: sum(reader, paper.amount), why };
  const lines = [`${say(reader, 'messages:invoice.credited', facts)} ${left}`, returnedLine(reader, paper.returned)];
  return post(lines, [invoice.open > 0 ? [payButton(reader, invoice)] : [], [whyButton(reader, invoice)]]);
}

/** That a card was refused, and when it is tried again. */
export function paymentFailed(reader: Reader, { invoice, collection, retryAt }: { invoice: Invoice; collection: Collection; retryAt: Date }): Post {
  const facts = { number: invoice.number ?? '', why: whyRefused(reader, collection), at: when(reader, retryAt) };
  return post([say(reader, 'messages:payment.failed', facts)], [[payButton(reader, invoice)], [methodButton(reader)]]);
}

/** That nobody tries the card any more. */
export function paymentReminder(reader: Reader, invoice: Invoice): Post {
  const facts = { number: invoice.number ?? '', open: sum(reader, invoice.open) };
  return post([say(reader, 'messages:payment.reminder', facts)], [[payButton(reader, invoice)], [methodButton(reader)]]);
}

/** That more came than was due, and stays the client's. */
export function becameCredit(reader: Reader, { invoice, amount }: { invoice: Invoice | null; amount: number }): Post {
  return post(
    [invoice ? say(reader, 'messages:payment.became_credit', { number: invoice.number ?? '', sum: sum(reader, amount) }) : say(reader, 'messages:payment.nothing_open', { sum: sum(reader, amount) })],
    [[moneyButton(reader)]],
  );
}

const moneyButton = (reader: Reader) => button(reader, 'bot:command.money', { kind: 'go', to: 'money', arg: '' });
