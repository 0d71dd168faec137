import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import { cardsNotOffered, invoiceNotOpen, noCard } from '../errors';
import { findInvoice, requireNothingUnderWay } from '../invoicing/show-invoice';
import { clientAccount } from '../ledger/ledger';
import type { BillingApp, BillingWork } from '../work';
import { beginAttempts } from './begin-collections';
import type { Collection } from './collection';
import { showCollection } from './list-collections';
import { sendCollection } from './send-collection';

/**
 * Charges the client's card for what is open of an invoice now, whatever was tried before (B6); the invoice is named by number or id.
 * Throws `billing.cards_not_offered`, `billing.invoice_not_open`, `billing.collection_under_way`, `billing.no_card`.
 */
export async function retryCollection(app: BillingApp, actor: Actor, input: { invoice: string }): Promise<Collection> {
  const { id, invoice } = await app.run(actor, (w) => beginAgain(w, input.invoice));
  // What its client's credit has paid just now is kept.
  if (id === undefined) throw invoiceNotOpen(invoice, 'paid');
  await sendCollection(app, actor, id);
  return app.query(actor, (w) => showCollection(w, id));
}

async function beginAgain(w: BillingWork, reference: string): Promise<{ id: string | undefined; invoice: string }> {
  allow(w, 'retry-collection');
  const { id, client, number } = await findInvoice(w, reference);
  if (!w.takesCards) throw cardsNotOffered();
  await w.billing.lockAll([clientAccount(client)]);
  const { status } = await findInvoice(w, id);
  if (status !== 'open') throw invoiceNotOpen(number ?? id, status);
  await requireNothingUnderWay(w, { id, number });
  const kept = await w.billing.paymentMethod(client);
  if (kept?.method !== 'card' || kept.card === null) throw noCard(client);
  const attempts = (await w.billing.collections({ invoice: id })).length;
  const [begun] = await beginAttempts(w, [{ invoice: id, client, card: kept.card.token, attempts }]);
  return { id: begun, invoice: number ?? id };
}
