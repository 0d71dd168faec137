import type { Collection, Invoice, PaymentMethodView } from '../../domain/billing';
import type { InvoiceCard } from '../../domain/notifications';
import { hasText } from '../../locales';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { offeredHere, type MoneySettings } from '../money-settings';
import { sum, when } from './facts';
import { button, escapeHtml, plain, post, say, type Reader } from './view';
import { whyInvoice, type InvoiceWhy } from './why';

/** An invoice as its client sees it; `why` opens the sum (B2, B6). */
export function invoiceCard(reader: Reader, card: InvoiceCard, settings: MoneySettings, why?: InvoiceWhy): Post {
  const { invoice } = card;
  return post(
    [
      `<b>${issuedLine(reader, invoice)}</b>`,
      stateLine(reader, invoice),
      balanceLine(reader, invoice),
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

/** Pays an invoice. */
export const payButton = (reader: Reader, invoice: Invoice): PostButton => button(reader, 'messages:button.pay_invoice', press(invoice, 'pay'));
/** Opens an invoice's sum. */
export const whyButton = (reader: Reader, invoice: Invoice): PostButton => button(reader, 'messages:button.why', press(invoice, 'why'));
/** Leads to how a client pays. */
export const methodButton = (reader: Reader): PostButton => button(reader, 'messages:button.method', { kind: 'go', to: 'method', arg: '' });

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

/** How an invoice's total comes to what is still owed; null where nobody has to ask. */
function balanceLine(reader: Reader, { total, paid, credited, open, status }: Invoice): string | null {
  const givenUp = total - paid - credited - open;
  if (credited === 0 && givenUp === 0) return null;
  const steps = { paid, credited, [status === 'void' ? 'voided' : 'written_off']: givenUp };
  const taken = Object.entries(steps).flatMap(([step, amount]) => (amount === 0 ? [] : [plain(reader, `messages:invoice.balance.${step}`, { sum: sum(reader, amount) })]));
  return say(reader, 'messages:invoice.balance', { total: sum(reader, total), taken: taken.join(', '), open: sum(reader, open) });
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
export function whyRefused(reader: Reader, { error }: Collection): string {
  const key = `messages:cardreason.${error ?? 'other'}`;
  return plain(reader, /^[a-z_]{1,40}$/.test(error ?? '') && hasText(reader.language, key) ? key : 'messages:cardreason.other');
}
