import type { AppWork } from '../app';
import { listInvoices, showStatement, type Invoice } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { catNumber } from '../domain/shared/ids';
import type { Minor } from '../domain/shared/money';
import { dayOf } from '../domain/shared/time';
import { findPerson } from '../domain/users';
import { entryName } from './entry-papers';
import { invoiceName } from './invoice';
import { count, money } from './money';
import { quoted } from './style';

/** More invoices than so many are counted, not named. */
const MOST_NAMED = 3;

/** A payment that is about to be booked. */
interface Paying {
  amount: Minor;
  reference: string | undefined;
}

/** Whether to book a payment for an invoice: `Book 95.00 from Ada on invoice 2026-000017? 5.00 remains open.` Undefined where it takes none. */
export async function paymentAsked(w: AppWork, invoice: Invoice, { amount, reference }: Paying): Promise<string | undefined> {
  if (invoice.status !== 'open') return undefined;
  const rest = invoice.open - amount;
  const paid = ['It is paid then', ...(rest < 0 ? [await whereTo(w, invoice.client.id, -rest, invoice.id)] : [])].join('; ');
  return `Book ${money(amount)} from ${invoice.client.name} on invoice ${invoiceName(invoice)}? ${rest > 0 ? `${money(rest)} remains open` : paid}.${await repeatedTold(w, invoice.client.id, { amount, reference, invoice: invoice.number })}`;
}

/** Whether to book money of a client that names no invoice, and where it goes; undefined for who is no client. */
export async function onAccountAsked(w: AppWork, client: string, { amount, reference }: Paying): Promise<string | undefined> {
  const { id, name, number, roles } = await findPerson(w, client);
  if (!roles.includes('client')) return undefined;
  return `Book ${money(amount)} from ${name} ${catNumber(number)} on account? ${await whereTo(w, id, amount)}.${await repeatedTold(w, id, { amount, reference, invoice: null })}`;
}

const repeatedTold = async (w: AppWork, client: string, paying: Paying & { invoice: string | null }): Promise<string> =>
  (await bookedBefore(w, client, paying)) === undefined ? '' : ' The same amount was booked today already.';

/** What is said where nobody was asked whether to book a payment for the second time; undefined where nothing is like it. The client is an id or a number. */
export async function repeatedCaution(w: AppWork, client: string, paying: Paying & { invoice: string | null }): Promise<string | undefined> {
  const before = await bookedBefore(w, client, paying);
  return before && `the same amount was booked today already, as ${before}; if it is the same money: mcf billing reverse ${before}`;
}

/** The name of a payment that one without a reference may be booked for the second time of: the same amount, for the same, on this day of the company. */
async function bookedBefore(w: AppWork, client: string, { amount, reference, invoice }: Paying & { invoice: string | null }): Promise<string | undefined> {
  if (reference !== undefined) return undefined;
  const { entries } = await showStatement(w, { person: client, as: 'client' });
  const takenBack = new Set(entries.flatMap(({ kind, id }) => (kind === 'reversal' ? [id] : [])));
  const isSame = (entry: (typeof entries)[number]) =>
    entry.kind === 'payment' && entry.amount === -amount && entry.invoice === invoice && !takenBack.has(entry.id) && dayOf(entry.at, w.zone) === dayOf(w.now, w.zone);
  const found = entries.find(isSame);
  return found && entryName('payment', found.id);
}

/** Whether to take an amount off an invoice, and what that leaves; undefined where it is refused anyway. */
export async function creditAsked(w: AppWork, { id, number, status, client, total, credited, open }: Invoice, amount: Minor): Promise<string | undefined> {
  if ((status !== 'open' && status !== 'paid') || amount > total - credited) return undefined;
  const [rest, back] = [open - amount, amount - open];
  const closed = ['Nothing is open then', ...(back > 0 ? [`of what was paid ${await whereTo(w, client.id, back, id)}`] : [])].join('; ');
  return `Take ${money(amount)} off ${client.name}'s invoice ${invoiceName({ id, number })}? ${rest > 0 ? `${money(rest)} remains open` : closed}.`;
}

/** Where money of a client goes: on the open invoices but one (id), the oldest first, and what is left becomes credit (B6). */
async function whereTo(w: AppWork, client: string, amount: Minor, except?: string): Promise<string> {
  const open = (await listInvoices(w, { client, status: 'open' })).filter(({ id }) => id !== except);
  const parts: { on: string; part: Minor }[] = [];
  let left = amount;
  for (const invoice of open.toSorted((one, other) => (one.number ?? '').localeCompare(other.number ?? ''))) {
    const part = Math.min(left, invoice.open);
    left -= part;
    if (part > 0) parts.push({ on: invoiceName(invoice), part });
  }
  const many = `${money(amount - left)} goes on ${count(parts.length)} invoices, the oldest first`;
  const told = parts.length > MOST_NAMED ? [many] : parts.map(({ on, part }) => `${money(part)} goes on invoice ${on}`);
  return [...told, ...(left > 0 ? [`${money(left)} becomes credit`] : [])].join(', ');
}

/** What of a client's money no invoice has taken. */
export async function creditOf(w: AppWork, client: string): Promise<Minor> {
  const found = await showStatement(w, { person: client, as: 'client' });
  return found.as === 'client' ? found.credit : 0;
}

/** Throws `billing.not_a_client` for a worker who never was a client, and so has nothing to get back. */
export async function requireClient(w: AppWork, reference: string): Promise<void> {
  const { roles, number } = await findPerson(w, reference);
  if (roles.includes('client') || !roles.includes('worker')) return;
  throw new DomainError('billing.not_a_client', 'invalid', { person: catNumber(number), problem: 'worker' });
}

/** Whether to give credit back to a client; undefined where there is not enough of it. */
export async function refundAsked(w: AppWork, client: string, amount: Minor): Promise<string | undefined> {
  const found = await showStatement(w, { person: client, as: 'client' });
  if (found.as !== 'client' || found.credit < amount) return undefined;
  return `Note that ${money(amount)} went back to ${found.person.name} ${catNumber(found.person.number)}? ${money(found.credit - amount)} of credit remains.`;
}

/** Whether to credit an amount to a worker, or below zero to take it away, and what is due before and after; undefined for who is none. */
export async function workerAsked(w: AppWork, { worker, amount, reason }: { worker: string; amount: Minor; reason: string }): Promise<string | undefined> {
  if (amount === 0 || !(await findPerson(w, worker)).roles.includes('worker')) return undefined;
  const found = await showStatement(w, { person: worker, as: 'worker' });
  if (found.as !== 'worker') return undefined;
  const what = amount > 0 ? `Credit ${money(amount)} to` : `Take ${money(-amount)} from`;
  return `${what} ${found.person.name} ${catNumber(found.person.number)}, “${quoted(reason)}”? What is due goes from ${money(found.balance)} to ${money(found.balance + amount)}.`;
}
