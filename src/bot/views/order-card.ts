import { canDo, owedFor, type OrderView } from '../../domain/orders';
import { canComplain, type Review } from '../../domain/quality';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { reasonText, serviceName, sum, timeNear, when } from './facts';
import { button, contact, escapeHtml, plain, post, say, type Reader } from './view';
import { whyOrder, type OrderWhy } from './why';

/** What a client's card says beside the order: `why` opens the sum, and `complaint` is how what the client said was wrong stands. */
interface Beside {
  why?: OrderWhy;
  complaint?: Review['status'] | null;
}

/** An order as its client sees it: one card that is edited in place (O8). */
export function orderCard(reader: Reader, order: OrderView, { why, complaint = null }: Beside = {}): Post {
  const told = complaint && say(reader, `messages:order.complaint_${complaint}`);
  const lines = [orderHead(reader, order), statusLine(reader, order), told, kitLine(reader, order), directionsLine(reader, order), priceLine(reader, order)];
  const canExplain = isOver(order) && owedFor(order) > 0;
  return post(
    [...lines, ...(canExplain && why ? whyOrder(reader, why).map(escapeHtml) : [])],
    [
      [...(isMovable(reader, order) ? [orderButton(reader, order, 'move', 'move')] : []), ...(canDo(order.status, 'set-directions') ? [orderButton(reader, order, 'directions', 'directions')] : [])],
      [...(canDo(order.status, 'cancel-order') ? [orderButton(reader, order, 'cancel', 'cancel_order')] : []), ...(order.status === 'assigned' || order.status === 'started' || (canExplain && why) ? contact(reader) : [])],
      againButtons(reader, order),
      canExplain && !why ? [orderButton(reader, order, 'why', 'why')] : [],
      canComplain(order) && complaint === null ? [orderButton(reader, order, 'complain', 'complain')] : [],
    ],
  );
}

/** A short reply to a critical event, beside the card that shows it all. */
export function orderNotice(reader: Reader, order: OrderView): Post {
  const text = say(reader, 'messages:order.number', { no: order.number });
  const why = isOver(order) && owedFor(order) > 0 ? [orderButton(reader, order, 'why', 'why')] : [];
  return post([`${text}: ${statusLine(reader, order)}`], [againButtons(reader, order), why]);
}

/** Its client hears that whoever was to come does not, and that another worker is sought at the same price (U4). */
export function orderUnmatched(reader: Reader, order: OrderView): Post {
  const said = say(reader, 'messages:order.sought_anew', { no: order.number });
  return post([[said, order.price && `${priceText(reader, order)}.`].filter(Boolean).join(' ')], [[orderButton(reader, order, 'cancel', 'cancel_order')]]);
}

/** The client who said what was wrong hears that it was looked into; what was found is between managers. */
export function complaintClosed(reader: Reader, order: OrderView): Post {
  return post([say(reader, 'messages:complaint.closed', { no: order.number })], [owedFor(order) > 0 ? [orderButton(reader, order, 'why', 'why')] : []]);
}

/** Its client hears that the start was noted by mistake, and who comes. */
export function startTakenBack(reader: Reader, order: OrderView): Post {
  return post([say(reader, 'messages:order.start_taken_back', { no: order.number, worker: order.worker?.name ?? '', by: timeNear(reader, order.startBy, reader.now) })]);
}

/** Whether the order may still be put to another time (O9). */
export function isMovable(reader: Pick<Reader, 'now'>, { movableUntil }: OrderView): boolean {
  return movableUntil !== null && reader.now <= movableUntil;
}

/** The way to another date, or to the copy where there is one already: an order is copied once (O5). */
function againButtons(reader: Reader, order: OrderView): PostButton[] {
  if (!canDo(order.status, 'repeat-order')) return [];
  const { copiedAs } = order;
  if (!copiedAs) return [orderButton(reader, order, 'repeat', 'repeat')];
  return [button(reader, 'messages:button.copy', { kind: 'thing', thing: 'order', action: 'show', id: copiedAs.id, version: 'copy' }, { no: copiedAs.number })];
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

/** Whether its worker was given it after the agreed time, so that it is awaited later (O5). */
const isGivenLate = ({ assignedAt, at }: OrderView): boolean => assignedAt !== null && assignedAt > at;

function statusLine(reader: Reader, order: OrderView): string {
  const worker = order.worker?.name ?? '';
  switch (order.status) {
    case 'unmatched':
      return say(reader, order.price ? 'messages:order.unmatched_priced' : 'messages:order.unmatched');
    case 'assigned':
      return isGivenLate(order) ? say(reader, 'messages:order.assigned_late', { worker, by: timeNear(reader, order.startBy, order.at) }) : say(reader, 'messages:order.assigned', { worker, at: when(reader, order.at) });
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
  if (order.endReason === 'no_show') return say(reader, 'messages:order.no_show', { by: timeNear(reader, order.startBy, order.at) });
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

function directionsLine(reader: Reader, { status, directions }: OrderView): string | null {
  return directions !== null && canDo(status, 'set-directions') ? say(reader, 'messages:order.directions', { text: directions }) : null;
}

/** The fixed price with what makes it differ from the estimate, or the estimate; and what the order is a copy of, or was copied as. */
function priceLine(reader: Reader, order: OrderView): string {
  const { copyOf, copiedAs } = order;
  const copy = copyOf && say(reader, 'messages:order.copy', { no: copyOf.number });
  const copied = copiedAs && say(reader, 'messages:order.copied', { no: copiedAs.number });
  return [priceText(reader, order), copy, copied].filter(Boolean).join(' · ');
}

function priceText(reader: Reader, { price, estimate }: OrderView): string {
  if (!price) return say(reader, 'messages:order.estimate', { estimate: sum(reader, estimate) });
  if (price.price === estimate) return say(reader, 'messages:order.price', { price: sum(reader, price.price) });
  const why = plain(reader, 'messages:order.discount', { percent: price.percent });
  return say(reader, 'messages:order.price_differs', { price: sum(reader, price.price), estimate: sum(reader, estimate), why });
}
