import type { Collection, CreditNotePaperFacts, Invoice, InvoiceExplanation, PaymentMethodView } from '../../domain/billing';
import type { InvoiceCard } from '../../domain/notifications';
import { hasText } from '../../locales';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { offeredHere, type MoneySettings } from '../money-settings';
import { sum, when } from './facts';
import { button, escapeHtml, plain, post, say, type Reader } from './view';
import { whyInvoice } from './why';

/** An invoice as its client sees it; `why` opens the sum (B2, B6). */
export function invoiceCard(reader: Reader, card: InvoiceCard, settings: MoneySettings, why?: InvoiceExplanation): Post {
  const { invoice } = card;
  return post(
    [
      `<b>${issuedLine(reader, invoice)}</b>`,
      stateLine(reader, invoice),
      invoice.replaces && say(reader, 'messages:invoice.replaces', { number: invoice.replaces }),
      invoice.replacedBy && say(reader, 'messages:invoice.replaced', { number: invoice.replacedBy }),
      howLine(reader, card, settings),
      ...(why ? whyInvoice(reader, why).map(escapeHtml) : []),
    ],
    [
      mayPay(card) ? [payButton(reader, invoice)] : [],
      why ? [] : [whyButton(reader, invoice)],
      [button(reader, 'messages:button.pdf', press(invoice, 'pdf')), button(reader, 'bot:button.back', { kind: 'go', to: 'money', arg: '' })],
    ],
  );
}

/** That an invoice is there; its paper comes with it. */
export function invoiceIssued(reader: Reader, { invoice, method }: { invoice: Invoice; method: PaymentMethodView }, settings: MoneySettings): Post {
  const isOpen = invoice.status === 'open';
  return post(
    [
      issuedLine(reader, invoice),
      (!isOpen || invoice.open < invoice.total) && stateLine(reader, invoice),
      invoice.replaces && say(reader, 'messages:invoice.replaces', { number: invoice.replaces }),
      howLine(reader, { invoice, method, charge: null }, settings),
    ],
    [isOpen ? [payButton(reader, invoice)] : [], [whyButton(reader, invoice)]],
  );
}

/** That an invoice is paid, and the discount that the client has now. */
export function invoicePaid(reader: Reader, { invoice, fromCredit, percent }: { invoice: Invoice; fromCredit: number; percent: number }): Post {
  const facts = { number: invoice.number ?? '', sum: sum(reader, invoice.paid), percent };
  if (invoice.paid === 0) return post([say(reader, 'messages:invoice.paid_note', facts)]);
  if (fromCredit >= invoice.paid) return post([say(reader, 'messages:invoice.paid_credit', facts)]);
  return post([say(reader, percent > 0 ? 'messages:invoice.paid_discount' : 'messages:invoice.paid', facts)]);
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
export function becameCredit(reader: Reader, { invoice, amount }: { invoice: Invoice; amount: number }): Post {
  return post(
    [say(reader, 'messages:payment.became_credit', { number: invoice.number ?? '', sum: sum(reader, amount) })],
    [[button(reader, 'bot:command.money', { kind: 'go', to: 'money', arg: '' })]],
  );
}

/** The ways to pay an invoice now. */
export function payWays(reader: Reader, card: InvoiceCard, settings: MoneySettings): Post {
  const { invoice } = card;
  const { method, last4, offered } = offeredHere(card.method, settings);
  const number = invoice.number ?? '';
  const byCard = method === 'card' && last4 !== null && !isOver(card.charge);
  const transfer = settings.bankDetails.length > 0 ? [say(reader, 'messages:invoice.transfer', { number }), ...settings.bankDetails.map(escapeHtml)] : [say(reader, 'messages:invoice.transfer_ask', { number })];
  const here = offered.includes('telegram') ? [button(reader, 'messages:button.pay_here', press(invoice, 'here'))] : [];
  // A card that was refused is not charged again by choosing it.
  const withCard = offered.includes('card') && last4 !== null && method !== 'card' && !card.charge;
  const chooseCard = withCard ? [button(reader, 'messages:button.by_card', { kind: 'go', to: 'method', arg: `card${last4}` }, { last4 })] : [];
  return post(
    [`<b>${say(reader, 'messages:invoice.to_pay', { number, open: sum(reader, invoice.open) })}</b>`, ...(byCard ? [howLine(reader, card, settings)] : []), ...(byCard && card.charge?.status !== 'declined' ? [] : transfer)],
    [here, chooseCard, [button(reader, 'messages:button.pdf', press(invoice, 'pdf')), methodButton(reader)], [button(reader, 'bot:button.back', press(invoice, 'show'))]],
  );
}

/** What is shown in the messenger's own invoice. */
export function chatInvoice(reader: Reader, invoice: Invoice): { title: string; description: string; label: string } {
  const open = sum(reader, invoice.open);
  return {
    title: plain(reader, 'messages:invoice.chat_title', { number: invoice.number ?? '' }),
    description: plain(reader, 'messages:invoice.chat_text', { orders: orders(reader, invoice), cutoff: when(reader, invoice.cutOff), open }),
    label: plain(reader, 'messages:invoice.chat_price', { open }),
  };
}

const press = (invoice: Invoice, action: ActionOf<'invoice'>) => ({ kind: 'thing', thing: 'invoice', action, id: invoice.id, version: invoice.status }) as const;

const payButton = (reader: Reader, invoice: Invoice): PostButton => button(reader, 'messages:button.pay_invoice', press(invoice, 'pay'));
const whyButton = (reader: Reader, invoice: Invoice): PostButton => button(reader, 'messages:button.why', press(invoice, 'why'));
const methodButton = (reader: Reader): PostButton => button(reader, 'messages:button.method', { kind: 'go', to: 'method', arg: '' });

const orders = (reader: Reader, { lines }: Invoice) => plain(reader, 'messages:invoice.orders', { count: lines.length });

function issuedLine(reader: Reader, invoice: Invoice): string {
  return say(reader, 'messages:invoice.issued', {
    number: invoice.number ?? '',
    orders: orders(reader, invoice),
    total: sum(reader, invoice.total),
    cutoff: when(reader, invoice.cutOff),
  });
}

function stateLine(reader: Reader, invoice: Invoice): string {
  const state = plain(reader, `messages:invoicestate.${invoice.status}`);
  const partly = invoice.open > 0 && invoice.open < invoice.total;
  return partly ? say(reader, 'messages:invoice.state', { state, open: sum(reader, invoice.open) }) : state;
}

/** Whether money is on its way already. */
const isUnderWay = (charge: Collection | null) => charge?.status === 'pending' || charge?.status === 'unknown' || charge?.status === 'parked';

/** Whether the card was refused and is not tried again by itself. */
const isOver = (charge: Collection | null) => charge?.status === 'declined' && charge.retryAt === null;

const mayPay = ({ invoice, charge }: InvoiceCard): boolean => invoice.status === 'open' && !isUnderWay(charge);

/** How an open invoice is going to be paid, as far as that is known. */
function howLine(reader: Reader, { invoice, method: chosen, charge }: InvoiceCard, settings: MoneySettings): string | null {
  if (invoice.status !== 'open') return null;
  if (isUnderWay(charge)) return say(reader, charge?.status === 'parked' ? 'messages:invoice.charge_parked' : 'messages:invoice.charging');
  const { method, last4 } = offeredHere(chosen, settings);
  if (method === 'card' && last4 !== null) return cardLine(reader, last4, charge);
  if (method === 'telegram') return say(reader, 'messages:invoice.here');
  return settings.bankDetails.length > 0 ? say(reader, 'messages:invoice.bank_in_pdf') : null;
}

function cardLine(reader: Reader, last4: string, charge: Collection | null): string {
  if (charge?.status !== 'declined') return say(reader, 'messages:invoice.by_card', { last4 });
  const why = whyRefused(reader, charge);
  if (charge.retryAt === null) return say(reader, 'messages:invoice.charge_over', { why });
  return say(reader, 'messages:invoice.charge_again', { why, at: when(reader, charge.retryAt) });
}

/** Why a card was refused, in words of ours: the gateway's own are for staff. */
function whyRefused(reader: Reader, { error }: Collection): string {
  const key = `messages:cardreason.${error ?? 'other'}`;
  return plain(reader, /^[a-z_]{1,40}$/.test(error ?? '') && hasText(reader.language, key) ? key : 'messages:cardreason.other');
}
