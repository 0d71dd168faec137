import type { KitFacts } from './events';
import { completeKit, type Kit } from './kit';
import type { ConsumablesWork } from './work';

/** Asks for the kit of an assigned order (C1); after a change of worker the same kit goes to the new one, for the order's time. */
export async function requestKit(
  w: ConsumablesWork,
  event: { order: string; number: number; client: string; worker: string | null; service: string; at: string },
): Promise<void> {
  if (event.worker === null) return;
  const template = await w.consumables.template(event.service);
  const kit = {
    order: { id: event.order, number: event.number },
    client: event.client,
    worker: event.worker,
    dueAt: new Date(event.at),
    items: completeKit(template?.items ?? []),
    templateVersion: template?.version ?? null,
  };
  if (await w.consumables.request(kit)) await w.emit({ type: 'supplies_requested', ...factsOf(kit) });
  else if (await w.consumables.reassign(event.order, event.worker, kit.dueAt)) await w.emit({ type: 'supplies_reassigned', ...factsOf(kit) });
}

/** What the events of a kit tell. */
export function factsOf(kit: Pick<Kit, 'order' | 'client' | 'worker' | 'dueAt'>): KitFacts {
  return { order: kit.order.id, number: kit.order.number, client: kit.client, worker: kit.worker, due: kit.dueAt.toISOString() };
}
