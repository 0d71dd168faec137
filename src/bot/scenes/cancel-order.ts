import { cancelOrder, owedFor, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { sum } from '../views/facts';
import { say } from '../views/view';
import { reasonSteps } from './reasons';
import type { Scene, Stage } from './scene';

const orderOf = ({ talk, subject }: Stage) => talk.query((w) => showOrder(w, subject));

/** A client takes back an order before its start, and is shown what is owed before the confirming press (O6). */
export const cancelScene: Scene = {
  name: 'cancel',
  takesBack: true,
  steps: reasonSteps({
    use: 'cancel-order',
    why: async (stage) => {
      const price = owedFor(await orderOf(stage));
      return price === 0 ? say(stage.talk, 'bot:cancel.why_free') : say(stage.talk, 'bot:cancel.why_owed', { price: sum(stage.talk, price) });
    },
    sure: async (stage, why) => {
      const order = await orderOf(stage);
      const price = owedFor(order);
      if (price === 0) return say(stage.talk, 'bot:cancel.sure_free', { no: order.number, why });
      return say(stage.talk, 'bot:cancel.sure_owed', { no: order.number, why, price: sum(stage.talk, price) });
    },
    yes: 'yes_cancel',
    carryOut: async ({ talk, subject }, given) => void (await talk.run((w) => cancelOrder(w, { order: subject, ...given }))),
  }),
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'order_card', subject), card: { card: 'order_card', subject } }),
};
