import type { AlertView } from '../../domain/notifications';
import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { hasText } from '../../locales';
import type { ActionOf } from '../callback-data';
import { kitState, orderState, serviceName, when } from './facts';
import { inRows } from './pages';
import { button, labelled, plain, post, say, type Reader } from './view';

/** So many orders of an absence have a button each. */
const MAX_BOOKED = 12;

/** An alert as every manager sees it: what is wrong, who is on it, and what can be done; once it is over it says how things stand. */
export function alertCard(reader: Reader, alert: AlertView, options: { again?: boolean } = {}): Post {
  return post([`<b>${alertText(reader, alert, options.again)}</b>`, aboutLine(reader, alert), alert.isOpen ? taken(reader, alert) : over(reader, alert)], alert.isOpen ? openButtons(reader, alert) : orderButtons(reader, alert));
}

/** What the order is about, as far as the line above does not say it. */
function aboutLine(reader: Reader, { kind, order }: AlertView): string | null {
  if (!order || kind === 'kit') return null;
  const facts = { service: serviceName(order.service, reader.language), client: order.client.name };
  return kind === 'unmatched' ? say(reader, 'messages:alert.about', facts) : say(reader, 'messages:alert.about_at', { ...facts, at: when(reader, order.at) });
}

/** An alert in one line. */
export function alertText(reader: Reader, alert: AlertView, again = false): string {
  const no = alert.order?.number ?? 0;
  switch (alert.kind) {
    case 'unmatched':
      return say(reader, again ? 'messages:alert.still_unmatched' : 'messages:alert.unmatched', { no, at: when(reader, alert.order.at) });
    case 'overdue':
      return say(reader, 'messages:alert.overdue', { no, worker: alert.order.worker?.name ?? '', at: when(reader, alert.order.endsAt) });
    case 'cannot_come':
      return say(reader, 'messages:alert.cannot_come', { no, worker: alert.worker, why: alert.why.note ?? plain(reader, `messages:reason.${alert.why.code}`) });
    case 'photo':
      return say(reader, `messages:alert.photo_${alert.photo}`, { no, old: alert.old });
    case 'matching':
      return say(reader, 'messages:alert.matching', { no, program: alert.program, fault: faultText(reader, alert.fault) });
    case 'kit':
      return say(reader, 'messages:kit.overdue', { no, due: when(reader, alert.due), worker: alert.order.worker?.name ?? '—', client: alert.order.client.name });
    case 'absence': {
      const orders = alert.booked.map(({ number }) => plain(reader, 'messages:order.number', { no: number })).join(', ');
      const span = { worker: alert.worker, from: when(reader, alert.from), to: when(reader, alert.to) };
      return [say(reader, 'messages:alert.absence', span), alert.booked.length > 0 && say(reader, 'messages:alert.booked', { count: alert.booked.length, orders })].filter(Boolean).join(' ');
    }
  }
}

function faultText(reader: Reader, fault: string): string {
  const key = `messages:fault.${fault}`;
  return hasText(reader.language, key) ? plain(reader, key) : fault;
}

const taken = (reader: Reader, { takenBy }: AlertView): string | null => takenBy && say(reader, 'messages:alert.taken', { who: takenBy.name });

function over(reader: Reader, alert: AlertView): string {
  return alert.kind === 'photo' ? say(reader, 'messages:alert.settled') : say(reader, 'messages:alert.over', { state: alertState(reader, alert) });
}

/** How things stand with what an alert is about, in a few words. */
export function alertState(reader: Reader, alert: AlertView): string {
  if (alert.kind === 'absence') return plain(reader, 'messages:alert.none_booked');
  const { order } = alert;
  if (alert.kind === 'kit' && order.status === 'assigned' && order.supplies !== null && order.supplies !== 'overridden') return kitState(reader, { status: order.supplies });
  return stateOf(reader, order);
}

/** The state of an order, and who comes. */
function stateOf(reader: Reader, order: OrderView): string {
  const who = order.status === 'assigned' || order.status === 'started' ? order.worker?.name : undefined;
  return [orderState(reader, order), who].filter(Boolean).join(', ');
}

const on = (alert: AlertView, action: ActionOf<'alert'>) => ({ kind: 'thing', thing: 'alert', action, id: alert.id, version: alert.takenBy ? 'taken' : 'open' }) as const;

function openButtons(reader: Reader, alert: AlertView): PostButton[][] {
  const of = (action: ActionOf<'alert'>, key: string) => button(reader, key, on(alert, action));
  const hands = [...(alert.takenBy ? [] : [of('take', 'messages:button.mine')]), ...(alert.kind === 'photo' ? [of('settle', 'messages:button.settled')] : [])];
  const canAssign = alert.kind === 'unmatched' || alert.kind === 'cannot_come' || alert.kind === 'matching';
  return [hands, canAssign ? [of('match', 'messages:button.match_again'), of('assign', 'messages:button.assign')] : [], ...orderButtons(reader, alert)];
}

/** The way to the orders that an alert is about, and to the kit. */
function orderButtons(reader: Reader, alert: AlertView): PostButton[][] {
  if (alert.kind === 'absence') return inRows(alert.booked.slice(0, MAX_BOOKED).map(({ id, number }) => staffButton(plain(reader, 'messages:order.number', { no: number }), id)), 4);
  const kit = alert.kind === 'kit' ? [button(reader, 'messages:button.kit', { kind: 'thing', thing: 'kit', action: 'show', id: alert.order.id, version: 'any' })] : [];
  return [[...kit, toOrder(reader, alert.order.id)]];
}

/** The way to an order as managers see it. */
export const toOrder = (reader: Reader, order: string): PostButton => staffButton(plain(reader, 'messages:button.order'), order);

const staffButton = (label: string, id: string): PostButton => labelled(label, { kind: 'thing', thing: 'staff', action: 'show', id, version: 'any' });
