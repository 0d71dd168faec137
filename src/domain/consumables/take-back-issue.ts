import { allow } from '../users';
import { bookStock } from './book-stock';
import { kitNotIssued } from './errors';
import { issuedOf, type IssuedKit } from './issue-kit';
import { handedOverBy, type Kit, type LeftKit } from './kit';
import { factsOf } from './kit-facts';
import { withWorker } from './still-missing';
import type { ConsumablesWork } from './work';

/**
 * A kit was not handed out after all, before its order began: it is asked for anew, and what of it is out is in the stock again, to the piece (C4). One that was
 * said to be handed over is still with who should have given it, and is to come back. Throws `consumables.kit_not_issued`. Whoever
 * calls this says that the order has not begun.
 */
export async function takeBackIssue(w: ConsumablesWork, input: { order: string }): Promise<IssuedKit> {
  allow(w, 'take-back-issue');
  const kit = await w.consumables.kit(input.order);
  if (kit?.status !== 'issued') throw kitNotIssued(input.order, kit?.order.number ?? null);
  await w.consumables.lockItems([...(await withWorker(w, kit)).keys()]);
  const out = await withWorker(w, kit);
  const giver = handedOverBy(kit);
  const next: Kit = { ...kit, status: 'requested', issuedAt: null, issuedBy: null, left: giver ? [...kit.left.filter((one) => one !== giver), hasStill(giver, out)] : kit.left };
  // Somebody may have taken it back, or passed it on, since it was looked at.
  if (!(await w.consumables.change(kit, next))) return takeBackIssue(w, input);
  if (!giver) await bookStock(w, out, { kind: 'returned', order: kit.order });
  await w.emit({ type: 'supplies_issue_taken_back', back_with: giver?.worker ?? null, ...factsOf(kit) });
  return issuedOf(w, next, null, giver ? new Map() : out);
}

const hasStill = ({ worker, issuedAt, issuedBy }: LeftKit, out: ReadonlyMap<string, number>): LeftKit => ({ worker, items: Object.fromEntries(out), issuedAt, issuedBy, backAt: null });
