import { markAbsence } from '../../domain/staffing';
import { day as dayText } from '../../locales/format';
import { myAbsences, myJobsWithin } from '../absences';
import { dayOf, local, readDate, type TypedDate } from '../../spoken/dates';
import { awayCard, beginningOf, spanOf, stayingLine } from '../views/absences';
import { plain, say } from '../views/view';
import { daysFrom } from './order-times';
import type { Data, Move, Scene, Stage, Step } from './scene';

/** What a question for a day asks, the first day it offers, and what it does with an answer. */
interface DayQuestion {
  step: 'from' | 'to';
  text: (stage: Stage) => string;
  first: (stage: Stage) => string;
  take: (stage: Stage, read: TypedDate) => Move;
}

/** A day by buttons or typed, maybe with a time. */
function dayStep({ step, text, first, take }: DayQuestion): Step {
  return {
    prompt: (stage) => Promise.resolve({ text: text(stage), choices: daysFrom(stage.talk, first(stage), Number(stage.data.page ?? 0)) }),
    press: (stage, value) => {
      if (/^p\d$/.test(value)) return Promise.resolve({ to: step, data: { page: value.slice(1) } });
      return Promise.resolve(/^\d{4}-\d\d-\d\d$/.test(value) ? take(stage, { day: value, at: null }) : { again: plain(stage.talk, 'bot:wrong.press') });
    },
    text: (stage, typed) => {
      const read = readDate(typed, stage.talk, first(stage));
      return Promise.resolve(read ? take(stage, read) : { again: plain(stage.talk, 'bot:order.not_a_date') });
    },
    max: 100,
  };
}

const fromIn = ({ from }: Data): Date => new Date(from ?? 0);
const toIn = ({ to }: Data): Date => new Date(to ?? 0);

const named = ({ talk }: Stage, on: string): string => dayText(local(on, 12, 0, talk.zone), talk.zone, talk.language);

const today = ({ talk }: Stage): string => dayOf(talk.now, talk.zone);

/** The first day away: whole days begin at midnight. */
const from: Step = dayStep({
  step: 'from',
  text: ({ talk }) => say(talk, 'bot:away.from'),
  first: today,
  take: (stage, { day, at }) => {
    const { talk } = stage;
    if (day < today(stage)) return { again: plain(talk, 'bot:order.past', { next: named(stage, today(stage)) }) };
    return { to: 'to', data: { from: (at ?? local(day, 0, 0, talk.zone)).toISOString(), page: '' } };
  },
});

/** The last day away, which is one of them. */
const to: Step = {
  ...dayStep({
    step: 'to',
    text: ({ talk, data }) => say(talk, 'bot:away.to', { from: beginningOf(talk, fromIn(data)) }),
    first: ({ talk, data }) => dayOf(fromIn(data), talk.zone),
    take: ({ talk, data }, { day, at }) => {
      const end = at ?? local(dayOf(local(day, 12, 0, talk.zone), talk.zone, 1), 0, 0, talk.zone);
      if (end <= fromIn(data) || end <= talk.now) return { again: plain(talk, 'bot:away.too_early') };
      return { to: 'sure', data: { to: end.toISOString(), page: '' } };
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
