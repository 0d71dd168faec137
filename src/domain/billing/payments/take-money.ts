import type { Minor } from '../../shared/money';
import { receiveMoney, type Arrived } from '../invoicing/record-payment';
import type { BillingWork } from '../work';

/**
 * Books money that came through a gateway, and says how much of it no invoice took: that is the client's credit, and the client is told (B6).
 * The client's account is locked already.
 */
export async function takeMoney(w: BillingWork, arrived: Arrived & { invoice: string }): Promise<{ invoices: string[]; credit: Minor }> {
  const { client, invoice } = arrived;
  const creditNow = async () => (await w.billing.credit([client])).get(client) ?? 0;
  const before = await creditNow();
  const invoices = await receiveMoney(w, arrived);
  // Credit of before may have gone to open invoices with it.
  const credit = Math.max(0, (await creditNow()) - before);
  if (credit > 0) await w.emit({ type: 'payment_became_credit', invoice, client, amount_minor: credit });
  return { invoices, credit };
}
