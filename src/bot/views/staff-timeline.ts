import type { OrderView, TimelineEntry } from '../../domain/orders';
import type { Post } from '../../gateways/telegram-api';
import { hasText } from '../../locales';
import { when } from './facts';
import { button, plain, post, say, type Reader } from './view';

/** So many entries are read on a phone, the latest ones. */
const MAX_ENTRIES = 40;

/** What happened to an order, oldest first: when, what, who and why. */
export function staffTimeline(reader: Reader, order: OrderView, entries: readonly TimelineEntry[]): Post {
  const known = entries.flatMap((entry) => lineOf(reader, entry) ?? []);
  const left = Math.max(0, known.length - MAX_ENTRIES);
  const head = say(reader, 'bot:timeline.title', { no: order.number });
  const back = button(reader, 'bot:button.back', { kind: 'thing', thing: 'staff', action: 'card', id: order.id, version: 'any' });
  return post([`<b>${head}</b>`, left > 0 && say(reader, 'bot:timeline.earlier', { count: left }), ...known.slice(left)], [[back]]);
}

function lineOf(reader: Reader, entry: TimelineEntry): string | undefined {
  const { event, actor, actorKind, note } = entry;
  const key = `bot:timeline.${event.type}`;
  if (!hasText(reader.language, key)) return undefined;
  const what = plain(reader, event.overridden === true ? 'bot:timeline.overridden' : key, details(reader, entry));
  const who = actorKind === 'system' ? plain(reader, 'bot:timeline.itself') : (actor ?? plain(reader, 'bot:timeline.somebody'));
  return say(reader, 'bot:timeline.line', { at: when(reader, entry.at), said: [what, who, why(reader, event.reason, note)].filter(Boolean).join(' · ') });
}

function why(reader: Reader, reason: unknown, note: string | null): string {
  if (note !== null) return `«${note}»`;
  const key = `messages:reason.${String(reason)}`;
  return typeof reason === 'string' && reason !== 'other' && hasText(reader.language, key) ? plain(reader, key) : '';
}

function details(reader: Reader, { event, names }: TimelineEntry): Record<string, string | number> {
  const name = (id: unknown) => (typeof id === 'string' ? names[id] || plain(reader, 'bot:timeline.somebody') : '—');
  const to = typeof event.at === 'string' ? when(reader, new Date(event.at)) : '';
  return { worker: name(event.worker), before: name(event.previous_worker), at: to, no: Number(event.number ?? 0), old: Number(event.old_number ?? 0), program: String(event.program ?? '') };
}
