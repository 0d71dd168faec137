import { peopleInRole } from '../users';
import type { NotificationsWork } from './work';

/** A worker is at the place without its kit (O3): supplies staff and managers are told, once for the order and that worker, however often it is said. */
export async function callForKit(w: NotificationsWork, event: { order: string; worker: string }): Promise<void> {
  const people = [...(await peopleInRole(w, 'supplies')), ...(await peopleInRole(w, 'manager'))];
  for (const person of new Set(people.map(({ id }) => id))) {
    const isNew = await w.notifications.enqueueOnce({ id: w.newId(), message: 'kit_missing', person, subject: event.order, event: `${event.order} ${event.worker} misses its kit` });
    // Another worker's alarm is a message of its own.
    if (isNew) await w.notifications.forgetCard(person, 'kit_missing', event.order);
  }
}
