import type { Minor } from '../shared/money';
import type { KitStatus } from '../consumables';
import type { EndReason, OrderFacts } from './events';

/** The states of an order (O3, M5). */
export type OrderStatus = 'unmatched' | 'assigned' | 'started' | 'completed' | 'failed' | 'cancelled';

/** What a client may be helped with (O1). */
export interface Service {
  id: string;
  nameRu: string;
  nameEn: string;
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
  copyOf: { id: string; number: number } | null;
  estimate: Minor;
  price: FixedPrice | null;
  placedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  place: string;
  description: string | null;
  endNote: string | null;
}

/** An order with the names and the kit's state that people look at. */
export interface OrderView extends Omit<Order, 'client' | 'worker'> {
  client: { id: string; number: number; name: string };
  worker: { id: string; number: number; name: string } | null;
  supplies: KitStatus | 'overridden' | null;
}

/** What the client owes for an order as it stands, or would if it were cancelled now: without a worker nothing (O6, O7, M5). */
export function owedFor(order: { worker: unknown; price: FixedPrice | null }): Minor {
  return order.worker === null ? 0 : (order.price?.price ?? 0);
}

/** Whether a failed order is the worker's fault: not where its kit was never issued (O5, B8). */
export function isFined(order: Pick<Order, 'endReason'>): boolean {
  return order.endReason !== 'supplies_missing';
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
