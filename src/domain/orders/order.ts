import type { Minor } from '../shared/money';
import type { KitStatus } from '../consumables';
import type { CannotComeReason, EndReason, OrderFacts } from './events';

/** The states of an order (O3, M5). */
export type OrderStatus = 'unmatched' | 'assigned' | 'started' | 'completed' | 'failed' | 'cancelled';

/** What a client may be helped with (O1). */
export interface Service {
  id: string;
  nameRu: string;
  nameEn: string;
  descriptionRu: string | null;
  descriptionEn: string | null;
  minutes: number;
  status: 'active' | 'retired';
}

/** A price as it was fixed when a worker was found (O2, B3); amounts in minor units. */
export interface FixedPrice {
  tariff: number;
  listPrice: Minor;
  percent: number;
  price: Minor;
}

/** Another order, by what machines and people call it. */
interface Named {
  id: string;
  number: number;
}

/** An order as it is stored. */
export interface Order {
  id: string;
  number: number;
  client: string;
  service: Service;
  worker: string | null;
  status: OrderStatus;
  endReason: EndReason | null;
  at: Date;
  endsAt: Date;
  copyOf: Named | null;
  /** The order that was placed once more in its stead (O5). */
  copiedAs: Named | null;
  estimate: Minor;
  price: FixedPrice | null;
  placedAt: Date;
  /** When its worker was given it, or its start was taken back late; null where nobody has it, or for orders of before that was kept. */
  assignedAt: Date | null;
  startedAt: Date | null;
  endedAt: Date | null;
  place: string;
  description: string | null;
  /** How to find the place. */
  directions: string | null;
  endNote: string | null;
  /** Its worker has said that it cannot come, and nobody else has the order yet. */
  cannotCome: CannotComeReason | null;
}

/** An order with the names and the kit's state that people look at. */
export interface OrderView extends Omit<Order, 'client' | 'worker'> {
  client: { id: string; number: number; name: string };
  worker: { id: string; number: number; name: string } | null;
  supplies: KitStatus | 'overridden' | null;
  /** By when its worker must have started, so that it does not fail (O5): the agreed time, or when it was given it late, and the minutes there are for that. */
  startBy: Date;
  /** Until when it may be moved (O9), be that past or not; null in a state that does not allow it. */
  movableUntil: Date | null;
}

/** What the client owes for an order as it stands, or would if it were cancelled now: without a worker nothing (O6, O7, M5). */
export function owedFor(order: { worker: unknown; price: FixedPrice | null }): Minor {
  return order.worker === null ? 0 : (order.price?.price ?? 0);
}

/** Whether a failed order is the worker's fault: not where its kit was never issued (O5, B8). */
export function isFined(order: Pick<Order, 'endReason'>): boolean {
  return order.endReason !== 'supplies_missing';
}

/** Whether the time of an order came while nobody had it: it is cancelled at no cost, and given to nobody any more (M5). */
export function isPastMatching(order: Order, now: Date): boolean {
  return order.status === 'unmatched' && order.at <= now;
}

/** From when its worker is awaited: the agreed time, or the later moment at which this worker was given the order, or its start was taken back (O5). */
export function awaitedFrom(order: Order): Date {
  return order.assignedAt !== null && order.assignedAt > order.at ? order.assignedAt : order.at;
}

/** What every event of the order tells. */
export function factsOf(order: Order): OrderFacts {
  return {
    order: order.id,
    number: order.number,
    client: order.client,
    worker: order.worker,
    service: order.service.id,
    service_ru: order.service.nameRu,
    service_en: order.service.nameEn,
    at: order.at.toISOString(),
    tariff: order.price?.tariff ?? null,
    list_price_minor: order.price?.listPrice ?? null,
    discount_percent: order.price?.percent ?? null,
    price_minor: order.price?.price ?? null,
  };
}
