import type { Invoice, LedgerEntry, Payout, PayoutStatus, Statement } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import * as json from './json';
import type { Listing } from './list-command';
import { counted, money } from './money';
import { toneOf } from './style';
import type { Column } from './table';
import { exact, exactAndRelative, relative, shortTime, type Clock } from './time';
import type { People } from './work';

/** Open invoices first, then newest. */
export function byNeed(one: Invoice, other: Invoice): number {
  return Number(other.status === 'open') - Number(one.status === 'open') || (other.number ?? '').localeCompare(one.number ?? '');
}

/** Invoices as a list. */
export const invoiceList = (clock: Clock): Listing<Invoice, ReturnType<typeof json.invoice>> => ({
  columns: [
    { head: 'NUMBER', of: (row) => row.number ?? '' },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'CLIENT', of: (row) => row.client.name, cuttable: true },
    { head: 'ISSUED', of: (row) => (row.issuedAt ? relative(row.issuedAt, clock) : ''), wide: (row) => (row.issuedAt ? exactAndRelative(row.issuedAt, clock) : '') },
    { head: 'TOTAL', of: (row) => money(row.total), right: true },
    { head: 'OPEN', of: (row) => money(row.open), right: true },
  ],
  json: json.invoice,
  csv: ['id', 'number', 'client.id', 'client.name', 'status', 'cut_off', 'issued_at', 'total', 'paid', 'open'],
  empty: 'No invoices yet. What is due: mcf billing run --dry-run',
  none: 'None match. All: mcf invoices list',
});

/** The title and the fields of an invoice's card. */
export function invoiceCard(invoice: Invoice, clock: Clock): [string, Record<string, string | null>] {
  return [
    `Invoice ${invoice.number ?? 'draft'} · ${invoice.status} · ${invoice.client.name}`,
    {
      issued: invoice.issuedAt && exact(invoice.issuedAt, clock),
      total: money(invoice.total),
      paid: money(invoice.paid),
      open: money(invoice.open),
    },
  ];
}

/** An invoice's lines: each order with how its amount came about. */
export function invoiceLines(invoice: Pick<Invoice, 'lines'>, clock: Clock): string[] {
  return invoice.lines.map(({ order, serviceEn, outcome, listPrice, percent, amount }) => {
    const sum = percent === 0 ? money(amount) : `${money(listPrice)} - ${percent} % = ${money(amount)}`;
    return `  order ${order.number}  ${sum}  ${serviceEn}, ${outcome} ${shortTime(order.at, clock)}`;
  });
}

/** What a run came to: `2 invoices, 290.00: 1 paid, 1 open`. */
export function invoicesTold(invoices: readonly Pick<Invoice, 'total' | 'status'>[]): string {
  if (invoices.length === 0) return 'no invoices';
  const sum = invoices.reduce((total, invoice) => total + invoice.total, 0);
  return `${counted(invoices.length, 'invoice')}, ${money(sum)}`;
}

/** How many payouts of how much. */
export function payoutsTold(payouts: readonly Pick<Payout, 'amount' | 'status'>[]): string {
  const paid = payouts.filter(({ amount }) => amount > 0);
  if (paid.length === 0) return 'no payouts';
  return `${counted(paid.length, 'payout')}, ${money(paid.reduce((total, { amount }) => total + amount, 0))}`;
}

const NEEDS_A_HAND: readonly PayoutStatus[] = ['unknown', 'failed', 'parked', 'pending'];

/** A payout with its worker's number, by which it is named. */
export interface PayoutRow extends Payout {
  cat: string;
  was?: PayoutStatus;
}

/** Payouts that need a hand first, then newest, each with its worker's number. */
export function payoutRows(payouts: readonly Payout[], people: People): PayoutRow[] {
  const waits = (row: Payout) => Number(NEEDS_A_HAND.includes(row.status));
  const number = (row: Payout) => people.get(row.worker.id)?.number;
  return [...payouts]
    .sort((one, other) => waits(other) - waits(one) || other.month.localeCompare(one.month))
    .map((row) => ({ ...row, cat: catNumber(number(row) ?? 0) }));
}

/** Payouts as a list. */
export const payoutList: Listing<PayoutRow, ReturnType<typeof json.payout>> = {
  columns: [
    { head: 'PAYOUT', of: (row) => `${row.cat}/${row.month}` },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'WORKER', of: (row) => row.worker.name, cuttable: true },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
    { head: 'WHY', of: (row) => row.error ?? '', cuttable: true },
  ],
  json: json.payout,
  csv: ['id', 'worker.id', 'worker.name', 'month', 'status', 'amount', 'error'],
  empty: 'No payouts yet. What is due: mcf billing run --dry-run',
  none: 'None match. All: mcf payouts list',
};

/** What asking Gold Hat about open payouts has changed. */
export const reconciled: Listing<PayoutRow, ReturnType<typeof json.payout> & { was: PayoutStatus | null }> = {
  columns: [
    { head: 'WORKER', of: (row) => row.worker.name, cuttable: true },
    { head: 'MONTH', of: (row) => row.month },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
    { head: 'WAS', of: (row) => row.was ?? '' },
    { head: 'NOW', of: (row) => [row.status, row.error].filter(Boolean).join(': '), tone: (row) => toneOf(row.status) },
  ],
  json: (row) => ({ ...json.payout(row), was: row.was ?? null }),
  csv: ['id', 'worker.id', 'worker.name', 'month', 'amount', 'was', 'status', 'error'],
  empty: 'No payout is open. All: mcf payouts list',
};

/** The ledger as a list, with people's accounts told by their numbers. */
export const ledgerList = (clock: Clock, people: People): Listing<LedgerEntry, ReturnType<typeof json.ledgerEntry>> => ({
  columns: [
    { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
    { head: 'KIND', of: (row) => row.kind },
    { head: 'DEBIT', of: (row) => accountName(row.debit, people) },
    { head: 'CREDIT', of: (row) => accountName(row.credit, people) },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
  ],
  json: json.ledgerEntry,
  csv: ['id', 'at', 'kind', 'reference', 'debit', 'credit', 'amount'],
  empty: 'The ledger is empty: nothing was charged yet. Orders: mcf orders list',
});

/** An account with its person's number instead of the id: `clients:C-000012`. */
export function accountName(account: string, people: People): string {
  const [kind, id] = account.split(':');
  const person = id === undefined ? undefined : people.get(id);
  return person ? `${kind}:${catNumber(person.number)}` : account;
}

/** The columns of a statement's entries. */
export const statementColumns = (clock: Clock): Column<Statement['entries'][number]>[] => [
  { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
  { head: 'WHAT', of: (row) => row.kind.replaceAll('_', ' ') },
  { head: 'ORDER', of: (row) => row.order?.number.toString() ?? '', right: true },
  { head: 'FOR', of: (row) => [row.serviceEn, row.outcome, row.note, row.status].filter(Boolean).join(', '), cuttable: true },
  { head: 'INVOICE', of: (row) => row.invoice ?? '', optional: true },
  { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
];

/** The title and the sums of a statement. */
export function statementCard(of: Statement): [string, Record<string, string>] {
  const title = `${of.person.name} ${catNumber(of.person.number)} · ${of.as}`;
  if (of.as === 'client') {
    const credit = of.credit === 0 ? {} : { credit: money(of.credit) };
    return [title, { charged: money(of.charged), paid: money(of.paid), ...credit, "owed at the week's end": money(of.owedAtWeekEnd) }];
  }
  const { earned, fined, bonuses, paidOut, balance } = of;
  return [title, { earned: money(earned), fined: money(fined), bonuses: money(bonuses), 'paid out': money(paidOut), due: money(balance) }];
}
