import type { AppWork } from '../app';
import { contentsOf, countText, kitsOf, type IssuedKit, type Item, type Kit, type KitTemplate, type Movement, type ReturnedKit } from '../domain/consumables';
import type { Service } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { peopleById } from '../domain/users';
import type { Question } from './ask';
import type { Look } from './choose';
import * as json from './json';
import { iso } from './json-values';
import { kitWord, whoHas } from './kit-words';
import type { Listing } from './list-command';
import { count } from './money';
import { clean, nameOf, toneOf } from './style';
import { exact, exactAndRelative, relative, type Clock } from './time';
import { nothingToChoose } from './usage';
import type { People } from './work';

/** Items in few words: `acceptance form, 2 glasses`. */
export function itemsOf(items: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return [...counts].map(([item, times]) => (times === 1 ? item : `${times} ${item}`)).join(', ');
}

/** Kits as a list. */
export const kitList = (clock: Clock, people: People): Listing<Kit, ReturnType<typeof json.kit>> => ({
  columns: [
    { head: 'ORDER', of: (row) => String(row.order.number), right: true },
    { head: 'STATUS', of: kitWord, tone: (row) => toneOf(row.status) },
    { head: 'DUE', of: (row) => relative(row.dueAt, clock), wide: (row) => exactAndRelative(row.dueAt, clock) },
    { head: 'FOR', of: (row) => [row.isWaiting ? '' : (people.get(row.worker)?.name ?? ''), whoHas(row, people)].filter(Boolean).join('; '), cuttable: true },
    { head: 'CLIENT', of: (row) => people.get(row.client)?.name ?? '', cuttable: true, optional: true },
    { head: 'ITEMS', of: (row) => itemsOf(contentsOf(row)), cuttable: true },
  ],
  json: json.kit,
  csv: ['order', 'number', 'status', 'items', 'handed_out', 'client', 'worker', 'due_at', 'issued_at', 'issued_by', 'returned_at'],
  empty: 'No kits yet: each assigned order asks for one. Orders: mcf orders list',
  none: 'No kit waits. All: mcf consumables list',
});

/** A kit with what it moved of the stock. */
export const issuedKit = (of: IssuedKit) => ({
  ...json.kit(of),
  stock: of.moved.map(({ item, quantity }) => ({ item: item.key, name: item.name, quantity, on_hand: item.onHand })),
  words: of.words,
});

/** When something was said, and by whom. */
interface Said {
  at: string;
  by: string;
}

/** When and by whom a kit was handed out that is handed out once more; null where it was not, or nobody may know. */
export async function earlierIssue(w: AppWork, order: string, clock: Clock): Promise<Said | null> {
  const kit = (await kitsOf(w, [order])).get(order);
  return kit?.status === 'issued' ? said(w, kit.issuedAt, kit.issuedBy, clock) : null;
}

/** When and by whom it was said that a kit came back of which that is said once more; null where it was not. */
export async function earlierReturn(w: AppWork, order: string, clock: Clock): Promise<Said | null> {
  const kit = (await kitsOf(w, [order])).get(order);
  return kit?.status === 'withdrawn' && kit.returnedAt !== null ? said(w, kit.returnedAt, kit.returnedBy, clock) : null;
}

async function said(w: AppWork, at: Date | null, by: string | null, clock: Clock): Promise<Said> {
  const who = by === null ? undefined : (await peopleById(w, [by])).get(by);
  return { at: at ? exact(at, clock) : '', by: who ? nameOf(who) : '' };
}

const handedOutText = (kit: Kit): string => itemsOf(contentsOf(kit));

/** What came back of a kit now, in a line; of one that had before when, by whom and what was told then. */
export function returnedLine(kit: ReturnedKit, earlier?: Said): string {
  if (earlier) return `kit of order ${kit.order.number} came back already, ${earlier.at} by ${earlier.by}${kit.cameBack === null ? '' : `: ${kit.cameBack}`}`;
  return `kit of order ${kit.order.number} came back: ${kit.came || 'nothing more'}`;
}

/** That a kit of which something came back is with its worker all the same, and what to do where it is not. */
export const staysIssued = ({ order }: Kit): string => `the kit of order ${order.number} stays issued. If it was not handed out after all: mcf consumables issue ${order.number} --undo`;

/** What of a kit is in stock again, and how many there are now; empty where nothing is counted. */
export function backText({ now }: IssuedKit): string {
  const back = now.filter(({ quantity }) => quantity < 0).map(({ item, quantity }) => `${countOf(-quantity, item)} (${count(item.onHand)} there now)`);
  return back.length === 0 ? '' : `back in stock: ${back.join(', ')}`;
}

const countOf = (quantity: number, { name }: Pick<Item, 'name'>): string => countText({ quantity, item: clean(name) });

/** A kit that was handed out, in a line; one that was before with when and by whom. */
export function issuedLine(kit: Kit, earlier?: Said): string {
  return earlier ? `kit of order ${kit.order.number} was issued already, ${earlier.at} by ${earlier.by}: ${handedOutText(kit)}` : `kit of order ${kit.order.number} issued: ${handedOutText(kit)}`;
}

/** Throws `consumables.kit_already_issued` where other things are named than were handed out before. */
export function refuseOther(kit: Kit, earlier: Said, items: string): void {
  const asSet = (text: string) => text.toLowerCase().split(/[,;\n]+/).map((part) => part.trim().replace(/\s+/g, ' ')).filter(Boolean).sort().join('\n');
  if ([kit.handedOut ?? itemsOf(kit.items), handedOutText(kit)].some((text) => asSet(items) === asSet(text))) return;
  throw new DomainError('consumables.kit_already_issued', 'conflict', { order: kit.order.id, number: kit.order.number, problem: 'differs', ...earlier, items: handedOutText(kit) });
}

/** What has just left the stock for a kit, and how many are left of it; empty where nothing did. */
export function movedText({ now }: IssuedKit): string {
  const taken = now.filter(({ quantity }) => quantity > 0).map(({ item, quantity }) => `${countOf(quantity, item)} (${count(item.onHand)} left)`);
  return taken.length === 0 ? '' : `from stock: ${taken.join(', ')}`;
}

/** The words of a note that name no item; empty where there are none. */
export const wordsText = ({ words }: IssuedKit): string => (words.length === 0 ? '' : `no item is called so, nothing was booked for it: ${words.map(clean).join(', ')}`);

/** An item in JSON. */
export const item = (of: Item) => ({
  id: of.key,
  name: of.name,
  name_ru: of.nameRu,
  also: of.also,
  unit: of.unit,
  counted: of.isCounted,
  on_hand: of.isCounted ? of.onHand : null,
  reorder_level: of.reorderLevel,
  order_quantity: of.orderQuantity,
});

const isLow = ({ isCounted, onHand, reorderLevel }: Item): boolean => isCounted && (onHand === 0 || (reorderLevel !== null && onHand < reorderLevel));

/** Items as a list. */
export const itemList = (): Listing<Item, ReturnType<typeof item>> => ({
  columns: [
    { head: 'ITEM', of: (row) => row.name, cuttable: true },
    { head: 'ON HAND', of: (row) => (row.isCounted ? count(row.onHand) : ''), right: true, tone: (row) => (isLow(row) ? 'waits' : 'plain') },
    { head: 'UNIT', of: (row) => row.unit ?? '' },
    { head: 'LEVEL', of: (row) => (row.reorderLevel === null ? '' : count(row.reorderLevel)), right: true },
    { head: 'BUYS', of: (row) => (row.reorderLevel === null ? '' : count(row.orderQuantity ?? row.reorderLevel)), right: true },
    { head: 'ALSO', of: (row) => [row.nameRu ?? '', ...row.also].filter((name) => name !== '').join(', '), cuttable: true },
  ],
  json: item,
  csv: ['id', 'name', 'name_ru', 'unit', 'counted', 'on_hand', 'reorder_level', 'order_quantity'],
  empty: 'No items yet. Add one: mcf consumables items add towel',
  none: 'Nobody counts anything yet. mcf consumables items edit ITEM --counted',
});

/** A movement of the stock in JSON. */
export const movement = (of: Movement) => ({
  no: of.no,
  kind: of.kind,
  quantity: of.quantity,
  on_hand: of.onHand,
  order: of.order && { id: of.order.id, number: of.order.number },
  purchase: of.purchase,
  reason: of.reason,
  at: iso(of.at),
  by: of.by,
});

/** The movements of an item as a list. */
export const movementList = (clock: Clock, people: People): Listing<Movement, ReturnType<typeof movement>> => ({
  columns: [
    { head: 'WHEN', of: (row) => relative(row.at, clock), wide: (row) => exactAndRelative(row.at, clock) },
    { head: 'WHAT', of: (row) => row.kind },
    { head: 'QUANTITY', of: (row) => signed(row.quantity), right: true },
    { head: 'ON HAND', of: (row) => count(row.onHand), right: true },
    { head: 'WHO', of: (row) => whoOf(row.by, people), cuttable: true },
    { head: 'WHY', of: whyOf, cuttable: true },
  ],
  json: movement,
  csv: ['no', 'kind', 'quantity', 'on_hand', 'order.number', 'purchase', 'reason', 'at', 'by'],
  empty: 'Its stock never moved.',
});

const signed = (quantity: number): string => (quantity > 0 ? `+${count(quantity)}` : count(quantity));
const whoOf = (id: string | null, people: People): string => (id === null ? '' : nameOf(people.get(id) ?? { name: '' }));

function whyOf({ order, purchase, reason }: Movement): string {
  const words = [order && `order ${order.number}`, purchase !== null && `purchase ${purchase}`, reason];
  return words.filter((word) => typeof word === 'string').join(', ');
}

/** A version of a kit template in JSON. */
export const template = (of: KitTemplate) => ({ service: of.service, version: of.version, items: of.items, since: iso(of.createdAt) });

/** Kit templates as a list, in the order of the services. */
export const templateList = (clock: Clock, services: ReadonlyMap<string, Pick<Service, 'nameEn'>>): Listing<KitTemplate, ReturnType<typeof template>> => ({
  columns: [
    { head: 'SERVICE', of: (row) => services.get(row.service)?.nameEn ?? row.service, cuttable: true },
    { head: 'VERSION', of: (row) => String(row.version), right: true },
    { head: 'SINCE', of: (row) => relative(row.createdAt, clock), wide: (row) => exactAndRelative(row.createdAt, clock) },
    { head: 'ITEMS', of: (row) => itemsOf(row.items), cuttable: true },
  ],
  json: template,
  csv: ['service', 'version', 'items', 'since'],
  empty: 'No kits yet. Each service has one: mcf services add',
});

/** An item, by any of its names. */
export const askItem = (given: string | undefined, look: Look): Question<string> => ({
  name: 'ITEM',
  given,
  ask: async (prompts) => {
    const { listItems } = await import('../domain/consumables');
    const items = await look(listItems);
    if (items.length === 0) throw nothingToChoose('item');
    return prompts.search('Item', items.map(({ key, name }) => ({ name: clean(name), value: key })));
  },
});

/** How many, typed as a whole number. */
export const askQuantity = (given: number | undefined): Question<number> => ({
  name: '--quantity',
  given,
  ask: async (prompts) => Number(await prompts.text('How many', { check: (text) => (/^\d{1,4}$/.test(text.trim()) ? true : 'A whole number is needed, such as 20') })),
});
