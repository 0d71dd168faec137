import { plainMoney } from '../../shared/money';
import { allow } from '../../users';
import { invoiceCredited, invoicePaidNotVoid } from '../errors';
import { clientAccount } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { releaseMoney, spendCredit } from './apply-money';
import { requireMove, type Invoice, type InvoiceRecord } from './invoice';
import { addInvoices } from './issue-invoices';
import { findInvoice, requireNothingUnderWay, withNames } from './show-invoice';

/**
 * Takes an invoice back (B6): its charges go on the client's next one, or at once on one that names it as its predecessor, and what was paid
 * of it is credit. A draft is dropped the same way. Throws `billing.invoice_wrong_state`, `billing.invoice_credited`,
 * `billing.collection_under_way`.
 */
export async function voidInvoice(
  w: BillingWork,
  input: { invoice: string; reason: string; reissue?: boolean },
): Promise<{ voided: Invoice; reissued: Invoice | null }> {
  allow(w, 'void-invoice');
  const reason = requiredReason(input.reason);
  const { client } = await findInvoice(w, input.invoice);
  await w.billing.lockAll([clientAccount(client)]);
  const invoice = await findInvoice(w, input.invoice);
  if (invoice.status === 'paid') throw invoicePaidNotVoid(invoice.number ?? invoice.id, plainMoney(invoice.total - invoice.credited));
  requireMove(invoice, 'void');
  if (invoice.credited > 0) throw invoiceCredited(invoice.number ?? invoice.id);
  await requireNothingUnderWay(w, invoice);
  const charges = await w.billing.chargesOn(invoice.id);
  await w.billing.moveInvoice(invoice.id, invoice.status, 'void');
  await w.billing.unbill(invoice.id, { isReissued: input.reissue ?? false });
  await w.billing.addReason(invoice.id, reason);
  await releaseMoney(w, invoice, invoice.paid);
  await w.emit({ type: 'invoice_voided', invoice: invoice.id, client, total_minor: invoice.total, was_issued: invoice.number !== null, is_reissued: input.reissue ?? false });
  const reissued = input.reissue ? await reissue(w, invoice, charges) : null;
  await spendCredit(w, client);
  return { voided: await withNames(w, await findInvoice(w, invoice.id)), reissued };
}

async function reissue(w: BillingWork, { id, client, cutOff, total }: InvoiceRecord, lines: Awaited<ReturnType<BillingWork['billing']['chargesOn']>>): Promise<Invoice> {
  const credit = (await w.billing.credit([client])).get(client) ?? 0;
  const paid = Math.min(credit, total);
  const status = paid === total ? ('paid' as const) : ('open' as const);
  const due = { client, cutOff, status, total, credited: 0, paid, open: total - paid, lines, reviewUntil: null, replaces: id };
  const [made] = await addInvoices(w, [due]);
  return withNames(w, await findInvoice(w, made ?? id));
}
