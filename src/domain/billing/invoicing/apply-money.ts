import type { Minor } from '../../shared/money';
import type { BillingWork } from '../work';
import { openOf, takes, type InvoiceRecord } from './invoice';

/** Puts a client's money on an open invoice and closes it once it is covered; what it doesn't need stays credit (B6). */
export async function applyMoney(
  w: BillingWork,
  invoice: Pick<InvoiceRecord, 'id' | 'number' | 'client' | 'status' | 'total' | 'paid'>,
  money: { available: Minor; method: 'manual' | 'credit' },
): Promise<void> {
  const amount = takes(invoice, money.available);
  if (amount === 0) return;
  await w.billing.allocate({ id: w.newId(), invoice: invoice.id, client: invoice.client, amount });
  if (amount < openOf(invoice)) return;
  await w.billing.setInvoicePaid(invoice.id);
  await w.emit({ type: 'invoice_paid', invoice: invoice.id, client: invoice.client, total_minor: invoice.total, method: money.method });
}
