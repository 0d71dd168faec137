import { parseCatNumber } from '../shared/ids';
import { allow, peopleById, type Person } from '../users';
import { endMiss } from './end-miss';
import { noKitWith, nothingToHandOver, severalHaveKit } from './errors';
import { issuedOf, openKit, type IssuedKit } from './issue-kit';
import { leftOut, type Kit, type LeftKit } from './kit';
import { factsOf } from './kit-facts';
import type { ConsumablesWork } from './work';

/**
 * Whoever had the order before handed its kit to whoever has it now: nothing leaves the stock, and nothing is to come back. Saying so twice changes nothing.
 * `from` is who did, by id, number or name; throws `consumables.several_have_kit` where nobody is named and several may have.
 */
export async function handOverKit(w: ConsumablesWork, input: { order: string; from?: string | undefined }): Promise<IssuedKit> {
  allow(w, 'issue-kit');
  const kit = await openKit(w, input.order);
  if (kit.status === 'requested') {
    const given = await givenBy(w, kit, input.from);
    const over = { ...given, items: {}, backAt: w.now.toISOString(), isHandedOver: true };
    const left = [...kit.left.filter((one) => one !== given), over];
    // Somebody may have issued another, or taken this one back, since it was looked at.
    if (!(await w.consumables.change(kit, { ...kit, status: 'issued', issuedAt: w.now, issuedBy: w.actor.personId, left }))) return handOverKit(w, input);
    await w.emit({ type: 'supplies_issued', overridden: false, from: given.worker, ...factsOf(kit) });
    await endMiss(w, kit);
  }
  const issued = await openKit(w, input.order);
  return issuedOf(w, issued, issued.handedOut);
}

/** Workers who have a kit of an order that may be handed over to its worker, the latest one last: none where it needs none, or has no worker. */
export async function kitHolders(w: ConsumablesWork, order: string): Promise<Person[]> {
  allow(w, 'issue-kit');
  const kit = await w.consumables.kit(order);
  return kit?.status === 'requested' && !kit.isWaiting ? holders(w, kit) : [];
}

async function holders(w: ConsumablesWork, kit: Kit): Promise<Person[]> {
  const ids = [...new Set(leftOut(kit).map(({ worker }) => worker))];
  const people = await peopleById(w, ids);
  return ids.flatMap((id) => people.get(id) ?? []);
}

/** The kit that was handed over: the one of who is named, or the only one there is. */
async function givenBy(w: ConsumablesWork, kit: Kit, from: string | undefined): Promise<LeftKit> {
  const { id, number } = kit.order;
  const all = kit.isWaiting ? [] : await holders(w, kit);
  if (all.length === 0) throw nothingToHandOver(id, number);
  const meant = from === undefined ? all : all.filter((person) => isCalled(person, from));
  if (meant.length > 1) throw severalHaveKit(id, number, meant);
  const given = leftOut(kit).findLast(({ worker }) => worker === meant[0]?.id);
  if (!given) throw noKitWith(id, number, from ?? '', all);
  return given;
}

const isCalled = (person: Person, reference: string): boolean =>
  person.number === parseCatNumber(reference) || [person.id, person.name.toLowerCase()].includes(reference.trim().toLowerCase());
