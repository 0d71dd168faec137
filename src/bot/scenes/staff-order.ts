import { workerTerms } from '../../domain/billing';
import { cancelOrder, failOrder, owedFor, showOrder } from '../../domain/orders';
import { sum } from '../views/facts';
import { say } from '../views/view';
import { reasonSteps } from './reasons';
import type { Scene, Stage } from './scene';
import { staffEnding } from './staff-ending';

/** What the client owes all the same, and what the worker is fined. */
function costs({ talk, subject }: Stage): Promise<{ no: number; owed: number; price: string; fine: string }> {
  return talk.query(async (w) => {
    const order = await showOrder(w, subject);
    const owed = owedFor(order);
    return { no: order.number, owed, price: sum(talk, owed), fine: order.price ? sum(talk, (await workerTerms(w, order.price)).fine) : '' };
  });
}

/** A manager cancels an order before its start, and is shown what its client still owes (O6, O7). */
export const staffCancelScene: Scene = {
  name: 'staffcancel',
  takesBack: true,
  steps: reasonSteps({
    use: 'cancel-order',
    asStaff: true,
    why: async (stage) => {
      const { no, owed, price } = await costs(stage);
      return owed === 0 ? say(stage.talk, 'bot:staff.cancel_free', { no }) : say(stage.talk, 'bot:staff.cancel_owed', { no, price });
    },
    sure: async (stage, why) => {
      const { no, owed, price } = await costs(stage);
      return owed === 0 ? say(stage.talk, 'bot:cancel.sure_free', { no, why }) : say(stage.talk, 'bot:staff.cancel_sure', { no, why, price });
    },
    yes: 'yes_cancel',
    carryOut: async ({ talk, subject }, given) => void (await talk.run((w) => cancelOrder(w, { order: subject, ...given }))),
  }),
  ending: staffEnding,
};

/** A manager fails a started order, and is shown what that costs its client and its worker (O6, O7, B8). */
export const staffFailScene: Scene = {
  name: 'stafffail',
  takesBack: true,
  steps: reasonSteps({
    use: 'fail-order',
    asStaff: true,
    why: async (stage) => say(stage.talk, 'bot:staff.fail_why', await costs(stage)),
    sure: async (stage, why) => say(stage.talk, 'bot:staff.fail_sure', { ...(await costs(stage)), why }),
    yes: 'yes_stop',
    carryOut: async ({ talk, subject }, given) => void (await talk.run((w) => failOrder(w, { order: subject, ...given }))),
  }),
  ending: staffEnding,
};
