import { allow, requiredText } from '../users';
import { kitAlreadyIssued, kitNotFound, kitWithdrawn } from './errors';
import type { Kit } from './kit';
import { factsOf } from './request-kit';
import type { ConsumablesWork } from './work';

/** Hands out the kit of an order, noting what was really in it if that is told; saying so twice changes nothing (C1). */
export async function issueKit(w: ConsumablesWork, input: { order: string; handedOut?: string }): Promise<Kit> {
  allow(w, 'issue-kit');
  const handedOut = input.handedOut === undefined ? null : requiredText('items', input.handedOut, 500);
  const kit = await openKit(w, input.order);
  if (kit.status === 'requested' && (await w.consumables.issue(kit.order.id, handedOut))) {
    await w.emit({ type: 'supplies_issued', overridden: false, ...factsOf(kit) });
  }
  return openKit(w, input.order);
}

/** Lets the order start without its kit, by a manager's word and reason (O3). */
export async function overrideKit(w: ConsumablesWork, input: { order: string; reason: string }): Promise<Kit> {
  allow(w, 'override-kit');
  const reason = requiredText('reason', input.reason, 500);
  const kit = await openKit(w, input.order);
  if (kit.status === 'issued' || kit.overridden) throw kitAlreadyIssued(kit.order.id);
  if (await w.consumables.override(kit.order.id, reason)) {
    await w.emit({ type: 'supplies_issued', overridden: true, ...factsOf(kit) });
  }
  return openKit(w, input.order);
}

async function openKit(w: ConsumablesWork, order: string): Promise<Kit> {
  const kit = await w.consumables.kit(order);
  if (!kit) throw kitNotFound(order);
  if (kit.status === 'withdrawn') throw kitWithdrawn(order);
  return kit;
}
