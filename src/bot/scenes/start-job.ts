import { missKit } from '../../domain/consumables';
import { isFarOff } from '../../domain/notifications';
import { MAX_PHOTO_MB, showOrder, startOrder } from '../../domain/orders';
import { DomainError } from '../../domain/shared/errors';
import { cardOf } from '../cards';
import { isGoodForStart } from '../kept-photo';
import { fetchPhoto, isTooLarge, keptData, keptPhoto, NO_PHOTO } from '../photo';
import { when } from '../views/facts';
import { plain, say } from '../views/view';
import { byEarlier, earlierPhoto } from './earlier-photo';
import type { Move, PhotoRef, Scene, Stage, Step } from './scene';

/** Takes a photo of the place; long before the job's time it is asked first whether the worker is really there. */
async function take(stage: Stage, sent: PhotoRef): Promise<Move> {
  const { talk, subject } = stage;
  if (isTooLarge(sent)) return { again: plain(talk, 'bot:wrong.photo_file', { max: MAX_PHOTO_MB }) };
  const asks = await talk.query(async (w) => {
    const order = await showOrder(w, subject);
    return order.status === 'assigned' && (await isFarOff(w, order));
  });
  if (!asks) return startWith(stage, sent);
  // What is no picture is refused now, and not after the question.
  await fetchPhoto(talk, sent.fileId);
  return { to: 'sure', data: keptData(sent) };
}

/** Starts with a photo; one that comes before the kit is kept until the kit is there, and staff hear that the worker waits for it (O3, O4). */
async function startWith({ talk, subject }: Stage, sent: PhotoRef): Promise<Move> {
  const fetched = await fetchPhoto(talk, sent.fileId);
  try {
    await talk.run((w) => startOrder(w, { order: subject, photo: fetched, takenAt: sent.takenAt }));
    return { over: {} };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'orders.supplies_not_issued') throw error;
    await talk.run((w) => missKit(w, { order: subject }));
    return { rest: 'kept', data: keptData(sent) };
  }
}

/** Starts with a photo that waited for the answer, unless it waited too long. */
async function startWithKept(stage: Stage, kept: PhotoRef): Promise<Move> {
  return (await isTooOld(stage, kept)) ? anew(stage) : startWith(stage, kept);
}

/** Takes a photo that came before it was asked for, unless it came too long before. */
async function takeKept(stage: Stage, kept: PhotoRef): Promise<Move> {
  return (await isTooOld(stage, kept)) ? anew(stage) : take(stage, kept);
}

const isTooOld = ({ talk, subject }: Stage, kept: PhotoRef): Promise<boolean> => talk.query(async (w) => !(await isGoodForStart(w, await showOrder(w, subject), kept)));

const anew = ({ talk }: Stage): Move => ({ to: 'photo', data: NO_PHOTO, notice: plain(talk, 'bot:photo.too_old') });

const photo: Step = {
  prompt: async (stage) => {
    const { talk, subject } = stage;
    const order = await talk.query((w) => showOrder(w, subject));
    return { text: say(talk, 'bot:photo.place', { no: order.number }), choices: earlierPhoto(stage) };
  },
  press: byEarlier(takeKept),
  photo: take,
};

const sure: Step = {
  prompt: async ({ talk, subject }) => {
    const order = await talk.query((w) => showOrder(w, subject));
    const choices = (['yes', 'not_yet'] as const).map((value) => ({ label: plain(talk, `bot:photo.${value}`), value }));
    return { text: say(talk, 'bot:photo.early', { no: order.number, at: when(talk, order.at) }), choices: [choices] };
  },
  press: async (stage, value) => {
    const kept = keptPhoto(stage.data);
    if (value === 'yes' && kept) return startWithKept(stage, kept);
    return value === 'not_yet' ? { over: {} } : { again: plain(stage.talk, 'bot:wrong.press') };
  },
  byButton: true,
  photo: take,
};

/** A worker at the place: a photo, and the job has started (O4). */
export const startScene: Scene = {
  name: 'start',
  // At `kept` the photo waits for the kit; another one may replace it.
  steps: { photo, sure, kept: photo },
  ending: async ({ talk, subject }) => ({ post: await cardOf(talk, 'job_card', subject), card: { card: 'job_card', subject } }),
};
