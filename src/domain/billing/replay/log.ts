import type { BillingEvent } from '../events';
import type { EndedOrder } from '../ledger/ended-order';

/** What the log tells of an order on its way; what it tells of its end is an `EndedOrder`. */
interface OrderOnItsWay extends Omit<EndedOrder, 'type'> {
  type: 'order_placed' | 'order_unmatched' | 'order_assigned' | 'order_moved';
}

/** What the events of an order tell of its money. */
export type OrderEvent = (OrderOnItsWay | EndedOrder) & { service: string; reason?: string };

/** The events that money follows from. */
export type MoneyEvent = BillingEvent | OrderEvent;

/** One event as it stands in the log. */
export interface Logged<E = MoneyEvent> {
  /** Ids grow with time. */
  id: string;
  /** ISO 8601, UTC. */
  at: string;
  event: E;
}

/** The instant in real time at which an event's id was made, in milliseconds: the commit came a moment later. */
export function saidAt(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16);
}
