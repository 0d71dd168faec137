import type { Kit } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** Nobody waits for a kit at the place any more: whoever was told that it is missed there hears so. Nothing where it was not missed. */
export async function endMiss(w: ConsumablesWork, kit: Kit): Promise<void> {
  if (await w.consumables.markMissed(kit.order.id, false)) await w.emit({ type: 'supplies_not_missed', ...factsOf(kit) });
}
