import { createHash } from 'node:crypto';

import type { Talk } from '../talk';
import { plain, say } from '../views/view';
import type { Stage, Step } from './scene';

const CAT = '🐱';
const ANIMALS = ['🐟', CAT, '🐭'];

/** Where is a cat? Asked before the photo, so that a machine that fills in forms leaves no files (reliability 28). */
export const check: Step = {
  prompt: async (stage) => {
    const { talk } = stage;
    const seconds = await talk.deps.wrongAnswers.wait(talk.chatId);
    const pause = seconds > 0 ? [say(talk, 'bot:apply.pause', { count: seconds })] : [];
    return { text: [...pause, say(talk, 'bot:apply.check')].join('\n'), choices: [shuffled(stage).map((animal, at) => ({ label: animal, value: String(at) }))] };
  },
  back: () => 'coat',
  press: async (stage, value) => {
    const { talk, data } = stage;
    const { wrongAnswers } = talk.deps;
    if ((await wrongAnswers.wait(talk.chatId)) > 0) return paused(talk);
    if (shuffled(stage)[Number(value)] === CAT) return { to: 'photo', data: { human: '1' } };
    await wrongAnswers.take(talk.chatId);
    const tries = { tries: String(Number(data.tries ?? 0) + 1) };
    if ((await wrongAnswers.wait(talk.chatId)) > 0) return { ...(await paused(talk)), data: tries };
    const again = plain(talk, 'bot:apply.not_a_cat');
    // The animals may stand as they stood: then nothing on the card would change.
    talk.toast = again;
    return { again, data: tries };
  },
};

/** The question itself tells of the pause, and so does a word over the chat. */
async function paused(talk: Talk): Promise<{ to: string }> {
  talk.toast = plain(talk, 'bot:apply.pause', { count: await talk.deps.wrongAnswers.wait(talk.chatId) });
  return { to: 'check' };
}

/** The animals in an order that only the dialogue and the number of tries decide. */
function shuffled({ dialogue, data }: Stage): string[] {
  const weight = (animal: string) => createHash('sha256').update(`${dialogue.token} ${data.tries ?? 0} ${animal}`).digest('hex');
  return ANIMALS.toSorted((one, other) => (weight(one) < weight(other) ? -1 : 1));
}
