import { yearOf } from '../../shared/time';
import { allow } from '../../users';
import { clientAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { applyMoney } from './apply-money';
import { invoiceNumber, totalOf } from './invoice';

/**
 * Issues one client's invoice for one cut-off over all that accrued before it and is on no invoice (B5), and pays it from existing credit.
 * Returns its id; undefined where there is nothing to invoice or that period has its invoice, so it may be repeated at will.
 */
export async function issueInvoice(w: BillingWork, input: { client: string; cutOff: Date }): Promise<string | undefined> {
  allow(w, 'issue-invoice');
  const { client, cutOff } = input;
  await w.billing.lock(clientAccount(client));
  const lines = await w.billing.uninvoiced({ before: cutOff, client });
  if (lines.length === 0) return undefined;
  const draft = { id: w.newId(), client, cutOff, total: totalOf(lines), lines };
  if (!(await w.billing.addDraft(draft))) return undefined;
  const year = yearOf(cutOff, w.zone);
  const number = invoiceNumber(year, await w.billing.nextInvoice(year));
  await w.billing.openInvoice(draft.id, number);
  await w.emit({ type: 'invoice_issued', invoice: draft.id, client, total_minor: draft.total });
  const available = (await w.billing.credit([client])).get(client) ?? 0;
  await applyMoney(w, { ...draft, number, status: 'open', paid: 0 }, { available, method: 'credit' });
  return draft.id;
}
