import { contentsOf, holdersOf, isToComeBack, leftOut, type Kit } from '../../domain/consumables';
import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { itemName, kitState, timeNear, when } from './facts';
import { button, post, say, type Reader } from './view';

/** More items than this are not read on a phone. */
const MAX_ITEMS = 40;

/** What a kit's card shows. */
export interface KitFacts {
  kit: Kit;
  order: OrderView;
  issuedBy: string | null;
  /** Names of whoever has what is to come back, or had it, in the order of `holdersOf`. */
  holders: string[];
}

/** A kit as supplies staff see it: what to hand out, and whether it was (C1). */
export function kitCard(reader: Reader, facts: KitFacts): Post {
  const { kit, order } = facts;
  const names = { worker: order.worker?.name ?? facts.holders[0] ?? '—', client: order.client.name };
  return kitUnder(reader, say(reader, 'messages:kit.head', { no: kit.order.number, due: when(reader, kit.dueAt), ...names }), facts);
}

/** A kit and all that can be said of it, under a line that says why it is shown. */
function kitUnder(reader: Reader, head: string, facts: KitFacts): Post {
  const { kit, order, issuedBy } = facts;
  const items = kit.items.slice(0, MAX_ITEMS).map((item, place) => {
    const name = itemName(reader, item);
    return `• ${place === 0 ? say(reader, 'messages:kit.required', { item: name }) : say(reader, 'messages:kit.item', { item: name })}`;
  });
  const isOpen = kit.status === 'requested';
  return post(
    [`<b>${head}</b>`, ...items, cookieLine(reader, kit), isOpen && say(reader, 'messages:kit.taste'), leftLine(reader, facts), kitStatus(reader, kit, issuedBy), !isOpen && kit.handedOut !== null && handedOut(reader, kit)],
    [...(isOpen ? issueButtons(reader, facts) : []), ...returnButtons(reader, kit), ...undoButtons(reader, kit, order)],
  );
}

/** That a kit is for somebody else, or another time. */
export function kitChanged(reader: Reader, facts: KitFacts): Post {
  const { kit, order } = facts;
  const number = say(reader, 'messages:order.number', { no: kit.order.number });
  const changed = say(reader, 'messages:kit.changed', { worker: order.worker?.name ?? '—', at: when(reader, kit.dueAt) });
  return kitUnder(reader, `${number}: ${changed}`, facts);
}

/** A worker hears that its kit was not issued after all. */
export function kitTakenBack(reader: Reader, order: OrderView): Post {
  return post([say(reader, 'messages:job.kit_taken_back', { no: order.number })]);
}

/** What is left of a card whose place another message takes. */
export function elsewhere(reader: Reader, order: Pick<OrderView, 'number'>): Post {
  return post([say(reader, 'messages:card.elsewhere', { no: order.number })]);
}

/** A kit that is out for an order that ended or went to somebody else, to be taken back, and that it was (O6). */
export function kitWithdrawn(reader: Reader, { kit, order, holders }: KitFacts): Post {
  const head = say(reader, 'messages:kit.withdrawn_head', { no: kit.order.number, worker: holders.join(', ') || order.worker?.name || '—' });
  return post([`${head}: ${kit.status === 'withdrawn' ? kitStatus(reader, kit, null) : leftStatus(reader, kit)}`], returnButtons(reader, kit));
}

/** A kit that should be out by now, and the way to say that it is (C2). */
export function kitOverdue(reader: Reader, facts: KitFacts): Post {
  const { kit, order } = facts;
  const said = { no: kit.order.number, due: when(reader, kit.dueAt), worker: order.worker?.name ?? '—', client: order.client.name };
  return kitUnder(reader, say(reader, 'messages:kit.overdue', said), facts);
}

/** A worker who is at the place without its kit, and the way to say that it has it, until that is so or nobody waits for it there (O3). */
export function kitMissing(reader: Reader, facts: KitFacts): Post {
  const { kit, order } = facts;
  const missing = say(reader, 'messages:kit.missing', { no: kit.order.number, due: when(reader, kit.dueAt), worker: order.worker?.name ?? '—' });
  if (kit.isMissed) return post([missing], issueButtons(reader, facts));
  if (kit.status === 'requested' && !kit.overridden) return post([say(reader, 'messages:kit.missing_over', { no: kit.order.number })]);
  return post([missing, kit.status === 'requested' ? kitStatus(reader, kit, null) : kitState(reader, kit)]);
}

/** While its order has not begun it can be said that a kit was not issued after all. */
function undoButtons(reader: Reader, kit: Kit, { status }: OrderView): PostButton[][] {
  if (!mayTakeBack(kit, status)) return [];
  return [[button(reader, 'messages:button.not_issued', { kind: 'thing', thing: 'kit', action: 'undo', id: kit.order.id, version: kit.status })]];
}

/** Whether it can still be said that a kit was not issued after all. */
export const mayTakeBack = (kit: Pick<Kit, 'status'>, order: OrderView['status']): boolean => kit.status === 'issued' && (order === 'assigned' || order === 'unmatched');

/** What can be said of a kit that is to come back. */
function returnButtons(reader: Reader, kit: Kit): PostButton[][] {
  if (!isToComeBack(kit)) return [];
  const on = (action: ActionOf<'kit'>) => ({ kind: 'thing', thing: 'kit', action, id: kit.order.id, version: kit.status }) as const;
  return [[button(reader, 'messages:button.taken_back', on('back')), button(reader, 'messages:button.taken_back_partly', on('partly'))]];
}

function issueButtons(reader: Reader, facts: KitFacts): PostButton[][] {
  const { kit } = facts;
  const on = (action: ActionOf<'kit'>) => ({ kind: 'thing', thing: 'kit', action, id: kit.order.id, version: kit.status }) as const;
  return [[button(reader, 'messages:button.issued', on('issue')), button(reader, 'messages:button.issued_other', on('other'))], ...handOverButtons(reader, facts)];
}

/** A button for each who had the order before and may have handed over what they have of its kit, by name where they are several. */
function handOverButtons(reader: Reader, { kit, holders }: KitFacts): PostButton[][] {
  if (kit.isWaiting || leftOut(kit).length === 0) return [];
  const all = holdersOf(kit);
  const label = all.length > 1 ? 'messages:button.handed_over_by' : 'messages:button.handed_over';
  return all.map((worker, place) => [button(reader, label, { kind: 'thing', thing: 'kit', action: 'over', id: kit.order.id, version: holderMark(worker) }, { who: holders[place] ?? '—' })]);
}

/** A worker in as many letters as a button has room for beside its kit: the end of the id, where ids differ by chance. */
export const holderMark = (worker: string): string => worker.slice(-17).replace('-', '').replace(/\d/g, (digit) => 'ghijklmnop'.charAt(Number(digit)));

const handedOut = (reader: Reader, kit: Kit): string => say(reader, 'messages:kit.handed_out', { items: contentsOf(kit).map((item) => itemName(reader, item)).join(', ') });

/** Who has a kit of the order although it is somebody else's now (O6). */
function leftLine(reader: Reader, { kit, order, holders }: KitFacts): string | null {
  if (leftOut(kit).length === 0 || kit.status === 'withdrawn') return null;
  const who = holders.join(', ');
  const several = holders.length > 1 ? '_several' : '';
  return kit.status === 'requested' && order.worker ? say(reader, `messages:kit.left_needed${several}`, { who, worker: order.worker.name }) : say(reader, `messages:kit.left${several}`, { who });
}

/** Whether what whoever had the order before has of its kit is still to come back. */
function leftStatus(reader: Reader, kit: Kit): string {
  if (leftOut(kit).length > 0) return say(reader, holdersOf(kit).length > 1 ? 'messages:kit.left_back_several' : 'messages:kit.left_back');
  const last = kit.left.at(-1);
  const back = last?.isHandedOver ? null : last?.backAt;
  return back ? cameBack(reader, 'left_returned', new Date(back), kit) : say(reader, 'messages:kit.left_handed_over');
}

/** When a kit came back, and what, where somebody said so. */
function cameBack(reader: Reader, key: 'returned' | 'left_returned', at: Date, { cameBack: items }: Kit): string {
  return items === null ? say(reader, `messages:kit.${key}`, { at: when(reader, at) }) : say(reader, `messages:kit.${key}_what`, { at: when(reader, at), items });
}

/** What is known of the fortune cookie: nothing until its contractor has answered (C3). */
function cookieLine(reader: Reader, { cookie, dueAt }: Kit): string | null {
  if (cookie === null || cookie.status === 'wanted') return null;
  const at = cookie.at === null ? '' : timeNear(reader, cookie.at, dueAt);
  return `• ${say(reader, `messages:kit.cookie_${cookie.status}`, { at })}`;
}

function kitStatus(reader: Reader, kit: Kit, issuedBy: string | null): string | null {
  if (kit.returnedAt !== null) return cameBack(reader, 'returned', kit.returnedAt, kit);
  if (kit.status === 'withdrawn') return say(reader, isToComeBack(kit) ? 'messages:kit.take_back' : 'messages:kit.not_needed');
  if (kit.status === 'requested') return kit.overridden ? say(reader, 'messages:kit.overridden') : null;
  const at = when(reader, kit.issuedAt ?? reader.now);
  return issuedBy === null ? say(reader, 'messages:kit.issued_at', { at }) : say(reader, 'messages:kit.issued', { at, who: issuedBy });
}
