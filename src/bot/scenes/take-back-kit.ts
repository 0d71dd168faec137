import { MAX_REASON, showOrder, takeBackKit } from '../../domain/orders';
import { cardOf } from '../cards';
import { plain, say } from '../views/view';
import type { Scene, Stage, Step } from './scene';

const numberOf = async ({ talk, subject }: Stage): Promise<number> => (await talk.query((w) => showOrder(w, subject))).number;

const why: Step = {
  prompt: async (stage) => ({ text: say(stage.talk, 'bot:kit.undo_why', { no: await numberOf(stage) }), choices: [] }),
  text: (_stage, typed) => Promise.resolve({ to: 'sure', data: { words: typed } }),
  max: MAX_REASON,
};

const sure: Step = {
  prompt: async (stage) => {
    const text = say(stage.talk, 'bot:kit.undo_sure', { no: await numberOf(stage), why: stage.data.words ?? '' });
    return { text, choices: [[{ label: plain(stage.talk, 'bot:button.yes_undo'), value: 'yes' }]] };
  },
  back: () => 'why',
  press: async ({ talk, subject, data }, value) => {
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await talk.run((w) => takeBackKit(w, { order: subject, reason: data.words ?? '' }));
    return { over: {} };
  },
};

/** Supplies staff take back that a kit was issued, with a reason: it was another one, or a slip of the finger (C1). */
export const unissueScene: Scene = {
  name: 'unissue',
  takesBack: true,
  steps: { why, sure },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'kit_card', subject), card: { card: 'kit_card', subject } }),
};
