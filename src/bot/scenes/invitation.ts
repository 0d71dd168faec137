import { plain, say } from '../views/view';
import { firstWords } from '../applications';
import { codeIn, redeem } from '../invitations';
import type { Scene, Step } from './scene';

const link: Step = {
  prompt: ({ talk }) => Promise.resolve({ text: say(talk, 'bot:invitation.ask'), choices: [] }),
  text: async ({ talk }, typed) => {
    const code = codeIn(typed);
    if (code === undefined || !(await redeem(talk, code))) return { again: plain(talk, 'bot:invitation.spent') };
    return { over: {} };
  },
  max: 500,
};

/** A stranger with an invitation: its link or code (U2). */
export const invitationScene: Scene = {
  name: 'invitation',
  steps: { link },
  ending: async ({ talk }) => ({ post: await firstWords(talk) }),
};
