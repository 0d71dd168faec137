import type { AlertView } from '../../domain/notifications';
import type { Post } from '../../gateways/telegram-api';
import { alertText } from './alert-card';
import { pageAt, turns } from './pages';
import { button, labelled, post, say, type Reader } from './view';

/** How much waits for somebody beside the alerts. */
interface AlsoWaiting {
  reviews: number;
  tasks: number;
}

/** What needs a hand, a page at a time: a line and a button for each alert, and what waits besides. */
export function alertList(reader: Reader, alerts: readonly AlertView[], page: number, { reviews, tasks }: AlsoWaiting): Post {
  const also = [reviews > 0 && say(reader, 'bot:reviews.waiting', { count: reviews }), tasks > 0 && say(reader, 'bot:tasks.waiting', { count: tasks })];
  const toReviews = reviews > 0 ? [button(reader, 'bot:command.reviews', { kind: 'go', to: 'reviews', arg: '' })] : [];
  if (alerts.length === 0) {
    const isQuiet = reviews === 0 && tasks === 0;
    return post([isQuiet ? say(reader, 'bot:alerts.empty') : say(reader, 'bot:alerts.none'), ...also], [toReviews, [button(reader, 'bot:command.board', { kind: 'go', to: 'board', arg: '' })]]);
  }
  const shown = pageAt(alerts, page);
  const rows = shown.items.map((alert) => [labelled(lineOf(reader, alert), { kind: 'thing', thing: 'alert', action: 'show', id: alert.id, version: 'any' })]);
  return post([say(reader, 'bot:alerts.title', { count: alerts.length }), ...also], [...rows, turns('alerts', shown, (at) => `p${at}`), toReviews]);
}

/** A label is no HTML: what was made harmless for a text is told as it was typed. */
function lineOf(reader: Reader, alert: AlertView): string {
  const line = alertText(reader, alert).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return alert.takenBy ? `${alert.takenBy.name} · ${line}` : line;
}
