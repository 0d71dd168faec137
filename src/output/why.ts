import type { AppWork } from '../app';
import { explainEntry, explainInvoice, explainOrder, explainPayout, listTariffs, paidInCurrency, type EntryExplanation, type InCurrency, type InvoiceExplanation, type OrderExplanation, type PayoutExplanation, type TariffRecord } from '../domain/billing';
import { showOrder } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { catNumber, isId } from '../domain/shared/ids';
import { peopleById } from '../domain/users';
import { creditNoteBy, type CreditNoteFacts } from './credit-note';
import { invoiceBy } from './invoice';
import type { People } from './work';

/** An amount, explained, with what its words need: the tariffs' thresholds and people's names. */
export type Why = { tariffs: readonly TariffRecord[]; people: People } & (
  | { kind: 'order'; of: OrderExplanation }
  | { kind: 'invoice'; of: InvoiceExplanation; currencies: readonly (InCurrency | null)[] }
  | { kind: 'credit_note'; of: CreditNoteFacts }
  | { kind: 'payout'; of: PayoutExplanation; cat: string }
  | { kind: 'entry'; of: EntryExplanation }
);

type Kind = Why['kind'];

const FORMS: Record<Kind, RegExp> = {
  order: /^[#№]?\s?\d{1,12}$/,
  invoice: /^(\d{4}-\d{6,}|draft-[0-9a-f]{8,12})$/i,
  credit_note: /^cn-\d{4}-\d{6,}$/i,
  payout: /^(c-\d{1,9}\/|payout:[0-9a-f-]{36}:)\d{4}-\d{2}$/i,
  entry: /^(payment|refund|bonus|correction)-[0-9a-f]{8}$/i,
};
const KINDS = Object.keys(FORMS) as Kind[];
/** Credit notes are known by their numbers alone. */
const BY_ID = KINDS.filter((kind) => kind !== 'credit_note');
const NOT_THIS = ['billing.order_unknown', 'billing.invoice_not_found', 'billing.payout_not_found', 'billing.entry_not_found'];

/** The explanation of an order, an invoice, a credit note, a payout or an entry without a paper, by number, name or id, or of a payment by its reference; undefined where it is none of them. `payments`: an order's with all that was paid before it. */
export async function whyOf(w: AppWork, reference: string, { payments = false } = {}): Promise<Why | undefined> {
  const text = reference.trim();
  const kind = KINDS.find((one) => FORMS[one].test(text));
  if (kind) return explained(w, kind, text, payments);
  // What is no number of ours may be a bank's.
  for (const one of isId(text) ? BY_ID : (['entry'] as const)) {
    try {
      return await explained(w, one, isId(text) ? text.toLowerCase() : text, payments);
    } catch (error) {
      if (!(error instanceof DomainError) || !NOT_THIS.includes(error.code)) throw error;
    }
  }
  return undefined;
}

async function explained(w: AppWork, kind: Kind, text: string, payments: boolean): Promise<Why> {
  const tariffs = await listTariffs(w);
  switch (kind) {
    case 'order': {
      const of = await explainOrder(w, isId(text) ? text : (await showOrder(w, text)).id, { payments });
      return { kind, of, tariffs, people: new Map() };
    }
    case 'invoice': {
      const of = await explainInvoice(w, (isId(text) ? { id: text } : await invoiceBy(w, text)).id);
      return { kind, of, currencies: await paidInCurrency(w, of.money), tariffs, people: new Map() };
    }
    case 'credit_note':
      return { kind, of: await creditNoteBy(w, text), tariffs, people: new Map() };
    case 'entry':
      return { kind, of: await explainEntry(w, text), tariffs, people: new Map() };
    case 'payout': {
      const of = await explainPayout(w, text);
      const people = await peopleById(w, [of.payout.worker.id, ...of.entries.flatMap(({ by }) => (by === null ? [] : [by]))]);
      return { kind, of, tariffs, people, cat: catNumber(people.get(of.payout.worker.id)?.number ?? 0) };
    }
  }
}
