import { SYSTEM, type Runner } from '../shared/work';
import { allow, findPerson, markUnreachable } from '../users';
import { contentOf } from './content';
import { editedBy, keptAs, type Delivery, type Letter, type Messenger, type OutboxRow } from './message';
import { askToReach, openTask } from './tasks';
import type { NotificationsWork } from './work';

/** What dispatching needs: units of work, and the way out. */
export type DispatchApp = Runner<NotificationsWork> & { messenger: Messenger };

const BATCH = 50;
/** A row's lease outlasts one call of the messenger; it is taken anew before each. */
const LEASE_MS = 60_000;
/** A batch ends in good time before the lease of its job does. */
const BATCH_MS = 2 * 60_000;
const MAX_ATTEMPTS = 5;
/** After an unknown outcome a message is sent once more at most: a double is worse than a gap. */
const MAX_UNKNOWN = 2;

/** A letter, or why there is none: no longer true, nobody to write to, or a fault in making it. */
type Prepared = Letter | 'untrue' | 'no_chat' | 'broken';

/**
 * Sends what waits in the outbox, in the order it was written (N1); returns how many were settled. No transaction is open while sending. What
 * goes wrong with one row is that row's own trouble; where the network itself does not answer, the rest waits for the next round.
 */
export async function dispatchOutbox(app: DispatchApp): Promise<number> {
  const { rows, startedAt } = await app.run(SYSTEM, async (w) => {
    allow(w, 'dispatch-outbox');
    return { rows: await w.notifications.claim(BATCH, leaseFrom(w.wall)), startedAt: w.wall };
  });
  const busyChats = new Map<number, number>();
  let settled = 0;
  for (const row of rows) {
    const turn = await app.run(SYSTEM, async (w) => ({
      mine: await w.notifications.renew(row, leaseFrom(w.wall)),
      late: w.wall.getTime() - startedAt.getTime() > BATCH_MS,
    }));
    if (turn.late) break;
    if (!turn.mine) continue;
    const { prepared, delivery } = await deliver(app, row, busyChats);
    if (delivery.outcome === 'later' && typeof prepared === 'object') busyChats.set(prepared.chatId, delivery.afterMs);
    else settled += 1;
    await app.run(SYSTEM, (w) => settle(w, row, prepared, delivery));
    if (delivery.outcome === 'unknown') break;
  }
  return settled;
}

const leaseFrom = (wall: Date) => new Date(wall.getTime() + LEASE_MS);

/** Finds the facts of a row and sends them; a fault on the way is told as a refusal, so that it is tried again a bounded number of times. */
async function deliver(app: DispatchApp, row: OutboxRow, busyChats: ReadonlyMap<number, number>): Promise<{ prepared: Prepared; delivery: Delivery }> {
  try {
    const prepared: Prepared = await app.query(SYSTEM, (w) => letterOf(w, row));
    if (typeof prepared === 'string') return { prepared, delivery: { outcome: 'rejected', reason: prepared } };
    const wait = busyChats.get(prepared.chatId);
    return { prepared, delivery: wait === undefined ? await app.messenger.deliver(prepared) : { outcome: 'later', afterMs: wait } };
  } catch (error) {
    return { prepared: 'broken', delivery: { outcome: 'rejected', reason: error instanceof Error ? error.name : 'thrown' } };
  }
}

async function letterOf(w: NotificationsWork, row: OutboxRow): Promise<Letter | 'untrue' | 'no_chat'> {
  const reader = await findPerson(w, row.person);
  const edited = editedBy(row.message);
  const card = edited && (await w.notifications.card(row.person, edited, row.subject));
  const content = await contentOf(w, row, card !== undefined);
  if (!content) return 'untrue';
  if (reader.chatId === null) return 'no_chat';
  const editMessageId = card?.chatId === reader.chatId ? card.messageId : null;
  const silent = editMessageId !== null || row.message === 'order_card' || row.message === 'alert_review';
  return { content, chatId: reader.chatId, language: reader.language, zone: w.zone, now: w.now, editMessageId, silent };
}

async function settle(w: NotificationsWork, row: OutboxRow, prepared: Prepared, delivery: Delivery): Promise<void> {
  if (prepared === 'untrue') return w.notifications.settle(row, 'untrue', null);
  if (prepared === 'no_chat') return unreachable(w, row, prepared);
  switch (delivery.outcome) {
    case 'sent':
      await w.notifications.settle(row, 'sent', null);
      return typeof prepared === 'object' ? keep(w, row, prepared.chatId, delivery.messageId) : undefined;
    case 'unreachable':
      await markUnreachable(w, { person: row.person, unreachable: true });
      return unreachable(w, row, delivery.reason);
    case 'later':
      return postpone(w, row, delivery.afterMs, false, null);
    case 'unknown':
    case 'rejected':
      return row.attempts >= triesOf(prepared, delivery) ? giveUp(w, row, delivery.reason) : postpone(w, row, 1000 * 2 ** row.attempts, true, delivery.reason);
  }
}

/** An edit may be repeated at will; a message that may have arrived is repeated once. */
function triesOf(prepared: Prepared, delivery: Delivery): number {
  const mayDouble = delivery.outcome === 'unknown' && typeof prepared === 'object' && prepared.editMessageId === null;
  return mayDouble ? MAX_UNKNOWN : MAX_ATTEMPTS;
}

function postpone(w: NotificationsWork, row: OutboxRow, afterMs: number, counts: boolean, error: string | null): Promise<void> {
  return w.notifications.postpone(row, new Date(w.wall.getTime() + afterMs), counts, error);
}

async function unreachable(w: NotificationsWork, row: OutboxRow, reason: string): Promise<void> {
  await w.notifications.settle(row, 'undelivered', reason);
  await askToReach(w, row.person);
}

async function giveUp(w: NotificationsWork, row: OutboxRow, reason: string): Promise<void> {
  await w.notifications.settle(row, 'undelivered', reason);
  await openTask(w, { kind: 'undelivered', subject: row.person, data: { message: row.message } });
}

async function keep(w: NotificationsWork, row: OutboxRow, chatId: number, messageId: number): Promise<void> {
  const card = keptAs(row.message);
  if (card) await w.notifications.keepCard({ person: row.person, card, subject: row.subject, chatId, messageId });
}
