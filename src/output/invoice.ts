import type { AppWork } from '../app';
import { listInvoices, openDrafts, showInvoice, type Invoice, type InvoiceStatus } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import type { Question } from './ask';
import type { Look } from './choose';
import { money } from './money';
import { clean } from './style';
import { nothingToChoose } from './usage';

const NAME_LENGTH = 8;
/** Where to look for an invoice that has no number: drafts, and drafts that were dropped. */
const WITHOUT_NUMBER = ['draft', 'void'] as const satisfies readonly InvoiceStatus[];

/** What an invoice is called: its number; before it has one, the end of its id. */
export const invoiceName = ({ id, number }: Pick<Invoice, 'id' | 'number'>): string => number ?? `draft-${id.slice(-NAME_LENGTH)}`;

/** What waits for a person, the first before the others. */
const NEEDS_A_HAND: readonly InvoiceStatus[] = ['draft', 'open'];

/** Open invoices first, then drafts, then newest. */
export function byNeed(one: Invoice, other: Invoice): number {
  const need = ({ status }: Invoice) => NEEDS_A_HAND.indexOf(status);
  return need(other) - need(one) || (other.number ?? other.id).localeCompare(one.number ?? one.id);
}

/** One invoice by number, id or a draft's name; throws `billing.invoice_not_found`. */
export async function invoiceBy(w: AppWork, reference: string): Promise<Invoice> {
  const tail = /^draft-([0-9a-f]{8,12})$/i.exec(reference.trim())?.[1]?.toLowerCase();
  if (tail === undefined) return showInvoice(w, reference);
  for (const status of WITHOUT_NUMBER) {
    const [found, ...others] = (await listInvoices(w, { status })).filter(({ id, number }) => number === null && id.endsWith(tail));
    if (found && others.length === 0) return found;
  }
  throw new DomainError('billing.invoice_not_found', 'not_found', { invoice: reference });
}

/** The same, unless it is a draft, which takes no money yet; throws `billing.invoice_not_open` for one. */
export async function issuedBy(w: AppWork, reference: string): Promise<Invoice> {
  const invoice = await invoiceBy(w, reference);
  if (invoice.status === 'draft') throw notOpen(invoice, 'draft');
  return invoice;
}

/** The same, unless it is a draft, on which nobody owes anything yet; throws `billing.invoice_not_open` for one. */
export async function owedBy(w: AppWork, reference: string): Promise<Invoice> {
  const invoice = await invoiceBy(w, reference);
  if (invoice.status === 'draft') throw notOpen(invoice, 'not_owed');
  return invoice;
}

/** The same, unless nothing can be taken off it; throws `billing.invoice_not_open` for drafts, and for what is void or given up. */
export async function creditableBy(w: AppWork, reference: string): Promise<Invoice> {
  const invoice = await owedBy(w, reference);
  if (invoice.status !== 'open' && invoice.status !== 'paid') throw notOpen(invoice, 'not_creditable');
  return invoice;
}

const notOpen = (invoice: Invoice, problem: 'draft' | 'not_owed' | 'not_creditable') =>
  new DomainError('billing.invoice_not_open', 'conflict', { invoice: invoiceName(invoice), status: invoice.status, problem });

/** Issues drafts, all or none, by their names or ids; throws `billing.invoice_wrong_state` for what is no draft. */
export async function issueDrafts(w: AppWork, names: readonly string[]): Promise<Invoice[]> {
  const drafts: Invoice[] = [];
  for (const name of names) drafts.push(await invoiceBy(w, name));
  const other = drafts.find(({ status }) => status !== 'draft');
  if (other) throw new DomainError('billing.invoice_wrong_state', 'conflict', { invoice: invoiceName(other), status: other.status, problem: 'not_draft' });
  const issued: Invoice[] = [];
  for (const id of await openDrafts(w, { ids: [...new Set(drafts.map((draft) => draft.id))] })) issued.push(await showInvoice(w, id));
  return issued;
}

/** An invoice by its name, in one of some states if they are named. */
export const askInvoice = (given: string | undefined, look: Look, ...statuses: InvoiceStatus[]): Question<string> => ({
  name: 'NUMBER',
  given,
  ask: async (prompts) => {
    const invoices = (await look((w) => listInvoices(w))).filter(({ status }) => statuses.length === 0 || statuses.includes(status)).toSorted(byNeed);
    if (invoices.length === 0) throw nothingToChoose('invoice');
    return prompts.search(
      'Invoice',
      invoices.map((invoice) => ({ name: `${invoiceName(invoice)} ${clean(invoice.client.name)}, ${invoice.status}, ${money(invoice.total)}`, value: invoice.id })),
    );
  },
});
