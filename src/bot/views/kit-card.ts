import type { Kit } from '../../domain/consumables';
import type { OrderView } from '../../domain/orders';
import type { Post } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { itemName, when } from './facts';
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
  const on = (action: ActionOf<'kit'>) => ({ kind: 'thing', thing: 'kit', action, id: kit.order.id, version: kit.status }) as const;
  const issue = [button(reader, 'messages:button.issued', on('issue')), button(reader, 'messages:button.issued_other', on('other'))];
  const isOpen = kit.status === 'requested';
  return post(
    [`<b>${head}</b>`, ...items, isOpen && say(reader, 'messages:kit.taste'), kitStatus(reader, kit, issuedBy), kit.handedOut !== null && say(reader, 'messages:kit.handed_out', { items: kit.handedOut })],
    isOpen ? [issue] : [],
  );
}

/** What happened to a kit, by itself. */
export function kitNotice(reader: Reader, message: 'kit_changed' | 'kit_withdrawn', { kit, order }: KitFacts): Post {
  const number = say(reader, 'messages:order.number', { no: kit.order.number });
  const worker = order.worker?.name ?? '—';
  const said = message === 'kit_changed' ? say(reader, 'messages:kit.changed', { worker, at: when(reader, kit.dueAt) }) : say(reader, 'messages:kit.take_back');
  return post([`${number}: ${said}`]);
}

function kitStatus(reader: Reader, kit: Kit, issuedBy: string | null): string | null {
  if (kit.status === 'withdrawn') return say(reader, kit.issuedAt ? 'messages:kit.take_back' : 'messages:kit.not_needed');
  if (kit.status === 'requested') return kit.overridden ? say(reader, 'messages:kit.overridden') : null;
  const at = when(reader, kit.issuedAt ?? reader.now);
  return issuedBy === null ? say(reader, 'messages:kit.issued_at', { at }) : say(reader, 'messages:kit.issued', { at, who: issuedBy });
}
