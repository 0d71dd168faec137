import { allow } from '../../users';
import { spendWaitingCredit } from '../invoicing/apply-money';
import { openOf } from '../invoicing/invoice';
import { clientAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { chargeKey, type Collectable, type CollectionRecord } from './collection';

/** Commits the intents to charge some clients' cards for what is due of them, before anybody is asked (B7). Returns their ids; what is under way is left alone. */
export async function beginCollections(w: BillingWork, input: { clients: readonly string[]; only?: string | undefined }): Promise<string[]> {
  allow(w, 'collect-due');
  await w.billing.lockAll(input.clients.map(clientAccount));
  return beginAttempts(w, await w.billing.collectable(input));
}

/**
 * Begins the next attempt for each of these invoices over what is open of it once the client's credit is on it: no card is charged for what
 * was paid already. The clients' accounts are locked. Returns the attempts' ids.
 */
export async function beginAttempts(w: BillingWork, due: readonly Collectable[]): Promise<string[]> {
  if (due.length === 0) return [];
  for (const client of new Set(due.map((one) => one.client))) await spendWaitingCredit(w, client);
  const invoices = new Map((await w.billing.invoices({ ids: due.map(({ invoice }) => invoice) })).map((invoice) => [invoice.id, invoice]));
  const begun = due.flatMap(({ invoice: id, client, card, attempts }): CollectionRecord[] => {
    const invoice = invoices.get(id);
    if (!invoice || invoice.number === null || openOf(invoice) === 0) return [];
    const attempt = attempts + 1;
    const intent = { id: w.newId(), invoice: id, number: invoice.number, client, attempt, key: chargeKey(id, attempt), card, amount: openOf(invoice) };
    return [{ ...intent, status: 'pending', createdAt: w.now, settledAt: null, retryAt: null, sendingUntil: null, error: null }];
  });
  await w.billing.addCollections(begun);
  await w.emitAll(begun.map((one) => ({ type: 'payment_begun', ...factsOf(one) })));
  return begun.map(({ id }) => id);
}

/** What the events of an attempt tell. */
export const factsOf = ({ id, invoice, number, client, attempt, amount }: CollectionRecord) => ({
  collection: id,
  invoice,
  number,
  client,
  attempt,
  amount_minor: amount,
});
