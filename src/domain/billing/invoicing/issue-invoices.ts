import { yearOf } from '../../shared/time';
import { allow } from '../../users';
import type { BillingEvent } from '../events';
import { clientAccount } from '../ledger/ledger';
import { tariffAt } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { invoiceNumber, openOf, type InvoiceLine, type InvoiceRecord } from './invoice';
import { planInvoices, type NewInvoice } from './plan-invoices';

const HOUR_MS = 3_600_000;

/**
 * Makes the invoices of some clients for one cut-off, over all that accrued before it and is on no invoice (B5): drafts where the tariff
 * gives time for a look, otherwise issued at once and paid from existing credit. Returns their ids; what is there already is left
 * alone, so it may be repeated at will.
 */
export async function issueInvoices(w: BillingWork, input: { clients: readonly string[]; cutOff: Date }): Promise<string[]> {
  allow(w, 'issue-invoice');
  const { clients, cutOff } = input;
  await w.billing.lockAll(clients.map(clientAccount));
  const charges = await w.billing.uninvoiced({ before: cutOff, clients });
  const taken = new Set((await w.billing.invoicedPeriods({ cutOff, clients })).map(({ client }) => client));
  const { reviewHours } = tariffAt(await w.billing.tariffs(), cutOff);
  const due = planInvoices({
    charges,
    cutOffs: [cutOff],
    isTaken: (client) => taken.has(client),
    credit: await w.billing.credit(clients),
    isReviewed: () => reviewHours > 0,
  });
  const reviewUntil = reviewHours > 0 ? new Date(w.now.getTime() + reviewHours * HOUR_MS) : null;
  return addInvoices(w, due.map((invoice) => ({ ...invoice, reviewUntil, replaces: null })));
}

/** Issues drafts: those named, whose review is over or was ended by hand (B6). Returns the ids of those that were still drafts. */
export async function openDrafts(w: BillingWork, input: { ids: readonly string[] }): Promise<string[]> {
  allow(w, 'issue-invoice');
  const seen = await w.billing.invoices({ ids: input.ids });
  await w.billing.lockAll([...new Set(seen.map(({ client }) => clientAccount(client)))]);
  const drafts = (await w.billing.invoices({ ids: input.ids })).filter(({ status }) => status === 'draft');
  const credit = new Map(await w.billing.credit(drafts.map(({ client }) => client)));
  const opened = await numbered(w, drafts.map((draft) => payFrom(credit, draft)));
  await w.billing.openDrafts(opened);
  await tellIssued(w, opened);
  return opened.map(({ id }) => id);
}

/** Writes planned invoices with their numbers, lines and what credit pays of them; returns their ids. */
export async function addInvoices(w: BillingWork, due: readonly Omit<NewInvoice, 'id' | 'number'>[]): Promise<string[]> {
  if (due.length === 0) return [];
  const invoices = await numbered(w, due.map((invoice) => ({ ...invoice, id: w.newId() })));
  await w.billing.addInvoices(invoices);
  const drafted = invoices.filter(({ status }) => status === 'draft');
  await w.emitAll(drafted.map((invoice) => ({ type: 'invoice_drafted', ...factsOf(invoice) })));
  await tellIssued(w, invoices.filter(({ status }) => status !== 'draft'));
  return invoices.map(({ id }) => id);
}

type Issuing = Pick<NewInvoice, 'id' | 'client' | 'cutOff' | 'total' | 'paid' | 'status' | 'replaces'> & { lines: readonly InvoiceLine[] };

const factsOf = ({ id, client, cutOff, total, lines }: Omit<Issuing, 'paid' | 'status' | 'replaces'>) => ({
  invoice: id,
  client,
  cut_off: cutOff.toISOString(),
  total_minor: total,
  orders: lines.map(({ order }) => order.number).join(' '),
});

/** Takes the numbers of a year's invoices in the order they are in, without gaps (B6); drafts have none yet. */
async function numbered<T extends { status: InvoiceRecord['status']; cutOff: Date }>(w: BillingWork, invoices: readonly T[]): Promise<(T & { number: string | null })[]> {
  const issued = invoices.filter(({ status }) => status !== 'draft');
  const numbers = new Map<T, string>();
  for (const [year, ofYear] of byYear(issued, w.zone)) {
    const last = await w.billing.nextInvoices(year, ofYear.length);
    ofYear.forEach((invoice, at) => numbers.set(invoice, invoiceNumber(year, last - ofYear.length + 1 + at)));
  }
  return invoices.map((invoice) => ({ ...invoice, number: numbers.get(invoice) ?? null }));
}

function byYear<T extends { cutOff: Date }>(invoices: readonly T[], zone: string): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const invoice of invoices) {
    const year = yearOf(invoice.cutOff, zone);
    groups.set(year, [...(groups.get(year) ?? []), invoice]);
  }
  return groups;
}

/** A draft as it is once it is issued, with what is left of its client's credit applied to it. */
function payFrom(credit: Map<string, number>, draft: InvoiceRecord) {
  const left = credit.get(draft.client) ?? 0;
  const paid = Math.min(left, draft.total);
  credit.set(draft.client, left - paid);
  const status = paid === draft.total ? ('paid' as const) : ('open' as const);
  return { ...draft, status, paid, open: openOf({ ...draft, status, paid }), replaces: null };
}

/** Applies credit, and says what was issued and what is paid by that already. */
async function tellIssued(w: BillingWork, issued: readonly Issuing[]): Promise<void> {
  const issuing: BillingEvent[] = issued.map((invoice) => ({ type: 'invoice_issued', replaces: invoice.replaces, ...factsOf(invoice) }));
  await w.emitAll(issuing);
  const credited = issued.filter(({ paid }) => paid > 0);
  if (credited.length === 0) return;
  const seen = await w.billing.allocationsOf(credited.map(({ client }) => client));
  const allocations = credited.map(({ id, client, paid }) => {
    const n = (seen.get(client) ?? 0) + 1;
    seen.set(client, n);
    return { id: w.newId(), invoice: id, client, n, amount: paid };
  });
  await w.billing.allocate(allocations);
  await w.emitAll(allocations.map(({ invoice, client, n, amount }) => ({ type: 'payment_applied', invoice, client, n, amount_minor: amount })));
  const paid = credited.filter(({ status }) => status === 'paid');
  await w.emitAll(paid.map(({ id, client, total }) => ({ type: 'invoice_paid', invoice: id, client, total_minor: total, method: 'credit' })));
}
