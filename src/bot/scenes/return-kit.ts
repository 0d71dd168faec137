import { returnKit } from '../../domain/consumables';
import { showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { say } from '../views/view';
import type { Scene, Step } from './scene';
import { tellWords } from './unknown-items';

/** The longest note on what came back, in characters. */
const MAX_ITEMS = 500;

const items: Step = {
  prompt: async ({ talk, subject }) => ({ text: say(talk, 'bot:kit.back', { no: (await talk.query((w) => showOrder(w, subject))).number }), choices: [] }),
  text: async ({ talk, subject }, typed) => {
    const { words } = await talk.run((w) => returnKit(w, { order: subject, items: typed }));
    await tellWords(talk, words);
    return { over: {} };
  },
  max: MAX_ITEMS,
};

/** Not all of a kit came back that was handed out for an order that ended: supplies staff name what did (O6, C4). */
export const returnScene: Scene = {
  name: 'return',
  steps: { items },
  mend: (code) => (code === 'consumables.too_many_returned' || code === 'consumables.not_in_kit' ? 'items' : undefined),
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'kit_withdrawn', subject), card: { card: 'kit_withdrawn', subject } }),
};
