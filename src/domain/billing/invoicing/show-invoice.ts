import { isId } from '../../shared/ids';
import { allow, peopleById } from '../../users';
import { collectionUnderWay, invoiceNotFound } from '../errors';
import type { BillingWork } from '../work';
import { openOf, type Invoice, type InvoiceRecord } from './invoice';

/** One invoice with its lines, by number or id, for staff or for its client (B10). */
export async function showInvoice(w: BillingWork, reference: string): Promise<Invoice> {
  const found = await lookUpInvoice(w, reference);
  allow(w, 'show-invoice', found?.client ?? null);
  if (!found) throw invoiceNotFound(reference);
  return withNames(w, found);
}

/** Finds an invoice by number or id; throws `billing.invoice_not_found`. */
export async function findInvoice(w: BillingWork, reference: string): Promise<InvoiceRecord> {
  const found = await lookUpInvoice(w, reference);
  if (!found) throw invoiceNotFound(reference);
  return found;
}

/** An invoice with its client's name. */
export async function withNames(w: BillingWork, invoice: InvoiceRecord): Promise<Invoice> {
  return (await allWithNames(w, [invoice]))[0] ?? Promise.reject(invoiceNotFound(invoice.id));
}

/** Invoices with their clients' names. */
export async function allWithNames(w: BillingWork, invoices: readonly InvoiceRecord[]): Promise<Invoice[]> {
  const people = await peopleById(w, invoices.map((invoice) => invoice.client));
  return invoices.map((invoice) => ({
    ...invoice,
    client: { id: invoice.client, name: people.get(invoice.client)?.name ?? '' },
    open: openOf(invoice),
  }));
}

/** Throws `billing.collection_under_way` while a charge for the invoice may be going through (B6). */
export async function requireNothingUnderWay(w: BillingWork, { id, number }: Pick<InvoiceRecord, 'id' | 'number'>): Promise<void> {
  if (await w.billing.isBeingCollected(id)) throw collectionUnderWay(number ?? id);
}

/** Finds an invoice by number or id, for whoever authorises first. */
export async function lookUpInvoice(w: BillingWork, reference: string): Promise<InvoiceRecord | undefined> {
  const filter = isId(reference) ? { ids: [reference.toLowerCase()] } : { number: reference.trim() };
  return (await w.billing.invoices(filter))[0];
}
