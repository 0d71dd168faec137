import { plainMoney, type Minor } from '../../shared/money';
import { allow, findPerson } from '../../users';
import { paymentNotByHand, paymentNotFound, paymentReversed, paymentSpent } from '../errors';
import { clientAccount, transfers } from '../ledger/ledger';
import { requiredReason } from '../required-reason';
import type { Received } from '../why/records';
import type { BillingWork } from '../work';
import { releaseMoney } from './apply-money';
import { requireMove, type Invoice, type InvoiceRecord } from './invoice';
import { allWithNames, requireNothingUnderWay } from './show-invoice';

/** A payment as it was booked. */
export interface Payment extends Omit<Received, 'invoice' | 'reversal'> {
  client: { id: string; name: string };
  /** The number of the invoice it named. */
  invoice: string | null;
}

/** What taking a payment back did. */
export interface Reversal {
  payment: Payment;
  /** The invoices that money was taken off, as they are now. */
  invoices: Invoice[];
  /** What the client has of credit now. */
  credit: Minor;
}

/** What taking a payment back would do: what of it goes off which invoices, the rest out of credit. */
interface Reversible extends Payment {
  offInvoices: { number: string; amount: Minor }[];
  outOfCredit: Minor;
}

/** The payment that would be taken back, by id, name or reference, and from where, for looking at it first; throws what `reversePayment` throws of the payment alone. */
export async function showReversible(w: BillingWork, input: { payment: string }): Promise<Reversible> {
  const payment = await findPayment(w, input.payment);
  const { credit, taken } = await whereFrom(w, payment, (await findReversible(w, payment.id)).invoice);
  return { ...payment, offInvoices: taken.map(({ invoice, amount }) => ({ number: invoice.number ?? invoice.id, amount })), outOfCredit: Math.min(credit, payment.amount) };
}

async function findPayment(w: BillingWork, reference: string): Promise<Payment> {
  allow(w, 'reverse-payment');
  const { reversal: _, ...found } = await findReversible(w, reference);
  const [named] = found.invoice === null ? [] : await w.billing.invoices({ ids: [found.invoice] });
  const { id, name } = await findPerson(w, found.client);
  return { ...found, client: { id, name }, invoice: named?.number ?? null };
}

/**
 * Takes a payment back that was booked by mistake (B11): by an entry dated today, first out of the client's credit, then off the invoice it
 * named and off others, newest first, which are open again. Its reference is free from then on. Discounts that were fixed stay. Throws
 * `billing.payment_not_found`, `billing.payment_reversed`, `billing.payment_not_by_hand`, `billing.collection_under_way`, and
 * `billing.payment_spent` where the money went on: it was given back or written off.
 */
export async function reversePayment(w: BillingWork, input: { payment: string; reason: string }): Promise<Reversal> {
  const reason = requiredReason(input.reason);
  const payment = await findPayment(w, input.payment);
  const { id, amount, client } = payment;
  await w.billing.lockAll([clientAccount(client.id)]);
  const { invoice: named } = await findReversible(w, id);
  const { credit, taken } = await whereFrom(w, payment, named);
  const left = credit + taken.reduce((sum, one) => sum + one.amount, 0);
  if (left < amount) throw paymentSpent(payment.reference ?? id, plainMoney(left), await findPerson(w, client.id));
  for (const { invoice } of taken) await requireNothingUnderWay(w, invoice);
  const madeBy = w.actor.personId ?? '';
  await w.billing.addReversal({ id, client: client.id, amount, madeBy, reason });
  await w.billing.post([transfers.reversal(id, client.id, amount)]);
  await w.emit({ type: 'payment_reversed', payment: id, client: client.id, amount_minor: amount, reversed_by: madeBy });
  for (const { invoice, amount: part } of taken) await takeOff(w, invoice, part);
  const invoices = await allWithNames(w, await w.billing.invoices({ ids: taken.map(({ invoice }) => invoice.id) }));
  return { payment, invoices, credit: Math.max(0, credit - amount) };
}

async function findReversible(w: BillingWork, reference: string): Promise<Received & { client: string }> {
  const found = await w.billing.payment(reference.trim());
  if (!found) throw paymentNotFound(reference);
  const { method, reversal, client } = found;
  const told = found.reference ?? found.id;
  if (reversal !== null) throw paymentReversed(told);
  if (method !== 'manual') throw paymentNotByHand(told, method, (await findPerson(w, client)).name);
  return found;
}

async function whereFrom(w: BillingWork, { client, amount }: Payment, named: string | null): Promise<{ credit: Minor; taken: ReturnType<typeof takenOff> }> {
  const credit = (await w.billing.credit([client.id])).get(client.id) ?? 0;
  return { credit, taken: takenOff(await w.billing.invoices({ client: client.id }), { named, amount: Math.max(0, amount - credit) }) };
}

/** What is taken off which invoices: off the one that the payment named first, then off the newest. */
function takenOff(invoices: readonly InvoiceRecord[], from: { named: string | null; amount: Minor }): { invoice: InvoiceRecord; amount: Minor }[] {
  const newest = invoices.filter(({ status }) => status === 'open' || status === 'paid').reverse();
  const isNamed = ({ id }: InvoiceRecord) => id === from.named;
  let left = from.amount;
  return [...newest.filter(isNamed), ...newest.filter((invoice) => !isNamed(invoice))].flatMap((invoice) => {
    const amount = Math.min(left, invoice.paid);
    left -= amount;
    return amount > 0 ? [{ invoice, amount }] : [];
  });
}

/** Money goes off an invoice again; one that was paid by it is open again. */
async function takeOff(w: BillingWork, invoice: InvoiceRecord, amount: Minor): Promise<void> {
  await releaseMoney(w, invoice, amount);
  if (invoice.status !== 'paid') return;
  requireMove(invoice, 'open');
  await w.billing.reopenInvoice(invoice.id, 'paid');
}
