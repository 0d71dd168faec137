import { allow } from '../users';
import { endMiss } from './end-miss';
import { kitNotFound } from './errors';
import type { Kit } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** A worker is at the place and waits for its kit (O3): staff are to hear of it, once however often it is said. Where the order may start by now there is nothing to say. */
export async function missKit(w: ConsumablesWork, input: { order: string }): Promise<void> {
  const kit = await ownKit(w, input.order);
  if (await w.consumables.markMissed(kit.order.id, true)) await w.emit({ type: 'supplies_missed', ...factsOf(kit) });
}

/** The worker is not at the place after all: nobody waits there for its kit. */
export async function stopMissing(w: ConsumablesWork, input: { order: string }): Promise<void> {
  await endMiss(w, await ownKit(w, input.order));
}

async function ownKit(w: ConsumablesWork, order: string): Promise<Kit> {
  const kit = await w.consumables.kit(order);
  if (!kit) throw kitNotFound(order);
  allow(w, 'miss-kit', kit.worker);
  return kit;
}
