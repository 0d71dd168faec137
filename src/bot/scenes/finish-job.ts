import { completeOrder, MAX_PHOTO_MB, showOrder } from '../../domain/orders';
import { cardOf } from '../cards';
import { fetchPhoto, isTooLarge } from '../photo';
import { plain, say } from '../views/view';
import type { Scene, Step } from './scene';

const photo: Step = {
  prompt: async ({ talk, subject }) => {
    const order = await talk.query((w) => showOrder(w, subject));
    return { text: say(talk, 'bot:photo.form', { no: order.number }), choices: [] };
  },
  photo: async ({ talk, subject }, sent) => {
    if (isTooLarge(sent)) return { again: plain(talk, 'bot:wrong.photo_file', { max: MAX_PHOTO_MB }) };
    const fetched = await fetchPhoto(talk, sent.fileId);
    await talk.run((w) => completeOrder(w, { order: subject, photo: fetched }));
    return { over: {} };
  },
};

/** A worker at the end: a photo of the signed form, and the job is done (O4). */
export const finishScene: Scene = {
  name: 'finish',
  steps: { photo },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'job_card', subject), card: { card: 'job_card', subject } }),
};
