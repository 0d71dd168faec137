import type { InCurrency, Invoice, Payout, PayoutStatus, Statement } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import { paperOf } from './entry-papers';
import type { Listing } from './list-command';
import { count, counted, inCurrencyTold, money } from './money';
import * as json from './money-json';
import { toneOf } from './style';
import type { Column } from './table';
import { shortTime, type Clock } from './time';
import type { People } from './work';

type Entry = Statement['entries'][number];

/** What a run came to: `2 invoices, 290.00: 1 paid, 1 open`. */
export function invoicesTold(invoices: readonly Pick<Invoice, 'total' | 'status'>[]): string {
  if (invoices.length === 0) return 'no invoices';
  const sum = invoices.reduce((total, invoice) => total + invoice.total, 0);
  return `${counted(invoices.length, 'invoice')}, ${money(sum)}`;
}

/** How many of them are in which state: `: 1 paid, 1 open`; nothing where there are none. */
export function statesTold(invoices: readonly Pick<Invoice, 'status'>[]): string {
  const paid = invoices.filter(({ status }) => status === 'paid').length;
  return invoices.length === 0 ? '' : `: ${count(paid)} paid, ${count(invoices.length - paid)} open`;
}

/** Drafts in few words: `3 drafts, 300.00`. */
export function draftsTold(drafts: readonly Pick<Invoice, 'total'>[]): string {
  return `${counted(drafts.length, 'draft')}, ${money(drafts.reduce((total, draft) => total + draft.total, 0))}`;
}

/** How many payouts of how much. */
export function payoutsTold(payouts: readonly Pick<Payout, 'amount' | 'status'>[]): string {
  const paid = payouts.filter(({ amount }) => amount > 0);
  if (paid.length === 0) return 'no payouts';
  return `${counted(paid.length, 'payout')}, ${money(paid.reduce((total, { amount }) => total + amount, 0))}`;
}

/** How a run's payouts are told by their states; what was sent needs no word. */
const STATES: Partial<Record<PayoutStatus, string>> = { sent: 'sent', pending: 'prepared, not sent', unknown: 'unknown', failed: 'failed', parked: 'parked' };

/** How many payouts are in which state, unless all were sent: `: 1 sent, 2 prepared, not sent; 1 carried forward`. */
export function payoutStatesTold(payouts: readonly Pick<Payout, 'status'>[]): string {
  const of = (status: string) => payouts.filter((payout) => payout.status === status).length;
  const [carried, told] = [of('carried_forward'), Object.entries(STATES).flatMap(([status, words]) => (of(status) === 0 ? [] : [`${count(of(status))} ${words}`]))];
  const states = of('sent') === payouts.length - carried ? '' : `: ${told.join(', ')}`;
  return `${states}${carried === 0 ? '' : `; ${count(carried)} carried forward`}`;
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

/** A payout of a list in JSON: with its worker's number, and with the name it goes by in the ledger too. */
const payoutJson = (row: PayoutRow) => ({ ...json.payout(row), worker: { ...row.worker, number: row.cat }, paper: `${row.cat}/${row.month}` });

/** Payouts as a list. */
export const payoutList: Listing<PayoutRow, ReturnType<typeof payoutJson>> = {
  columns: [
    { head: 'PAYOUT', of: (row) => `${row.cat}/${row.month}` },
    { head: 'STATUS', of: (row) => row.status, tone: (row) => toneOf(row.status) },
    { head: 'WORKER', of: (row) => row.worker.name, cuttable: true },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
    { head: 'WHY', of: (row) => row.error ?? '', cuttable: true },
  ],
  json: payoutJson,
  csv: ['id', 'worker.id', 'worker.name', 'month', 'status', 'amount', 'error', 'worker.number', 'paper'],
  empty: 'No payouts yet. What is due: mcf billing run --dry-run',
  none: 'None match. All: mcf payouts list',
};

/** What asking Gold Hat about open payouts has changed. */
export const reconciled: Listing<PayoutRow, ReturnType<typeof payoutJson> & { was: PayoutStatus | null }> = {
  columns: [
    { head: 'WORKER', of: (row) => row.worker.name, cuttable: true },
    { head: 'MONTH', of: (row) => row.month },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
    { head: 'WAS', of: (row) => row.was ?? '' },
    { head: 'NOW', of: (row) => [row.status, row.error].filter(Boolean).join(': '), tone: (row) => toneOf(row.status) },
  ],
  json: (row) => ({ ...payoutJson(row), was: row.was ?? null }),
  csv: ['id', 'worker.id', 'worker.name', 'month', 'amount', 'was', 'status', 'error', 'worker.number', 'paper'],
  empty: 'No payout is open. All: mcf payouts list',
};

/** An account with its person's number instead of the id: `clients:C-000012`. */
export function accountName(account: string, people: People): string {
  const [kind, id] = account.split(':');
  const person = id === undefined ? undefined : people.get(id);
  return person ? `${kind}:${catNumber(person.number)}` : account;
}

/** What a statement's entries don't say themselves: who made those that were made by hand, the numbers of credit notes, and what was paid in another currency. */
export interface Beside {
  makers: People;
  notes: ReadonlyMap<string, string>;
  currencies: ReadonlyMap<string, InCurrency>;
}

/** The columns of a statement's entries. */
export const statementColumns = (clock: Clock, cat: string, beside: Beside): Column<Entry>[] => [
  { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
  { head: 'WHAT', of: (row) => row.kind.replaceAll('_', ' ') },
  { head: 'ORDER', of: (row) => row.order?.number.toString() ?? '', right: true },
  { head: 'FOR', of: (row) => forTold(row, beside), cuttable: true },
  { head: 'PAPER', of: (row) => paperTold(row, cat, beside.notes) },
  { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
];

/** What tells apart entries that have no column of their own; a charge's order has one, and is on an invoice. */
function paperTold(row: Entry, cat: string, notes: ReadonlyMap<string, string>): string {
  if (row.kind === 'bonus' || row.kind === 'correction') return '';
  return (row.order === null ? paperOf(row, cat, notes) : row.invoice) ?? '';
}

function forTold(row: Entry, { makers, currencies }: Beside): string {
  const inCurrency = currencies.get(row.id);
  const onInvoice = row.order === null && row.invoice !== null && row.kind !== 'write_off' && row.kind !== 'reopening';
  const invoice = onInvoice ? `${row.kind === 'credit_note' ? 'off' : 'for'} ${row.invoice}` : null;
  const note = row.kind.startsWith('payout') ? null : row.note;
  return [invoice, row.serviceEn, row.outcome, inCurrency && inCurrencyTold(inCurrency), note, row.status, makers.get(row.by ?? '')?.name].filter(Boolean).join(', ');
}

/** What was charged, less what was taken off and paid, is what is owed; credit is a part of what was paid. */
function clientSums({ charged, paid, takenOff, credit, owedAtWeekEnd, entries }: Extract<Statement, { as: 'client' }>): Record<string, string | null> {
  const sums = { charged, 'taken off': 0 - takenOff, paid: 0 - paid, "owed at the week's end": owedAtWeekEnd, credit };
  const width = Math.max(...Object.values(sums).map((sum) => money(sum).length));
  const of = (kind: Entry['kind']) => entries.reduce((sum, entry) => (entry.kind === kind ? sum + entry.amount : sum), 0);
  const less = [of('refund') > 0 ? `${money(of('refund'))} refunded` : null, of('reversal') > 0 ? `${money(of('reversal'))} taken back` : null].filter(Boolean).join(' and ');
  const notes: Record<string, string> = { paid: less === '' ? '' : `, net of ${less}`, credit: ', counted in what is paid; no invoice has taken it' };
  const told = (name: string, sum: number) => (sum === 0 && (name === 'taken off' || name === 'credit') ? null : `${money(sum).padStart(width)}${notes[name] ?? ''}`);
  return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, told(name, sum)]));
}

/** The title and the sums of a statement. */
export function statementCard(of: Statement): [string, Record<string, string | null>] {
  const title = `${of.person.name} ${catNumber(of.person.number)} · ${of.as}`;
  const unlessNone = (amount: number) => (amount === 0 ? null : money(amount));
  if (of.as === 'client') {
    return [title, clientSums(of)];
  }
  const { earned, fined, bonuses, corrections, paidOut, balance } = of;
  return [
    title,
    { earned: money(earned), fined: money(fined), bonuses: money(bonuses), corrections: unlessNone(corrections), 'paid out': money(paidOut), due: money(balance) },
  ];
}
