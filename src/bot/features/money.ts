import { Composer } from 'telegraf';

import { discountStarts, explainInvoice, invoicePaper, listInvoices, nextBilling, paidInCurrency, quoteInvoice, showStatement, type TelegramQuote } from '../../domain/billing';
import { contentOf, type InvoiceCard } from '../../domain/notifications';
import { listOrders } from '../../domain/orders';
import { faultOf } from '../../gateways/telegram-api';
import { makeLive } from '../cards';
import { faultData } from '../errors';
import { offeredHere } from '../money-settings';
import { invoiceFile } from '../papers';
import { obeying, sendFile, show } from '../reply';
import type { BotContext, Talk } from '../talk';
import { inCurrency } from '../views/facts';
import { chatInvoice, invoiceCard, payWays } from '../views/invoice';
import { moneyCard, moneyHistory } from '../views/money';
import { plain, post } from '../views/view';
import type { InvoiceWhy } from '../views/why';
import { explainStale } from './answers';
import { onPlace, onThing, type OnThing } from './route';

/** A client's money: what is owed, invoices, why each sum, and paying (B7, B10). */
export function moneyFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('money', showMoney));
  feature.use(
    onThing('invoice', {
      show: async (talk, { id }, messageId) => void (await showInvoice(talk, await cardFacts(talk, id), messageId)),
      why: async (talk, { id }, messageId) => {
        const facts = await cardFacts(talk, id);
        await keepShown(talk, facts, await show(talk, messageId, invoiceCard(talk, facts, talk.deps.money, await whyFacts(talk, id))));
      },
      pdf: async (talk, { id }) => sendFile(talk, await invoiceFile(talk, await talk.query((w) => invoicePaper(w, id)), talk.deps.money)),
      pay,
      here: (talk, press, messageId) => pay(talk, press, messageId, 'here'),
    }),
  );
  return feature;
}

/** Everything a client owes, has paid and is invoiced for; `arg` is a page of its history (B10). */
export async function showMoney(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const client = talk.person?.id ?? '';
  const facts = await talk.query(async (w) => ({
    statement: await showStatement(w, { person: client, as: 'client' }),
    invoices: await listInvoices(w, { client }),
    planned: await listOrders(w, { client, statuses: ['unmatched', 'assigned', 'started'] }),
    nextInvoices: (await nextBilling(w)).invoices,
  }));
  const { statement } = facts;
  if (statement.as !== 'client') return void (await show(talk, messageId, post([plain(talk, 'bot:wrong.no_access')])));
  const page = /^all(\d{1,6})$/.exec(arg)?.[1];
  await show(talk, messageId, page === undefined ? moneyCard(talk, { ...facts, statement }) : moneyHistory(talk, statement, Number(page)));
}

/** Pays the only open invoice there is; of several the client chooses. */
export async function payTyped(talk: Talk): Promise<void> {
  const client = talk.person?.id ?? '';
  const [only, ...more] = await talk.query((w) => listInvoices(w, { client, status: 'open' }));
  if (!only || more.length > 0) return showMoney(talk, '', null);
  const facts = await cardFacts(talk, only.id);
  await (isPaidHere(talk, facts) ? payHere(talk, facts, null) : showWays(talk, facts, null));
}

/** An invoice as whoever writes may see it. Throws as the use case does. */
async function cardFacts(talk: Talk, id: string): Promise<InvoiceCard> {
  const content = await talk.query((w) => contentOf(w, { message: 'invoice_card', subject: id, person: talk.person?.id ?? '' }, true));
  if (content?.message !== 'invoice_card') throw new Error('an invoice without a card');
  return content;
}

/** What its client is told of how an invoice's sum came about. */
const whyFacts = (talk: Talk, id: string): Promise<InvoiceWhy> =>
  talk.query(async (w) => {
    const explanation = await explainInvoice(w, id);
    return { explanation, currencies: await paidInCurrency(w, explanation.money), starts: await discountStarts(w) };
  });

const showInvoice = async (talk: Talk, facts: InvoiceCard, messageId: number | null) => keepShown(talk, facts, await show(talk, messageId, invoiceCard(talk, facts, talk.deps.money)));

const showWays = async (talk: Talk, facts: InvoiceCard, messageId: number | null) => keepShown(talk, facts, await show(talk, messageId, payWays(talk, facts, talk.deps.money)));

/** Whatever shows an invoice is edited once something becomes of it: nobody is left with a [Pay] that asks for nothing any more. */
const keepShown = (talk: Talk, { invoice }: InvoiceCard, messageId: number | undefined) => makeLive(talk, 'invoice_card', invoice.id, messageId);

/** Pays by the way that the client chose; in the chat at once, else it is told how. */
const pay = async (talk: Talk, press: Parameters<OnThing<'invoice'>>[1], messageId: number, where?: 'here'): Promise<void> => {
  const facts = await cardFacts(talk, press.id);
  if (facts.invoice.status !== 'open') {
    explainStale(talk, plain(talk, `messages:invoicestate.${facts.invoice.status}`));
    return void (await showInvoice(talk, facts, messageId));
  }
  if (where === 'here' || isPaidHere(talk, facts)) return payHere(talk, facts, messageId);
  await showWays(talk, facts, messageId);
};

const isPaidHere = (talk: Talk, { method }: InvoiceCard) => offeredHere(method, talk.deps.money).method === 'telegram';

/** Posts the messenger's own invoice; the card above it is edited once the money is here. */
async function payHere(talk: Talk, facts: InvoiceCard, messageId: number | null): Promise<void> {
  const quote = await talk.query((w) => quoteInvoice(w, { invoice: facts.invoice.id }));
  await showInvoice(talk, facts, messageId);
  try {
    await sendChatInvoice(talk, facts, quote);
  } catch (error) {
    if (faultOf(error).kind !== 'refused') throw error;
    // A sum beyond the provider's limits, or a provider that is not set up.
    talk.deps.log.warn(faultData(error), 'invoice refused by the messenger');
    talk.toast = plain(talk, 'bot:wrong.no_chat_payment');
  }
}

async function sendChatInvoice(talk: Talk, { invoice }: InvoiceCard, { currency, amount, payload }: TelegramQuote): Promise<void> {
  const { title, description, label } = chatInvoice(talk, invoice);
  const pays = { text: plain(talk, 'messages:button.pay_amount', { amount: inCurrency(amount, currency, talk.language) }), pay: true as const };
  await obeying(talk, () =>
    talk.deps.api.call('sendInvoice', {
      chat_id: talk.chatId,
      title,
      description,
      payload,
      provider_token: talk.deps.money.paymentToken ?? '',
      currency,
      prices: [{ label, amount }],
      // Forwarded, it leads to the bot, and cannot be paid by others.
      start_parameter: PAY_LINK,
      reply_markup: { inline_keyboard: [[pays]] },
    }),
  );
}

/** What /start carries where an invoice was forwarded. */
export const PAY_LINK = 'money';
