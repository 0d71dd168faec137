import type { AppWork } from '../app';
import { explainInvoice, showStatement, type LedgerEntry, type Statement } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import type { People } from './work';

type Entry = Statement['entries'][number];

const NAME_LENGTH = 8;

/** By what an entry can be found again: whose account it moved, the paper it was booked by, and the invoice that belongs to it. */
export interface EntryPaper {
  person: string | null;
  paper: string | null;
  invoice: string | null;
}

const NOTHING: EntryPaper = { person: null, paper: null, invoice: null };

/** The numbers of the credit notes among a client's entries, by their ids. */
export async function noteNumbers(w: AppWork, entries: readonly Entry[]): Promise<ReadonlyMap<string, string>> {
  const credited = new Set(entries.flatMap(({ kind, invoice }) => (kind === 'credit_note' && invoice !== null ? [invoice] : [])));
  const numbers = new Map<string, string>();
  for (const invoice of credited) for (const { id, number } of (await explainInvoice(w, invoice)).creditNotes) numbers.set(id, number);
  return numbers;
}

/** The paper of a statement's entry: its order, credit note, invoice or payout by number; what has none is called by the end of its id. */
export function paperOf({ id, kind, order, invoice, note }: Entry, cat: string, notes: ReadonlyMap<string, string>): string | null {
  if (order !== null) return `order ${order.number}`;
  if (kind === 'credit_note') return notes.get(id) ?? null;
  if (kind === 'write_off') return invoice;
  if (kind.startsWith('payout')) return `${cat}/${note}`;
  return `${kind === 'reversal' ? 'payment' : kind}-${id.slice(-NAME_LENGTH)}`;
}

/** What each of these rows of the ledger was booked by (id → paper), as the statements of its people tell it. */
export async function ledgerPapers(w: AppWork, rows: readonly LedgerEntry[], people: People): Promise<ReadonlyMap<string, EntryPaper>> {
  const accounts = new Set(rows.flatMap(({ debit, credit }) => [debit, credit]).filter((account) => account.includes(':')));
  const papers = new Map<string, EntryPaper>();
  for (const account of accounts) {
    const [kind, id = ''] = account.split(':');
    const person = people.get(id);
    if (!person || (kind !== 'clients' && kind !== 'workers')) continue;
    const { entries } = await showStatement(w, { person: id, as: kind === 'clients' ? 'client' : 'worker' });
    const [cat, notes] = [catNumber(person.number), await noteNumbers(w, entries)];
    for (const entry of entries) papers.set(keyOf(entry.kind, entry.id), { person: cat, paper: paperOf(entry, cat, notes), invoice: entry.invoice });
  }
  return new Map(rows.map(({ id, kind, reference }) => [id, papers.get(keyOf(kind, reference)) ?? NOTHING]));
}

/** A payout's rows all tell of one paper, though some move no worker's account. */
const keyOf = (kind: string, reference: string) => `${kind.startsWith('payout') ? 'payout' : kind} ${reference}`;
