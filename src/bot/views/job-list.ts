import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day, time } from '../../locales/format';
import { serviceName } from './facts';
import { button, labelled, plain, post, say, type Reader } from './view';

const TABS = ['completed', 'failed', 'cancelled'] as const;
/** The jobs that ended so. */
export type Tab = (typeof TABS)[number];

/** A worker's jobs day by day, with a button for each; without a tab those to do. */
export function jobList(reader: Reader, jobs: readonly OrderView[], tab: Tab | undefined): Post {
  const dayOf = (job: OrderView) => day(job.at, reader.zone, reader.language);
  const days = new Map([...new Set(jobs.map(dayOf))].map((name) => [name, jobs.filter((job) => dayOf(job) === name)]));
  const lines = [...days].flatMap(([name, ofDay]) => [`<b>${say(reader, 'bot:jobs.day', { day: name, count: ofDay.length })}</b>`, ...ofDay.map((job) => jobLine(reader, job))]);
  return post(lines.length === 0 ? [say(reader, 'bot:jobs.empty')] : lines, [...inRows(jobs.map((job) => jobButton(reader, job))), tabs(reader, tab)]);
}

function jobLine(reader: Reader, job: OrderView): string {
  const service = serviceName(job.service, reader.language);
  return say(reader, 'bot:jobs.line', { time: time(job.at, reader.zone), no: job.number, service, place: job.place });
}

function jobButton(reader: Reader, job: OrderView): PostButton {
  const label = plain(reader, 'messages:order.number', { no: job.number });
  return labelled(label, { kind: 'thing', thing: 'job', action: 'show', id: job.id, version: job.status });
}

function tabs(reader: Reader, tab: Tab | undefined): PostButton[] {
  const others = TABS.filter((one) => one !== tab).map((one) => button(reader, `bot:button.${one}`, { kind: 'go', to: 'jobs', arg: one }));
  return tab === undefined ? others : [button(reader, 'bot:button.active', { kind: 'go', to: 'jobs', arg: 'active' }), ...others];
}

function inRows(buttons: PostButton[]): PostButton[][] {
  const rows: PostButton[][] = [];
  for (let at = 0; at < buttons.length; at += 4) rows.push(buttons.slice(at, at + 4));
  return rows;
}
