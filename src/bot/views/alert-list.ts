import type { AlertView } from '../../domain/notifications';
import type { Post } from '../../gateways/telegram-api';
import { alertText } from './alert-card';
import { pageAt, turns } from './pages';
import { button, labelled, post, say, type Reader } from './view';

/** What needs a hand, a page at a time: a line and a button each. */
export function alertList(reader: Reader, alerts: readonly AlertView[], page: number): Post {
  if (alerts.length === 0) return post([say(reader, 'bot:alerts.empty')], [[button(reader, 'bot:command.board', { kind: 'go', to: 'board', arg: '' })]]);
  const shown = pageAt(alerts, page);
  const rows = shown.items.map((alert) => [labelled(lineOf(reader, alert), { kind: 'thing', thing: 'alert', action: 'show', id: alert.id, version: 'any' })]);
  return post([say(reader, 'bot:alerts.title', { count: alerts.length })], [...rows, turns('alerts', shown, (at) => `p${at}`)]);
}

/** A label is no HTML: what was made harmless for a text is told as it was typed. */
function lineOf(reader: Reader, alert: AlertView): string {
  const line = alertText(reader, alert).replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  return alert.takenBy ? `${alert.takenBy.name} · ${line}` : line;
}
