import { workerTerms } from '../../domain/billing';
import { failOrder, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { sum } from '../views/facts';
import { say } from '../views/view';
import { reasonSteps } from './reasons';
import type { Scene, Stage } from './scene';

/** What stopping would cost the worker. */
async function factsOf({ talk, subject }: Stage): Promise<{ no: number; fine: string }> {
  return talk.query(async (w) => {
    const { number, price } = await showOrder(w, subject);
    return { no: number, fine: price ? sum(talk, (await workerTerms(w, price)).fine) : '' };
  });
}

/** A worker stops a started job, and is shown the fine before the confirming press (O6, B8). */
export const failScene: Scene = {
  name: 'fail',
  takesBack: true,
  steps: reasonSteps({
    use: 'fail-order',
    why: async (stage) => say(stage.talk, 'bot:fail.why', await factsOf(stage)),
    sure: async (stage, why) => say(stage.talk, 'bot:fail.sure', { ...(await factsOf(stage)), why }),
    yes: 'yes_stop',
    carryOut: async ({ talk, subject }, given) => void (await talk.run((w) => failOrder(w, { order: subject, ...given }))),
  }),
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'job_card', subject), card: { card: 'job_card', subject } }),
};
