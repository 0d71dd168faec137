import { MAX_REASON, showOrder, takeBackStart } from '../../domain/orders';
import { findPerson } from '../../domain/users';
import { plain, say } from '../views/view';
import type { Scene, Stage, Step } from './scene';
import { staffEnding } from './staff-ending';

const numberOf = async ({ talk, subject }: Stage): Promise<number> => (await talk.query((w) => showOrder(w, subject))).number;

/** Whether its worker was deactivated since, so that another one is sought (U4). */
const isLeft = ({ talk, subject }: Stage): Promise<boolean> =>
  talk.query(async (w) => {
    const { worker } = await showOrder(w, subject);
    return worker !== null && (await findPerson(w, worker.id)).status !== 'active';
  });

const why: Step = {
  prompt: async (stage) => ({ text: say(stage.talk, 'bot:staff.unstart_why', { no: await numberOf(stage) }), choices: [] }),
  text: (_stage, typed) => Promise.resolve({ to: 'sure', data: { words: typed } }),
  max: MAX_REASON,
};

const sure: Step = {
  prompt: async (stage) => {
    const text = say(stage.talk, (await isLeft(stage)) ? 'bot:staff.unstart_sure_left' : 'bot:staff.unstart_sure', { no: await numberOf(stage), why: stage.data.words ?? '' });
    return { text, choices: [[{ label: plain(stage.talk, 'bot:button.yes_unstart'), value: 'yes' }]] };
  },
  back: () => 'why',
  press: async ({ talk, subject, data }, value) => {
    if (value !== 'yes') return { again: plain(talk, 'bot:wrong.press') };
    await talk.run((w) => takeBackStart(w, { order: subject, reason: data.words ?? '' }));
    return { over: {} };
  },
};

/** A manager takes back a start that was noted by mistake, with a reason (O3, O5). */
export const staffUnstartScene: Scene = { name: 'staffunstart', takesBack: true, steps: { why, sure }, ending: staffEnding };
