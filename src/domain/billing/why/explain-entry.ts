import type { Minor } from '../../shared/money';
import { isId } from '../../shared/ids';
import { allow, findPerson, peopleById } from '../../users';
import { entryNotFound } from '../errors';
import type { InCurrency, PaymentMethod } from '../invoicing/invoice';
import type { BillingWork } from '../work';
import { moneyFacts, moneyOn, type AppliedMoney, type Named } from './money-on';
import type { EntryKind, EntryRecord } from './records';

/** Where a payment went: an invoice (number), and how much of it. */
interface WentOn {
  invoice: string;
  amount: Minor;
}

/** What only a payment has: how it came, what it paid as it came in (their sum and `toCredit` are its amount), and how it was taken back. */
interface PaymentFacts {
  method: PaymentMethod;
  /** What the bank calls it; null where it has none, or once it is erased. */
  reference: string | null;
  inCurrency: InCurrency | null;
  wentOn: WentOn[];
  toCredit: Minor;
  reversal: NonNullable<AppliedMoney['payment']>['reversal'];
}

/** An entry of the ledger that has no paper of its own, explained. */
export interface EntryExplanation {
  id: string;
  kind: EntryKind;
  /** Whose account it moved. */
  person: Named & { number: number };
  at: Date;
  /** Of a correction: below zero where it took away. */
  amount: Minor;
  /** Who booked it; null where nobody did: it came by itself. */
  by: Named | null;
  /** Null for a payment, and once it is erased. */
  reason: string | null;
  payment: PaymentFacts | null;
}

/**
 * What a payment, a refund, a bonus or a correction is (B6, B9, B11), by the name that statements and the ledger call it by (`payment-0d776990`),
 * its id, or a payment's bank reference; for staff and for whose account it moved. Throws `billing.entry_not_found`.
 */
export async function explainEntry(w: BillingWork, reference: string): Promise<EntryExplanation> {
  const text = reference.trim();
  const found = await look(w, text);
  allow(w, 'billing-why', found?.person ?? null);
  if (!found) throw entryNotFound(text);
  const { id, name, number } = await findPerson(w, found.person);
  return {
    id: found.id,
    kind: found.kind,
    person: { id, name, number },
    at: found.at,
    amount: found.amount,
    by: await named(w, found.by),
    reason: found.reason,
    payment: found.kind === 'payment' ? await paymentFacts(w, found) : null,
  };
}

async function look(w: BillingWork, text: string): Promise<EntryRecord | undefined> {
  const [, kind, ending] = /^(payment|refund|bonus|correction)-([0-9a-f]{8})$/i.exec(text) ?? [];
  if (kind && ending) return w.billing.entry({ kind: kind.toLowerCase() as EntryKind, ending: ending.toLowerCase() });
  const id = isId(text) ? text.toLowerCase() : (await w.billing.payment(text))?.id;
  return id === undefined ? undefined : w.billing.entry({ id });
}

async function paymentFacts(w: BillingWork, { id, person, amount }: EntryRecord): Promise<PaymentFacts | null> {
  const facts = await moneyFacts(w, person);
  const payment = facts.payments.find((one) => one.id === id);
  if (!payment) return null;
  const wentOn: WentOn[] = [];
  for (const invoice of await w.billing.invoices({ client: person })) {
    const moves = moneyOn(invoice, await w.billing.allocationsOn(invoice.id), facts).filter((move) => move.from === 'payment' && move.payment?.id === id);
    const sum = moves.reduce((total, move) => total + move.amount, 0);
    if (sum > 0) wentOn.push({ invoice: invoice.number ?? invoice.id, amount: sum });
  }
  const { method, reference, reversal } = payment;
  const inCurrency = (await w.billing.currenciesOf([id])).get(id) ?? null;
  return { method, reference, inCurrency, wentOn, toCredit: amount - wentOn.reduce((total, one) => total + one.amount, 0), reversal };
}

async function named(w: BillingWork, id: string | null): Promise<Named | null> {
  return id === null ? null : { id, name: (await peopleById(w, [id])).get(id)?.name ?? '' };
}
