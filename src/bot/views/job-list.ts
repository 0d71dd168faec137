import { DateTime } from 'luxon';

import type { OrderView } from '../../domain/orders';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day, time } from '../../locales/format';
import { orderState, serviceName } from './facts';
import { inRows, PAGE_SIZE, pageAt, turns } from './pages';
import { button, labelled, plain, post, say, type Reader } from './view';

const TABS = ['completed', 'failed', 'cancelled'] as const;
/** The jobs that ended so. */
export type Tab = (typeof TABS)[number];

/** What of a worker's jobs is shown: those to do on a day, or those that ended so. */
export interface JobsAsked {
  tab: Tab | undefined;
  /** `YYYYMMDD`; the first day that has jobs where there is none. */
  day?: string;
  page: number;
}

/** Reads the `arg` of a button that leads to jobs: `d20260312`, `d20260312p1`, `completed`, `completed1`. */
export function jobsAsked(arg: string): JobsAsked {
  const [, chosen, ofDay = '0'] = /^d(\d{8})(?:p(\d{1,2}))?$/.exec(arg) ?? [];
  if (chosen !== undefined) return { tab: undefined, day: chosen, page: Number(ofDay) };
  const [, ended, page = ''] = /^([a-z]+)(\d{1,4})?$/.exec(arg) ?? [];
  return { tab: TABS.find((tab) => tab === ended), page: Number(page) };
}

/** A worker's jobs to do on one day, and the way to the other days that have any; `jobs` are sorted by their time. */
export function jobsOfDay(reader: Reader, jobs: readonly OrderView[], asked: JobsAsked): Post {
  const pages = pagesOf(reader, jobs);
  const found = pages.findIndex(({ day: of, part }) => asked.day !== undefined && (of > asked.day || (of === asked.day && part >= asked.page)));
  const at = found === -1 && asked.day !== undefined ? pages.length - 1 : Math.max(0, found);
  const page = pages[at];
  if (!page) return post([say(reader, 'bot:jobs.empty')], [away(reader), tabs(reader, undefined)]);
  const argOf = (turned: number) => `d${pages[turned]?.day ?? ''}${pages[turned]?.part ? `p${pages[turned].part}` : ''}`;
  const keyboard = [...jobRows(reader, page.jobs), turns('jobs', { at, last: pages.length - 1 }, argOf), away(reader), tabs(reader, undefined)];
  return post(dayLines(reader, page.jobs, page.count), keyboard);
}

/** A worker's jobs that ended so, the latest first, day by day and a page at a time. */
export function endedJobs(reader: Reader, jobs: readonly OrderView[], tab: Tab, asked: number): Post {
  const page = pageAt(jobs, asked);
  const days = [...new Set(page.items.map((job) => dayKey(reader, job)))];
  const lines = days.flatMap((key) => {
    const isOfDay = (job: OrderView) => dayKey(reader, job) === key;
    return dayLines(reader, page.items.filter(isOfDay), jobs.filter(isOfDay).length);
  });
  const title = `<b>${say(reader, `bot:button.${tab}`)}</b>`;
  return post([title, ...(lines.length === 0 ? [say(reader, 'bot:jobs.empty')] : lines)], [...jobRows(reader, page.items), turns('jobs', page, (turned) => `${tab}${turned}`), tabs(reader, tab)]);
}

/** The days that have jobs, a busy one in parts. */
function pagesOf(reader: Reader, jobs: readonly OrderView[]): { day: string; part: number; count: number; jobs: OrderView[] }[] {
  const days = [...new Set(jobs.map((job) => dayKey(reader, job)))];
  return days.flatMap((key) => {
    const ofDay = jobs.filter((job) => dayKey(reader, job) === key);
    return Array.from({ length: pageAt(ofDay, 0).last + 1 }, (_, part) => ({ day: key, part, count: ofDay.length, jobs: ofDay.slice(part * PAGE_SIZE, (part + 1) * PAGE_SIZE) }));
  });
}

const dayKey = ({ zone }: Reader, { at }: OrderView): string => DateTime.fromJSDate(at, { zone }).toFormat('yyyyMMdd');

function dayLines(reader: Reader, jobs: readonly OrderView[], count: number): string[] {
  const [first] = jobs;
  if (!first) return [];
  return [`<b>${say(reader, 'bot:jobs.day', { day: day(first.at, reader.zone, reader.language), count })}</b>`, ...jobs.map((job) => jobLine(reader, job))];
}

function jobLine(reader: Reader, job: OrderView): string {
  const service = serviceName(job.service, reader.language);
  const line = say(reader, 'bot:jobs.line', { time: time(job.at, reader.zone), no: job.number, service, place: job.place });
  if (job.status === 'started') return `${line} · ${orderState(reader, job)}`;
  return job.status === 'assigned' && job.cannotCome !== null ? `${line} · ${say(reader, 'bot:jobs.passed_on')}` : line;
}

const jobRows = (reader: Reader, jobs: readonly OrderView[]): PostButton[][] => inRows(jobs.map((job) => jobButton(reader, job)), 4);

function jobButton(reader: Reader, job: OrderView): PostButton {
  const label = plain(reader, 'messages:order.number', { no: job.number });
  return labelled(label, { kind: 'thing', thing: 'job', action: 'show', id: job.id, version: job.status });
}

const away = (reader: Reader): PostButton[] => [button(reader, 'bot:button.away', { kind: 'go', to: 'away', arg: '' })];

function tabs(reader: Reader, tab: Tab | undefined): PostButton[] {
  const others = TABS.filter((one) => one !== tab).map((one) => button(reader, `bot:button.${one}`, { kind: 'go', to: 'jobs', arg: one }));
  return tab === undefined ? others : [button(reader, 'bot:button.active', { kind: 'go', to: 'jobs', arg: 'active' }), ...others];
}
