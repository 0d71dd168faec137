import type { ConsumablesWork } from './work';

/**
 * Notes, with the request of a kit, that its client is to get a fortune cookie: one for each order, whatever becomes of worker and time (C3).
 * It is asked for at once and not shortly before the order, since the kit may be handed out at any time, and a contractor that is away for hours has all
 * that time to come back.
 */
export async function wantCookie(w: ConsumablesWork, event: { order: string }): Promise<void> {
  await w.consumables.wantCookie(event.order);
}

/** Ends the wait for a cookie whose kit was handed out or withdrawn; one that was promised for an earlier time was there by then, as far as anybody knows. */
export async function endCookie(w: ConsumablesWork, event: { order: string; overridden?: boolean }): Promise<void> {
  // A manager's word lets the order start without the kit, which may follow all the same.
  if (event.overridden === true) return;
  const cookie = (await w.consumables.kit(event.order))?.cookie;
  if (cookie?.status !== 'wanted' && cookie?.status !== 'promised') return;
  const isDueBefore = cookie.at !== null && cookie.at <= w.now;
  await w.consumables.settleCookie(event.order, cookie.status, isDueBefore ? 'leave' : { status: 'none', reason: 'kit_gone' });
}
