import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import type { BillingApp, BillingWork } from '../work';
import { WAYS } from './ways';

/**
 * Collects what is due of open invoices through what their clients chose (B5, B7): begins first attempts and retries whose time has come,
 * sends what was never sent, and asks what became of the rest; of one invoice (id) if it is named. It may be killed anywhere and run again,
 * or twice at once. Tells how much was begun or settled.
 */
export async function collectDue(app: BillingApp, actor: Actor, of: { only?: string | undefined } = {}): Promise<number> {
  let done = 0;
  for (const way of Object.values(WAYS)) done += (await way.collect?.(app, actor, of)) ?? 0;
  return done;
}

/** Whether `collectDue` would find anything to do. */
export async function areCollectionsDue(w: BillingWork): Promise<boolean> {
  allow(w, 'collect-due');
  for (const way of Object.values(WAYS)) if (await way.isDue?.(w)) return true;
  return false;
}
