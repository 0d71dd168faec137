import type { KitFacts } from './events';
import type { Kit } from './kit';

/** What the events of a kit tell. */
export function factsOf(kit: Pick<Kit, 'order' | 'client' | 'worker' | 'dueAt'>): KitFacts {
  return { order: kit.order.id, number: kit.order.number, client: kit.client, worker: kit.worker, due: kit.dueAt.toISOString() };
}
