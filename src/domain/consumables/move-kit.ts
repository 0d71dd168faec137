import { factsOf } from './request-kit';
import type { ConsumablesWork } from './work';

/** The kit of an order that moved follows it: another date, and perhaps another worker, to whom a kit that is out already is handed on (O9). */
export async function moveKit(w: ConsumablesWork, event: { order: string; worker: string | null; at: string }): Promise<void> {
  const kit = await w.consumables.kit(event.order);
  if (!kit || kit.status === 'withdrawn') return;
  const moved = { ...kit, worker: event.worker ?? kit.worker, dueAt: new Date(event.at) };
  if (moved.worker === kit.worker && moved.dueAt.getTime() === kit.dueAt.getTime()) return;
  await w.consumables.move(event.order, moved.worker, moved.dueAt);
  await w.emit({ type: 'supplies_moved', previous_worker: kit.worker, previous_due: kit.dueAt.toISOString(), waits: event.worker === null, ...factsOf(moved) });
}

/** The order's worker is gone and nobody has it yet: its kit stays, and is nobody's hurry until somebody is found (C2, U4). */
export async function keepKitWaiting(w: ConsumablesWork, event: { order: string }): Promise<void> {
  await w.consumables.markWaiting(event.order);
}
