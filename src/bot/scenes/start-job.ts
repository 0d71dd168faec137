import { MAX_PHOTO_MB, showOrder, startOrder } from '../../domain/orders';
import { DomainError } from '../../domain/shared/errors';
import { cardOf } from '../cards';
import { fetchPhoto, isTooLarge, keptData } from '../photo';
import { plain, say } from '../views/view';
import type { Move, PhotoRef, Scene, Stage, Step } from './scene';

/** Starts with a photo; one that comes before the kit is kept until the kit is there (O3, O4). */
async function startWith(stage: Stage, photo: PhotoRef): Promise<Move> {
  const { talk, subject } = stage;
  const fetched = await fetchPhoto(talk, photo.fileId);
  try {
    await talk.run((w) => startOrder(w, { order: subject, photo: fetched, takenAt: photo.takenAt }));
    return { over: {} };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'orders.supplies_not_issued') throw error;
    return { rest: 'kept', data: keptData(photo) };
  }
}

const photo: Step = {
  prompt: async ({ talk, subject }) => {
    const order = await talk.query((w) => showOrder(w, subject));
    return { text: say(talk, 'bot:photo.place', { no: order.number }), choices: [] };
  },
  photo: (stage, sent) =>
    isTooLarge(sent) ? Promise.resolve({ again: plain(stage.talk, 'bot:wrong.photo_file', { max: MAX_PHOTO_MB }) }) : startWith(stage, sent),
};

/** A worker at the place: a photo, and the job has started (O4). */
export const startScene: Scene = {
  name: 'start',
  // At `kept` the photo waits for the kit; another one may replace it.
  steps: { photo, kept: photo },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'job_card', subject), card: { card: 'job_card', subject } }),
};
