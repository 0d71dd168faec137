import { owedFor, type OrderView } from '../../domain/orders';
import { day } from '../../locales/format';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { orderState, reasonText, serviceName, sum, timeNear, when } from './facts';
import { button, plain, post, say, type Reader } from './view';

/** An order as its client sees it: one card that is edited in place (O8). `why` opens the sum. */
export function orderCard(reader: Reader, order: OrderView, options: { why?: boolean } = {}): Post {
  const lines = [orderHead(reader, order), statusLine(reader, order), kitLine(reader, order), priceLine(reader, order)];
  const canExplain = isOver(order) && owedFor(order) > 0;
  const keyboard: PostButton[][] = [];
  if (order.status === 'assigned' || order.status === 'unmatched') keyboard.push([orderButton(reader, order, 'cancel', 'cancel_order')]);
  if (order.status === 'failed' || order.status === 'cancelled') keyboard.push([orderButton(reader, order, 'repeat', 'repeat')]);
  if (canExplain && !options.why) keyboard.push([orderButton(reader, order, 'why', 'why')]);
  return post([...lines, canExplain && options.why && whyLine(reader, order)], keyboard);
}

/** A short reply to a critical event, beside the card that shows it all. */
export function orderNotice(reader: Reader, order: OrderView): Post {
  const text = say(reader, 'messages:order.number', { no: order.number });
  const keyboard: PostButton[][] = [];
  if (order.status === 'failed' || order.status === 'cancelled') keyboard.push([orderButton(reader, order, 'repeat', 'repeat')]);
  if (isOver(order) && owedFor(order) > 0) keyboard.push([orderButton(reader, order, 'why', 'why')]);
  return post([`${text}: ${statusLine(reader, order)}`], keyboard);
}

/** A button on an order, bound to the state it is shown in. */
function orderButton(reader: Reader, order: Pick<OrderView, 'id' | 'status'>, action: ActionOf<'order'>, label: string) {
  return button(reader, `messages:button.${label}`, { kind: 'thing', thing: 'order', action, id: order.id, version: order.status });
}

/** Number, service, time and place. */
function orderHead(reader: Reader, order: OrderView): string {
  const { number: no, place, at } = order;
  const service = serviceName(order.service, reader.language);
  return `<b>${say(reader, 'messages:order.head', { no, service, at: when(reader, at), place })}</b>`;
}

const isOver = (order: OrderView) => order.status === 'completed' || order.status === 'failed' || order.status === 'cancelled';

function statusLine(reader: Reader, order: OrderView): string {
  const worker = order.worker?.name ?? '';
  switch (order.status) {
    case 'unmatched':
      return say(reader, 'messages:order.unmatched');
    case 'assigned':
      return say(reader, 'messages:order.assigned', { worker, at: when(reader, order.at) });
    case 'started':
      return say(reader, 'messages:order.started', { worker, time: timeNear(reader, order.startedAt ?? order.at, order.at) });
    case 'completed':
      return say(reader, 'messages:order.completed', { price: sum(reader, owedFor(order)) });
    case 'failed':
    case 'cancelled':
      return `${endLine(reader, order)} ${owedLine(reader, order)}`;
  }
}

function endLine(reader: Reader, order: OrderView): string {
  if (order.endReason === 'no_show') return say(reader, 'messages:order.no_show', { by: timeNear(reader, order.endedAt ?? order.at, order.at) });
  const why = reasonText(reader, order);
  return say(reader, `messages:order.${order.status === 'failed' ? 'failed' : 'cancelled'}`, { why });
}

function owedLine(reader: Reader, order: OrderView): string {
  const price = owedFor(order);
  return price === 0 ? say(reader, 'messages:order.free') : say(reader, 'messages:order.owed', { price: sum(reader, price) });
}

function kitLine(reader: Reader, order: OrderView): string | null {
  return order.status === 'assigned' && order.supplies === 'issued' ? say(reader, 'messages:order.kit') : null;
}

/** The fixed price with what makes it differ from the estimate, or the estimate; and the original of a copy. */
function priceLine(reader: Reader, order: OrderView): string {
  const copy = order.copyOf && say(reader, 'messages:order.copy', { no: order.copyOf.number });
  return [priceText(reader, order), copy].filter(Boolean).join(' · ');
}

function priceText(reader: Reader, { price, estimate }: OrderView): string {
  if (!price) return say(reader, 'messages:order.estimate', { estimate: sum(reader, estimate) });
  if (price.price === estimate) return say(reader, 'messages:order.price', { price: sum(reader, price.price) });
  const why = plain(reader, 'messages:order.discount', { percent: price.percent });
  return say(reader, 'messages:order.price_differs', { price: sum(reader, price.price), estimate: sum(reader, estimate), why });
}

function whyLine(reader: Reader, order: OrderView): string | null {
  if (!order.price) return null;
  const { listPrice, percent, price } = order.price;
  return whyThisSum(reader, {
    number: order.number,
    at: order.at,
    service: serviceName(order.service, reader.language),
    state: orderState(reader, order),
    isRule: order.status !== 'completed',
    listPrice,
    percent,
    amount: price,
  });
}

/** How one order's sum came about: list price, discount, and that an order that did not come off is paid in full (B2, O7). */
export function whyThisSum(
  reader: Reader,
  line: { number: number; at: Date; service: string; state: string; isRule: boolean; listPrice: number; percent: number; amount: number },
): string {
  const exact = plain(reader, 'messages:order.why_sum', { list: sum(reader, line.listPrice), percent: line.percent, price: sum(reader, line.amount) });
  const total = line.isRule ? `${exact}, ${plain(reader, 'messages:order.by_rules')}` : exact;
  const { service, state } = line;
  return say(reader, 'messages:order.why', { no: line.number, service, day: day(line.at, reader.zone, reader.language), state, sum: total });
}
