import { allow } from '../../users';
import { methodNotOffered } from '../errors';
import type { PaymentMethod } from '../invoicing/invoice';
import { clientAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { unchosen, type PaymentMethodView } from './payment-method';
import { methodOf, payer } from './show-payment-method';
import { offeredNow, WAYS } from './ways';

/**
 * Chooses how a client pays from now on (B7); the actor itself where no client is named. A charge that is under way goes on. Throws
 * `billing.method_not_offered`, `billing.no_card` where none was entered yet.
 */
export async function choosePaymentMethod(w: BillingWork, input: { client?: string | undefined; method: PaymentMethod }): Promise<PaymentMethodView> {
  const { id: client } = await payer(w, input.client);
  allow(w, 'choose-payment-method', client);
  const { method } = input;
  if (!(await offeredNow(w)).includes(method)) throw methodNotOffered(method);
  await w.billing.lockAll([clientAccount(client)]);
  const kept = (await w.billing.paymentMethod(client)) ?? unchosen(client);
  WAYS[method].requireReady?.(kept);
  if (kept.method !== method) {
    await w.billing.keepPaymentMethod({ ...kept, method });
    if (method === 'card') await w.billing.retryNow(client);
    await w.emit({ type: 'payment_method_changed', client, method });
  }
  return methodOf(w, client);
}
