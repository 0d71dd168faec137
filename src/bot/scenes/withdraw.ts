import { withdrawApplication } from '../../domain/staffing';
import { myApplication, statusOf } from '../applications';
import { plain, say } from '../views/view';
import type { Scene, Step } from './scene';

const sure: Step = {
  prompt: async ({ talk }) => {
    const days = (await myApplication(talk))?.purgeDays ?? 0;
    return { text: say(talk, 'bot:status.sure', { count: days }), choices: [[{ label: plain(talk, 'bot:button.yes_withdraw'), value: 'yes' }]] };
  },
  press: async ({ talk }, value) => {
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await talk.run((w) => withdrawApplication(w));
    return { over: {} };
  },
};

/** A cat takes its application back, and is told what becomes of its data before the confirming press. */
export const withdrawScene: Scene = {
  name: 'withdraw',
  takesBack: true,
  steps: { sure },
  ending: async ({ talk }) => ({ post: await statusOf(talk) }),
};
