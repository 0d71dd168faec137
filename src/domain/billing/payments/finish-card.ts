import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import { cardNotBegun, cardsNotOffered, cardsUnavailable } from '../errors';
import { clientAccount } from '../ledger/ledger';
import type { BillingApp, BillingWork } from '../work';
import type { MethodRecord, PaymentMethodView } from './payment-method';
import { methodOf, payer } from './show-payment-method';

/**
 * Learns whether a card was entered since `beginCard`, and pays by it from then on (B7), also what was given up before; `waiting` while it was not. Asking again after
 * that answers the same. Throws `billing.card_not_begun`, `billing.cards_not_offered`, `billing.cards_unavailable`.
 */
export async function finishCard(app: BillingApp, actor: Actor, input: { client?: string | undefined } = {}): Promise<PaymentMethodView | 'waiting'> {
  const { client, kept } = await app.query(actor, (w) => lookAt(w, input.client));
  if (kept?.card && kept.session === null) return app.query(actor, (w) => methodOf(w, client));
  if (!kept?.session) throw cardNotBegun(client);
  if (app.cards === null) throw cardsNotOffered();
  const entered = await app.cards.card(kept.session);
  if (entered.outcome === 'waiting') return 'waiting';
  if (entered.outcome !== 'kept') throw cardsUnavailable();
  const card = { token: entered.token, last4: entered.last4 };
  return app.run(actor, (w) => keepCard(w, { ...kept, card }));
}

async function lookAt(w: BillingWork, reference: string | undefined) {
  const { id: client } = await payer(w, reference);
  allow(w, 'finish-card', client);
  return { client, kept: await w.billing.paymentMethod(client) };
}

/** Keeps the card of a session unless another one has begun, or been finished, meanwhile. */
async function keepCard(w: BillingWork, { client, session, card }: MethodRecord): Promise<PaymentMethodView> {
  await w.billing.lockAll([clientAccount(client)]);
  const now = await w.billing.paymentMethod(client);
  if (now && now.session === session) {
    await w.billing.keepPaymentMethod({ client, method: 'card', card, session: null });
    await w.billing.retryNow(client);
    await w.emit({ type: 'payment_method_changed', client, method: 'card' });
  }
  return methodOf(w, client);
}
