import type { EntryExplanation, InCurrency } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import { entryName } from './entry-papers';
import { amount, iso } from './json-values';
import { inCurrencyTold, money } from './money';
import { exact, type Clock } from './time';
import { aligned } from './why-told';

const HOW = { payment: 'came', refund: 'given back', bonus: 'granted', correction: 'corrected' } as const;

/** The title and the fields of the card of an entry that has no paper of its own. */
export function entryCard({ id, kind, person, at, amount: sum, by, reason, payment }: EntryExplanation, clock: Clock): [string, Record<string, string | null>] {
  const back = payment?.reversal;
  return [
    `${entryName(kind, id)} · ${person.name} ${catNumber(person.number)} · ${money(sum)}`,
    {
      [HOW[kind]]: [exact(at, clock), payment?.method, by && `booked by ${by.name}`].filter(Boolean).join(', '),
      for: kind === 'payment' ? null : (reason ?? '(purged)'),
      reference: payment?.reference ?? null,
      'paid in': payment?.inCurrency ? inCurrencyTold(payment.inCurrency) : null,
      'taken back': back ? [exact(back.at, clock), `by ${back.by.name}`, back.reason].filter(Boolean).join(', ') : null,
    },
  ];
}

/** What a payment paid as it came in: its invoices, and what became credit. */
export function wentOnLines({ payment }: EntryExplanation): string[] {
  if (!payment) return [];
  const { wentOn, toCredit } = payment;
  return aligned([...wentOn.map((one) => [`invoice ${one.invoice}`, money(one.amount)]), ...(toCredit === 0 ? [] : [['to credit', money(toCredit)]])]);
}

/** What a payment in the messenger was in its own currency, whose smallest coins 1 CU is so many of (B7). */
export const inCurrency = (of: InCurrency | null) => of && { amount: { minor: of.amount, currency: of.currency }, rate_minor: of.rateMinor };

/** Such an entry in JSON. */
export const entryJson = ({ id, kind, person, at, amount: sum, by, reason, payment }: EntryExplanation) => ({
  kind,
  id,
  name: entryName(kind, id),
  person: { id: person.id, name: person.name, number: catNumber(person.number) },
  at: iso(at),
  amount: amount(sum),
  booked_by: by,
  reason,
  payment: payment && {
    method: payment.method,
    reference: payment.reference,
    in_currency: inCurrency(payment.inCurrency),
    went_on: payment.wentOn.map((one) => ({ invoice: one.invoice, amount: amount(one.amount) })),
    to_credit: amount(payment.toCredit),
    taken_back: payment.reversal && { at: iso(payment.reversal.at), by: payment.reversal.by, reason: payment.reversal.reason },
  },
});
