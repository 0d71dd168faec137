import { type Estimate, estimateOrder, type OrderView, owedFor, repeatOrder, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { show } from '../reply';
import { sum, when } from '../views/facts';
import { plain, say } from '../views/view';
import { liveOrder } from './live-order';
import { day, time } from './order';
import { changeWhen } from './order-when';
import type { Scene, Stage, Step } from './scene';

const estimateOf = ({ talk, subject, data }: Stage): Promise<Estimate & { original: OrderView }> =>
  talk.query(async (w) => {
    const original = await showOrder(w, subject);
    const { client, service, place } = original;
    return { ...(await estimateOrder(w, { client: client.id, service: service.id, place, at: new Date(data.at ?? 0) })), original };
  });

async function summary(stage: Stage): Promise<string> {
  const { talk } = stage;
  const { original, at, price } = await estimateOf(stage);
  return say(talk, owedFor(original) === 0 ? 'bot:repeat.confirm_free' : 'bot:repeat.confirm', { no: original.number, at: when(talk, at), estimate: sum(talk, price.price) });
}

const confirm: Step = {
  prompt: async (stage) => ({ text: await summary(stage), choices: [[{ label: plain(stage.talk, 'bot:button.confirm'), value: 'yes' }]] }),
  back: () => 'time',
  text: changeWhen,
  byButton: true,
  max: 100,
  press: async (stage, value) => {
    const { talk, subject, data } = stage;
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    const id = data.order ?? '';
    await liveOrder(stage, id, [await summary(stage)]);
    await repeatOrder(talk.deps.app, talk.actor, { id, order: subject, at: new Date(data.at ?? 0) });
    // The card it was asked from names the copy from now on, and offers no second one.
    if (data.original !== undefined) await show(talk, Number(data.original), await cardOf(talk, 'order_card', subject));
    return { over: { order: id } };
  },
};

/** The day, where nothing is asked before it; the text names the order. */
export function firstDay(text: string): Step {
  const prompt = async (stage: Stage) => {
    const { number: no } = await stage.talk.query((w) => showOrder(w, stage.subject));
    return { ...(await day.prompt(stage)), text: say(stage.talk, text, { no }) };
  };
  return { ...day, prompt, back: () => undefined };
}

/** A failed or cancelled order at another date: matched and priced anew, and the original is still owed (O5, O7). */
export const repeatScene: Scene = {
  name: 'repeat',
  steps: { day: firstDay('bot:repeat.day'), time, confirm },
  ending: async ({ talk, subject, data }) => {
    const order = data.order ?? subject;
    return { post: await cardOf(talk, 'order_card', order), card: { card: 'order_card', subject: order } };
  },
  mend: (code) => (code === 'orders.too_soon' || code === 'orders.too_far' ? 'day' : undefined),
};
