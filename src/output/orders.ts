import { catNumber } from '../domain/shared/ids';
import type { OrderView, Service, TimelineEntry } from '../domain/orders';
import * as json from './json';
import type { Listing } from './list-command';
import { money, priceSum } from './money';
import { clean, toneOf } from './style';
import { exactAndRelative, relative, shortTime, span, type Clock } from './time';

/** Orders as a list. */
export const orderList = (clock: Clock): Listing<OrderView, ReturnType<typeof json.order>> => ({
  columns: [
    { head: 'NO', of: (row) => String(row.number), right: true },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'CLIENT', of: (row) => row.client.name, cuttable: true },
    { head: 'WORKER', of: (row) => row.worker?.name ?? '', cuttable: true },
    { head: 'SERVICE', of: (row) => row.service.nameEn, cuttable: true },
    { head: 'WHEN', of: (row) => relative(row.at, clock), wide: (row) => exactAndRelative(row.at, clock) },
    { head: 'PRICE', of: (row) => (row.price ? money(row.price.price) : ''), right: true },
    { head: 'PLACE', of: (row) => row.place, cuttable: true, optional: true },
  ],
  json: json.order,
  csv: [
    ...['id', 'number', 'status', 'end_reason', 'estimate', 'client.id', 'client.number', 'client.name', 'worker.id', 'worker.number', 'worker.name'],
    ...['service.id', 'service.name', 'place', 'description', 'at', 'copy_of', 'list_price', 'discount.percent', 'discount.amount', 'price', 'supplies'],
  ],
  empty: 'No orders yet. Place one: mcf orders place',
  none: 'None match. All: mcf orders list',
});

/** What to do next about an order. */
export function nextForOrder(order: OrderView): string {
  if (order.status === 'unmatched') return `mcf orders assign ${order.number}`;
  if (order.status === 'assigned' && order.supplies === 'requested') return `mcf consumables issue ${order.number}`;
  return `mcf orders show ${order.number}`;
}

/** An order in one line, after something was done to it; one that ended badly says what is still owed (O6). */
export function orderLine(order: OrderView): string {
  const who = order.worker?.name ?? 'nobody is free yet';
  const state = order.status === 'assigned' ? `assigned to ${who}` : order.status === 'unmatched' ? `unmatched: ${who}` : order.status;
  const owed = order.status === 'cancelled' || order.status === 'failed';
  const price = order.price ? `${money(order.price.price)}${owed ? ' still owed' : ''}` : owed ? 'costs nothing' : `estimate ${money(order.estimate)}`;
  return [`order ${order.number}`, state, price].join(' · ');
}

/** The title and the fields of an order's card. */
export function orderCard(order: OrderView, clock: Clock): [string, Record<string, string | null>] {
  const reason = [order.endReason, order.endNote].filter((part) => part && part !== 'other').join(': ');
  return [
    `Order ${order.number} · ${order.status} · ${order.service.nameEn}`,
    {
      client: `${order.client.name} ${catNumber(order.client.number)}`,
      worker: order.worker && `${order.worker.name} ${catNumber(order.worker.number)}`,
      when: `${span(order.at, order.endsAt, clock)} (${relative(order.at, clock)})`,
      place: order.place,
      description: order.description,
      price: order.price ? priceSum(order.price) : `estimate ${money(order.estimate)}`,
      supplies: order.supplies,
      'copy of': order.copyOf && `order ${order.copyOf.number}`,
      reason: reason || null,
    },
  ];
}

const CHANNELS: Record<string, string> = { cli: 'command line', bot: 'bot', job: '', page: 'page' };

/** Who did what an entry tells, and by which way. */
export function doneBy({ actor, actorKind, channel, event, note }: TimelineEntry): string {
  const who = actorKind === 'system' ? 'by itself' : (actor ?? 'somebody');
  const reason = typeof event.reason === 'string' && event.reason !== 'other' ? event.reason : '';
  return clean([who, CHANNELS[channel] ?? channel, reason, note && `“${note}”`].filter(Boolean).join(', '));
}

/** What an entry tells: `placed`, `supplies issued`. */
export const happened = ({ event }: TimelineEntry) =>
  event.overridden === true ? 'supplies overridden' : event.type.replace(/^order_/, '').replaceAll('_', ' ');

/** An order's history as a list. */
export const timeline = (clock: Clock): Listing<TimelineEntry, ReturnType<typeof json.timelineEntry>> => ({
  columns: [
    { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
    { head: 'WHAT', of: happened },
    { head: 'BY', of: doneBy, cuttable: true },
  ],
  json: json.timelineEntry,
  csv: ['at', 'event', 'actor.id', 'actor.name', 'actor_kind', 'channel', 'note'],
  empty: 'Nothing happened yet.',
});

/** The history below an order's card. */
export function timelineLines(entries: readonly TimelineEntry[], clock: Clock): string[] {
  const told = entries.map((entry) => ({ at: shortTime(entry.at, clock), what: happened(entry), by: doneBy(entry) }));
  const width = (of: (row: (typeof told)[number]) => string) => told.reduce((most, row) => Math.max(most, of(row).length), 0);
  const [times, events] = [width((row) => row.at), width((row) => row.what)];
  return ['Timeline', ...told.map((row) => `  ${row.at.padStart(times)}  ${row.what.padEnd(events)}  ${row.by}`)];
}

/** Services as a list. */
export const serviceList: Listing<Service, ReturnType<typeof json.service>> = {
  columns: [
    { head: 'NAME', of: (row) => row.nameEn },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'MINUTES', of: (row) => String(row.minutes), right: true },
    { head: 'RUSSIAN', of: (row) => row.nameRu, cuttable: true },
  ],
  json: json.service,
  csv: ['id', 'name', 'name_ru', 'minutes', 'status'],
  empty: 'No services yet. Add one: mcf services add',
};
