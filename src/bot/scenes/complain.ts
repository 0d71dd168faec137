import { showOrder } from '../../domain/orders';
import { MAX_COMPLAINT, reportComplaint } from '../../domain/quality';
import { cardOf } from '../cards';
import { plain, say } from '../views/view';
import type { Scene, Step } from './scene';

const words: Step = {
  prompt: async ({ talk, subject }) => {
    const { number: no } = await talk.query((w) => showOrder(w, subject));
    return { text: say(talk, 'bot:complain.ask', { no }), choices: [] };
  },
  text: async ({ talk, subject }, typed) => {
    await talk.run((w) => reportComplaint(w, { order: subject, words: typed }));
    return { over: {}, notice: plain(talk, 'bot:complain.kept') };
  },
  max: MAX_COMPLAINT,
};

/** A client says what was wrong with an order that is over, for managers to look into (Q1). */
export const complainScene: Scene = {
  name: 'complain',
  steps: { words },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'order_card', subject), card: { card: 'order_card', subject } }),
};
