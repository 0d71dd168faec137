import type { AppWork } from '../app';
import { listInvoices, type Invoice, type InvoiceStatus } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import type { Minor } from '../domain/shared/money';
import { peopleById } from '../domain/users';
import { invoiceName } from './invoice';
import type { Listing } from './list-command';
import { money } from './money';
import * as json from './money-json';
import { toneOf } from './style';
import { exact, exactAndRelative, relative, shortTime, type Clock } from './time';
import type { People } from './work';

/** Invoices, and whose they are by number. */
export async function invoicesWith(w: AppWork, filter: { client?: string | undefined; status?: InvoiceStatus | undefined }): Promise<{ invoices: Invoice[]; people: People }> {
  const invoices = await listInvoices(w, filter);
  return { invoices, people: await peopleById(w, [...new Set(invoices.map(({ client }) => client.id))]) };
}

/** An invoice of a list in JSON: with its client's number. */
const invoiceJson = (people: People) => (row: Invoice) => ({ ...json.invoice(row), client: { ...row.client, number: catNumber(people.get(row.client.id)?.number ?? 0) } });

/** Invoices as a list. */
export const invoiceList = (clock: Clock, people: People): Listing<Invoice, ReturnType<ReturnType<typeof invoiceJson>>> => ({
  columns: [
    { head: 'NUMBER', of: invoiceName },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'CLIENT', of: (row) => row.client.name, cuttable: true },
    { head: 'ISSUED', of: (row) => issuedTold(row, relative, clock), wide: (row) => issuedTold(row, exactAndRelative, clock) },
    { head: 'TOTAL', of: (row) => money(row.total), right: true },
    { head: 'OPEN', of: (row) => money(row.open), right: true },
  ],
  json: invoiceJson(people),
  csv: ['id', 'number', 'client.id', 'client.name', 'status', 'cut_off', 'issued_at', 'review_until', 'replaces', 'replaced_by', 'total', 'credited', 'paid', 'open', 'client.number'],
  empty: 'No invoices yet. What is due: mcf billing run --dry-run',
  none: 'None match. All: mcf invoices list',
});

/** When an invoice was issued, or when a draft will be. */
function issuedTold({ status, issuedAt, reviewUntil }: Invoice, told: (at: Date, clock: Clock) => string, clock: Clock): string {
  const at = issuedAt ?? (status === 'draft' ? reviewUntil : null);
  return at === null ? '' : told(at, clock);
}

/** The title and the fields of an invoice's card; `writtenOff` is what was given up of it. */
export function invoiceCard(invoice: Invoice, writtenOff: Minor, clock: Clock): [string, Record<string, string | null>] {
  const { status, issuedAt, reviewUntil } = invoice;
  return [
    `Invoice ${invoiceName(invoice)} · ${status} · ${invoice.client.name}`,
    {
      issued: issuedAt && exact(issuedAt, clock),
      'will be issued': status === 'draft' && reviewUntil ? `${exactAndRelative(reviewUntil, clock)}, unless somebody does before` : null,
      replaces: invoice.replaces,
      'replaced by': invoice.replacedBy,
      ...sumsOf(invoice, writtenOff),
    },
  ];
}

/** What became of an invoice's total, each with its sign: they add up to what is still owed. */
function sumsOf({ status, total, credited, paid, open }: Invoice, writtenOff: Minor): Record<string, string> {
  if (status === 'draft') return { total: money(total) };
  const parts: [name: string, amount: Minor][] = [
    ['credited', 0 - credited],
    ['paid', 0 - paid],
    ['written off', 0 - writtenOff],
    [status === 'void' ? 'voided' : '', status === 'void' ? credited + paid - total : 0],
  ];
  const told = [['total', total] as const, ...parts.filter(([, amount]) => amount !== 0), ['still owed', open] as const].map(([name, amount]) => [name, money(amount)] as const);
  const width = Math.max(...told.map(([, text]) => text.length));
  return Object.fromEntries(told.map(([name, text]) => [name, text.padStart(width)]));
}

/** An invoice's lines: each order with how its amount came about, what was agreed and how that ended. */
export function invoiceLines(invoice: Pick<Invoice, 'lines'>, clock: Clock): string[] {
  return invoice.lines.map(({ order, serviceEn, outcome, listPrice, percent, amount }) => {
    const sum = percent === 0 ? money(amount) : `${money(listPrice)} - ${percent} % = ${money(amount)}`;
    return `  order ${order.number}  ${sum}  ${serviceEn} for ${shortTime(order.at, clock)}, ${outcome}`;
  });
}
