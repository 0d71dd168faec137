import { Composer } from 'telegraf';

import { explainPayout, listPayouts, nextBilling, payslipPaper, showPayslip, showStatement } from '../../domain/billing';
import { showOrder, type OrderView } from '../../domain/orders';
import { workerRating } from '../../domain/staffing';
import { payslipFile } from '../papers';
import { sendFile, show } from '../reply';
import type { BotContext, Talk } from '../talk';
import { payCard, payoutCard } from '../views/pay';
import { ratingsCard } from '../views/ratings';
import { plain, post } from '../views/view';
import { noAccess } from './answers';
import { onPlace, onThing } from './route';

/** A worker's pay: what it earned and was paid, each payout, and why each sum (B8, B10); and how its jobs turned out. */
export function payFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('pay', showPay));
  feature.use(onPlace('ratings', showRatings));
  feature.use(
    onThing('payout', {
      show: (talk, { id }, messageId) => showPayout(talk, id, messageId),
      why: (talk, { id }, messageId) => explain(talk, id, messageId),
      pdf: async (talk, { id }) => sendFile(talk, await payslipFile(talk, await talk.queryOwn((w) => payslipPaper(w, id)))),
    }),
  );
  return feature;
}

/** What a worker earned and is paid (B10); `arg` is the page. */
export async function showPay(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  if (!talk.hasEarnings) return noAccess(talk);
  const person = talk.person?.id ?? '';
  const { statement, ...facts } = await talk.queryOwn(async (w) => ({
    statement: await showStatement(w, { person, as: 'worker' }),
    payouts: talk.hasEarnings ? await listPayouts(w, { worker: person }) : [],
    payday: (await nextBilling(w)).payouts,
  }));
  if (statement.as !== 'worker') return void (await show(talk, messageId, post([plain(talk, 'bot:wrong.no_access')])));
  const page = /^all(\d{1,6})$/.exec(arg)?.[1];
  // Reached from a card, it comes below: the card stays what it is.
  await show(talk, page === undefined ? null : messageId, payCard(talk, { ...facts, statement }, Number(page ?? 0)));
}

/** How a worker's own jobs turned out. */
export async function showRatings(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  if (!talk.is('worker')) return noAccess(talk);
  const person = talk.person?.id ?? '';
  const shown = await talk.query(async (w) => {
    const rating = await workerRating(w, person);
    const orders: OrderView[] = [];
    for (const { order } of rating.recent) orders.push(await showOrder(w, order));
    return ratingsCard(talk, rating, orders);
  });
  await show(talk, messageId, shown);
}

async function showPayout(talk: Talk, id: string, messageId: number): Promise<void> {
  await show(talk, messageId, payoutCard(talk, await talk.queryOwn((w) => showPayslip(w, id))));
}

async function explain(talk: Talk, id: string, messageId: number): Promise<void> {
  const { slip, ...why } = await talk.queryOwn(async (w) => ({ slip: await showPayslip(w, id), explanation: await explainPayout(w, id), paper: await payslipPaper(w, id) }));
  await show(talk, messageId, payoutCard(talk, slip, why));
}
