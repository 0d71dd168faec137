import { DateTime } from 'luxon';

import type { OrderView } from '../../domain/orders';
import { plusDays, plusMinutes, startOfDay } from '../../domain/shared/time';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day as dayName, time } from '../../locales/format';
import { orderState, serviceName } from './facts';
import { inRows, pageAt, turns } from './pages';
import { labelled, plain, post, say, type Reader } from './view';

/** A kit that is not out so long before its order, and an order that goes on so long after its end, need a hand (C2, O3). */
const KIT_MINUTES = 60;
const OVERDUE_MINUTES = 120;

/** The orders of one day (`YYYY-MM-DD`) as managers see them, a page at a time: those that need a hand first, then by their time. */
export function board(reader: Reader, orders: readonly OrderView[], on: string, page: number): Post {
  const hand = (order: OrderView) => needsHand(order, reader.now);
  const sorted = orders.toSorted((one, other) => Number(hand(other)) - Number(hand(one)) || one.at.getTime() - other.at.getTime() || one.number - other.number);
  const shown = pageAt(sorted, page);
  const head = say(reader, 'bot:board.title', { day: named(reader, on), count: orders.length });
  const rows = inRows(shown.items.map((order) => orderButton(reader, order)), 4);
  return post([`<b>${head}</b>`, ...shown.items.map((order) => lineOf(reader, order))], [...rows, turns('board', shown, (at) => argOf(on, at)), days(reader, on)]);
}

/** Whether somebody should do something about an order. */
function needsHand(order: OrderView, now: Date): boolean {
  if (order.status === 'unmatched') return true;
  if (order.status === 'started') return order.endsAt <= plusMinutes(now, -OVERDUE_MINUTES);
  return order.status === 'assigned' && (order.cannotCome !== null || (order.supplies === 'requested' && order.at <= plusMinutes(now, KIT_MINUTES)));
}

function lineOf(reader: Reader, order: OrderView): string {
  const facts = { time: time(order.at, reader.zone), no: order.number, service: serviceName(order.service, reader.language), client: order.client.name, worker: order.worker?.name ?? '—' };
  const state = order.status === 'assigned' && order.cannotCome !== null ? plain(reader, 'bot:staff.cannot_come') : orderState(reader, order);
  return `${needsHand(order, reader.now) ? '⚠️ ' : ''}${say(reader, 'bot:board.line', { ...facts, state })}`;
}

function orderButton(reader: Reader, order: OrderView): PostButton {
  return labelled(plain(reader, 'messages:order.number', { no: order.number }), { kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: order.status });
}

/** The days before and after. */
function days(reader: Reader, on: string): PostButton[] {
  const [before, after] = [plusDays(on, -1), plusDays(on, 1)];
  return [labelled(`‹ ${named(reader, before)}`, { kind: 'go', to: 'board', arg: argOf(before, 0) }), labelled(`${named(reader, after)} ›`, { kind: 'go', to: 'board', arg: argOf(after, 0) })];
}

const named = (reader: Reader, on: string): string => dayName(startOfDay(on, reader.zone), reader.zone, reader.language);

/** A day and a page as a button carries them. */
export const argOf = (on: string, page: number): string => `${on.replaceAll('-', '')}p${page}`;

/** The day and page of a button; today's first one where it has none. */
export function readArg(arg: string, today: string): { on: string; page: number } {
  const [, year, month, date, page = '0'] = /^(\d{4})(\d\d)(\d\d)p(\d{1,4})$/.exec(arg) ?? [];
  const on = `${year}-${month}-${date}`;
  return year === undefined || !DateTime.fromISO(on).isValid ? { on: today, page: 0 } : { on, page: Number(page) };
}
