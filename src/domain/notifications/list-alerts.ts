import { allow } from '../users';
import type { AlertView } from './alert';
import { viewAlert } from './alert-view';
import { alertNotFound } from './errors';
import type { NotificationsWork } from './work';

/** What needs a hand now: what nobody has taken on first, then by the time it is about. */
export async function listAlerts(w: NotificationsWork): Promise<AlertView[]> {
  allow(w, 'list-alerts');
  const views: AlertView[] = [];
  for (const alert of await w.notifications.openAlerts()) views.push(await viewAlert(w, alert));
  const timeOf = (view: AlertView) => (view.kind === 'absence' ? view.from : view.order.at).getTime();
  return views.filter(({ isOpen }) => isOpen).sort((one, other) => Number(one.takenBy !== null) - Number(other.takenBy !== null) || timeOf(one) - timeOf(other));
}

/** One alert as it is now, open or over; throws `notifications.alert_not_found`. */
export async function showAlert(w: NotificationsWork, input: { alert: string }): Promise<AlertView> {
  allow(w, 'list-alerts');
  const alert = await w.notifications.alert(input.alert);
  if (!alert) throw alertNotFound(input.alert);
  return viewAlert(w, alert);
}
