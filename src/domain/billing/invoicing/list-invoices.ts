import { allow, findPerson } from '../../users';
import type { BillingWork } from '../work';
import type { Invoice, InvoiceStatus } from './invoice';
import { allWithNames } from './show-invoice';

/** Invoices, oldest first; a client sees its own (B10). The client is named by id or number. */
export async function listInvoices(
  w: BillingWork,
  filter: { client?: string | undefined; status?: InvoiceStatus | undefined } = {},
): Promise<Invoice[]> {
  const client = filter.client === undefined ? undefined : (await findPerson(w, filter.client)).id;
  allow(w, 'list-invoices', client ?? null);
  return allWithNames(w, await w.billing.invoices({ client, status: filter.status }));
}
