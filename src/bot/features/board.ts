import { Composer } from 'telegraf';

import { canDo, listOrders, orderPhoto, orderPhotos, orderTimeline, type OrderView, type TransitionName } from '../../domain/orders';
import { dayOf, plusDays, startOfDay } from '../../domain/shared/time';
import { cardContent, cardOf, makeLive, postCard } from '../cards';
import { sendFile, show } from '../reply';
import { begin } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { board, readArg } from '../views/board';
import { orderState, when } from '../views/facts';
import { staffTimeline } from '../views/staff-timeline';
import { say } from '../views/view';
import { explainStale, noAccess } from './answers';
import { matchOnceMore } from './match-again';
import { onPlace, onThing, type OnThing } from './route';

/** The day's orders for managers, each with its card. */
export function boardFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('board', showBoard));
  feature.use(onThing('staff', { show: (talk, press) => postCard(talk, 'staff_card', press.id), card: (talk, press, messageId) => renew(talk, press.id, messageId), assign, match, cancel, fail, unstart, photos, timeline }));
  return feature;
}

/** The orders of a day; `arg` names the day and the page. */
export async function showBoard(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const { on, page } = readArg(arg, dayOf(talk.now, talk.zone));
  const during = { from: startOfDay(on, talk.zone), to: startOfDay(plusDays(on, 1), talk.zone) };
  const orders = await talk.query((w) => listOrders(w, { during }));
  await show(talk, messageId, board(talk, orders, on, page));
}

const begins = (scene: string, step: string, transition: TransitionName): OnThing<'staff'> => async (talk, press, messageId) => {
  const order = await current(talk, press, messageId, transition);
  if (order) await begin(talk, scene, { step, subject: order.id, messageId });
};

const assign = begins('assign', 'who', 'assign-order');
const cancel = begins('staffcancel', 'why', 'cancel-order');
const fail = begins('stafffail', 'why', 'fail-order');
const unstart = begins('staffunstart', 'why', 'take-back-start');

const match: OnThing<'staff'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId, 'match-again');
  if (!order) return;
  await matchOnceMore(talk, order.id);
  await renew(talk, order.id, messageId);
};

/** Sends what was photographed at the start and at the end. */
const photos: OnThing<'staff'> = async (talk, press) => {
  const kept = await talk.query((w) => orderPhotos(w, press.id));
  const order = await orderOf(talk, press.id);
  if (!order) return noAccess(talk);
  for (const { kind, keptAt, takenAt, mime } of kept) {
    const { bytes } = await talk.query((w) => orderPhoto(w, { order: press.id, kind }));
    const name = `order-${order.number}-${kind}.${mime.split('/')[1] ?? 'jpg'}`;
    await sendFile(talk, { name, bytes }, say(talk, `bot:staff.photo_${kind}`, { no: order.number, at: when(talk, takenAt ?? keptAt) }));
  }
};

const timeline: OnThing<'staff'> = async (talk, press, messageId) => {
  const order = await orderOf(talk, press.id);
  if (!order) return noAccess(talk);
  await show(talk, messageId, staffTimeline(talk, order, await talk.query((w) => orderTimeline(w, order.id))));
};

/** The order as managers see it; undefined for anybody else. */
async function orderOf(talk: Talk, id: string): Promise<OrderView | undefined> {
  const content = await cardContent(talk, 'staff_card', id);
  return content?.message === 'staff_card' ? content.order : undefined;
}

/** The order, if it is as the button showed it and can do that; if not its card is renewed, and the button explained. */
async function current(talk: Talk, press: { id: string; version: string }, messageId: number, transition: TransitionName): Promise<OrderView | undefined> {
  const order = await orderOf(talk, press.id);
  if (!order) {
    await noAccess(talk);
    return undefined;
  }
  if (order.status === press.version && canDo(order.status, transition)) return order;
  explainStale(talk, orderState(talk, order));
  await renew(talk, order.id, messageId);
  return undefined;
}

async function renew(talk: Talk, id: string, messageId: number): Promise<void> {
  const shown = await show(talk, messageId, await cardOf(talk, 'staff_card', id));
  await makeLive(talk, 'staff_card', id, shown);
}
