import { issueKit, listKits } from '../../domain/consumables';
import { cardOf } from '../cards';
import { say } from '../views/view';
import type { Scene, Step } from './scene';
import { tellWords } from './unknown-items';

/** The longest note on what was handed out, in characters. */
const MAX_ITEMS = 500;

const items: Step = {
  prompt: async ({ talk, subject }) => {
    const kits = await talk.query((w) => listKits(w, { open: true }));
    const no = kits.find(({ order }) => order.id === subject)?.order.number ?? '';
    return { text: say(talk, 'bot:kit.what', { no }), choices: [] };
  },
  text: async ({ talk, subject }, typed) => {
    const { words } = await talk.run((w) => issueKit(w, { order: subject, handedOut: typed }));
    await tellWords(talk, words);
    return { over: {} };
  },
  max: MAX_ITEMS,
};

/** Supplies staff handed out something else than was listed, to their own taste (C1). */
export const issueScene: Scene = {
  name: 'issue',
  steps: { items },
  mend: (code) => (code === 'consumables.out_of_stock' ? 'items' : undefined),
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'kit_card', subject), card: { card: 'kit_card', subject } }),
};
