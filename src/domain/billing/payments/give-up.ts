import { allow } from '../../users';
import { findInvoice } from '../invoicing/show-invoice';
import { clientAccount } from '../ledger/ledger';
import { tariffAt } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { factsOf } from './begin-collections';

/** Leaves refused invoices of some clients who don't pay by card any more to people, once the next attempt would have been due (B6). Tells how many there were. */
export async function giveUpOn(w: BillingWork, input: { clients: readonly string[]; only?: string | undefined }): Promise<number> {
  allow(w, 'collect-due');
  await w.billing.lockAll(input.clients.map(clientAccount));
  const tariffs = await w.billing.tariffs();
  let count = 0;
  for (const attempt of await w.billing.givenUpBy(input)) {
    if (!(await w.billing.noRetry(attempt.id))) continue;
    const { cutOff } = await findInvoice(w, attempt.invoice);
    const refusals = (await w.billing.collections({ invoice: attempt.invoice })).filter(({ status }) => status === 'declined').length;
    const isFirst = refusals <= tariffAt(tariffs, cutOff).retryDays.length;
    await w.emit({ type: 'payment_given_up', ...factsOf(attempt), refusals, is_first: isFirst });
    count += 1;
  }
  return count;
}
