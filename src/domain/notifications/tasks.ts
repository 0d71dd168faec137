import { isToComeBack, kitsOf } from '../consumables';
import { plusMinutes } from '../shared/time';
import { allow, findPerson } from '../users';
import { taskDone, taskNotFound } from './errors';
import type { StaffTask, TaskKind } from './task';
import type { NotificationsWork } from './work';

const MINUTES_A_DAY = 24 * 60;

/** Opens a task for staff unless the same one is open already (N2). */
export async function openTask(w: NotificationsWork, task: { kind: TaskKind; subject: string; data: StaffTask['data'] }): Promise<void> {
  await w.notifications.openTask({ id: w.newId(), ...task });
}

/**
 * Somebody cannot be written to: a person reaches them (N2). Staff find what concerns them on the command line all the same, so that they are reached
 * once a day at most; a client or worker has no other way to hear of it.
 */
export async function askToReach(w: NotificationsWork, person: string): Promise<void> {
  const { roles } = await findPerson(w, person);
  const isStaff = roles.every((role) => role === 'manager' || role === 'supplies' || role === 'admin');
  if (isStaff && (await w.notifications.isTaskDone('unreachable', person, plusMinutes(w.now, -MINUTES_A_DAY)))) return;
  await openTask(w, { kind: 'unreachable', subject: person, data: {} });
}

/** What needs a person; the open ones unless all are asked for, oldest first. */
export async function listTasks(w: NotificationsWork, filter: { all?: boolean } = {}): Promise<StaffTask[]> {
  allow(w, 'list-tasks');
  return w.notifications.tasks({ open: !filter.all });
}

/** Ticks a task off. */
export async function closeTask(w: NotificationsWork, input: { task: string }): Promise<StaffTask> {
  allow(w, 'close-task');
  const task = await w.notifications.task(input.task);
  if (!task) throw taskNotFound(input.task);
  if (!(await w.notifications.closeTask(task.id))) throw taskDone(task.id);
  return { ...task, status: 'done', doneAt: w.now };
}

/** A kit that was handed out for an order that ended, or is with somebody who no longer has the order, is to come back (O6). */
export async function askForReturn(w: NotificationsWork, event: { order: string; number: number; was_issued?: boolean }): Promise<void> {
  if (event.was_issued !== false) await openTask(w, { kind: 'kit_return', subject: event.order, data: { order: event.number } });
}

/** A kit that was to come back is with the order's worker: the task is done, unless others have one of it too (O6). */
export async function kitHandedOver(w: NotificationsWork, event: { order: string; from: string | null }): Promise<void> {
  const kit = event.from === null ? undefined : (await kitsOf(w, [event.order])).get(event.order);
  if (kit && !isToComeBack(kit)) await w.notifications.closeTasksOf('kit_return', event.order);
}

/** A kit was not handed over after all: whoever has it is to bring it back once more (O6). */
export async function kitNotHandedOver(w: NotificationsWork, event: { order: string; number: number; back_with: string | null }): Promise<void> {
  if (event.back_with !== null) await askForReturn(w, event);
}

/** A kit that was to come back did (O6). */
export async function kitReturned(w: NotificationsWork, event: { order: string }): Promise<void> {
  await w.notifications.closeTasksOf('kit_return', event.order);
}

/** A parked account waits for a person (B12). */
export async function askForRelease(w: NotificationsWork, event: { account: string }): Promise<void> {
  await openTask(w, { kind: 'account_parked', subject: event.account, data: { account: event.account } });
}

/** A person has looked at a parked account and let it go (B12): the task is done. */
export async function accountReleased(w: NotificationsWork, event: { account: string }): Promise<void> {
  await w.notifications.closeTasksOf('account_parked', event.account);
}

/** A payout that Gold Hat refused waits for a person (B8). */
export async function askForPayout(w: NotificationsWork, event: { worker: string; month: string; amount_minor: number }): Promise<void> {
  await openTask(w, { kind: 'payout_failed', subject: event.worker, data: { month: event.month, amount_minor: event.amount_minor } });
}

/** A later payout carries what was refused before: nothing is left to do. */
export async function payoutArrived(w: NotificationsWork, event: { worker: string }): Promise<void> {
  await w.notifications.closeTasksOf('payout_failed', event.worker);
}

/** What an event says of a charge of a card that needs a person. */
type Charged = { collection: string; invoice: string; number: string; attempt: number; amount_minor: number };

/** A charge that nobody can find out about waits for a person (B7). */
export async function askForPayment(w: NotificationsWork, event: Charged): Promise<void> {
  await askAbout(w, event, 'unclear');
}

/** An invoice whose last attempt was refused waits for a person (B6). */
export async function paymentGivenUp(w: NotificationsWork, event: Charged): Promise<void> {
  await askAbout(w, event, 'refused');
}

/** Something certain is known again of an invoice, or it asks for no money any more: the task is done. */
export async function paymentSettled(w: NotificationsWork, event: { invoice: string; method?: string }): Promise<void> {
  // Credit pays an invoice as it is issued, before anything could have gone wrong with it.
  if (event.method !== 'credit') await w.notifications.closeTasksOf('payment_failed', event.invoice);
}

/** Money from Telegram that nobody understands waits for a person (B7). */
export async function askWhatFor(w: NotificationsWork, event: { charge: string; amount: number; currency: string }): Promise<void> {
  const { charge, amount, currency } = event;
  await openTask(w, { kind: 'payment_unplaced', subject: charge, data: { charge, amount, currency } });
}

async function askAbout(w: NotificationsWork, event: Charged, why: 'unclear' | 'refused'): Promise<void> {
  await w.notifications.closeTasksOf('payment_failed', event.invoice);
  const { collection, number, attempt, amount_minor } = event;
  await openTask(w, { kind: 'payment_failed', subject: event.invoice, data: { why, collection, invoice: number, attempt, amount_minor } });
}

/** A chat that was just linked gets what could not be delivered before, and its task is done. */
export async function welcomeBack(w: NotificationsWork, event: { person: string }): Promise<void> {
  await w.notifications.revive(event.person);
  await w.notifications.closeTasksOf('unreachable', event.person);
}
