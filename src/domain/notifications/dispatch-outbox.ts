import { SYSTEM, type Runner } from '../shared/work';
import { allow, findPerson, markUnreachable } from '../users';
import { contentOf } from './content';
import { isCard, type Delivery, type Letter, type Messenger, type OutboxRow } from './message';
import { openTask } from './tasks';
import type { NotificationsWork } from './work';

/** What dispatching needs: units of work, and the way out. */
export type DispatchApp = Runner<NotificationsWork> & { messenger: Messenger };

const BATCH = 50;
const LEASE_MS = 60_000;
const MAX_ATTEMPTS = 5;
/** After an unknown outcome a message is sent once more at most: a double is worse than a gap. */
const MAX_UNKNOWN = 2;

/** Sends what waits in the outbox, in the order it was written (N1); returns how many were settled. No transaction is open while sending. */
export async function dispatchOutbox(app: DispatchApp): Promise<number> {
  const rows = await app.run(SYSTEM, (w) => {
    allow(w, 'dispatch-outbox');
    return w.notifications.claim(BATCH, new Date(w.wall.getTime() + LEASE_MS));
  });
  const busyChats = new Map<number, number>();
  let settled = 0;
  for (const row of rows) {
    const letter = await app.query(SYSTEM, (w) => letterOf(w, row));
    if (letter === 'untrue' || letter === 'no_chat') {
      await app.run(SYSTEM, (w) => settleUnsent(w, row, letter));
      settled += 1;
      continue;
    }
    const wait = busyChats.get(letter.chatId);
    const delivery: Delivery = wait === undefined ? await app.messenger.deliver(letter) : { outcome: 'later', afterMs: wait };
    if (delivery.outcome === 'later') busyChats.set(letter.chatId, delivery.afterMs);
    else settled += 1;
    await app.run(SYSTEM, (w) => settle(w, row, letter, delivery));
  }
  return settled;
}

async function letterOf(w: NotificationsWork, row: OutboxRow): Promise<Letter | 'untrue' | 'no_chat'> {
  const reader = await findPerson(w, row.person);
  const card = isCard(row.message) ? await w.notifications.card(row.person, row.message, row.subject) : undefined;
  const content = await contentOf(w, row, card !== undefined);
  if (!content) return 'untrue';
  if (reader.chatId === null) return 'no_chat';
  const editMessageId = card?.chatId === reader.chatId ? card.messageId : null;
  const silent = editMessageId !== null || row.message === 'order_card' || row.message === 'alert_review';
  return { content, chatId: reader.chatId, language: reader.language, zone: w.zone, now: w.now, editMessageId, silent };
}

async function settleUnsent(w: NotificationsWork, row: OutboxRow, why: 'untrue' | 'no_chat'): Promise<void> {
  await w.notifications.settle(row.id, why === 'untrue' ? 'untrue' : 'undelivered', why === 'untrue' ? null : why);
  if (why === 'no_chat') await openTask(w, { kind: 'unreachable', subject: row.person, data: {} });
}

async function settle(w: NotificationsWork, row: OutboxRow, letter: Letter, delivery: Delivery): Promise<void> {
  const retry = (seconds: number, counts: boolean, error: string | null) =>
    w.notifications.postpone(row.id, new Date(w.wall.getTime() + seconds * 1000), counts, error);
  switch (delivery.outcome) {
    case 'sent':
      await w.notifications.settle(row.id, 'sent', null);
      if (isCard(row.message)) await keep(w, row, letter.chatId, delivery.messageId);
      return;
    case 'unreachable':
      await w.notifications.settle(row.id, 'undelivered', delivery.reason);
      await markUnreachable(w, { person: row.person, unreachable: true });
      await openTask(w, { kind: 'unreachable', subject: row.person, data: {} });
      return;
    case 'later':
      return retry(delivery.afterMs / 1000, false, null);
    case 'unknown':
      if (letter.editMessageId === null && row.attempts >= MAX_UNKNOWN) return w.notifications.settle(row.id, 'undelivered', delivery.reason);
      return row.attempts >= MAX_ATTEMPTS ? giveUp(w, row, delivery.reason) : retry(2 ** row.attempts, true, delivery.reason);
    case 'rejected':
      return row.attempts >= MAX_ATTEMPTS ? giveUp(w, row, delivery.reason) : retry(2 ** row.attempts, true, delivery.reason);
  }
}

async function giveUp(w: NotificationsWork, row: OutboxRow, reason: string): Promise<void> {
  await w.notifications.settle(row.id, 'undelivered', reason);
  await openTask(w, { kind: 'unreachable', subject: row.person, data: {} });
}

async function keep(w: NotificationsWork, row: OutboxRow, chatId: number, messageId: number): Promise<void> {
  if (isCard(row.message)) await w.notifications.keepCard({ person: row.person, card: row.message, subject: row.subject, chatId, messageId });
}
