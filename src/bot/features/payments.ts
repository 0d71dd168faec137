import { Composer } from 'telegraf';

import { beginCard, choosePaymentMethod, finishCard, forgetCard, listCollections, listInvoices, recordTelegramPayment, showPaymentMethod, type Invoice, type PaymentMethod } from '../../domain/billing';
import { DomainError } from '../../domain/shared/errors';
import { SYSTEM } from '../../domain/shared/work';
import { errorText } from '../errors';
import { say, show } from '../reply';
import type { BotContext, Talk } from '../talk';
import { chargeCard, chargingNow, enterCard, methodCard, removeCard, sumTag, tagOf } from '../views/method';
import { plain } from '../views/view';
import { onPlace } from './route';

/** How a client pays: choosing the way, the card on file, and money that the messenger brings (B7). */
export function paymentsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('successful_payment', async (ctx) => {
    const { invoice_payload: payload, currency, total_amount: amount, telegram_payment_charge_id: charge } = ctx.message.successful_payment;
    // Money that arrived is booked whoever the chat belongs to by now; the messages that follow tell of it.
    const { isPlaced } = await ctx.talk.deps.app.run(SYSTEM, (w) => recordTelegramPayment(w, { payload, currency, amount, charge }));
    // Staff find it by the end of its id.
    if (!isPlaced) await say(ctx.talk, { text: plain(ctx.talk, 'bot:wrong.payment', { ref: charge.slice(-6) }), keyboard: [] });
  });
  feature.use(onPlace('method', showMethod));
  return feature;
}

/** How a client pays; `arg` is what was pressed there. */
export async function showMethod(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const [, step = '', tag = ''] = /^(add|done|manual|telegram|card|charge|drop|erase)?(.*)$/.exec(arg) ?? [];
  switch (step) {
    case 'add':
      return enter(talk, messageId);
    case 'done':
      return entered(talk, messageId, tag);
    case 'manual':
    case 'telegram':
      return choose(talk, messageId, step);
    case 'card':
    case 'charge':
      return (await isSameCard(talk, tag)) ? chooseCard(talk, messageId, step === 'charge') : present(talk, messageId);
    case 'drop':
    case 'erase':
      return remove(talk, messageId, tag, step === 'erase');
    default:
      return present(talk, messageId);
  }
}

const methodOf = (talk: Talk) => talk.query((w) => showPaymentMethod(w));

async function present(talk: Talk, messageId: number | null, notice?: string): Promise<void> {
  await show(talk, messageId, methodCard(talk, await methodOf(talk), talk.deps.money, notice));
}

async function choose(talk: Talk, messageId: number | null, method: PaymentMethod, notice?: string): Promise<void> {
  await talk.run((w) => choosePaymentMethod(w, { method }));
  await present(talk, messageId, notice);
}

/** Chooses the card on file, once what is charged by that was confirmed: costs come before the press. */
async function chooseCard(talk: Talk, messageId: number | null, isSure: boolean): Promise<void> {
  const due = await dueByCard(talk);
  if (due.length === 0 || isSure) return choose(talk, messageId, 'card', chargingNow(talk, due));
  const { last4 } = await methodOf(talk);
  await show(talk, messageId, chargeCard(talk, last4 ?? '', due));
}

/** What is charged as soon as the client pays by card: open invoices that no card was charged for, or whose last attempt waits for nothing else. */
async function dueByCard(talk: Talk): Promise<Invoice[]> {
  return talk.query(async (w) => {
    const due: Invoice[] = [];
    for (const invoice of await listInvoices(w, { client: talk.person?.id ?? '', status: 'open' })) {
      const last = (await listCollections(w, { invoice: invoice.id })).at(-1);
      if (!last || (last.status === 'declined' && (last.retryAt === null || last.retryAt <= talk.now))) due.push(invoice);
    }
    return due;
  });
}

/** Opens the page on which a card is entered; each press is a new one. */
async function enter(talk: Talk, messageId: number | null): Promise<void> {
  const begun = await answered(talk, () => beginCard(talk.deps.app, talk.actor));
  if (begun) await show(talk, messageId, enterCard(talk, begun.url, await dueByCard(talk)));
}

/** Keeps the card that was entered, unless something else is charged by now than was told: then that is told first. */
async function entered(talk: Talk, messageId: number | null, told: string): Promise<void> {
  const due = await dueByCard(talk);
  if (due.length > 0 && sumTag(due) !== told) return void (await show(talk, messageId, enterCard(talk, null, due)));
  const card = await answered(talk, () => finishCard(talk.deps.app, talk.actor));
  if (card === 'waiting') talk.toast = plain(talk, 'bot:method.waiting');
  else if (card) await present(talk, messageId, `${plain(talk, 'bot:method.is_kept', { last4: card.last4 ?? '' })} ${chargingNow(talk, due)}`.trimEnd());
}

/** What the card gateway said; where it does not answer, the client is told to try later, at once. */
async function answered<T>(talk: Talk, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind !== 'unavailable') throw error;
    talk.toast = errorText(talk, error) ?? '';
    return undefined;
  }
}

/** Removes the card, once that was confirmed. */
async function remove(talk: Talk, messageId: number | null, tag: string, isSure: boolean): Promise<void> {
  if (!(await isSameCard(talk, tag))) return present(talk, messageId);
  const { last4, method } = await methodOf(talk);
  if (!isSure) return void (await show(talk, messageId, removeCard(talk, last4 ?? '', method)));
  const then = method === 'card' ? 'manual' : method;
  await talk.run(async (w) => {
    await choosePaymentMethod(w, { method: then });
    await forgetCard(w, { person: talk.person?.id ?? '' });
    await choosePaymentMethod(w, { method: then });
  });
  await present(talk, messageId, plain(talk, 'bot:method.removed'));
}

/** Whether the card on file is the one that the button was made for; says what it is by now. */
async function isSameCard(talk: Talk, tag: string): Promise<boolean> {
  const { last4 } = await methodOf(talk);
  if (last4 !== null && tagOf(last4) === tag) return true;
  talk.toast = last4 === null ? plain(talk, 'bot:method.no_card') : plain(talk, 'bot:method.changed', { last4 });
  return false;
}
