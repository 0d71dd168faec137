import { allow } from '../../users';
import { collectionNotFound } from '../errors';
import { findInvoice } from '../invoicing/show-invoice';
import type { BillingWork } from '../work';
import type { Collection, CollectionRecord } from './collection';

/** All attempts to charge a card for an invoice, first to last, for staff or for its client (B10). The invoice is named by number or id. */
export async function listCollections(w: BillingWork, input: { invoice: string }): Promise<Collection[]> {
  const { id, client } = await findInvoice(w, input.invoice);
  allow(w, 'list-collections', client);
  return shown(w, await w.billing.collections({ invoice: id }));
}

/** One attempt, by id. */
export async function showCollection(w: BillingWork, id: string): Promise<Collection> {
  const found = (await w.billing.collections({ id }))[0];
  allow(w, 'list-collections', found?.client ?? null);
  return (found && (await shown(w, [found]))[0]) ?? Promise.reject(collectionNotFound(id));
}

/** Finds an attempt by id; throws `billing.collection_not_found`. */
export async function findCollection(w: BillingWork, id: string): Promise<CollectionRecord> {
  const found = (await w.billing.collections({ id }))[0];
  if (!found) throw collectionNotFound(id);
  return found;
}

async function shown(w: BillingWork, collections: readonly CollectionRecord[]): Promise<Collection[]> {
  const listed: Collection[] = [];
  for (const { card: _card, sendingUntil: _until, invoice, number, ...rest } of collections) {
    listed.push({ ...rest, invoice: { id: invoice, number }, resolution: await w.billing.reason(rest.id) });
  }
  return listed;
}
