import type { BillingStore, InvoiceRecord, NewInvoice } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import { inList, instant, instantOrNull, listParams } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';
import { toLine, type ChargeRow } from './accruals';
import { openDrafts } from './open-drafts';
import { chunks, sum, type Part } from './parts';

interface InvoiceRow {
  id: string;
  number: string | null;
  client_id: string;
  cut_off: string;
  status: InvoiceRecord['status'];
  total_minor: number;
  issued_at: string | null;
  review_until: string | null;
  replaces: string | null;
  replaced_by: string | null;
  credited: number;
  paid: number;
}

type LineRow = Omit<ChargeRow, 'client_id' | 'accrued_at'> & { invoice_id: string };

type Methods = 'invoicedPeriods' | 'addInvoices' | 'nextInvoices' | 'draftsDue' | 'openDrafts' | 'moveInvoice' | 'reopenInvoice' | 'unbill' | 'invoices';

/** Invoices and their lines. */
export function invoices(t: Tables): Part<Methods> {
  return {
    invoicedPeriods: async (filter) => {
      const where = 'since' in filter ? 'cut_off >= $since' : `cut_off = $cut_off AND client_id ${listedIn(t.dialect, 'clients', 'TEXT')}`;
      const params: Params = 'since' in filter ? { since: filter.since.toISOString() } : { cut_off: filter.cutOff.toISOString(), clients: JSON.stringify(filter.clients) };
      const rows = await t.all<{ client_id: string; cut_off: string }>(`SELECT DISTINCT client_id, cut_off FROM invoices WHERE ${where}`, params);
      return rows.map((row) => ({ client: row.client_id, cutOff: instant(row.cut_off) }));
    },
    addInvoices: async (made) => {
      await t.insertMany('invoices', made.map((invoice) => toRow(invoice, t.now)));
      const lines = made.flatMap(({ id, lines: listed }) => listed.map(({ order, amount }) => ({ invoice_id: id, order_id: order.id, amount_minor: amount })));
      await t.insertMany('invoice_lines', lines);
      await t.insertMany('billed_charges', lines.map(({ order_id, invoice_id }) => ({ order_id, invoice_id })));
    },
    nextInvoices: (year, count) => t.advance(`invoice:${year}`, { by: count }),
    draftsDue: async (at) => {
      const rows = await t.all<{ id: string }>(`SELECT id FROM invoices WHERE status = 'draft' AND review_until <= $at ORDER BY cut_off, client_id`, { at: at.toISOString() });
      return rows.map(({ id }) => id);
    },
    openDrafts: (opened) => openDrafts(t, opened),
    moveInvoice: async (id, from, to) => void (await t.update('invoices', { id, status: from }, { status: to, ...(to === 'void' && { voided_at: t.now.toISOString() }) })),
    reopenInvoice: async (id, from) => {
      await t.update('invoices', { id, status: from }, { status: 'open', reopened_at: t.now.toISOString() });
      await t.update('collections', { invoice_id: id }, { retry_at: null });
    },
    unbill: async (invoice, { isReissued }) => {
      if (!isReissued) {
        await t.write(
          `INSERT INTO released_charges (order_id, released_at) SELECT order_id, $now FROM billed_charges WHERE invoice_id = $invoice
           ON CONFLICT (order_id) DO UPDATE SET released_at = excluded.released_at`,
          { invoice, now: t.now.toISOString() },
        );
      }
      await t.remove('billed_charges', { invoice_id: invoice });
    },
    invoices: async ({ ids, ...filter }) => {
      if (!ids) return selectInvoices(t, filter);
      const found: InvoiceRecord[] = [];
      for (const part of chunks(ids)) found.push(...(await selectInvoices(t, { ...filter, ids: part })));
      return found.sort(byNumber);
    },
  };
}

const toRow = ({ id, number, client, cutOff, status, total, reviewUntil, replaces }: NewInvoice, now: Date) => ({
  id,
  number,
  client_id: client,
  cut_off: cutOff.toISOString(),
  status,
  total_minor: total,
  issued_at: number === null ? null : now.toISOString(),
  review_until: reviewUntil?.toISOString() ?? null,
  replaces_id: replaces,
});

type InvoiceFilter = Parameters<BillingStore['invoices']>[0];

/** Two statements however many invoices there are: the invoices, and all their lines. */
async function selectInvoices(t: Tables, filter: InvoiceFilter): Promise<InvoiceRecord[]> {
  const [where, params] = invoicesWhere(filter);
  const rows = await t.all<InvoiceRow>(
    `SELECT i.*, (SELECT ${sum('a.amount_minor')} FROM allocations a WHERE a.invoice_id = i.id) AS paid,
            (SELECT ${sum('n.amount_minor')} FROM credit_notes n WHERE n.invoice_id = i.id) AS credited,
            (SELECT p.number FROM invoices p WHERE p.id = i.replaces_id) AS replaces,
            (SELECT r.number FROM invoices r WHERE r.replaces_id = i.id) AS replaced_by
     FROM invoices i WHERE ${where}`,
    params,
  );
  const lines = await t.all<LineRow>(
    `SELECT l.invoice_id, l.amount_minor, c.order_id, c.order_number, c.order_at, c.outcome, c.service_ru, c.service_en,
            c.list_price_minor, c.discount_percent
     FROM invoices i JOIN invoice_lines l ON l.invoice_id = i.id JOIN charges c ON c.order_id = l.order_id
     WHERE ${where} ORDER BY c.accrued_at, c.order_number`,
    params,
  );
  const byInvoice = new Map<string, InvoiceRecord['lines']>(rows.map((row) => [row.id, []]));
  for (const line of lines) byInvoice.get(line.invoice_id)?.push(toLine(line));
  return rows.map((row) => toInvoice(row, byInvoice.get(row.id) ?? [])).sort(byNumber);
}

function invoicesWhere({ ids, number, client, status }: InvoiceFilter): [string, Params] {
  const conditions: string[] = [];
  const params: Params = {};
  const equals = (column: string, name: string, value: string | undefined) => {
    if (value === undefined) return;
    conditions.push(`i.${column} = $${name}`);
    params[name] = value;
  };
  equals('number', 'number', number);
  equals('client_id', 'client', client);
  equals('status', 'status', status);
  if (ids) {
    conditions.push(`i.id IN (${inList(ids)})`);
    Object.assign(params, listParams(ids));
  }
  return [conditions.length === 0 ? '1 = 1' : conditions.join(' AND '), params];
}

/** By cut-off, then by number; drafts, which have none yet, come last, by client. */
const byNumber = (one: InvoiceRecord, other: InvoiceRecord) =>
  one.cutOff.getTime() - other.cutOff.getTime() || compared(one.number ?? LAST, other.number ?? LAST) || compared(one.client, other.client);

/** Comes after every number. */
const LAST = '~';

const compared = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

const toInvoice = (row: InvoiceRow, lines: InvoiceRecord['lines']): InvoiceRecord => ({
  id: row.id,
  number: row.number,
  client: row.client_id,
  status: row.status,
  cutOff: instant(row.cut_off),
  issuedAt: instantOrNull(row.issued_at),
  reviewUntil: instantOrNull(row.review_until),
  replaces: row.replaces,
  replacedBy: row.replaced_by,
  total: row.total_minor,
  credited: row.credited,
  paid: row.paid,
  lines,
});
