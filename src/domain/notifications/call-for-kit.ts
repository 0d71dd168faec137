import { peopleInRole } from '../users';
import type { NotificationsWork } from './work';

/** A worker is at the place without its kit (O3): that comes as a message of its own, also to who was told so of the order before. */
export async function callForKit(w: NotificationsWork, event: { order: string }): Promise<void> {
  for (const role of ['supplies', 'manager'] as const) {
    for (const { id } of await peopleInRole(w, role)) await w.notifications.forgetCard(id, 'kit_missing', event.order);
  }
}
