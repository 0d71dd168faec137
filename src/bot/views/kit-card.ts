import type { Item, Kit, Purchase } from '../../domain/consumables';
import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { itemName, timeNear, when } from './facts';
import { button, post, say, type Reader } from './view';

/** More items than this are not read on a phone. */
const MAX_ITEMS = 40;

/** What a kit's card shows. */
export interface KitFacts {
  kit: Kit;
  order: OrderView;
  issuedBy: string | null;
}

/** A kit as supplies staff see it: what to hand out, and whether it was (C1). */
export function kitCard(reader: Reader, { kit, order, issuedBy }: KitFacts): Post {
  const names = { worker: order.worker?.name ?? '—', client: order.client.name };
  const head = say(reader, 'messages:kit.head', { no: kit.order.number, due: when(reader, kit.dueAt), ...names });
  const items = kit.items.slice(0, MAX_ITEMS).map((item, place) => {
    const name = itemName(reader, item);
    return `• ${place === 0 ? say(reader, 'messages:kit.required', { item: name }) : say(reader, 'messages:kit.item', { item: name })}`;
  });
  const isOpen = kit.status === 'requested';
  return post(
    [`<b>${head}</b>`, ...items, cookieLine(reader, kit), isOpen && say(reader, 'messages:kit.taste'), kitStatus(reader, kit, issuedBy), kit.handedOut !== null && say(reader, 'messages:kit.handed_out', { items: kit.handedOut })],
    isOpen ? [issueButtons(reader, kit)] : [],
  );
}

/** What happened to a kit, by itself. */
export function kitNotice(reader: Reader, message: 'kit_changed' | 'kit_withdrawn', { kit, order }: KitFacts): Post {
  const number = say(reader, 'messages:order.number', { no: kit.order.number });
  const worker = order.worker?.name ?? '—';
  const said = message === 'kit_changed' ? say(reader, 'messages:kit.changed', { worker, at: when(reader, kit.dueAt) }) : say(reader, 'messages:kit.take_back');
  return post([`${number}: ${said}`]);
}

/** A kit that should be out by now, and the way to say that it is (C2). */
export function kitOverdue(reader: Reader, { kit, order }: KitFacts): Post {
  const facts = { no: kit.order.number, due: when(reader, kit.dueAt), worker: order.worker?.name ?? '—', client: order.client.name };
  return post([say(reader, 'messages:kit.overdue', facts)], [issueButtons(reader, kit)]);
}

function issueButtons(reader: Reader, kit: Kit): PostButton[] {
  const on = (action: ActionOf<'kit'>) => ({ kind: 'thing', thing: 'kit', action, id: kit.order.id, version: kit.status }) as const;
  return [button(reader, 'messages:button.issued', on('issue')), button(reader, 'messages:button.issued_other', on('other'))];
}

/** What is known of the fortune cookie: nothing until its contractor has answered (C3). */
function cookieLine(reader: Reader, { cookie, dueAt }: Kit): string | null {
  if (cookie === null || cookie.status === 'wanted') return null;
  const at = cookie.at === null ? '' : timeNear(reader, cookie.at, dueAt);
  return `• ${say(reader, `messages:kit.cookie_${cookie.status}`, { at })}`;
}

/** That something runs short and is to be bought (C4). */
export function purchaseNeeded(reader: Reader, { purchase, item }: { purchase: Purchase; item: Item }): Post {
  const name = reader.language === 'ru' ? (item.nameRu ?? item.name) : item.name;
  return post([say(reader, 'messages:purchase.needed', { item: name, quantity: purchase.quantity - purchase.received, on_hand: item.onHand, no: purchase.number })]);
}

function kitStatus(reader: Reader, kit: Kit, issuedBy: string | null): string | null {
  if (kit.returnedAt !== null) return say(reader, 'messages:kit.returned', { at: when(reader, kit.returnedAt) });
  if (kit.status === 'withdrawn') return say(reader, kit.issuedAt ? 'messages:kit.take_back' : 'messages:kit.not_needed');
  if (kit.status === 'requested') return kit.overridden ? say(reader, 'messages:kit.overridden') : null;
  const at = when(reader, kit.issuedAt ?? reader.now);
  return issuedBy === null ? say(reader, 'messages:kit.issued_at', { at }) : say(reader, 'messages:kit.issued', { at, who: issuedBy });
}
