import { allow } from '../../users';
import { collectionNotParked } from '../errors';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import type { Collection } from './collection';
import { findCollection, showCollection } from './list-collections';
import { noteCharge } from './note-charge';

/** Settles a charge that nobody could find out about, as a person who has looked at the gateway's books says (B7). Throws `billing.collection_not_parked`. */
export async function resolveCollection(w: BillingWork, input: { collection: string; outcome: 'paid' | 'declined'; reason: string }): Promise<Collection> {
  allow(w, 'resolve-collection');
  const reason = requiredReason(input.reason);
  const { id, status, number } = await findCollection(w, input.collection);
  const isSettled = status === 'parked' && (await noteCharge(w, { collection: id, news: { outcome: input.outcome } }));
  if (!isSettled) throw collectionNotParked(number, status);
  await w.billing.addReason(id, reason);
  return showCollection(w, id);
}
