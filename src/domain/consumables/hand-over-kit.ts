import { allow } from '../users';
import { nothingToHandOver } from './errors';
import { issuedOf, openKit, type IssuedKit } from './issue-kit';
import { leftOut } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/** Whoever had the order before handed its kit to whoever has it now: nothing leaves the stock, and nothing is to come back. Saying so twice changes nothing. */
export async function handOverKit(w: ConsumablesWork, input: { order: string }): Promise<IssuedKit> {
  allow(w, 'issue-kit');
  const kit = await openKit(w, input.order);
  const from = leftOut(kit).at(-1);
  if (kit.status === 'requested') {
    if (!from || kit.isWaiting) throw nothingToHandOver(kit.order.id, kit.order.number);
    const left = kit.left.filter((one) => one !== from);
    // Somebody may have issued another, or taken this one back, since it was looked at.
    if (!(await w.consumables.change(kit, { ...kit, status: 'issued', issuedAt: w.now, issuedBy: w.actor.personId, left }))) return handOverKit(w, input);
    await w.emit({ type: 'supplies_issued', overridden: false, from: from.worker, ...factsOf(kit) });
  }
  const issued = await openKit(w, input.order);
  return issuedOf(w, issued, issued.handedOut);
}
