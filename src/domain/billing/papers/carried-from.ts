import type { Minor } from '../../shared/money';
import type { Carried } from '../why/explain-payout';

/** What an earlier month left over: a debt, a payout that came back or arrived after all, what was booked after that month was closed. */
export interface CarriedPart {
  from: 'forward' | 'returned' | 'resent' | 'late';
  /** `YYYY-MM`; null where this is the first. */
  month: string | null;
  amount: Minor;
}

/** What is carried into a payout, by what it is and of which month it is (B8); it adds up to what is carried. */
export function carriedFrom({ previous, forward, late, cameBack }: Carried): CarriedPart[] {
  const month = previous?.month ?? null;
  const parts: CarriedPart[] = [
    { from: 'forward', month, amount: forward },
    ...cameBack.map((part): CarriedPart => ({ from: part.amount > 0 ? 'returned' : 'resent', ...part })),
    { from: 'late', month, amount: late },
  ];
  return parts.filter(({ amount }) => amount !== 0);
}
