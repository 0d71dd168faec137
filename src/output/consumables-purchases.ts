import { isAwaited, type Purchase } from '../domain/consumables';
import type { Question } from './ask';
import type { Look } from './choose';
import { iso } from './json-values';
import type { Listing } from './list-command';
import { count } from './money';
import type { Tone } from './style';
import { exactAndRelative, relative, type Clock } from './time';
import { nothingToChoose } from './usage';

/** A purchase in JSON. */
export const purchase = (of: Purchase) => ({
  number: of.number,
  item: of.item,
  quantity: of.quantity,
  received: of.received,
  status: of.status,
  opened_at: iso(of.openedAt),
  closed_at: of.closedAt && iso(of.closedAt),
  reason: of.reason,
});

const purchaseTone = (row: Purchase): Tone => (isAwaited(row) ? 'waits' : row.status === 'received' ? 'done' : 'secondary');

/** Purchases as a list. */
export const purchaseList = (clock: Clock, names: ReadonlyMap<string, string>): Listing<Purchase, ReturnType<typeof purchase>> => ({
  columns: [
    { head: 'NO', of: (row) => String(row.number), right: true },
    { head: 'STATUS', of: (row) => row.status, tone: purchaseTone },
    { head: 'ITEM', of: (row) => names.get(row.item) ?? row.item, cuttable: true },
    { head: 'WANTED', of: (row) => count(row.quantity), right: true },
    { head: 'CAME', of: (row) => count(row.received), right: true },
    { head: 'SINCE', of: (row) => relative(row.openedAt, clock), wide: (row) => exactAndRelative(row.openedAt, clock) },
    { head: 'NOTE', of: (row) => row.reason ?? '', cuttable: true },
  ],
  json: purchase,
  csv: ['number', 'status', 'item', 'quantity', 'received', 'opened_at', 'closed_at', 'reason'],
  empty: 'No purchases yet: an item below its reorder level opens one. Items: mcf consumables items',
  none: 'Nothing is to be bought. All: mcf consumables purchases',
});

/** A purchase that is waited for, by its number. */
export const askPurchase = (given: number | undefined, look: Look): Question<number> => ({
  name: 'NUMBER',
  given,
  ask: async (prompts) => {
    const { listPurchases } = await import('../domain/consumables');
    const found = await look((w) => listPurchases(w, { open: true }));
    if (found.length === 0) throw nothingToChoose('purchase');
    return prompts.search('Purchase', found.map(({ number, quantity, item, status }) => ({ name: `${number} ${quantity} ${item}, ${status}`, value: number })));
  },
});

/** What became of a purchase. */
export const askMark = ({ ordered, cancelled }: { ordered: boolean; cancelled: boolean }): Question<'ordered' | 'cancelled'> => ({
  name: '--ordered or --cancelled',
  given: ordered ? 'ordered' : cancelled ? 'cancelled' : undefined,
  ask: (prompts) => prompts.pick('What became of it', [{ name: 'it was ordered', value: 'ordered' }, { name: 'nobody will make it', value: 'cancelled' }]),
});
