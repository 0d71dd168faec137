import { allow, findPerson, type Person } from '../../users';
import { notAClient } from '../errors';
import type { BillingWork } from '../work';
import { unchosen, type PaymentMethodView } from './payment-method';
import { offeredNow } from './ways';

/** How a client pays, and how it could (B7); the actor's own where no client is named. */
export async function showPaymentMethod(w: BillingWork, input: { client?: string | undefined } = {}): Promise<PaymentMethodView> {
  const { id } = await payer(w, input.client);
  allow(w, 'show-payment-method', id);
  return methodOf(w, id);
}

/** The client whose method it is, named by id or number: who acts, if nobody is. Throws `billing.not_a_client`. */
export async function payer(w: BillingWork, client: string | undefined): Promise<Person> {
  const person = await findPerson(w, client ?? w.actor.personId ?? '');
  if (!person.roles.includes('client')) throw notAClient(client ?? person.name);
  return person;
}

/** How a client pays, without asking who wants to know. */
export async function methodOf(w: BillingWork, client: string): Promise<PaymentMethodView> {
  const { method, card } = (await w.billing.paymentMethod(client)) ?? unchosen(client);
  const offered = await offeredNow(w);
  return { method: offered.includes(method) ? method : 'manual', last4: card?.last4 ?? null, offered };
}
