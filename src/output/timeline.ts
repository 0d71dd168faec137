import type { TimelineEntry } from '../domain/orders';
import * as json from './json';
import type { Listing } from './list-command';
import { clean } from './style';
import { shortTime, type Clock } from './time';

const CHANNELS: Record<string, string> = { cli: 'command line', bot: 'bot', job: '', page: 'page' };

/** Who did what an entry tells, by which way, and what there is to say of it. */
function doneBy(entry: TimelineEntry, clock: Clock): string {
  const { actor, actorKind, channel, event, note } = entry;
  const who = actorKind === 'system' ? 'by itself' : (actor ?? 'somebody');
  const reason = typeof event.reason === 'string' && event.reason !== 'other' ? event.reason : '';
  return clean([who, CHANNELS[channel] ?? channel, ...details(entry, clock), reason, note && `“${note}”`].filter(Boolean).join(', '));
}

/** What is particular to one kind of event. */
function details({ event, names, actor }: TimelineEntry, clock: Clock): string[] {
  const name = (id: unknown) => (typeof id === 'string' ? names[id] || 'somebody' : 'nobody');
  const time = (at: unknown) => shortTime(new Date(String(at)), clock);
  const instead = typeof event.previous_worker === 'string' && event.previous_worker !== event.worker ? ` instead of ${name(event.previous_worker)}` : '';
  switch (event.type) {
    case 'order_assigned':
      return [`to ${name(event.worker)}${instead}`];
    case 'order_unmatched':
      return instead === '' ? [] : [`no longer ${name(event.previous_worker)}`];
    case 'order_moved':
      return [`${time(event.from_at)} → ${time(event.at)}`, instead === '' ? '' : `${name(event.worker)}${instead}`];
    case 'order_copied':
      return [`as order ${event.number}`];
    case 'worker_cannot_come':
      return name(event.worker) === actor ? [] : [name(event.worker)];
    case 'photo_reused':
      return [`${event.kind}: the photo of order ${event.old_number}, ${event.old_kind}`];
    case 'supplies_reassigned':
    case 'supplies_missed':
      return [name(event.worker)];
    case 'supplies_left':
      return [`${name(event.left_with)} has one`];
    case 'supplies_issued':
      return typeof event.from === 'string' ? [`handed over by ${name(event.from)}`] : [];
    case 'supplies_issue_taken_back':
      return typeof event.back_with === 'string' ? [`${name(event.back_with)} has it`] : [];
    case 'supplies_partly_returned':
      return typeof event.came === 'string' ? [event.came] : [];
    case 'order_started':
    case 'order_completed':
      return ['photo'];
    default:
      return [];
  }
}

/** What happened to a kit, in words. */
const OF_KITS: Record<string, string> = {
  supplies_requested: 'kit requested',
  supplies_reassigned: 'kit goes to another',
  supplies_moved: 'kit moved',
  supplies_issued: 'kit issued',
  supplies_issue_taken_back: 'kit not issued after all',
  supplies_left: 'kit left behind',
  supplies_overdue: 'kit not issued in time',
  supplies_missed: 'kit missed at the place',
  supplies_not_missed: 'kit missed no longer',
  supplies_partly_returned: 'kit returned in part',
  supplies_returned: 'kit returned',
  supplies_withdrawn: 'kit not needed',
};

/** What an entry tells: `placed`, `kit issued`. */
const happened = ({ event }: TimelineEntry) =>
  event.overridden === true ? 'may start without kit' : (OF_KITS[event.type] ?? event.type.replace(/^order_/, '').replaceAll('_', ' '));

/** An order's history as a list. */
export const timeline = (clock: Clock): Listing<TimelineEntry, ReturnType<typeof json.timelineEntry>> => ({
  columns: [
    { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
    { head: 'WHAT', of: happened },
    { head: 'BY', of: (row) => doneBy(row, clock), cuttable: true },
  ],
  json: json.timelineEntry,
  csv: ['at', 'event', 'actor.id', 'actor.name', 'actor_kind', 'channel', 'note'],
  empty: 'Nothing had happened yet.',
});

/** The history below an order's card; what is wider than the terminal goes on below itself. */
export function timelineLines(entries: readonly TimelineEntry[], clock: Clock, output: { isTTY?: boolean; columns?: number } = process.stdout): string[] {
  const told = entries.map((entry) => ({ at: shortTime(entry.at, clock), what: happened(entry), by: doneBy(entry, clock) }));
  const width = (of: (row: (typeof told)[number]) => string) => told.reduce((most, row) => Math.max(most, of(row).length), 0);
  const [times, events] = [width((row) => row.at), width((row) => row.what)];
  const indent = times + events + 6;
  const room = output.isTTY ? Math.max(20, (output.columns ?? Infinity) - indent) : Infinity;
  const line = (row: (typeof told)[number]) => `  ${row.at.padStart(times)}  ${row.what.padEnd(events)}  ${folded(row.by, room).join(`\n${' '.repeat(indent)}`)}`;
  return ['Timeline', ...told.flatMap((row) => line(row).split('\n'))];
}

/** A text in lines of so many characters at most, broken between words. */
function folded(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > room) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}
