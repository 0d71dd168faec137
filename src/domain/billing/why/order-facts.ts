import type { ChargedOrder, Outcome } from '../invoicing/invoice';
import type { Logged, OrderEvent } from '../replay/log';

/** By which rule an order that ended is charged: it was completed (B4), it is paid in full all the same (O7), or nobody was found for it (M5). */
export type ChargeRule = 'B4' | 'O7' | 'M5';

/** How an order ended, as far as billing is concerned. */
export interface Ending {
  outcome: Outcome;
  at: Date;
  /** Why it failed or was cancelled: `no_show`, `nobody_free`, … */
  reason: string | null;
  isCharged: boolean;
  rule: ChargeRule;
  /** Whether the worker is to blame for the failure. */
  isFined: boolean;
}

/** An order as the log tells of it. */
export interface OrderFacts {
  order: ChargedOrder & { serviceRu: string; serviceEn: string };
  client: string;
  worker: string | null;
  /** The latest event that tells all of it. */
  latest: OrderEvent;
  ending: Ending | null;
}

/** What the log tells of each order. */
export function factsOf(events: readonly Logged<OrderEvent>[]): Map<string, OrderFacts> {
  const facts = new Map<string, OrderFacts>();
  for (const { at, event } of events) {
    const { order: id, number, client, worker, service_ru: serviceRu, service_en: serviceEn } = event;
    facts.set(id, { order: { id, number, at: new Date(event.at), serviceRu, serviceEn }, client, worker, latest: event, ending: endingOf(event, new Date(at)) });
  }
  return facts;
}

function endingOf(event: OrderEvent, at: Date): Ending | null {
  if (event.type !== 'order_completed' && event.type !== 'order_failed' && event.type !== 'order_cancelled') return null;
  const outcome = event.type === 'order_completed' ? 'completed' : event.type === 'order_failed' ? 'failed' : 'cancelled';
  const isCharged = event.charged !== false;
  const rule = !isCharged ? 'M5' : outcome === 'completed' ? 'B4' : 'O7';
  return { outcome, at, reason: event.reason ?? null, isCharged, rule, isFined: event.fined === true };
}
