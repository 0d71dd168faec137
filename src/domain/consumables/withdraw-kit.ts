import { endMiss } from './end-miss';
import { leftOut } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** Takes back the request of an order that ended before it began; a kit already issued is to be returned (C2, O6). */
export async function withdrawKit(w: ConsumablesWork, event: { order: string }): Promise<void> {
  const kit = await w.consumables.kit(event.order);
  if (!kit || kit.status === 'withdrawn') return;
  const untouched = await w.consumables.withdraw(event.order, 'requested');
  if (untouched || (await w.consumables.withdraw(event.order, 'issued'))) {
    await w.emit({ type: 'supplies_withdrawn', was_issued: !untouched || leftOut(kit).length > 0, ...factsOf(kit) });
    await endMiss(w, kit);
  }
}
