import { canDo, owedFor, type OrderView } from '../../domain/orders';
import { dayOf } from '../../domain/shared/time';
import type { Post, PostButton } from '../../gateways/telegram-api';
import type { ActionOf } from '../callback-data';
import { orderState, serviceName, sum, when, whyEnded } from './facts';
import { argOf } from './board';
import { button, plain, post, say, type Reader } from './view';

/** An order as managers see it: no place and no contact, and what they can do about it. */
export function staffCard(reader: Reader, { order, photos, said }: { order: OrderView; photos: number; said: string | null }): Post {
  const { number: no, at, client, worker, status, copyOf, copiedAs } = order;
  const head = say(reader, 'bot:staff.head', { no, service: serviceName(order.service, reader.language), at: when(reader, at) });
  const lines = [
    say(reader, 'bot:staff.people', { client: client.name, worker: worker?.name ?? '—' }),
    stateLine(reader, order),
    status === 'assigned' && order.cannotCome !== null && say(reader, 'bot:staff.said', { worker: worker?.name ?? '', why: said === null ? plain(reader, `messages:reason.${order.cannotCome}`) : `«${said}»` }),
    priceLine(reader, order),
    photos > 0 && say(reader, 'bot:staff.photos', { count: photos }),
    copyOf && say(reader, 'bot:staff.copy', { no: copyOf.number }),
    copiedAs && say(reader, 'bot:staff.copied', { no: copiedAs.number }),
  ];
  return post([`<b>${head}</b>`, ...lines], buttons(reader, order, photos));
}

function stateLine(reader: Reader, order: OrderView): string {
  const ended = order.status === 'failed' || order.status === 'cancelled';
  const kit = order.supplies !== null && (order.status === 'assigned' || order.status === 'started') && plain(reader, order.supplies === 'overridden' ? 'bot:staff.no_kit' : `messages:kitstate.${order.supplies}`);
  const state = [orderState(reader, order), ended && whyEnded(reader, order), kit].filter(Boolean).join(', ');
  return say(reader, 'bot:staff.state', { state });
}

function priceLine(reader: Reader, order: OrderView): string {
  if (order.status === 'cancelled' && owedFor(order) === 0) return say(reader, 'messages:order.free');
  return order.price ? say(reader, 'messages:order.price', { price: sum(reader, order.price.price) }) : say(reader, 'messages:order.estimate', { estimate: sum(reader, order.estimate) });
}

/** Whether the pipeline can be asked once more: nobody has the order and its time is still to come, or its worker cannot come (M4, M5). */
function needsMatch({ now }: Reader, { status, at, cannotCome }: OrderView): boolean {
  return status === 'unmatched' ? at > now : status === 'assigned' && cannotCome !== null;
}

function buttons(reader: Reader, order: OrderView, photos: number): PostButton[][] {
  const on = (action: ActionOf<'staff'>, key: string) => button(reader, key, { kind: 'thing', thing: 'staff', action, id: order.id, version: order.status });
  const changes = [
    ...(needsMatch(reader, order) ? [on('match', 'messages:button.match_again')] : []),
    ...(canDo(order.status, 'assign-order') ? [on('assign', 'messages:button.assign')] : []),
    ...(canDo(order.status, 'cancel-order') ? [on('cancel', 'bot:button.staff_cancel')] : []),
    ...(canDo(order.status, 'fail-order') ? [on('fail', 'bot:button.staff_fail')] : []),
    ...(canDo(order.status, 'take-back-start') ? [on('unstart', 'bot:button.staff_unstart')] : []),
  ];
  const looks = [...(photos > 0 ? [on('photos', 'bot:button.photos')] : []), on('timeline', 'bot:button.timeline')];
  return [changes, looks, [button(reader, 'bot:command.board', { kind: 'go', to: 'board', arg: argOf(dayOf(order.at, reader.zone), 0) })]];
}
