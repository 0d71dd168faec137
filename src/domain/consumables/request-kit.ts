import type { KitFacts } from './events';
import { completeKit, type Kit } from './kit';
import type { ConsumablesWork } from './work';

/** Asks for the kit of an assigned order (C1); after a change of worker the same kit goes to the new one. */
export async function requestKit(
  w: ConsumablesWork,
  event: { order: string; number: number; client: string; worker: string | null; service: string; at: string },
): Promise<void> {
  if (event.worker === null) return;
  const kit = {
    order: { id: event.order, number: event.number },
    client: event.client,
    worker: event.worker,
    dueAt: new Date(event.at),
    items: completeKit(await w.consumables.template(event.service)),
  };
  if (await w.consumables.request(kit)) await w.emit({ type: 'supplies_requested', ...factsOf(kit) });
  else if (await w.consumables.reassign(event.order, event.worker)) await w.emit({ type: 'supplies_reassigned', ...factsOf(kit) });
}

/** What the events of a kit tell. */
export function factsOf(kit: Pick<Kit, 'order' | 'client' | 'worker' | 'dueAt'>): KitFacts {
  return { order: kit.order.id, number: kit.order.number, client: kit.client, worker: kit.worker, due: kit.dueAt.toISOString() };
}
