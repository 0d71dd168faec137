import type { AppWork } from '../app';
import { explainInvoice, type LedgerEntry, type Statement } from '../domain/billing';
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

/** The numbers of the credit notes among a client's entries, by their ids. */
export async function noteNumbers(w: AppWork, entries: readonly Entry[]): Promise<ReadonlyMap<string, string>> {
  const credited = new Set(entries.flatMap(({ kind, invoice }) => (kind === 'credit_note' && invoice !== null ? [invoice] : [])));
  const numbers = new Map<string, string>();
  for (const invoice of credited) for (const { id, number } of (await explainInvoice(w, invoice)).creditNotes) numbers.set(id, number);
  return numbers;
}

/** The paper of a statement's entry: its order, credit note, invoice or payout by number; what has none is called by the end of its id. */
export function paperOf({ id, kind, order, invoice, note }: Entry, cat: string, notes: ReadonlyMap<string, string>): string | null {
  return nameOf({ id, kind, order: order?.number ?? null, invoice, creditNote: notes.get(id) ?? null, month: note, cat });
}

/** What a row of the ledger was booked by, with people by their numbers. */
export function sourceOf({ kind, reference, source }: LedgerEntry, people: People): EntryPaper {
  const owner = source.person === null ? undefined : people.get(source.person);
  const cat = owner ? catNumber(owner.number) : null;
  return { person: cat, paper: nameOf({ id: reference, kind, ...source, cat: cat ?? '' }), invoice: source.invoice };
}

/** What an entry without a paper is called by: `payment-0d776990`. */
export const entryName = (kind: string, id: string): string => `${kind}-${id.slice(-NAME_LENGTH)}`;

interface Named {
  id: string;
  kind: string;
  order: number | null;
  invoice: string | null;
  creditNote: string | null;
  /** Of a payout. */
  month: string | null;
  cat: string;
}

function nameOf({ id, kind, order, invoice, creditNote, month, cat }: Named): string | null {
  if (order !== null) return `order ${order}`;
  if (kind === 'credit_note') return creditNote;
  if (kind === 'write_off' || kind === 'reopening') return invoice;
  if (kind.startsWith('payout')) return `${cat}/${month}`;
  return entryName(kind === 'reversal' ? 'payment' : kind, id);
}
