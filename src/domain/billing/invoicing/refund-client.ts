import { plainMoney, type Minor } from '../../shared/money';
import { allow, findPerson } from '../../users';
import { notEnoughCredit } from '../errors';
import { clientAccount, requirePositive, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';

/** Notes that credit was given back to a client, who is named by id or number (B3, B6). Throws `billing.not_enough_credit`; returns the credit left. */
export async function refundClient(w: BillingWork, input: { client: string; amount: Minor; reason: string }): Promise<{ client: { id: string; name: string }; amount: Minor; credit: Minor }> {
  allow(w, 'refund-client');
  requirePositive(input.amount);
  const reason = requiredReason(input.reason);
  const { id: client, name } = await findPerson(w, input.client);
  await w.billing.lockAll([clientAccount(client)]);
  const credit = (await w.billing.credit([client])).get(client) ?? 0;
  if (input.amount > credit) throw notEnoughCredit(name, plainMoney(credit));
  const refund = w.newId();
  await w.billing.addRefund({ id: refund, client, amount: input.amount, madeBy: w.actor.personId ?? '', reason });
  await w.billing.post([transfers.refund(refund, client, input.amount)]);
  await w.emit({ type: 'payment_refunded', refund, client, amount_minor: input.amount });
  return { client: { id: client, name }, amount: input.amount, credit: credit - input.amount };
}
