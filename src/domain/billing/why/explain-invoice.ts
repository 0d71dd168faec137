import type { Minor } from '../../shared/money';
import { allow, peopleById } from '../../users';
import { invoiceNotFound } from '../errors';
import type { Invoice, InvoiceLine, InvoiceRecord, PaymentMethod } from '../invoicing/invoice';
import { lookUpInvoice, withNames } from '../invoicing/show-invoice';
import type { BillingWork } from '../work';
import type { Named } from './explain-order';
import { factsOf, type ChargeRule } from './order-facts';
import { pricingOf, type Pricing } from './price-story';
import type { Allocation, Received } from './records';

/** One order on an invoice: what is charged for it, by which rule, and how its price came about. */
export interface ExplainedLine extends InvoiceLine, Pricing {
  rule: ChargeRule;
  /** When it ended, and so accrued. */
  accruedAt: Date;
}

/** Money on an invoice: paid for it, taken from the client's credit when it was issued, or taken off it again. */
export interface AppliedMoney {
  at: Date;
  /** Below zero where it was taken off again. */
  amount: Minor;
  from: 'payment' | 'credit' | 'taken_off';
  /** The payment it came with, whose rest is elsewhere. */
  payment: { method: PaymentMethod; reference: string | null; amount: Minor } | null;
}

/** A credit note as it is told. */
export interface ExplainedNote {
  number: string;
  amount: Minor;
  /** Null once it is erased. */
  reason: string | null;
  issuedBy: Named;
  at: Date;
}

/** An invoice, explained: lines = total; total − credit notes − money applied = open. */
export interface InvoiceExplanation {
  /** With total, credited, paid, open, and the numbers of the one it replaces and the one that replaces it. */
  invoice: Invoice;
  lines: ExplainedLine[];
  creditNotes: ExplainedNote[];
  money: AppliedMoney[];
  writeOff: { amount: Minor; reason: string | null; madeBy: Named; at: Date } | null;
  /** Why it was voided; null where it was not, or once it is erased. */
  voidReason: string | null;
}

/** Why an invoice is what it is (B5, B6), by number or id, for staff and for its client. Throws `billing.invoice_not_found`. */
export async function explainInvoice(w: BillingWork, reference: string): Promise<InvoiceExplanation> {
  const found = await lookUpInvoice(w, reference);
  allow(w, 'billing-why', found?.client ?? null);
  if (!found) throw invoiceNotFound(reference);
  const notes = await w.billing.creditNotes(found.id);
  const writeOff = await w.billing.writeOff(found.id);
  const people = await peopleById(w, [...notes.map(({ issuedBy }) => issuedBy), ...(writeOff ? [writeOff.madeBy] : [])]);
  const named = (id: string): Named => ({ id, name: people.get(id)?.name ?? '' });
  const reason = await w.billing.reason(found.id);
  return {
    invoice: await withNames(w, found),
    lines: await explainedLines(w, found),
    creditNotes: notes.map(({ number, amount, reason: why, issuedBy, at }) => ({ number, amount, reason: why, issuedBy: named(issuedBy), at })),
    money: moneyOn(found, await w.billing.allocationsOn(found.id), await w.billing.paymentsOf(found.client)),
    writeOff: writeOff ? { amount: writeOff.amount, reason, madeBy: named(writeOff.madeBy), at: writeOff.at } : null,
    voidReason: found.status === 'void' ? reason : null,
  };
}

async function explainedLines(w: BillingWork, { id, lines }: InvoiceRecord): Promise<ExplainedLine[]> {
  const orders = lines.map(({ order }) => order.id);
  const facts = factsOf(await w.billing.orderEvents(orders));
  const [prices, tariffs, charges] = [await w.billing.pricesOf(orders), await w.billing.tariffs(), await w.billing.chargesOn(id)];
  return lines.map((line) => {
    const ofIt = prices.filter(({ order }) => order === line.order.id);
    const accruedAt = charges.find(({ order }) => order.id === line.order.id)?.accruedAt ?? line.order.at;
    return { ...line, ...pricingOf(tariffs, ofIt, facts.get(line.order.id)?.latest), rule: line.outcome === 'completed' ? 'B4' : 'O7', accruedAt };
  });
}

/** Which money came how: at the instant of a payment it is of that payment; what was there as it was issued is credit. */
function moneyOn({ issuedAt }: InvoiceRecord, allocations: readonly Allocation[], payments: readonly Received[]): AppliedMoney[] {
  return allocations.map(({ amount, at }, place) => {
    if (amount < 0) return { at, amount, from: 'taken_off', payment: null };
    const payment = payments.find((one) => one.at.getTime() === at.getTime() && one.amount >= amount);
    if (!payment || (place === 0 && at.getTime() === issuedAt?.getTime())) return { at, amount, from: 'credit', payment: null };
    return { at, amount, from: 'payment', payment: { method: payment.method, reference: payment.reference, amount: payment.amount } };
  });
}
