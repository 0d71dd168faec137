import { catNumber } from '../../shared/ids';
import type { Minor } from '../../shared/money';
import { allow, findPerson, requiredText } from '../../users';
import { invoiceGivenUp, invoiceNotOpen, invoiceVoid, notAClient, paymentRepeated } from '../errors';
import { clientAccount, requirePositive, transfers } from '../ledger/ledger';
import type { BillingWork } from '../work';
import { applyMoney, spendWaitingCredit } from './apply-money';
import type { InCurrency, Invoice, InvoiceRecord, PaymentMethod } from './invoice';
import { allWithNames, findInvoice, withNames } from './show-invoice';

/** The longest reference, in characters. */
const REFERENCE_MAX = 100;

/**
 * Records money that arrived for an open invoice, which is named by number or id (B6, B7: the manual method). A part keeps it open, an
 * excess pays the oldest open ones and then becomes credit. Throws `billing.payment_repeated` for a known reference, `billing.invoice_not_open`, `billing.bad_amount`.
 */
export async function recordPayment(w: BillingWork, input: { invoice: string; amount: Minor; reference?: string | undefined }): Promise<Invoice> {
  allow(w, 'record-payment');
  const { id, client } = await findInvoice(w, input.invoice);
  const [paid] = await receiveMoney(w, { client, invoice: id, amount: input.amount, reference: input.reference, method: 'manual' });
  // Whoever names an invoice by hand is told that it takes nothing, and may say where the money belongs: nothing was kept yet.
  if (paid !== id) {
    throw await refusalOf(w, await findInvoice(w, id));
  }
  return withNames(w, await findInvoice(w, id));
}

/** Why an invoice takes no money, and where that belongs instead. */
async function refusalOf(w: BillingWork, invoice: InvoiceRecord): Promise<Error> {
  const name = invoice.number ?? invoice.id;
  if (invoice.status === 'uncollectible') return invoiceGivenUp(name);
  if (invoice.status !== 'void') return invoiceNotOpen(name, invoice.status);
  const { status, number } = await lastOf(w, invoice);
  if (status === 'open' && number !== null) return invoiceVoid(name, { replacement: number });
  return invoiceVoid(name, { client: catNumber((await findPerson(w, invoice.client)).number) });
}

/** The invoice that stands for a void one, which may have been replaced more than once. */
async function lastOf(w: BillingWork, invoice: InvoiceRecord): Promise<InvoiceRecord> {
  return invoice.replacedBy === null ? invoice : lastOf(w, await findInvoice(w, invoice.replacedBy));
}

/**
 * Records money of a client that names no invoice: it pays the oldest open ones, and what is left is credit (B6). Returns the invoices it
 * went to. The client is named by id or number.
 */
export async function recordPaymentOnAccount(
  w: BillingWork,
  input: { client: string; amount: Minor; reference?: string | undefined },
): Promise<{ invoices: Invoice[]; credit: Minor }> {
  allow(w, 'record-payment');
  const person = await findPerson(w, input.client);
  if (!person.roles.includes('client')) throw notAClient(input.client);
  const ids = await receiveMoney(w, { client: person.id, invoice: null, amount: input.amount, reference: input.reference, method: 'manual' });
  // Whoever owed nothing hears of no invoice.
  if (ids.length === 0) await w.emit({ type: 'payment_became_credit', invoice: null, client: person.id, amount_minor: input.amount });
  const credit = (await w.billing.credit([person.id])).get(person.id) ?? 0;
  return { invoices: await allWithNames(w, await w.billing.invoices({ ids })), credit };
}

/** Money that arrived, however it came, and for which invoice if one was named. */
export interface Arrived {
  client: string;
  /** The invoice it pays first (id), if it is still open. */
  invoice: string | null;
  amount: Minor;
  /** Known to the outside world; its own id where there is none. */
  reference: string | undefined;
  method: PaymentMethod;
  /** What it was in the currency it came in, where that is not ours (B7). */
  inCurrency?: InCurrency;
}

/**
 * Books money that arrived, which nobody can refuse any more: on the invoice it was for while that is open, then on the oldest open ones;
 * what is left is credit. Returns the ids of the invoices it went to. Throws `billing.payment_repeated`, `billing.bad_amount`.
 */
export async function receiveMoney(w: BillingWork, arrived: Arrived): Promise<string[]> {
  const { client, amount, method } = arrived;
  requirePositive(amount);
  const id = w.newId();
  const reference = requiredText('reference', arrived.reference ?? id, REFERENCE_MAX);
  await w.billing.lockAll([clientAccount(client)]);
  const isNew = await w.billing.addPayment({ id, client, invoice: arrived.invoice, reference, amount, method, inCurrency: arrived.inCurrency ?? null });
  if (!isNew) throw paymentRepeated(reference);
  await w.billing.post([transfers.payment(id, client, amount)]);
  await w.emit({ type: 'payment_received', payment: id, invoice: arrived.invoice, client, amount_minor: amount });
  const open = await w.billing.invoices({ client, status: 'open' });
  const named = open.filter((invoice) => invoice.id === arrived.invoice);
  const went: string[] = [];
  let left = amount;
  for (const invoice of named.length > 0 ? named : open) {
    if (left === 0) break;
    left -= await applyMoney(w, invoice, { available: left, method });
    went.push(invoice.id);
  }
  // No credit waits while anything is open: what the named invoice doesn't take, and what was there before, pays the others.
  return [...new Set([...went, ...(await spendWaitingCredit(w, client))])];
}
