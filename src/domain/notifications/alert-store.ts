import type { Alert } from './alert';
import type { CardKey } from './message';

/** The table of alerts, and who has a live card of something. */
export interface AlertStore {
  /** Opens an alert; one of the same kind and key that was open gives way to it. False where somebody else opened one just now. */
  openAlert(alert: Pick<Alert, 'id' | 'kind' | 'key' | 'order' | 'worker' | 'data'>): Promise<boolean>;
  alert(id: string): Promise<Alert | undefined>;
  /** Open ones, oldest first: all, or those about an order or about the absences of workers. */
  openAlerts(about?: { order: string | null; workers: readonly string[] }): Promise<Alert[]>;
  /** Notes who has an open alert in hand; false where somebody has already, or it is over. */
  takeAlert(id: string, person: string): Promise<boolean>;
  closeAlert(id: string): Promise<boolean>;
  /** Whose live cards show this subject. */
  cardHolders(card: CardKey, subject: string): Promise<string[]>;
}
