import { showOrder } from '../../domain/orders';
import { closeReview } from '../../domain/quality';
import { findingCounts } from '../../domain/staffing';
import { cardOf } from '../cards';
import { VERDICTS, verdictText } from '../views/review-card';
import { plain, say } from '../views/view';
import type { Data, Scene, Step } from './scene';

/** The longest note on what happened, in characters. */
const MAX_NOTE = 2000;

const verdict: Step = {
  prompt: async ({ talk, subject }) => {
    const { number: no } = await talk.query((w) => showOrder(w, subject));
    const choices = VERDICTS.map((value) => [{ label: plain(talk, `bot:button.fault_${value}`), value }]);
    return { text: say(talk, 'bot:review.verdict', { no }), choices };
  },
  press: ({ talk }, value) => {
    const found = VERDICTS.find((one) => one === value);
    return Promise.resolve(found ? { to: 'note', data: { verdict: found } } : { again: plain(talk, 'bot:wrong.press') });
  },
};

const note: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:review.note'), choices: [] }),
  back: () => 'verdict',
  text: (_stage, typed) => Promise.resolve({ to: 'sure', data: { note: typed } }),
  max: MAX_NOTE,
};

const sure: Step = {
  prompt: async (stage) => {
    const { talk, subject, data } = stage;
    const { order, counts } = await talk.query(async (w) => ({ order: await showOrder(w, subject), counts: await findingCounts(w, subject) }));
    const facts = { no: order.number, verdict: verdictText(talk, verdictIn(data)), note: data.note ?? '', worker: order.worker?.name ?? '' };
    const effect = say(talk, !counts ? 'bot:review.no_effect' : data.verdict === 'worker' ? 'bot:review.counts' : 'bot:review.left_out', facts);
    return { text: [say(talk, 'bot:review.sure', facts), effect].join('\n'), choices: [[{ label: plain(talk, 'bot:button.yes_close'), value: 'yes' }]] };
  },
  back: () => 'note',
  press: async (stage, value) => {
    const { talk, subject, data } = stage;
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await talk.run((w) => closeReview(w, { review: subject, verdict: verdictIn(data), note: data.note ?? '' }));
    return { over: {} };
  },
};

/** The verdict as it is kept: a word that statistics read, and every reader in its own language. */
const verdictIn = ({ verdict: found }: Data): string => found ?? 'nobody';

/** A manager closes a review: whose doing it was, what happened, and what that means for the statistics (Q3). */
export const reviewScene: Scene = {
  name: 'review',
  steps: { verdict, note, sure },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'alert_review', subject), card: { card: 'alert_review', subject } }),
};
