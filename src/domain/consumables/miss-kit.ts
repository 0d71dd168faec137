import { allow } from '../users';
import { kitNotFound } from './errors';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** A worker is at the place and waits for its kit (O3): staff are to hear of it. Where the order may start by now there is nothing to say. */
export async function missKit(w: ConsumablesWork, input: { order: string }): Promise<void> {
  const kit = await w.consumables.kit(input.order);
  if (!kit) throw kitNotFound(input.order);
  allow(w, 'miss-kit', kit.worker);
  if (kit.status === 'requested' && !kit.overridden) await w.emit({ type: 'supplies_missed', ...factsOf(kit) });
}
