import type { NotificationsWork } from './work';

/** How many messages wait to be sent, and since when the oldest does. */
export async function outboxStatus(w: NotificationsWork): Promise<{ count: number; due: number; oldest: Date | null }> {
  return w.notifications.waiting();
}
