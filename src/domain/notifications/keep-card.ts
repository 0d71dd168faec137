import { allow, peopleInRole } from '../users';
import type { CardKey } from './message';
import type { NotificationsWork } from './work';

/** Remembers which chat message is a person's live card of a thing, so that it is edited from now on (O8). */
export async function keepCard(
  w: NotificationsWork,
  card: { person: string; card: CardKey; subject: string; chatId: number; messageId: number },
): Promise<void> {
  allow(w, 'keep-card', card.person);
  await w.notifications.keepCard(card);
}

/** A job that comes to a worker comes as a message of its own, also to one who had it before: its old card says far above that the job is off. */
export async function postJobAnew(w: NotificationsWork, event: { order: string; worker: string | null; previous_worker: string | null }): Promise<void> {
  if (event.worker !== null && event.worker !== event.previous_worker) await w.notifications.forgetCard(event.worker, 'job_card', event.order);
}

/** What a client says was wrong comes to managers as a message of its own: the card of a review that was open already is far above. */
export async function postReviewAnew(w: NotificationsWork, event: { order: string }): Promise<void> {
  for (const { id } of await peopleInRole(w, 'manager')) await w.notifications.forgetCard(id, 'alert_review', event.order);
}

/** The chat message that is a person's live card of a thing; undefined where none was ever posted. */
export async function keptCard(w: NotificationsWork, of: { person: string; card: CardKey; subject: string }): Promise<{ chatId: number; messageId: number } | undefined> {
  allow(w, 'keep-card', of.person);
  return w.notifications.card(of.person, of.card, of.subject);
}
