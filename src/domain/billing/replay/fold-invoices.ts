import type { Minor } from '../../shared/money';
import { yearOf } from '../../shared/time';
import { clientAccount } from '../ledger/ledger';
import { clientOf, differ, nextOf, post, put, same, type Books, type ChargeAgain, type InvoiceAgain } from './books';
import { saidAt, type Logged, type MoneyEvent } from './log';

type Of<T extends MoneyEvent['type']> = Logged<Extract<MoneyEvent, { type: T }>>;

/** A draft takes all that accrued before its cut-off and is on no invoice (B5). */
export function foldDraft(books: Books, logged: Of<'invoice_drafted'>): void {
  begin(books, logged);
}

/** An invoice is issued: it gets the year's next number, and credit pays what it can of it (B6). */
export function foldIssue(books: Books, logged: Of<'invoice_issued'>): void {
  const { at, event } = logged;
  const invoice = books.invoices.get(event.invoice) ?? begin(books, logged);
  const year = yearOf(new Date(invoice.cutOff), books.zone);
  invoice.number = `${year}-${String(nextOf(books, `invoice ${year}`)).padStart(6, '0')}`;
  invoice.issuedAt = at;
  invoice.replaces = event.replaces;
  invoice.status = 'open';
  same(books, 'invoice_issued.total_minor', invoice, invoice.total, event.total_minor);
  apply(books, logged, invoice, Math.min(Math.max(clientOf(books, invoice.client).credit, 0), invoice.total));
  if (event.replaces !== null) spend(books, logged, invoice.client);
}

function begin(books: Books, { id, event }: Of<'invoice_drafted' | 'invoice_issued'>): InvoiceAgain {
  const { client, invoice, cut_off: cutOff } = event;
  const { waiting, invoices } = clientOf(books, client);
  const subject = { id: invoice, number: null };
  const told = event.orders.split(' ').filter(Boolean).map(Number);
  const due = [...waiting.values()].filter(({ accruedAt }) => accruedAt < cutOff);
  const replaced = event.type === 'invoice_issued' ? event.replaces : null;
  const missed = replaced !== null ? [] : due.filter((charge) => !told.includes(charge.number) && !wasLate(books, id, charge));
  const charges = told.flatMap((number) => waiting.get(number) ?? []);
  for (const { number } of missed) differ(books, { what: `${event.type}.orders`, ...subject, expected: number, found: null });
  for (const number of told) {
    if (replaced === null && !due.some((charge) => charge.number === number)) differ(books, { what: `${event.type}.orders`, ...subject, expected: null, found: number });
    waiting.delete(number);
  }
  const total = charges.reduce((sum, { amount }) => sum + amount, 0);
  const begun: InvoiceAgain = { id: invoice, client, cutOff, number: null, status: 'draft', issuedAt: null, replaces: null, total, credited: 0, paid: 0, writeOff: null, charges };
  if (event.type === 'invoice_drafted') same(books, 'invoice_drafted.total_minor', begun, total, event.total_minor);
  if (replaced !== null) sameCharges(books, begun, replaced);
  books.invoices.set(invoice, begun);
  invoices.push(begun);
  for (const { order, amount } of charges) put(books, 'invoice_lines', [invoice, order], null, { amount_minor: amount });
  return begun;
}

/** An invoice that replaces another has its very charges. */
function sameCharges(books: Books, invoice: InvoiceAgain, replaced: string): void {
  const numbers = (charges: readonly ChargeAgain[]) => charges.map(({ number }) => number).sort((one, other) => one - other).join(' ');
  same(books, 'invoice_issued.orders', invoice, numbers(books.invoices.get(replaced)?.charges ?? []), numbers(invoice.charges));
}

/** Whether what was said so shortly before may have been committed too late to be seen. */
function wasLate(books: Books, invoiceEvent: string, charge: ChargeAgain): boolean {
  return saidAt(invoiceEvent) - saidAt(charge.event) < books.lateMs;
}

/** A voided invoice lets its charges and its money go (B6). */
export function foldVoid(books: Books, logged: Of<'invoice_voided'>): void {
  const { event } = logged;
  const invoice = known(books, event.type, event.invoice);
  if (!invoice) return;
  same(books, 'invoice_voided.total_minor', invoice, invoice.total, event.total_minor);
  if (invoice.status !== 'draft') same(books, 'invoice_voided.status', invoice, 'open', invoice.status);
  apply(books, logged, invoice, -invoice.paid);
  invoice.status = 'void';
  const { waiting } = clientOf(books, invoice.client);
  // Unless another invoice replaces it they wait from now on.
  for (const charge of invoice.charges) waiting.set(charge.number, { ...charge, accruedAt: logged.at });
  if (!event.is_reissued) spend(books, logged, invoice.client);
}

/** What is still open of an invoice is given up (B6). */
export function foldWriteOff(books: Books, { at, event }: Of<'invoice_written_off'>): void {
  const invoice = known(books, event.type, event.invoice);
  if (!invoice) return;
  const amount = openOf(invoice);
  same(books, 'invoice_written_off.amount_minor', invoice, amount, event.amount_minor);
  invoice.status = 'uncollectible';
  const id = event.write_off ?? invoice.id;
  invoice.writeOff = { id, amount };
  put(books, 'write_offs', [id], invoice.number, { invoice_id: invoice.id, client_id: invoice.client, amount_minor: amount, at });
  post(books, at, invoice.number, { kind: 'write_off', reference: id, debit: 'expenses:write-offs', credit: clientAccount(invoice.client), amount });
}

/** What was given up is asked for again. */
export function foldReopening(books: Books, { at, event }: Of<'invoice_reopened'>): void {
  const invoice = known(books, event.type, event.invoice);
  if (!invoice) return;
  const { id: writeOff, amount } = invoice.writeOff ?? { id: null, amount: 0 };
  same(books, 'invoice_reopened.write_off', invoice, writeOff, event.write_off);
  same(books, 'invoice_reopened.amount_minor', invoice, amount, event.amount_minor);
  invoice.status = 'open';
  invoice.writeOff = null;
  put(books, 'reopenings', [event.reopening], invoice.number, { write_off_id: event.write_off, invoice_id: invoice.id, client_id: invoice.client, amount_minor: amount, at });
  post(books, at, invoice.number, { kind: 'reopening', reference: event.reopening, debit: clientAccount(invoice.client), credit: 'expenses:write-offs', amount });
}

/** A credit note takes off what is still to be paid first; what was paid too much is credit (B6). */
export function foldCreditNote(books: Books, logged: Of<'credit_note_issued'>): void {
  const { at, event } = logged;
  const invoice = known(books, event.type, event.invoice);
  if (!invoice) return;
  const [amount, year] = [event.amount_minor, yearOf(new Date(at), books.zone)];
  const number = `CN-${year}-${String(nextOf(books, `credit note ${year}`)).padStart(6, '0')}`;
  if (amount > invoice.total - invoice.credited) same(books, 'credit_note_issued.amount_minor', invoice, invoice.total - invoice.credited, amount);
  put(books, 'credit_notes', [event.credit_note], number, { number, invoice_id: invoice.id, client_id: invoice.client, amount_minor: amount, at });
  post(books, at, number, { kind: 'credit_note', reference: event.credit_note, debit: 'revenue:services', credit: clientAccount(invoice.client), amount });
  const tooMuch = Math.max(0, amount - openOf(invoice));
  invoice.credited += amount;
  apply(books, logged, invoice, -tooMuch);
  spend(books, logged, invoice.client);
}

/** Credit pays the oldest open invoices, once a credit note or a void has made some (B6). */
function spend(books: Books, logged: Logged, client: string): void {
  const { invoices, credit } = clientOf(books, client);
  let left = Math.max(credit, 0);
  for (const invoice of invoices.filter(({ status }) => status === 'open').sort((one, other) => (one.cutOff < other.cutOff ? -1 : 1))) {
    const amount = Math.min(left, openOf(invoice));
    apply(books, logged, invoice, amount);
    left -= amount;
  }
}

/** Money that arrived pays the invoice it names while that is open, else the oldest open ones; the rest is credit (B6). */
export function foldPayment(books: Books, logged: Of<'payment_received'>): void {
  const { at, event } = logged;
  const client = clientOf(books, event.client);
  put(books, 'payments', [event.payment], null, { client_id: event.client, invoice_id: event.invoice, amount_minor: event.amount_minor, at });
  post(books, at, null, { kind: 'payment', reference: event.payment, debit: 'bank', credit: clientAccount(event.client), amount: event.amount_minor });
  client.credit += event.amount_minor;
  const open = client.invoices.filter(({ status }) => status === 'open').sort((one, other) => (one.cutOff < other.cutOff ? -1 : 1));
  const named = open.filter(({ id }) => id === event.invoice);
  let left = event.amount_minor;
  for (const invoice of named.length > 0 ? named : open) {
    const amount = Math.min(left, openOf(invoice));
    apply(books, logged, invoice, amount);
    left -= amount;
  }
}

/** Credit that waited beside open invoices is put on them. */
export function foldCreditSpent(books: Books, logged: Of<'credit_spent'>): void {
  spend(books, logged, logged.event.client);
}

/** A payment is taken back (B11): out of credit, then off the invoice it named, then off the newest, which are open again. */
export function foldReversal(books: Books, logged: Of<'payment_reversed'>): void {
  const { at, event } = logged;
  const { payment: id, client: owner, amount_minor: amount } = event;
  const booked = books.rows.get('payments')?.get(id)?.values;
  same(books, 'payment_reversed.amount_minor', { id, number: null }, booked?.['amount_minor'] ?? null, amount);
  const client = clientOf(books, owner);
  put(books, 'payment_reversals', [id], null, { client_id: owner, amount_minor: amount, made_by: event.reversed_by, at });
  post(books, at, null, { kind: 'reversal', reference: id, debit: clientAccount(owner), credit: 'bank', amount });
  client.credit -= amount;
  const payable = client.invoices.filter(({ status }) => status === 'open' || status === 'paid').sort((one, other) => (one.cutOff > other.cutOff ? -1 : 1));
  const isNamed = (invoice: InvoiceAgain) => invoice.id === booked?.['invoice_id'];
  for (const invoice of [...payable.filter(isNamed), ...payable.filter((one) => !isNamed(one))]) {
    const part = Math.min(Math.max(0, 0 - client.credit), invoice.paid);
    if (part > 0) invoice.status = 'open';
    apply(books, logged, invoice, 0 - part);
  }
  if (client.credit < 0) same(books, 'payment_reversed.credit', { id, number: null }, 0, client.credit);
}

/** Only credit is given back (B6). */
export function foldRefund(books: Books, { at, event }: Of<'payment_refunded'>): void {
  const client = clientOf(books, event.client);
  if (event.amount_minor > client.credit) same(books, 'payment_refunded.amount_minor', { id: event.refund, number: null }, client.credit, event.amount_minor);
  client.credit -= event.amount_minor;
  put(books, 'refunds', [event.refund], null, { client_id: event.client, amount_minor: event.amount_minor, at });
  post(books, at, null, { kind: 'refund', reference: event.refund, debit: clientAccount(event.client), credit: 'bank', amount: event.amount_minor });
}

/** Money on an invoice, or off it again below zero; what is covered is paid. */
function apply(books: Books, { id, at }: Logged, invoice: InvoiceAgain, amount: Minor): void {
  if (amount !== 0) {
    const client = clientOf(books, invoice.client);
    client.applied.push({ invoice: invoice.id, amount, isTold: !books.since || id < books.since.id });
    client.credit -= amount;
    invoice.paid += amount;
    put(books, 'allocations', [invoice.client, client.applied.length], invoice.number, { invoice_id: invoice.id, amount_minor: amount, at });
  }
  if (invoice.status === 'open' && openOf(invoice) === 0) invoice.status = 'paid';
}

const openOf = ({ status, total, credited, paid }: InvoiceAgain): Minor => (status === 'open' ? total - credited - paid : 0);

function known(books: Books, what: string, id: string): InvoiceAgain | undefined {
  const invoice = books.invoices.get(id);
  if (!invoice) differ(books, { what, id, number: null, expected: null, found: 'an unknown invoice' });
  return invoice;
}
