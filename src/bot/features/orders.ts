import { Composer } from 'telegraf';

import { discountStarts, explainOrder } from '../../domain/billing';
import { canDo, listOrders, MAX_DESCRIPTION, type OrderView } from '../../domain/orders';
import { canComplain } from '../../domain/quality';
import { day, dayAndTime } from '../../locales/format';
import { cardContent, cardOf, makeLive, postCard } from '../cards';
import { say, show } from '../reply';
import { begin } from '../scenes/engine';
import { dialoguesOf } from '../scenes/dialogues';
import { OVER, type Data } from '../scenes/scene';
import type { BotContext, Talk } from '../talk';
import { orderState, serviceName } from '../views/facts';
import { isMovable, orderCard } from '../views/order-card';
import { pageAt, turns } from '../views/pages';
import { labelled, plain, post, say as words, shortened } from '../views/view';
import { onPlace, onThing, type OnThing } from './route';
import { explainStale, noAccess } from './answers';

/** A client's orders: asking for help, the list, and each card. */
export function ordersFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('order', beginOrder));
  feature.use(onPlace('orders', listOwn));
  feature.use(onThing('order', { show: (talk, press) => postCard(talk, 'order_card', press.id), cancel, repeat, why, move, directions, complain }));
  return feature;
}

/** Begins an order; a text that was kept becomes its task. */
export async function beginOrder(talk: Talk): Promise<void> {
  if (!talk.is('client')) return noAccess(talk);
  const kept = (await dialoguesOf(talk)).find((dialogue) => dialogue.scene === 'order' && dialogue.step !== OVER)?.data;
  const data: Data = { order: talk.deps.app.newId() };
  if (kept?.$kept === '1' && kept.text) Object.assign(data, { text: kept.text });
  await begin(talk, 'order', { step: 'service', data });
}

/** A client's orders a page at a time, open ones first; `arg` is the page. */
export async function listOwn(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const client = talk.person?.id ?? '';
  const orders = await talk.query((w) => listOrders(w, { client }));
  const sorted = orders.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)) || other.number - one.number);
  const page = pageAt(sorted, Number(/^p(\d{1,4})$/.exec(arg)?.[1] ?? 0));
  const rows = page.items.map((order) => [labelled(listLine(talk, order), { kind: 'thing', thing: 'order', action: 'show', id: order.id, version: order.status })]);
  await show(talk, messageId, post([words(talk, sorted.length === 0 ? 'bot:orders.empty' : 'bot:orders.title')], [...rows, turns('orders', page, (at) => `p${at}`), sorted.length === 0 ? [orderButton(talk)] : []]));
}

const isOpen = ({ status }: OrderView) => status === 'unmatched' || status === 'assigned' || status === 'started';

function listLine(talk: Talk, order: OrderView): string {
  const number = plain(talk, 'messages:order.number', { no: order.number });
  return [number, serviceName(order.service, talk.language), day(order.at, talk.zone, talk.language), orderState(talk, order)].join(' · ');
}

/** The client's own card of an order; whoever forged the button learns nothing of it. */
async function ownCard(talk: Talk, id: string) {
  const content = await cardContent(talk, 'order_card', id);
  if (content?.message === 'order_card') return content;
  await noAccess(talk);
  return undefined;
}

const ownOrder = async (talk: Talk, id: string): Promise<OrderView | undefined> => (await ownCard(talk, id))?.order;

/** The client's own order in the state in which the button was made; of another one the card is renewed, and the button explained. */
async function current(talk: Talk, press: { id: string; version: string }, messageId: number): Promise<OrderView | undefined> {
  const order = await ownOrder(talk, press.id);
  if (!order || order.status === press.version) return order;
  explainStale(talk, orderState(talk, order));
  await renew(talk, order.id, messageId);
  return undefined;
}

const cancel: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await begin(talk, 'cancel', { step: 'why', subject: order.id, messageId });
};

const repeat: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (!order) return;
  if (order.copiedAs === null) return begin(talk, 'repeat', { step: 'day', subject: order.id, data: { order: talk.deps.app.newId(), original: String(messageId) } });
  talk.toast = plain(talk, 'messages:order.copied', { no: order.copiedAs.number });
  await renew(talk, order.id, messageId);
};

const move: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (!order) return;
  if (isMovable(talk, order)) return begin(talk, 'move', { step: 'day', subject: order.id, messageId });
  talk.toast = plain(talk, 'bot:move.late', { until: dayAndTime(order.movableUntil ?? order.at, talk.zone, talk.language) });
  await renew(talk, order.id, messageId);
};

/** How to find the place is told at any time until the order ends: a card of an older state will do. */
const directions: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await ownOrder(talk, press.id);
  if (!order) return;
  if (canDo(order.status, 'set-directions')) return begin(talk, 'directions', { step: 'words', subject: order.id, messageId });
  explainStale(talk, orderState(talk, order));
  await renew(talk, order.id, messageId);
};

const why: OnThing<'order'> = async (talk, press, messageId) => {
  const card = await ownCard(talk, press.id);
  if (!card) return;
  const { order, complaint } = card;
  const facts = await talk.query(async (w) => ({ explanation: await explainOrder(w, order.id), starts: await discountStarts(w) }));
  await show(talk, messageId, orderCard(talk, order, { why: facts, complaint }));
};

/** What was wrong is asked for once: whoever has said it sees how that stands. */
const complain: OnThing<'order'> = async (talk, press, messageId) => {
  const card = await ownCard(talk, press.id);
  if (!card) return;
  if (canComplain(card.order) && card.complaint === null) return begin(talk, 'complain', { step: 'words', subject: press.id, messageId });
  talk.toast = plain(talk, 'bot:wrong.done');
  await renew(talk, press.id, messageId);
};

/** Puts the order's card as it is now where the button was. */
async function renew(talk: Talk, order: string, messageId: number): Promise<void> {
  const shown = await show(talk, messageId, await cardOf(talk, 'order_card', order));
  await makeLive(talk, 'order_card', order, shown);
}

const orderButton = (talk: Talk) => labelled(plain(talk, 'bot:command.order'), { kind: 'go', to: 'order', arg: '' });

/** A kept text waits to become an order's task; an order that was left can be gone on with. */
export async function offerOrder(talk: Talk, text: string, canResume: boolean): Promise<void> {
  const resume = labelled(plain(talk, 'bot:button.resume'), { kind: 'go', to: 'resume', arg: '' });
  const length = [...text].length;
  const tooLong = length > MAX_DESCRIPTION && words(talk, 'bot:wrong.too_long', { count: length, max: MAX_DESCRIPTION, text: shortened(text, MAX_DESCRIPTION) });
  await say(talk, post([tooLong, words(talk, 'bot:wrong.idle_client')], [[orderButton(talk)], canResume ? [resume] : []]));
}

/** Does what a typed label says with the only order that it fits; of several each is listed, to press on. */
export async function doTyped(talk: Talk, action: 'cancel' | 'move' | 'directions' | 'repeat' | 'complain'): Promise<void> {
  const client = talk.person?.id ?? '';
  const fits: Record<typeof action, (order: OrderView) => boolean> = {
    cancel: ({ status }) => canDo(status, 'cancel-order'),
    move: (order) => isMovable(talk, order),
    directions: ({ status }) => canDo(status, 'set-directions'),
    repeat: ({ status, copiedAs }) => canDo(status, 'repeat-order') && copiedAs === null,
    complain: canComplain,
  };
  const [only, ...others] = (await talk.query((w) => listOrders(w, { client }))).filter(fits[action]);
  if (!only || others.length > 0) return listOwn(talk, '', null);
  const data: Data = action === 'repeat' ? { order: talk.deps.app.newId() } : {};
  await begin(talk, action, { step: FIRST_STEPS[action], subject: only.id, data });
}

const FIRST_STEPS = { cancel: 'why', move: 'day', directions: 'words', repeat: 'day', complain: 'words' } as const;
