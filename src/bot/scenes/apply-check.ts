import { createHash } from 'node:crypto';

import { plain, say } from '../views/view';
import type { Stage, Step } from './scene';

const CAT = '🐱';
const ANIMALS = ['🐟', CAT, '🐭'];

/** Where is a cat? Asked before the photo, so that a machine that fills in forms leaves no files (reliability 28). */
export const check: Step = {
  prompt: (stage) => Promise.resolve({ text: say(stage.talk, 'bot:apply.check'), choices: [shuffled(stage).map((animal, at) => ({ label: animal, value: String(at) }))] }),
  back: () => 'coat',
  press: async (stage, value) => {
    const { talk, data } = stage;
    const { wrongAnswers } = talk.deps;
    const seconds = await wrongAnswers.wait(talk.chatId);
    if (seconds > 0) return { again: plain(talk, 'bot:apply.pause', { count: seconds }) };
    if (shuffled(stage)[Number(value)] === CAT) return { to: 'photo', data: { human: '1' } };
    await wrongAnswers.take(talk.chatId);
    return { again: plain(talk, 'bot:apply.not_a_cat'), data: { tries: String(Number(data.tries ?? 0) + 1) } };
  },
};

/** The animals in an order that only the dialogue and the number of tries decide. */
function shuffled({ dialogue, data }: Stage): string[] {
  const weight = (animal: string) => createHash('sha256').update(`${dialogue.token} ${data.tries ?? 0} ${animal}`).digest('hex');
  return ANIMALS.toSorted((one, other) => (weight(one) < weight(other) ? -1 : 1));
}
