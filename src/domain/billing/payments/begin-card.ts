import { catNumber } from '../../shared/ids';
import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import { cardsNotOffered, cardsUnavailable } from '../errors';
import { clientAccount } from '../ledger/ledger';
import type { BillingApp } from '../work';
import { unchosen } from './payment-method';
import { payer } from './show-payment-method';

/**
 * Lets a client enter a card at the gateway, at the address that is returned: the number never comes here (B7). `finishCard` learns what
 * became of it. Throws `billing.cards_not_offered`, `billing.cards_unavailable`.
 */
export async function beginCard(app: BillingApp, actor: Actor, input: { client?: string | undefined } = {}): Promise<{ url: string }> {
  const person = await app.query(actor, async (w) => {
    const found = await payer(w, input.client);
    allow(w, 'begin-card', found.id);
    return found;
  });
  if (app.cards === null) throw cardsNotOffered();
  const begun = await app.cards.begin({ customer: catNumber(person.number) });
  if (begun.outcome !== 'begun') throw cardsUnavailable();
  await app.run(actor, async (w) => {
    await w.billing.lockAll([clientAccount(person.id)]);
    const kept = (await w.billing.paymentMethod(person.id)) ?? unchosen(person.id);
    await w.billing.keepPaymentMethod({ ...kept, session: begun.session });
  });
  return { url: begun.url };
}
