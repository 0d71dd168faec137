import type { Minor } from '../../domain/shared/money';
import type { Absence } from '../../domain/staffing';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { day, time } from '../../locales/format';
import { sum, when } from './facts';
import { inRows, pageAt, turns } from './pages';
import { button, labelled, plain, post, say, type Reader } from './view';

/** A job that stays the worker's although it falls into an absence, and what not coming to it costs. */
export interface StayingJob {
  id: string;
  number: number;
  at: Date;
  fine: Minor;
}

/** An absence and the jobs in it that are still the worker's. */
export interface AwayFacts extends Pick<Absence, 'id' | 'from' | 'to'> {
  jobs: readonly StayingJob[];
}

/** When a worker is away, the jobs that stay its own all the same (M4), and the way to change it. */
export function awayCard(reader: Reader, absences: readonly AwayFacts[], asked: number): Post {
  const page = pageAt(absences, asked);
  const jobs = page.items.flatMap((absence) => absence.jobs).filter((job, at, all) => all.findIndex(({ id }) => id === job.id) === at);
  const lines = page.items.flatMap((absence) => [`• ${say(reader, 'bot:away.line', { span: spanOf(reader, absence) })}`, ...absence.jobs.map((job) => stayingLine(reader, job))]);
  const title = `<b>${say(reader, absences.length === 0 ? 'bot:away.none' : 'bot:away.title')}</b>`;
  const goJobs = button(reader, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' });
  return post(
    [title, ...lines, jobs.length > 0 && say(reader, 'bot:away.stay')],
    [
      ...inRows(jobs.map((job) => jobButton(reader, job)), 4).slice(0, 3),
      ...page.items.map((absence) => [removeButton(reader, absence)]),
      turns('away', page, (at) => `p${at}`),
      [button(reader, 'bot:button.away_more', { kind: 'go', to: 'away', arg: 'new' }), goJobs],
    ],
  );
}

/** One job that stays, with its time and fine. */
export function stayingLine(reader: Reader, { number, at, fine }: StayingJob): string {
  return say(reader, 'bot:away.job', { no: number, at: when(reader, at), fine: sum(reader, fine) });
}

/** A time away in words: whole days by their names, the last one included. */
export function spanOf(reader: Reader, { from, to }: Pick<Absence, 'from' | 'to'>): string {
  const first = beginningOf(reader, from);
  const last = isMidnight(reader, to) ? day(new Date(to.getTime() - 1), reader.zone, reader.language) : when(reader, to);
  return first === last ? first : `${first} – ${last}`;
}

/** When a time away begins: a day, or a time where that is not its beginning. */
export function beginningOf(reader: Reader, from: Date): string {
  return isMidnight(reader, from) ? day(from, reader.zone, reader.language) : when(reader, from);
}

const isMidnight = ({ zone }: Reader, at: Date): boolean => time(at, zone) === '00:00';

function jobButton(reader: Reader, { id, number }: StayingJob): PostButton {
  return labelled(plain(reader, 'messages:order.number', { no: number }), { kind: 'thing', thing: 'job', action: 'show', id, version: 'away' });
}

function removeButton(reader: Reader, absence: AwayFacts): PostButton {
  return labelled(plain(reader, 'bot:button.away_remove', { span: spanOf(reader, absence) }), { kind: 'thing', thing: 'absence', action: 'remove', id: absence.id, version: 'open' });
}
