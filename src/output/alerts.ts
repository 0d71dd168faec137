import type { AppWork } from '../app';
import { listAlerts, type AlertView } from '../domain/notifications';
import { listReviews } from '../domain/quality';
import { reach } from '../domain/users';
import { count } from './money';

/** What managers are told in the chat and what waits to be judged; nothing of either for whoever may not see it. */
export async function managersWork(w: AppWork): Promise<{ alerts: AlertView[]; reviews: number }> {
  const may = (useCase: 'list-alerts' | 'list-reviews') => reach(w.actor, useCase) === 'any';
  return {
    alerts: may('list-alerts') ? await listAlerts(w) : [],
    reviews: may('list-reviews') ? (await listReviews(w, { open: true })).length : 0,
  };
}

/** Whether somebody has to say that an alert is dealt with: a photo stays the one that was used before. The others end with what they are about. */
export const endsByHand = ({ kind }: AlertView): boolean => kind === 'photo';

/** The command that answers an alert. */
export function nextForAlert(alert: AlertView): string {
  if (alert.kind === 'absence') return `mcf orders assign ${alert.booked.map(({ number }) => number).join(' · mcf orders assign ')}`;
  const commands = { unmatched: 'orders assign', cannot_come: 'orders assign', overdue: 'orders complete', photo: 'orders photos', matching: 'pipelines why', kit: 'consumables issue' };
  return `mcf ${commands[alert.kind]} ${alert.order.number}`;
}

/** How many reviews wait, and where. */
export const reviewsLine = (reviews: number): string => `${count(reviews)} ${reviews === 1 ? 'review waits' : 'reviews wait'}: mcf reviews list --open`;

/** What an alert is about in words. */
export function alertText(alert: AlertView): string {
  switch (alert.kind) {
    case 'unmatched':
      return `order ${alert.order.number} has no worker`;
    case 'cannot_come':
      return `${alert.worker} cannot come to order ${alert.order.number}`;
    case 'overdue':
      return `order ${alert.order.number} should be over`;
    case 'photo':
      return `a photo of order ${alert.order.number} was on order ${alert.old} before`;
    case 'matching':
      return `program ${alert.program} stopped the matching of order ${alert.order.number}`;
    case 'kit':
      return `the kit of order ${alert.order.number} is late`;
    case 'absence':
      return `${alert.worker} is absent, but has ${alert.booked.length === 1 ? 'an order' : 'orders'} then`;
  }
}
