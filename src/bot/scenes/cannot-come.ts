import { workerTerms } from '../../domain/billing';
import { reportCannotCome, showOrder, type CannotComeReason } from '../../domain/orders';
import type { Post } from '../../gateways/telegram-api';
import { cardContent, cardOf } from '../cards';
import { sum } from '../views/facts';
import { button, say } from '../views/view';
import { whySteps } from './reasons';
import type { Scene, Stage } from './scene';

/** The job's card; whoever is ill may say from it how long that lasts. */
async function passedOn({ talk, subject }: Stage): Promise<Post> {
  const card = await cardOf(talk, 'job_card', subject);
  const content = await cardContent(talk, 'job_card', subject);
  if (content?.message !== 'job_card' || content.order.cannotCome !== 'ill') return card;
  return { ...card, keyboard: [...card.keyboard, [button(talk, 'bot:button.away', { kind: 'go', to: 'away', arg: 'below' })]] };
}

/** A worker says before the start that it cannot come, and is shown first that the job stays its own until a replacement is there, and the fine (M4, B8). */
export const cannotScene: Scene = {
  name: 'cannot',
  steps: whySteps(
    {
      use: 'report-cannot-come',
      why: ({ talk, subject }) =>
        talk.query(async (w) => {
          const { number: no, price } = await showOrder(w, subject);
          return say(talk, 'bot:cannot.why', { no, fine: price ? sum(talk, (await workerTerms(w, price)).fine) : '' });
        }),
    },
    async ({ talk, subject }, { reason, ...words }) => {
      await talk.run((w) => reportCannotCome(w, { order: subject, reason: reason as CannotComeReason, ...words }));
      return { over: {} };
    },
  ),
  ending: async (stage) => ({ post: await passedOn(stage), card: { card: 'job_card', subject: stage.subject } }),
};
