import type { OrderView } from '../../domain/orders';
import type { Post } from '../../gateways/telegram-api';
import { when } from './facts';
import { button, post, say, type Reader } from './view';

/** Its client hears to which time an order was moved, and who comes (O9). */
export function orderMoved(reader: Reader, order: OrderView): Post {
  const orders = button(reader, 'bot:command.orders', { kind: 'go', to: 'orders', arg: '' });
  const comer = order.worker && say(reader, 'messages:order.comes', { worker: order.worker.name });
  return post([[say(reader, 'messages:order.moved', { no: order.number, at: when(reader, order.at) }), comer].filter(Boolean).join(' ')], [[orders]]);
}

/** Its worker hears to which time a job was moved (O9). */
export function jobMoved(reader: Reader, order: OrderView): Post {
  const jobs = button(reader, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' });
  return post([say(reader, 'messages:job.moved', { no: order.number, at: when(reader, order.at), place: order.place })], [[jobs]]);
}
