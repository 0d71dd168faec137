import { soonOrders, type Order } from '../orders';
import { forEach } from '../shared/each';
import { plusMinutes } from '../shared/time';
import type { Actor, Runner } from '../shared/work';
import { allow } from '../users';
import type { NotificationsWork } from './work';

/** Reminds workers, once for each time an order is set for, of jobs that begin in an hour. No event happens then, so a reminder is known by order and time. Returns how many. */
export async function remindWorkers(app: Runner<NotificationsWork>, actor: Actor): Promise<number> {
  return forEach(await app.query(actor, jobsToRemindOf), (order) => app.run(actor, (w) => remind(w, order)));
}

/** Jobs that begin within an hour and of which their workers were not reminded. */
export async function jobsToRemindOf(w: NotificationsWork): Promise<Order[]> {
  const { job_soon_minutes } = await w.notifications.policy();
  const soon = await soonOrders(w, plusMinutes(w.now, job_soon_minutes));
  const written = await w.notifications.writtenOf('job_soon', soon.map(reminderOf));
  return soon.filter((order) => !written.has(`${reminderOf(order)} ${order.worker}`));
}

/** Whether an order is, or at another moment was, so long ahead that its worker is not reminded of it yet. */
export async function isFarOff(w: NotificationsWork, order: Pick<Order, 'at'>, seenAt: Date = w.now): Promise<boolean> {
  const { job_soon_minutes } = await w.notifications.policy();
  return order.at > plusMinutes(seenAt, job_soon_minutes);
}

async function remind(w: NotificationsWork, order: Order): Promise<boolean> {
  allow(w, 'remind-worker');
  if (order.worker === null) return false;
  return w.notifications.enqueueOnce({ id: w.newId(), message: 'job_soon', person: order.worker, subject: reminderOf(order), event: reminderOf(order) });
}

const reminderOf = ({ id, at }: Order) => `${id} ${at.toISOString()}`;
