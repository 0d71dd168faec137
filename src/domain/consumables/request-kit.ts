import { completeKit } from './kit';
import { factsOf } from './kit-facts';
import { passOn } from './pass-on';
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
  else if (await passOn(w, event.order, { worker: event.worker, dueAt: kit.dueAt })) await w.emit({ type: 'supplies_reassigned', ...factsOf(kit) });
}
