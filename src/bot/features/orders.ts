import { Composer } from 'telegraf';

import { discountStarts, explainOrder } from '../../domain/billing';
import { listOrders, MAX_DESCRIPTION, type OrderView } from '../../domain/orders';
import { day } from '../../locales/format';
import { cardContent, cardOf, makeLive, postCard } from '../cards';
import { say, show } from '../reply';
import { begin } from '../scenes/engine';
import { dialoguesOf } from '../scenes/dialogues';
import { OVER, type Data } from '../scenes/scene';
import type { BotContext, Talk } from '../talk';
import { orderState, serviceName } from '../views/facts';
import { orderCard } from '../views/order-card';
import { labelled, plain, post, say as words, shortened } from '../views/view';
import { onPlace, onThing, type OnThing } from './route';
import { explainStale, noAccess } from './answers';

const MAX_LISTED = 12;

/** A client's orders: asking for help, the list, and each card. */
export function ordersFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('order', beginOrder));
  feature.use(onPlace('orders', listOwn));
  feature.use(onThing('order', { show: (talk, press) => postCard(talk, 'order_card', press.id), cancel, repeat, why }));
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

/** A client's orders: open ones first. */
export async function listOwn(talk: Talk, _arg: string, messageId: number | null): Promise<void> {
  const client = talk.person?.id ?? '';
  const orders = await talk.query((w) => listOrders(w, { client }));
  const sorted = orders.toSorted((one, other) => Number(isOpen(other)) - Number(isOpen(one)) || other.number - one.number).slice(0, MAX_LISTED);
  const rows = sorted.map((order) => [labelled(listLine(talk, order), { kind: 'thing', thing: 'order', action: 'show', id: order.id, version: order.status })]);
  await show(talk, messageId, post([words(talk, sorted.length === 0 ? 'bot:orders.empty' : 'bot:orders.title')], rows));
}

const isOpen = ({ status }: OrderView) => status === 'unmatched' || status === 'assigned' || status === 'started';

function listLine(talk: Talk, order: OrderView): string {
  const number = plain(talk, 'messages:order.number', { no: order.number });
  return [number, serviceName(order.service, talk.language), day(order.at, talk.zone, talk.language), orderState(talk, order)].join(' · ');
}

/** The client's own order; whoever forged the button learns nothing of it. */
async function ownOrder(talk: Talk, id: string): Promise<OrderView | undefined> {
  const content = await cardContent(talk, 'order_card', id);
  if (content?.message === 'order_card') return content.order;
  await noAccess(talk);
  return undefined;
}

const cancel: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await ownOrder(talk, press.id);
  if (!order) return;
  if (order.status !== press.version) return stale(talk, order, messageId);
  await begin(talk, 'cancel', { step: 'why', subject: order.id, messageId });
};

const repeat: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await ownOrder(talk, press.id);
  if (!order) return;
  if (order.status !== press.version) return stale(talk, order, messageId);
  await begin(talk, 'repeat', { step: 'day', subject: order.id, data: { order: talk.deps.app.newId() } });
};

const why: OnThing<'order'> = async (talk, press, messageId) => {
  const order = await ownOrder(talk, press.id);
  if (!order) return;
  const facts = await talk.query(async (w) => ({ explanation: await explainOrder(w, order.id), starts: await discountStarts(w) }));
  await show(talk, messageId, orderCard(talk, order, facts));
};

async function stale(talk: Talk, order: OrderView, messageId: number): Promise<void> {
  explainStale(talk, orderState(talk, order));
  const shown = await show(talk, messageId, await cardOf(talk, 'order_card', order.id));
  await makeLive(talk, 'order_card', order.id, shown);
}

/** A kept text waits to become an order's task; an order that was left can be gone on with. */
export async function offerOrder(talk: Talk, text: string, canResume: boolean): Promise<void> {
  const order = labelled(plain(talk, 'bot:command.order'), { kind: 'go', to: 'order', arg: '' });
  const resume = labelled(plain(talk, 'bot:button.resume'), { kind: 'go', to: 'resume', arg: '' });
  const length = [...text].length;
  const tooLong = length > MAX_DESCRIPTION && words(talk, 'bot:wrong.too_long', { count: length, max: MAX_DESCRIPTION, text: shortened(text, MAX_DESCRIPTION) });
  await say(talk, post([tooLong, words(talk, 'bot:wrong.idle_client')], [[order], canResume ? [resume] : []]));
}

/** Takes back the only open order there is; of several each is listed, to press on. */
export async function cancelTyped(talk: Talk): Promise<void> {
  const client = talk.person?.id ?? '';
  const open = await talk.query((w) => listOrders(w, { client, statuses: ['unmatched', 'assigned'] }));
  const [only] = open;
  if (only && open.length === 1) await begin(talk, 'cancel', { step: 'why', subject: only.id });
  else await listOwn(talk, '', null);
}
