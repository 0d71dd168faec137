import { moveOrder, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { sum, when } from '../views/facts';
import { plain, say } from '../views/view';
import { time } from './order';
import { changeWhen } from './order-when';
import { firstDay } from './repeat-order';
import type { Move, Scene, Stage, Step } from './scene';

async function summary({ talk, subject, data }: Stage): Promise<string> {
  const { number, at, price } = await talk.query((w) => showOrder(w, subject));
  const facts = { no: number, from: when(talk, at), at: when(talk, new Date(data.at ?? 0)) };
  return price ? say(talk, 'bot:move.confirm', { ...facts, price: sum(talk, price.price) }) : say(talk, 'bot:move.confirm_waiting', facts);
}

/** A step that asks when; the time that the order has already is no answer. */
function another(step: Step): Step {
  const unlessSame = async ({ talk, subject }: Stage, taken: Promise<Move> | undefined): Promise<Move> => {
    const move = (await taken) ?? { again: plain(talk, 'bot:wrong.press') };
    if (!('to' in move) || move.data?.at === undefined) return move;
    const { at } = await talk.query((w) => showOrder(w, subject));
    return at.toISOString() === move.data.at ? { again: plain(talk, 'bot:move.same') } : move;
  };
  return { ...step, text: (stage, typed) => unlessSame(stage, step.text?.(stage, typed)), press: (stage, value) => unlessSame(stage, step.press?.(stage, value)) };
}

const confirm: Step = {
  prompt: async (stage) => ({ text: await summary(stage), choices: [[{ label: plain(stage.talk, 'bot:button.confirm'), value: 'yes' }]] }),
  back: () => 'time',
  text: changeWhen,
  byButton: true,
  max: 100,
  press: async ({ talk, subject, data }, value) => {
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await moveOrder(talk.deps.app, talk.actor, { order: subject, at: new Date(data.at ?? 0) });
    return { over: {} };
  },
};

/** An order at another time, for the same price (O9); where nobody is free then, the day is asked again. */
export const moveScene: Scene = {
  name: 'move',
  steps: { day: another(firstDay('bot:move.day')), time: another(time), confirm: another(confirm) },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'order_card', subject), card: { card: 'order_card', subject } }),
  mend: (code) => (['orders.too_soon', 'orders.too_far', 'orders.nobody_free_then'].includes(code) ? 'day' : undefined),
};
