import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { allow } from '../users';
import type { Kit } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** Tells supplies staff and managers, once for each time an order is set for, of kits that are still open an hour before it (C2). Returns how many. */
export async function escalateKits(app: Runner<ConsumablesWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, overdueKits), (kit) => app.run(actor, (w) => escalate(w, kit)));
}

/** Open kits whose order is near and of which nobody was told yet; one that an order may start without, or whose order has no worker, is nobody's hurry. */
export async function overdueKits(w: ConsumablesWork): Promise<Kit[]> {
  const { escalation_minutes } = await w.consumables.policy();
  return w.consumables.overdueKits(plusMinutes(w.now, escalation_minutes));
}

async function escalate(w: ConsumablesWork, found: Kit): Promise<boolean> {
  allow(w, 'escalate-kit');
  const kit = await w.consumables.kit(found.order.id);
  const isAsFound = kit?.status === 'requested' && !kit.overridden && !kit.isWaiting && kit.dueAt.getTime() === found.dueAt.getTime();
  if (!isAsFound || !(await w.consumables.markEscalated(kit))) return false;
  await w.emit({ type: 'supplies_overdue', ...factsOf(kit) });
  return true;
}
