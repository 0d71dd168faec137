import { kitsOf } from '../consumables';
import { orderTimeline, showOrder, type OrderView, type PhotoKind } from '../orders';
import { DomainError } from '../shared/errors';
import { SYSTEM } from '../shared/work';
import { showAbsence } from '../staffing';
import { peopleById } from '../users';
import type { Alert, AlertView } from './alert';
import type { NotificationsWork } from './work';

/** An alert as it is now: what it says, and whether that is still true (N2). It is looked at with the system's eyes, whoever set off what. */
export async function viewAlert(work: NotificationsWork, alert: Alert): Promise<AlertView> {
  const w = { ...work, actor: SYSTEM };
  const taker = alert.takenBy === null ? undefined : (await peopleById(w, [alert.takenBy])).get(alert.takenBy);
  const { isTrue, ...said } = alert.kind === 'absence' ? await ofAbsence(w, alert) : await ofOrder(w, alert, await showOrder(w, alert.order ?? ''));
  const takenBy = alert.takenBy === null ? null : { id: alert.takenBy, name: taker?.name ?? '' };
  return { ...said, id: alert.id, openedAt: alert.openedAt, isOpen: alert.closedAt === null && isTrue, takenBy };
}

type Seen = AlertView extends infer V ? (V extends AlertView ? Omit<V, 'id' | 'isOpen' | 'openedAt' | 'takenBy'> & { isTrue: boolean } : never) : never;

async function ofOrder(w: NotificationsWork, { kind, data }: Alert, order: OrderView): Promise<Seen> {
  switch (kind) {
    case 'unmatched':
      return { kind, order, isTrue: order.status === 'unmatched' };
    case 'overdue':
      return { kind, order, isTrue: order.status === 'started' };
    case 'matching':
      return { kind, order, program: String(data.program), fault: String(data.fault), isTrue: await isStopped(w, order) };
    case 'photo':
      return { kind, order, photo: data.photo as PhotoKind, old: Number(data.old), isTrue: true };
    case 'kit': {
      const kit = (await kitsOf(w, [order.id])).get(order.id);
      return { kind, order, due: kit?.dueAt ?? order.at, isTrue: kit?.status === 'requested' && !kit.overridden && order.status === 'assigned' };
    }
    case 'cannot_come': {
      const who = String(data.worker);
      const worker = (await peopleById(w, [who])).get(who)?.name ?? '';
      const isTrue = order.status === 'assigned' && order.worker?.id === who && order.cannotCome !== null;
      return { kind, order, worker, why: { code: String(data.reason), note: await wordsOf(w, order.id, who) }, isTrue };
    }
    case 'absence':
      throw new Error('an absence is about no single order');
  }
}

/** Whether an order still waits for the match that a program stopped: one that has a worker does until it is moved, or given to anybody (M2, M4). */
async function isStopped(w: NotificationsWork, order: OrderView): Promise<boolean> {
  if (order.status !== 'assigned') return order.status === 'unmatched';
  const last = (await orderTimeline(w, order.id)).findLast(({ event }) => ['matching_stopped', 'order_assigned', 'order_moved'].includes(event.type));
  return last?.event.type === 'matching_stopped';
}

/** What the worker wrote when it said that it cannot come; kept where it can be erased (U5). */
export async function wordsOf(w: NotificationsWork, order: string, worker: string): Promise<string | null> {
  const said = (await orderTimeline(w, order)).filter(({ event }) => event.type === 'worker_cannot_come' && event.worker === worker);
  return said.at(-1)?.note ?? null;
}

async function ofAbsence(w: NotificationsWork, { key, worker, data }: Alert): Promise<Seen> {
  const [from, to] = [new Date(String(data.from)), new Date(String(data.to))];
  const booked = await numbered(w, await bookedIn(w, key));
  const name = (await peopleById(w, [worker ?? ''])).get(worker ?? '')?.name ?? '';
  return { kind: 'absence', order: null, worker: name, from, to, booked, isTrue: to > w.now && booked.length > 0 };
}

/** The orders that stay booked in an absence; none where that was taken back. */
async function bookedIn(w: NotificationsWork, absence: string): Promise<string[]> {
  try {
    return (await showAbsence(w, absence)).booked;
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found') return [];
    throw error;
  }
}

async function numbered(w: NotificationsWork, orders: readonly string[]): Promise<{ id: string; number: number }[]> {
  const known: { id: string; number: number }[] = [];
  for (const order of orders) known.push({ id: order, number: (await showOrder(w, order)).number });
  return known.sort((one, other) => one.number - other.number);
}
