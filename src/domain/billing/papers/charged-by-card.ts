import type { Invoice } from '../invoicing/invoice';
import { methodOf } from '../payments/show-payment-method';
import type { BillingWork } from '../work';

/** How a card pays an open invoice by itself: it is going to be charged, it is being charged, or staff find out whether it was (B7). */
export type ChargedByCard = { state: 'due'; last4: string } | { state: 'charging' | 'parked' };

/** How a card pays an invoice by itself, so that its client need not; null where none does: nobody chose it, or no charge is tried any more. For contexts that authorise by themselves. */
export async function chargedByCard(w: BillingWork, { id, client, status, open }: Pick<Invoice, 'id' | 'client' | 'status' | 'open'>): Promise<ChargedByCard | null> {
  if (status !== 'open' || open <= 0) return null;
  const last = (await w.billing.collections({ invoice: id })).at(-1);
  if (last?.status === 'parked') return { state: 'parked' };
  if (last?.status === 'pending' || last?.status === 'unknown') return { state: 'charging' };
  const { method, last4 } = await methodOf(w, client.id);
  const isGivenUp = last?.status === 'declined' && last.retryAt === null;
  return method === 'card' && last4 !== null && !isGivenUp ? { state: 'due', last4 } : null;
}
