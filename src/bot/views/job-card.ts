import type { JobTerms } from '../../domain/notifications';
import { isFined, type OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { time } from '../../locales/format';
import type { ActionOf } from '../callback-data';
import { itemName, reasonText, serviceName, sum, timeNear, when } from './facts';
import { button, contact, post, say, type Reader } from './view';

/** What a job's card shows beside the order. */
export interface JobFacts {
  order: OrderView;
  terms: JobTerms;
  items: string[];
  /** When the photo of the place was taken that waits for the kit. */
  keptAt?: Date;
}

/** A job as its worker sees it; the place only because it is the worker's own. */
export function jobCard(reader: Reader, job: JobFacts): Post {
  const { order, terms, items } = job;
  const isNew = order.status === 'assigned' && order.supplies === 'requested' && !job.keptAt && order.cannotCome === null;
  const service = serviceName(order.service, reader.language);
  const head = say(reader, `messages:job.${isNew ? 'new' : 'head'}`, { no: order.number, service, at: when(reader, order.at), place: order.place });
  const isOpen = order.status === 'assigned' || order.status === 'started';
  const kit = items.map((item) => itemName(reader, item)).join(', ');
  return post(
    [
      `<b>${head}</b>`,
      order.description ? say(reader, 'messages:job.client', { client: order.client.name, text: order.description }) : say(reader, 'messages:job.client_only', { client: order.client.name }),
      isOpen && order.directions !== null && say(reader, 'messages:job.directions', { text: order.directions }),
      isOpen && say(reader, 'messages:job.terms', { kit, pay: sum(reader, terms.earning), fine: sum(reader, terms.fine) }),
      jobStatus(reader, job),
      order.status === 'started' && say(reader, 'messages:job.started_by_mistake'),
    ],
    jobButtons(reader, job),
  );
}

/** What became of a job, by itself. */
export function jobNotice(reader: Reader, job: JobFacts): Post {
  const number = say(reader, 'messages:order.number', { no: job.order.number });
  return post([`${number}: ${jobStatus(reader, job) ?? ''}`], [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]]);
}

/** A job that is no longer the reader's; whose it is and where stays unsaid. */
export function jobWithdrawn(reader: Reader, order: OrderView, hasKit: boolean): Post {
  const isCancelled = order.status === 'cancelled' && order.worker !== null;
  const why = isCancelled ? reasonText(reader, order) : say(reader, `messages:reason.${order.worker === null ? 'taken_off' : 'reassigned'}`);
  const number = say(reader, 'messages:order.number', { no: order.number });
  const kit = hasKit ? ` ${say(reader, `messages:job.give_back${isCancelled ? '' : '_or_hand_over'}`)}` : '';
  return post([`${number}: ${say(reader, 'messages:job.withdrawn', { why })}${kit}`]);
}

/** Its worker hears that the start was noted by mistake: the job is still to be started, and by when. */
export function jobStartTakenBack(reader: Reader, order: OrderView): Post {
  const facts = { no: order.number, by: timeNear(reader, order.startBy, reader.now) };
  return post([say(reader, 'messages:job.start_taken_back', facts)], [[jobButton(reader, order, 'here')]]);
}

/** A button on a job, bound to the state it is shown in. */
function jobButton(reader: Reader, order: Pick<OrderView, 'id' | 'status'>, action: ActionOf<'job'>): PostButton {
  return button(reader, `messages:button.${action}`, { kind: 'thing', thing: 'job', action, id: order.id, version: order.status });
}

/** A job that begins soon: in an hour, or at its time where that is not what is left. */
export function jobSoon(reader: Reader, order: OrderView): Post {
  const minutes = Math.round((order.at.getTime() - reader.now.getTime()) / 60_000);
  const isAnHour = minutes >= 55 && minutes <= 60;
  const facts = { no: order.number, place: order.place, at: timeNear(reader, order.at, reader.now) };
  return post([say(reader, isAnHour ? 'messages:job.soon' : 'messages:job.soon_at', facts)], [[jobButton(reader, order, 'here')]]);
}

/** Whether the kit is no longer waited for. */
export function isKitThere(order: Pick<OrderView, 'supplies'>): boolean {
  return order.supplies === 'issued' || order.supplies === 'overridden';
}

function jobStatus(reader: Reader, { order, terms, keptAt }: JobFacts): string | null {
  switch (order.status) {
    case 'assigned':
      return assignedStatus(reader, { order, terms, ...(keptAt && { keptAt }) });
    case 'started':
      return say(reader, 'messages:job.started', { time: timeNear(reader, order.startedAt ?? order.at, order.at) });
    case 'completed':
      return say(reader, 'messages:job.completed', { pay: sum(reader, terms.earning), payday: when(reader, terms.payday) });
    case 'failed':
      return failedStatus(reader, order, terms);
    case 'cancelled':
      return say(reader, 'messages:job.withdrawn', { why: reasonText(reader, order) });
    case 'unmatched':
      return null;
  }
}

/** The kit, the photo that waits for it, and that the worker cannot come, with what it costs until somebody else has the job (M4, B8). */
function assignedStatus(reader: Reader, { order, terms, keptAt }: Pick<JobFacts, 'order' | 'terms' | 'keptAt'>): string | null {
  const issued = order.supplies === 'issued' ? say(reader, 'messages:job.kit_issued') : null;
  const kept = keptAt ? say(reader, `messages:job.${isKitThere(order) ? 'kept' : 'kept_waiting'}`, { time: time(keptAt, reader.zone) }) : null;
  const passedOn = order.cannotCome === null ? null : say(reader, 'messages:job.passed_on', { fine: sum(reader, terms.fine) });
  return [issued, kept, passedOn].filter(Boolean).join(' ') || null;
}

function failedStatus(reader: Reader, order: OrderView, terms: JobTerms): string {
  if (order.endReason === 'no_show') return say(reader, 'messages:job.no_show', { by: timeNear(reader, order.startBy, order.at), fine: sum(reader, terms.fine) });
  const why = reasonText(reader, order);
  if (!isFined(order)) return say(reader, 'messages:job.failed_unfined', { why });
  return say(reader, 'messages:job.failed', { why, fine: sum(reader, terms.fine) });
}

function jobButtons(reader: Reader, { order, keptAt }: JobFacts): PostButton[][] {
  if (order.status === 'started') return [[jobButton(reader, order, 'done')], [jobButton(reader, order, 'fail')], contact(reader)];
  if (order.status === 'completed') return [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]];
  if (order.status !== 'assigned') return [];
  const cannot = order.cannotCome === null ? [jobButton(reader, order, 'cannot')] : [];
  if (!keptAt) return [[jobButton(reader, order, 'here')], cannot];
  return [isKitThere(order) ? [jobButton(reader, order, 'begin')] : [], [jobButton(reader, order, 'notyet')], cannot, isKitThere(order) ? [] : contact(reader)];
}
