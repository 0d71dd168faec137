import type { BillingStore, Charge, InvoiceRecord } from '../../../domain/billing/store';
import { inList, instant, instantOrNull, listParams } from '../../rows';
import type { Params } from '../../sql';
import type { Tables } from '../../tables';
import { toLine, type ChargeRow } from './accruals';
import { chunks, sum, type Part } from './parts';

interface InvoiceRow {
  id: string;
  number: string | null;
  client_id: string;
  cut_off: string;
  status: InvoiceRecord['status'];
  total_minor: number;
  issued_at: string | null;
  paid: number;
}

type LineRow = Omit<ChargeRow, 'client_id' | 'accrued_at'> & { invoice_id: string };

/** Invoices and their lines. */
export function invoices(t: Tables): Part<'invoicedPeriods' | 'addDraft' | 'nextInvoice' | 'openInvoice' | 'setInvoicePaid' | 'invoices'> {
  return {
    invoicedPeriods: async (since) => {
      const rows = await t.all<{ client_id: string; cut_off: string }>(
        `SELECT client_id, cut_off FROM invoices WHERE cut_off >= $since AND status <> 'void'`,
        { since: since.toISOString() },
      );
      return rows.map((row) => ({ client: row.client_id, cutOff: instant(row.cut_off) }));
    },
    addDraft: async ({ id, client, cutOff, total, lines }) => {
      const draft = { id, number: null, client_id: client, cut_off: cutOff.toISOString(), status: 'draft', total_minor: total, issued_at: null };
      if (!(await t.insertNew('invoices', draft))) return false;
      for (const part of chunks(lines)) await addLines(t, id, part);
      return true;
    },
    nextInvoice: (year) => t.next(`invoice:${year}`),
    openInvoice: async (id, number) =>
      void (await t.update('invoices', { id, status: 'draft' }, { status: 'open', number, issued_at: t.now.toISOString() })),
    setInvoicePaid: async (id) => void (await t.update('invoices', { id, status: 'open' }, { status: 'paid' })),
    invoices: async ({ ids, ...filter }) => {
      if (!ids) return selectInvoices(t, filter);
      const found: InvoiceRecord[] = [];
      for (const part of chunks(ids)) found.push(...(await selectInvoices(t, { ...filter, ids: part })));
      return found.sort(byNumber);
    },
  };
}

async function addLines(t: Tables, invoice: string, lines: readonly Charge[]): Promise<void> {
  const values = lines.map((_, at) => `($invoice, $order${at}, $amount${at})`).join(', ');
  const params: Params = { invoice };
  for (const [at, line] of lines.entries()) Object.assign(params, { [`order${at}`]: line.order.id, [`amount${at}`]: line.amount });
  await t.write(`INSERT INTO invoice_lines (invoice_id, order_id, amount_minor) VALUES ${values}`, params);
}

type InvoiceFilter = Parameters<BillingStore['invoices']>[0];

/** Two statements however many invoices there are: the invoices, and all their lines. */
async function selectInvoices(t: Tables, filter: InvoiceFilter): Promise<InvoiceRecord[]> {
  const [where, params] = invoicesWhere(filter);
  const rows = await t.all<InvoiceRow>(
    `SELECT i.*, (SELECT ${sum('a.amount_minor')} FROM allocations a WHERE a.invoice_id = i.id) AS paid FROM invoices i WHERE ${where}`,
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

/** By cut-off, then by number. */
const byNumber = (one: InvoiceRecord, other: InvoiceRecord) =>
  one.cutOff.getTime() - other.cutOff.getTime() || ((one.number ?? '') < (other.number ?? '') ? -1 : 1);

const toInvoice = (row: InvoiceRow, lines: InvoiceRecord['lines']): InvoiceRecord => ({
  id: row.id,
  number: row.number,
  client: row.client_id,
  status: row.status,
  cutOff: instant(row.cut_off),
  issuedAt: instantOrNull(row.issued_at),
  total: row.total_minor,
  paid: row.paid,
  lines,
});
