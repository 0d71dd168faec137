import { holdersOf, isToComeBack, leftOut, type Kit } from '../domain/consumables';
import * as json from './json';
import { nameOf } from './style';
import type { People } from './work';

/** A kit's state in words: of one whose order ended, whether anything of it is still to come back. */
export function kitWord(kit: Kit): string {
  if (kit.status !== 'withdrawn') return json.kitStatus(kit);
  if (isToComeBack(kit)) return 'to come back';
  const wasOut = kit.issuedAt !== null || kit.left.some(({ isHandedOver }) => !isHandedOver);
  return wasOut ? 'returned' : 'not needed';
}

/** Everybody who is named beside a kit, by id. */
export const namedBeside = (kit: Kit): string[] => [kit.worker, ...holdersOf(kit)];

/** Who has a kit of an order: `Jerry has one`; of one whose order ended, who is to bring it. Empty where it is nobody but its worker. */
export function whoHas(kit: Kit, people: People): string {
  const ids = kit.status === 'withdrawn' ? (isToComeBack(kit) ? holdersOf(kit) : []) : leftOut(kit).map(({ worker }) => worker);
  const names = [...new Set(ids)].map((id) => nameOf(people.get(id) ?? { name: '' }));
  return names.length === 0 ? '' : `${names.join(' and ')} ${names.length > 1 ? 'have' : 'has'} one`;
}
