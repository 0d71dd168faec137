import { completeOrder, MAX_PHOTO_MB, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { fetchPhoto, isTooLarge } from '../photo';
import { plain, say } from '../views/view';
import { byEarlier, earlierPhoto } from './earlier-photo';
import type { Move, PhotoRef, Scene, Stage, Step } from './scene';

/** Ends the job with a photo of the form (O4). */
async function finishWith({ talk, subject }: Stage, sent: PhotoRef): Promise<Move> {
  if (isTooLarge(sent)) return { again: plain(talk, 'bot:wrong.photo_file', { max: MAX_PHOTO_MB }) };
  const fetched = await fetchPhoto(talk, sent.fileId);
  await talk.run((w) => completeOrder(w, { order: subject, photo: fetched, takenAt: sent.takenAt }));
  return { over: {} };
}

const photo: Step = {
  prompt: async (stage) => {
    const { talk, subject } = stage;
    const order = await talk.query((w) => showOrder(w, subject));
    return { text: say(talk, 'bot:photo.form', { no: order.number }), choices: earlierPhoto(stage) };
  },
  press: byEarlier(finishWith),
  photo: finishWith,
};

/** A worker at the end: a photo of the signed form, and the job is done (O4). */
export const finishScene: Scene = {
  name: 'finish',
  steps: { photo },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'job_card', subject), card: { card: 'job_card', subject } }),
};
