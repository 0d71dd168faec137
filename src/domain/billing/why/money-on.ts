import type { Minor } from '../../shared/money';
import { peopleById } from '../../users';
import type { InvoiceRecord, PaymentMethod } from '../invoicing/invoice';
import { clientAccount } from '../ledger/ledger';
import type { BillingWork } from '../work';
import type { Allocation, Received } from './records';

/** Somebody with a name, as it is now. */
export interface Named {
  id: string;
  name: string;
}

/**
 * Money on an invoice: paid for it or taken from the client's credit; taken off it again as the client's credit, with a payment that was taken back,
 * or instead of it: it had paid others, where its money was gone.
 */
export interface AppliedMoney {
  /** Grows with what was booked later. */
  id: string;
  at: Date;
  /** Below zero where it was taken off again. */
  amount: Minor;
  from: 'payment' | 'credit' | 'taken_off' | 'taken_back' | 'taken_instead';
  /** The payment it came with, whose rest is elsewhere, or that was taken back and so took it off. */
  payment: AppliedPayment | null;
  /** What of it the client's credit pays now, since its payment was taken back and yet it stayed. */
  replaced: Minor;
  /** The credit note (id) that took it off. */
  creditNote: string | null;
}

/** A payment that money on an invoice came with. */
interface AppliedPayment {
  id: string;
  method: PaymentMethod;
  reference: string | null;
  amount: Minor;
  /** Null while it counts. */
  reversal: { at: Date; by: Named; reason: string | null } | null;
}

/** What tells how a client's money came on its invoices. */
interface MoneyFacts {
  payments: AppliedPaymentFacts[];
  /** What money on invoices can follow from, the first booked first. */
  booked: { id: string; kind: string; reference: string }[];
}

type AppliedPaymentFacts = AppliedPayment & { at: Date };

const CAUSES = ['payment', 'reversal', 'credit_note'];

/** Looks up what tells how a client's money came on its invoices. */
export async function moneyFacts(w: BillingWork, client: string): Promise<MoneyFacts> {
  const [received, entries] = [await w.billing.paymentsOf(client), await w.billing.bookedAs(clientAccount(client), CAUSES)];
  const people = await peopleById(w, received.flatMap(({ reversal }) => (reversal ? [reversal.by] : [])));
  const named = ({ reversal, id, method, reference, amount, at }: Received): AppliedPaymentFacts => {
    const back = reversal && { at: reversal.at, reason: reversal.reason, by: { id: reversal.by, name: people.get(reversal.by)?.name ?? '' } };
    return { id, method, reference, amount, at, reversal: back };
  };
  const booked = [...entries].map(([key, id]) => ({ id, kind: key.slice(0, key.indexOf(' ')), reference: key.slice(key.indexOf(' ') + 1) }));
  return { payments: received.map(named), booked: booked.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

/** Which money on an invoice came how: it follows from what was booked last before it. What was there as the invoice was issued is credit. */
export function moneyOn({ issuedAt }: Pick<InvoiceRecord, 'issuedAt'>, allocations: readonly Allocation[], { payments, booked }: MoneyFacts): AppliedMoney[] {
  const hadHere = new Set<string>();
  const told = allocations.map(({ id, amount, at }, place): AppliedMoney => {
    const plain = { id, at, amount, payment: null, replaced: 0, creditNote: null };
    const cause = booked.findLast((entry) => entry.id < id);
    const payment = payments.find((one) => one.id === cause?.reference);
    if (amount < 0) {
      const isTakenBack = cause?.kind === 'reversal' && payment?.reversal?.at.getTime() === at.getTime() && payment.amount >= -amount;
      if (isTakenBack) return { ...plain, from: hadHere.has(payment.id) ? 'taken_back' : 'taken_instead', payment: withoutAt(payment) };
      return { ...plain, from: 'taken_off', creditNote: cause?.kind === 'credit_note' ? cause.reference : null };
    }
    const isFromIssue = place === 0 && at.getTime() === issuedAt?.getTime();
    const isPaid = cause?.kind === 'payment' && payment?.at.getTime() === at.getTime() && payment.amount >= amount && !isFromIssue;
    if (isPaid) hadHere.add(payment.id);
    return isPaid ? { ...plain, from: 'payment', payment: withoutAt(payment) } : { ...plain, from: 'credit' };
  });
  return told.map((money, place) => ({ ...money, replaced: replacedOf(money, told.slice(place + 1)) }));
}

const withoutAt = ({ at: _, ...payment }: AppliedPaymentFacts): AppliedPayment => payment;

/** What of a payment stayed on an invoice though it was taken back: less what was taken off until then, and with it. */
function replacedOf({ from, payment, amount }: AppliedMoney, later: readonly AppliedMoney[]): Minor {
  const reversal = payment?.reversal;
  if (from !== 'payment' || !reversal) return 0;
  const gone = later.filter((move) => (move.from === 'taken_back' ? move.payment?.id === payment.id : move.from === 'taken_off' && move.at <= reversal.at));
  return Math.max(0, amount + gone.reduce((sum, move) => sum + move.amount, 0));
}

/** Whether the one thing of an invoice was booked before the other: ids grow with real time, while instants may tie, and a clock may be set back. */
export const isBefore = (one: { id: string }, other: { id: string }): boolean => one.id < other.id;
