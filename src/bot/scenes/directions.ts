import { MAX_DIRECTIONS, setDirections, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { plain, say } from '../views/view';
import type { Move, Scene, Stage, Step } from './scene';

async function store({ talk, subject }: Stage, text: string): Promise<Move> {
  await talk.run((w) => setDirections(w, { order: subject, text }));
  return { over: {}, notice: plain(talk, text === '' ? 'bot:directions.removed' : 'bot:directions.kept') };
}

const words: Step = {
  prompt: async ({ talk, subject }) => {
    const { number: no, directions } = await talk.query((w) => showOrder(w, subject));
    if (directions === null) return { text: say(talk, 'bot:directions.ask', { no }), choices: [] };
    return { text: say(talk, 'bot:directions.ask_again', { no, text: directions }), choices: [[{ label: plain(talk, 'bot:button.no_directions'), value: 'none' }]] };
  },
  text: store,
  press: (stage, value) => (value === 'none' ? store(stage, '') : Promise.resolve({ again: plain(stage.talk, 'bot:wrong.type') })),
  max: MAX_DIRECTIONS,
};

/** How to find the place, for its worker; nobody has to say. */
export const directionsScene: Scene = {
  name: 'directions',
  steps: { words },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'order_card', subject), card: { card: 'order_card', subject } }),
};
