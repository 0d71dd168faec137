import { allow } from '../users';
import type { AlertView } from './alert';
import { viewAlert } from './alert-view';
import { alertEndsItself } from './errors';
import { findAlert, tellOthers } from './take-alert';
import type { NotificationsWork } from './work';

/** A manager is done with an alert that nothing else ends: a photo stays the one that was used before (O4). The others close when they are no longer true. */
export async function settleAlert(w: NotificationsWork, input: { alert: string }): Promise<AlertView> {
  allow(w, 'settle-alert');
  const alert = await findAlert(w, input.alert);
  if (alert.kind !== 'photo') throw alertEndsItself();
  if (await w.notifications.closeAlert(alert.id)) await tellOthers(w, alert, 'settled');
  return viewAlert(w, await findAlert(w, alert.id));
}
