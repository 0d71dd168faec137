import { markAbsence } from '../../domain/staffing';
import { day as dayText } from '../../locales/format';
import { myAbsences, myJobsWithin } from '../absences';
import { dayOf, local, type TypedDate } from '../../spoken/dates';
import { readEnd, readPeriod } from '../../spoken/periods';
import { awayCard, beginningOf, spanOf, stayingLine } from '../views/absences';
import { plain, say } from '../views/view';
import { daysFrom } from './order-times';
import { unread } from './order-when';
import type { Data, Move, Scene, Stage, Step } from './scene';

/** What a question for a day asks, the first day it offers, and what it does with a day and with a text. */
interface DayQuestion {
  step: 'from' | 'to';
  ask: (stage: Stage) => string;
  first: (stage: Stage) => string;
  take: (stage: Stage, read: TypedDate) => Move;
  read: (stage: Stage, typed: string) => Move | undefined;
}

/** A day by buttons or typed, maybe with a time. */
function dayStep({ step, ask, first, take, read }: DayQuestion): Step {
  return {
    prompt: (stage) => Promise.resolve({ text: ask(stage), choices: daysFrom(stage.talk, first(stage), Number(stage.data.page ?? 0)) }),
    press: (stage, value) => {
      if (/^p\d$/.test(value)) return Promise.resolve({ to: step, data: { page: value.slice(1) } });
      return Promise.resolve(/^\d{4}-\d\d-\d\d$/.test(value) ? take(stage, { day: value, at: null }) : { again: plain(stage.talk, 'bot:wrong.press') });
    },
    text: (stage, typed) => Promise.resolve(read(stage, typed) ?? { again: unread(stage.talk, typed) }),
    max: 100,
  };
}

const fromIn = ({ from }: Data): Date => new Date(from ?? 0);
const toIn = ({ to }: Data): Date => new Date(to ?? 0);

const named = ({ talk }: Stage, on: string): string => dayText(local(on, 12, 0, talk.zone), talk.zone, talk.language);

const today = ({ talk }: Stage): string => dayOf(talk.now, talk.zone);

/** The first day away: whole days begin at midnight. */
function takeFrom(stage: Stage, { day, at }: TypedDate): Move {
  const { talk } = stage;
  if (day < today(stage)) return { again: plain(talk, 'bot:order.past', { next: named(stage, today(stage)) }) };
  return { to: 'to', data: { from: (at ?? local(day, 0, 0, talk.zone)).toISOString(), page: '' } };
}

/** The last day away, which is one of them. */
function takeTo({ talk, data }: Stage, { day, at }: TypedDate): Move {
  const end = at ?? local(dayOf(local(day, 12, 0, talk.zone), talk.zone, 1), 0, 0, talk.zone);
  if (end <= fromIn(data) || end <= talk.now) return { again: plain(talk, 'bot:away.too_early') };
  return { to: 'sure', data: { to: end.toISOString(), page: '' } };
}

/** «С пятницы до воскресенья» answers both questions; of an end that will not do, the beginning is kept. */
function readBoth(stage: Stage, typed: string): Move | undefined {
  const { talk, data } = stage;
  const period = readPeriod(typed, talk, today(stage));
  if (!period) return undefined;
  const { from: start, to: end } = period;
  const begun = takeFrom(stage, start);
  if ('again' in begun || !('to' in begun) || end === undefined) return begun;
  if (end === null) return { ...begun, notice: unread(talk, typed) };
  const ended = takeTo({ ...stage, data: { ...data, ...begun.data } }, end);
  return 'to' in ended ? { ...ended, data: { ...begun.data, ...ended.data } } : { ...begun, ...('again' in ended && { notice: ended.again }) };
}

const from: Step = dayStep({ step: 'from', ask: ({ talk }) => say(talk, 'bot:away.from'), first: today, take: takeFrom, read: readBoth });

const to: Step = {
  ...dayStep({
    step: 'to',
    ask: ({ talk, data }) => say(talk, 'bot:away.to', { from: beginningOf(talk, fromIn(data)) }),
    first: ({ talk, data }) => dayOf(fromIn(data), talk.zone),
    take: takeTo,
    read: (stage, typed) => {
      const { talk, data } = stage;
      const end = readEnd(typed, talk, { day: dayOf(fromIn(data), talk.zone), at: fromIn(data) });
      return end && takeTo(stage, end);
    },
  }),
  back: () => 'from',
};

/** What stays the worker's own comes before the press, with what it costs. */
const sure: Step = {
  prompt: async ({ talk, data }) => {
    const jobs = await myJobsWithin(talk, fromIn(data), toIn(data));
    const lines = jobs.length === 0 ? [] : [say(talk, 'bot:away.sure_stay'), ...jobs.map((job) => stayingLine(talk, job))];
    const text = [say(talk, 'bot:away.sure', { span: spanOf(talk, { from: fromIn(data), to: toIn(data) }) }), ...lines].join('\n');
    return { text, choices: [[{ label: plain(talk, 'bot:button.yes_away'), value: 'yes' }]] };
  },
  back: () => 'to',
  press: async ({ talk, data }, value) => {
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await talk.run((w) => markAbsence(w, { worker: talk.person?.id ?? '', from: fromIn(data), to: toIn(data) }));
    return { over: {} };
  },
};

/** A worker says from when to when it is away (M4). */
export const awayScene: Scene = {
  name: 'away',
  steps: { from, to, sure },
  ending: async ({ talk }) => ({ post: awayCard(talk, await myAbsences(talk), 0) }),
  mend: (code) => (code === 'staffing.bad_absence' ? 'from' : undefined),
};
