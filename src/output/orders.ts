import { catNumber } from '../domain/shared/ids';
import type { OrderView } from '../domain/orders';
import * as json from './json';
import type { Listing } from './list-command';
import { money, priceSum } from './money';
import { toneOf } from './style';
import { exactAndRelative, relative, span, type Clock } from './time';

/** Whoever comes an hour before the agreed time is no news. */
const EARLY_MS = 60 * 60_000;

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
    ...['service.id', 'service.name', 'place', 'description', 'at', 'copy_of', 'copied_as.number', 'list_price', 'discount.percent', 'discount.amount', 'price', 'supplies'],
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

/** An order in one line after it was moved: where it is now, and who comes. */
export const movedLine = (order: OrderView, clock: Clock): string =>
  [`order ${order.number}`, `moved to ${span(order.at, order.endsAt, clock)}`, order.worker?.name ?? 'nobody is free yet'].join(' · ');

/** An order in one line that was to be moved to the time it has. */
export const stayedLine = (order: OrderView, clock: Clock): string => `order ${order.number} · is at that time already: ${span(order.at, order.endsAt, clock)}`;

/** What staff should know who start or complete an order long before its time; undefined where it is near enough. */
export function earlyText({ number, at }: Pick<OrderView, 'number' | 'at'>, clock: Clock): string | undefined {
  return at.getTime() - clock.now.getTime() > EARLY_MS ? `order ${number} is for ${exactAndRelative(at, clock)}` : undefined;
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
      directions: order.directions,
      description: order.description,
      price: order.price ? priceSum(order.price) : `estimate ${money(order.estimate)}`,
      supplies: order.supplies,
      'copy of': order.copyOf && `order ${order.copyOf.number}`,
      'copied as': order.copiedAs && `order ${order.copiedAs.number}`,
      'cannot come': order.cannotCome && order.status === 'assigned' ? `${order.worker?.name ?? ''} says so (${order.cannotCome}): mcf orders assign ${order.number}` : null,
      reason: reason || null,
    },
  ];
}
