import { endMiss } from './end-miss';
import { leftOut, type Kit, type LeftKit } from './kit';
import { factsOf } from './kit-facts';
import { withWorker } from './still-missing';
import type { ConsumablesWork } from './work';

/**
 * Makes a kit follow its order, to another worker (null: to nobody yet) and another time. One that is out already stays with whoever has it, is to
 * come back and asked for anew (O6), unless it goes to somebody who still has one. Returns the kit as it was; undefined where there is none.
 */
export async function passOn(w: ConsumablesWork, order: string, to: { worker: string | null; dueAt?: Date }): Promise<Kit | undefined> {
  const kit = await w.consumables.kit(order);
  if (!kit) return undefined;
  const isLeft = kit.status === 'issued' && to.worker !== kit.worker;
  const left = isLeft ? [...kit.left, await leftBy(w, kit)] : kit.left;
  const own = isLeft || kit.status === 'requested' ? leftOut({ left }).find(({ worker }) => worker === to.worker) : undefined;
  const base = { ...kit, worker: to.worker ?? kit.worker, dueAt: to.dueAt ?? kit.dueAt, isWaiting: to.worker === null };
  const next: Kit = own ? takenUp(base, left, own) : isLeft ? { ...base, left, status: 'requested', issuedAt: null, issuedBy: null } : base;
  // Somebody may have issued it, or taken it back, since it was looked at.
  if (!(await w.consumables.change(kit, next))) return passOn(w, order, to);
  if (isLeft) await w.emit({ type: 'supplies_left', left_with: kit.worker, waits: next.isWaiting, ...factsOf(next) });
  if (own) await w.emit({ type: 'supplies_issued', overridden: false, from: own.worker, ...factsOf(next) });
  const isElsewhere = to.worker !== kit.worker || next.dueAt.getTime() !== kit.dueAt.getTime();
  if (isElsewhere) await endMiss(w, kit);
  return kit;
}

/** A kit that is with its worker once more. */
const takenUp = (kit: Kit, left: readonly LeftKit[], own: LeftKit): Kit => ({
  ...kit,
  status: 'issued',
  issuedAt: own.issuedAt === null ? null : new Date(own.issuedAt),
  issuedBy: own.issuedBy,
  left: left.filter((one) => one !== own),
});

/** What whoever has the kit is to give back once the order is somebody else's. */
async function leftBy(w: ConsumablesWork, kit: Kit): Promise<LeftKit> {
  return { worker: kit.worker, items: Object.fromEntries(await withWorker(w, kit)), issuedAt: kit.issuedAt?.toISOString() ?? null, issuedBy: kit.issuedBy, backAt: null };
}
