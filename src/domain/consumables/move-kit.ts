import { factsOf } from './kit-facts';
import { passOn } from './pass-on';
import type { ConsumablesWork } from './work';

/** The kit of an order that moved follows it: another date, and perhaps another worker (O9). */
export async function moveKit(w: ConsumablesWork, event: { order: string; worker: string | null; at: string }): Promise<void> {
  const kit = await w.consumables.kit(event.order);
  if (!kit || kit.status === 'withdrawn') return;
  const moved = { ...kit, worker: event.worker ?? kit.worker, dueAt: new Date(event.at) };
  if (moved.worker === kit.worker && moved.dueAt.getTime() === kit.dueAt.getTime()) return;
  await passOn(w, event.order, { worker: event.worker, dueAt: moved.dueAt });
  await w.emit({ type: 'supplies_moved', previous_worker: kit.worker, previous_due: kit.dueAt.toISOString(), waits: event.worker === null, ...factsOf(moved) });
}

/** The order's worker is gone and nobody has it yet: its kit is nobody's hurry until somebody is found, and what is out is to come back (C2, U4). */
export async function keepKitWaiting(w: ConsumablesWork, event: { order: string }): Promise<void> {
  await passOn(w, event.order, { worker: null });
}
