import type { Minor } from '../../shared/money';
import { allow, peopleById } from '../../users';
import { invoiceNotFound } from '../errors';
import type { Invoice, InvoiceLine, InvoiceRecord } from '../invoicing/invoice';
import { lookUpInvoice, withNames } from '../invoicing/show-invoice';
import type { BillingWork } from '../work';
import { moneyFacts, moneyOn, type AppliedMoney, type Named } from './money-on';
import { factsOf, type ChargeRule } from './order-facts';
import { pricingOf, type Pricing } from './price-story';

export type { AppliedMoney } from './money-on';

/** One order on an invoice: what is charged for it, by which rule, and how its price came about. */
export interface ExplainedLine extends InvoiceLine, Pricing {
  rule: ChargeRule;
  /** When it ended, and so accrued. */
  accruedAt: Date;
  /** Of a voided invoice: the number of the one that the order is on now; null where it waits for one. */
  nowOn: string | null;
}

/** A credit note as it is told. */
export interface ExplainedNote {
  id: string;
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
  /** What was given up, below zero where that was taken back, the first booked first. */
  writeOffs: { id: string; amount: Minor; reason: string | null; madeBy: Named; at: Date }[];
  /** Why it was voided; null where it was not, or once it is erased. */
  voidReason: string | null;
}

/**
 * Why an invoice is what it is (B5, B6), by number or id, or by the number of a credit note that took something off it; for staff and for its
 * client. Throws `billing.invoice_not_found`.
 */
export async function explainInvoice(w: BillingWork, reference: string): Promise<InvoiceExplanation> {
  const found = isNoteNumber(reference) ? await creditedBy(w, reference) : await lookUpInvoice(w, reference);
  allow(w, 'billing-why', found?.client ?? null);
  if (!found) throw invoiceNotFound(reference);
  const notes = await w.billing.creditNotes(found.id);
  const writeOffs = await w.billing.writeOffs(found.id);
  const people = await peopleById(w, [...notes.map(({ issuedBy }) => issuedBy), ...writeOffs.map(({ madeBy }) => madeBy)]);
  const named = (id: string): Named => ({ id, name: people.get(id)?.name ?? '' });
  return {
    invoice: await withNames(w, found),
    lines: await explainedLines(w, found),
    creditNotes: notes.map(({ id, number, amount, reason: why, issuedBy, at }) => ({ id, number, amount, reason: why, issuedBy: named(issuedBy), at })),
    money: moneyOn(found, await w.billing.allocationsOn(found.id), await moneyFacts(w, found.client)),
    writeOffs: writeOffs.map(({ booked, amount, reason, madeBy, at }) => ({ id: booked, amount, reason, madeBy: named(madeBy), at })),
    voidReason: found.status === 'void' ? await w.billing.reason(found.id) : null,
  };
}

const isNoteNumber = (reference: string) => /^cn-/i.test(reference.trim());

async function creditedBy(w: BillingWork, note: string): Promise<InvoiceRecord | undefined> {
  return (await w.billing.invoices({ ids: await w.billing.invoicesWith(note.trim().toUpperCase()) }))[0];
}

async function explainedLines(w: BillingWork, { id, status, lines }: InvoiceRecord): Promise<ExplainedLine[]> {
  const orders = lines.map(({ order }) => order.id);
  const facts = factsOf(await w.billing.orderEvents(orders));
  const [prices, tariffs, charges] = [await w.billing.pricesOf(orders), await w.billing.tariffs(), await w.billing.chargesOn(id)];
  const now = status === 'void' ? await placesNow(w, orders) : new Map<string, string>();
  return lines.map((line) => {
    const ofIt = prices.filter(({ order }) => order === line.order.id);
    const accruedAt = charges.find(({ order }) => order.id === line.order.id)?.accruedAt ?? line.order.at;
    return { ...line, ...pricingOf(tariffs, ofIt, facts.get(line.order.id)?.latest), rule: line.outcome === 'completed' ? 'B4' : 'O7', accruedAt, nowOn: now.get(line.order.id) ?? null };
  });
}

/** On which invoices (numbers) orders are that a voided one let go. */
async function placesNow(w: BillingWork, orders: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const order of orders) {
    const on = (await w.billing.invoices({ ids: await w.billing.invoicesWith(order) })).find(({ status }) => status !== 'void');
    if (on?.number) found.set(order, on.number);
  }
  return found;
}
