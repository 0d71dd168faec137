import { allow, peopleInRole } from '../users';
import type { Alert, AlertView } from './alert';
import { viewAlert } from './alert-view';
import { keyOf, readersOf, tell } from './alerts';
import { alertNotFound } from './errors';
import type { NotificationsWork } from './work';

/** A manager takes an alert on, and the cards of the others say so. The first one has it: `isMine` tells whoever comes later that it is not theirs. */
export async function takeAlert(w: NotificationsWork, input: { alert: string }): Promise<{ alert: AlertView; isMine: boolean }> {
  allow(w, 'take-alert');
  const { personId } = w.actor;
  const found = await findAlert(w, input.alert);
  const isNew = personId !== null && (await viewAlert(w, found)).isOpen && (await w.notifications.takeAlert(found.id, personId));
  if (isNew) await tellOthers(w, found, 'taken');
  const alert = await viewAlert(w, await findAlert(w, found.id));
  return { alert, isMine: alert.takenBy?.id === personId };
}

/** The alert with this id; throws `notifications.alert_not_found`. */
export async function findAlert(w: NotificationsWork, id: string): Promise<Alert> {
  return (await w.notifications.alert(id)) ?? Promise.reject(alertNotFound(id));
}

/** Renews the cards of the other managers. */
export async function tellOthers(w: NotificationsWork, alert: Alert, what: 'taken' | 'settled'): Promise<void> {
  const others = readersOf(alert, await peopleInRole(w, 'manager')).filter((id) => id !== w.actor.personId);
  await tell(w, others, { message: keyOf(alert), subject: alert.id, event: `${alert.id} ${what}` });
}
