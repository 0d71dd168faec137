import type { Minor } from '../../shared/money';
import type { InvoiceRecord, PaymentMethod } from '../invoicing/invoice';
import type { Allocation, Received } from './records';

/** Money on an invoice: paid for it, taken from the client's credit when it was issued, or taken off it again. */
export interface AppliedMoney {
  at: Date;
  /** Below zero where it was taken off again. */
  amount: Minor;
  from: 'payment' | 'credit' | 'taken_off';
  /** The payment it came with, whose rest is elsewhere, or that was taken back and so took it off. */
  payment: AppliedPayment | null;
}

/** A payment that money on an invoice came with. */
interface AppliedPayment {
  id: string;
  method: PaymentMethod;
  reference: string | null;
  amount: Minor;
}

/** Which money on an invoice came how: at the instant of a payment it is of that payment; what was there as it was issued is credit. */
export function moneyOn({ issuedAt }: Pick<InvoiceRecord, 'issuedAt'>, allocations: readonly Allocation[], payments: readonly Received[]): AppliedMoney[] {
  return allocations.map(({ amount, at }, place) => {
    const reversed = payments.find(({ reversedAt }) => reversedAt?.getTime() === at.getTime());
    if (amount < 0) return { at, amount, from: 'taken_off', payment: reversed ? paymentOf(reversed) : null };
    const payment = payments.find((one) => one.at.getTime() === at.getTime() && one.amount >= amount);
    if (!payment || (place === 0 && at.getTime() === issuedAt?.getTime())) return { at, amount, from: 'credit', payment: null };
    return { at, amount, from: 'payment', payment: paymentOf(payment) };
  });
}

const paymentOf = ({ id, method, reference, amount }: Received): AppliedPayment => ({ id, method, reference, amount });
