import { allow } from '../users';
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

/** The chat message that is a person's live card of a thing; undefined where none was ever posted. */
export async function keptCard(w: NotificationsWork, of: { person: string; card: CardKey; subject: string }): Promise<{ chatId: number; messageId: number } | undefined> {
  allow(w, 'keep-card', of.person);
  return w.notifications.card(of.person, of.card, of.subject);
}
