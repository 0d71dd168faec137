import type { ConsumablesEvent } from '../consumables';
import type { OrdersEvent } from '../orders';
import type { StaffingEvent } from '../staffing';
import { peopleInRole, type Person } from '../users';
import type { Alert, AlertKey } from './alert';
import { viewAlert } from './alert-view';
import type { MessageKey, OutboxRow } from './message';
import type { NotificationsWork } from './work';

type AnyEvent = OrdersEvent | ConsumablesEvent | StaffingEvent;
type Raised = Pick<Alert, 'kind' | 'key' | 'order' | 'worker' | 'data'>;
type Raising = { [T in AnyEvent['type']]?: (event: Extract<AnyEvent, { type: T }>) => Raised | null };

/** What raises an alert (M4, M5, O3, O4, C2). Words that somebody typed stay where they can be erased (U5). */
const raising: Raising = {
  order_unmatched: (e) => aboutOrder('unmatched', e.order),
  worker_cannot_come: (e) => aboutOrder('cannot_come', e.order, { worker: e.worker, reason: e.reason }),
  photo_reused: (e) => ({ ...aboutOrder('photo', e.order, { photo: e.kind, old: e.old_number }), key: `${e.order} ${e.kind}` }),
  order_overdue: (e) => aboutOrder('overdue', e.order),
  matching_stopped: (e) => aboutOrder('matching', e.order, { program: e.program, fault: e.fault }),
  supplies_overdue: (e) => aboutOrder('kit', e.order),
  absence_noted: (e) => (e.booked === 0 ? null : { kind: 'absence', key: e.absence, order: null, worker: e.worker, data: { from: e.from, to: e.to } }),
};

function aboutOrder(kind: Alert['kind'], order: string, data: Alert['data'] = {}): Raised {
  return { kind, key: order, order, worker: null, data };
}

/** Keeps managers' alerts true: what an event ends is closed and its cards say so, what it raises is told, and cards of the order are renewed. */
export async function alertManagers(w: NotificationsWork, event: AnyEvent, eventId: string): Promise<void> {
  const managers = once(() => peopleInRole(w, 'manager'));
  await followAlerts(w, event, eventId, managers);
  const raised = (raising[event.type] as ((event: AnyEvent) => Raised | null) | undefined)?.(event);
  if (raised) {
    const id = w.newId();
    if (await w.notifications.openAlert({ id, ...raised })) await tell(w, readersOf(raised, await managers()), { message: keyOf(raised), subject: id, event: eventId });
  }
  if (event.type === 'order_still_unmatched') await remindOf(w, event.order, eventId, managers);
  if ('order' in event) await tell(w, await w.notifications.cardHolders('staff_card', event.order), { message: 'staff_card', subject: event.order, event: eventId });
}

/** Which managers have a card of an alert: whoever issues kits hears of a late one as such, and is told once. */
export const readersOf = ({ kind }: Pick<Alert, 'kind'>, managers: readonly Person[]): string[] =>
  managers.filter(({ roles }) => kind !== 'kit' || !roles.includes('supplies')).map(({ id }) => id);

/** The key of an alert's card. */
export const keyOf = ({ kind }: Pick<Alert, 'kind'>): AlertKey => `alert_${kind}`;

/** Writes the outbox rows of one message for several people. */
export async function tell(w: NotificationsWork, people: readonly string[], row: { message: MessageKey; subject: string; event: string }): Promise<void> {
  await w.notifications.enqueueAll(people.map((person): Omit<OutboxRow, 'attempts'> => ({ id: w.newId(), person, ...row })));
}

async function followAlerts(w: NotificationsWork, event: AnyEvent, eventId: string, managers: () => Promise<Person[]>): Promise<void> {
  const about = { order: 'order' in event ? event.order : null, workers: workersIn(event) };
  for (const alert of await w.notifications.openAlerts(about)) {
    if (!(await viewAlert(w, alert)).isOpen) await w.notifications.closeAlert(alert.id);
    // Each alert has rows of its own for the same event.
    await tell(w, readersOf(alert, await managers()), { message: keyOf(alert), subject: alert.id, event: `${eventId} ${alert.id}` });
  }
}

function workersIn(event: AnyEvent): string[] {
  const { worker = null, previous_worker: before = null } = event as { worker?: string | null; previous_worker?: string | null };
  return [worker, before].filter((id) => id !== null);
}

/** A short word beside the card: the order's time is near and it still has no worker (M5). */
async function remindOf(w: NotificationsWork, order: string, eventId: string, managers: () => Promise<Person[]>): Promise<void> {
  const open = (await w.notifications.openAlerts({ order, workers: [] })).find(({ kind }) => kind === 'unmatched');
  if (open) await tell(w, readersOf(open, await managers()), { message: 'alert_still_unmatched', subject: open.id, event: eventId });
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
