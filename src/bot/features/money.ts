import { Composer } from 'telegraf';

import { listInvoices, nextBilling, showInvoice, showStatement } from '../../domain/billing';
import { listOrders } from '../../domain/orders';
import { show } from '../reply';
import type { BotContext, Talk } from '../talk';
import { invoiceCard, moneyCard } from '../views/money';
import { plain, post } from '../views/view';
import { onPlace, onThing } from './route';

/** A client's money: what is owed, invoices, and why each sum (B10). */
export function moneyFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('money', showMoney));
  feature.use(
    onThing('invoice', {
      show: (talk, press, messageId) => showOne(talk, press.id, messageId, { back: true }),
      why: (talk, press, messageId) => showOne(talk, press.id, messageId, { why: true, back: true }),
    }),
  );
  return feature;
}

/** Everything a client owes, has paid and is invoiced for. */
export async function showMoney(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  const client = talk.person?.id ?? '';
  const facts = await talk.query(async (w) => ({
    statement: await showStatement(w, { person: client, as: 'client' }),
    invoices: await listInvoices(w, { client }),
    planned: await listOrders(w, { client, statuses: ['unmatched', 'assigned', 'started'] }),
    nextInvoices: (await nextBilling(w)).invoices,
  }));
  const { statement } = facts;
  const content = statement.as === 'client' ? moneyCard(talk, { ...facts, statement }) : post([plain(talk, 'bot:wrong.no_access')]);
  await show(talk, messageId, content);
}

async function showOne(talk: Talk, id: string, messageId: number, options: { why?: boolean; back?: boolean }): Promise<void> {
  const invoice = await talk.query((w) => showInvoice(w, id));
  await show(talk, messageId, invoiceCard(talk, invoice, options));
}
