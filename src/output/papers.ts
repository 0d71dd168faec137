import type { creditInvoice, Invoice } from '../domain/billing';
import { invoicesTold, statesTold } from './billing';
import { invoiceName } from './invoice';
import { count, money } from './money';

/** What voiding an invoice would do to its orders and to what was paid of it, as a question. */
export function voidEffect({ id, number, client, lines, paid, total, status }: Invoice, reissue: boolean): string {
  const orders = lines.length === 1 ? 'Its order goes' : `Its ${count(lines.length)} orders go`;
  const charges = reissue ? `${orders} on a new one at once.` : `${orders} on ${client.name}'s next one.`;
  const goesTo = reissue ? 'the new one' : `${client.name}'s credit`;
  const paidOfIt = paid === 0 ? '' : ` The ${money(paid)} paid of it go to ${goesTo}.`;
  return `${status === 'draft' ? 'Drop' : 'Void invoice'} ${invoiceName({ id, number })}, ${money(total)}? ${charges}${paidOfIt}`;
}

/** What voiding has done. */
export function voidedTold(voided: Invoice, reissued: Invoice | null): string {
  const what = `${voided.number === null ? 'draft' : 'invoice'} ${invoiceName(voided)} · void`;
  return reissued ? `${what} · replaced by ${invoiceName(reissued)}, ${openTold(reissued)}` : what;
}

/** What issuing drafts has done: the number of each and what is still to be paid of it; of several, how many there are before. */
export function issuedTold(issued: readonly Invoice[]): string[] {
  const sum = (invoice: Invoice) => `${money(invoice.total)}, ${invoice.open === invoice.total ? 'open' : openTold(invoice)}`;
  const [only] = issued;
  if (issued.length === 1 && only) return [`invoice ${invoiceName(only)} issued · ${sum(only)}`];
  return [`${invoicesTold(issued)}${statesTold(issued)}`, ...issued.map((invoice) => `  invoice ${invoiceName(invoice)}  ${sum(invoice)}`)];
}

/** Where an invoice stands: `150.00 still open`, or its state. */
export const openTold = ({ status, open }: Pick<Invoice, 'status' | 'open'>): string => (open > 0 ? `${money(open)} still open` : status);

/** What a credit note gave back of what was paid, and what that paid instead: ` · 150.00 of what was paid became credit, of which 100.00 paid invoice 2026-000002`. */
export function creditedTold({ returned, spent }: Pick<Awaited<ReturnType<typeof creditInvoice>>, 'returned' | 'spent'>): string {
  if (returned === 0) return '';
  const paid = spent.map(({ invoice, amount }) => `${money(amount)} paid invoice ${invoiceName(invoice)}`).join(', ');
  return ` · ${money(returned)} of what was paid became credit${paid === '' ? '' : `, of which ${paid}`}`;
}

/** Whether an invoice can still be taken back; what can't is refused without a question. */
export const isVoidable = ({ status, credited }: Pick<Invoice, 'status' | 'credited'>): boolean => (status === 'draft' || status === 'open') && credited === 0;
