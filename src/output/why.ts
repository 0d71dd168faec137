import type { AppWork } from '../app';
import { explainInvoice, explainOrder, explainPayout, listTariffs, type InvoiceExplanation, type OrderExplanation, type PayoutExplanation, type TariffRecord } from '../domain/billing';
import { showOrder } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { catNumber, isId } from '../domain/shared/ids';
import { peopleById } from '../domain/users';
import { invoiceBy } from './invoice';
import type { People } from './work';

/** An amount, explained, with what its words need: the tariffs' thresholds and people's names. */
export type Why = { tariffs: readonly TariffRecord[]; people: People } & (
  | { kind: 'order'; of: OrderExplanation }
  | { kind: 'invoice'; of: InvoiceExplanation }
  | { kind: 'payout'; of: PayoutExplanation; cat: string }
);

type Kind = Why['kind'];

const FORMS: Record<Kind, RegExp> = {
  order: /^#?\d{1,12}$/,
  invoice: /^(\d{4}-\d{6,}|draft-[0-9a-f]{8,12})$/i,
  payout: /^c-\d{1,9}\/\d{4}-\d{2}$/i,
};
const KINDS = Object.keys(FORMS) as Kind[];
const NOT_THIS = ['billing.order_unknown', 'billing.invoice_not_found', 'billing.payout_not_found'];

/** The explanation of an order, an invoice or a payout, by number or id; undefined where it is none of them. */
export async function whyOf(w: AppWork, reference: string): Promise<Why | undefined> {
  const text = reference.trim();
  const kind = KINDS.find((one) => FORMS[one].test(text));
  if (kind) return explained(w, kind, text);
  if (!isId(text)) return undefined;
  for (const one of KINDS) {
    try {
      return await explained(w, one, text.toLowerCase());
    } catch (error) {
      if (!(error instanceof DomainError) || !NOT_THIS.includes(error.code)) throw error;
    }
  }
  return undefined;
}

async function explained(w: AppWork, kind: Kind, text: string): Promise<Why> {
  const tariffs = await listTariffs(w);
  switch (kind) {
    case 'order': {
      const of = await explainOrder(w, isId(text) ? text : (await showOrder(w, text)).id);
      return { kind, of, tariffs, people: new Map() };
    }
    case 'invoice':
      return { kind, of: await explainInvoice(w, (isId(text) ? { id: text } : await invoiceBy(w, text)).id), tariffs, people: new Map() };
    case 'payout': {
      const of = await explainPayout(w, text);
      const people = await peopleById(w, [of.payout.worker.id, ...of.entries.flatMap(({ by }) => (by === null ? [] : [by]))]);
      return { kind, of, tariffs, people, cat: catNumber(people.get(of.payout.worker.id)?.number ?? 0) };
    }
  }
}
