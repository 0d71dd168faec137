import { Composer } from 'telegraf';

import { listOrders, type OrderStatus, type OrderView } from '../../domain/orders';
import { cardContent, cardOf, makeLive, postCard } from '../cards';
import { keptPhoto } from '../photo';
import { say, show } from '../reply';
import { begin, beginWithPhoto } from '../scenes/engine';
import { close, dialogueOf } from '../scenes/dialogues';
import type { Data, PhotoRef } from '../scenes/scene';
import type { BotContext, Talk } from '../talk';
import { orderState } from '../views/facts';
import { isKitThere } from '../views/job-card';
import { jobList } from '../views/job-list';
import { labelled, plain, post } from '../views/view';
import { explainStale, noAccess } from './answers';
import { onPlace, onThing, type OnThing } from './route';

/** Lists of jobs that are not to do any more. */
const ENDED = ['completed', 'failed', 'cancelled'] as const;
const MAX_LISTED = 12;
/** A photo that nobody asked for is not taken for today's after so long. */
const STRAY_PHOTO_MS = 15 * 60_000;

/** A worker's jobs: the list, each card, its start, end and failure. */
export function jobsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('jobs', listJobs));
  feature.use(onThing('job', { show: (talk, press) => postCard(talk, 'job_card', press.id), here: start, begin: start, done: finish, fail }));
  return feature;
}

/** A worker's jobs to do, or those that ended so. */
export async function listJobs(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const tab = ENDED.find((status) => status === arg);
  const statuses: readonly OrderStatus[] = tab ? [tab] : ['assigned', 'started'];
  const jobs = await jobsOf(talk, statuses);
  await show(talk, messageId, jobList(talk, jobs.slice(0, MAX_LISTED), tab));
}

/** The writer's own jobs, the next one first; those that ended, the latest first. */
export async function jobsOf(talk: Talk, statuses: readonly OrderStatus[]): Promise<OrderView[]> {
  const worker = talk.person?.id ?? '';
  const jobs = await talk.query((w) => listOrders(w, { worker, statuses }));
  const direction = statuses.includes('assigned') || statuses.includes('started') ? 1 : -1;
  return jobs.toSorted((one, other) => direction * (one.at.getTime() - other.at.getTime()));
}

const start: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await startJob(talk, order, messageId);
};

const finish: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await finishJob(talk, order, messageId);
};

/** Starts a job with the photo that is there already, or asks for one; `cardId` is the job's card it was asked from. */
export async function startJob(talk: Talk, order: OrderView, cardId: number | null): Promise<void> {
  const photo = (await keptFor(talk, order)) ?? (await strayPhoto(talk));
  if (photo) return beginWithPhoto(talk, 'start', order.id, photo, cardId);
  await begin(talk, 'start', { step: 'photo', subject: order.id, data: cardData(cardId) });
}

/** Ends a job in the same way. */
export async function finishJob(talk: Talk, order: OrderView, cardId: number | null): Promise<void> {
  const photo = await strayPhoto(talk);
  if (photo) return beginWithPhoto(talk, 'finish', order.id, photo, cardId);
  await begin(talk, 'finish', { step: 'photo', subject: order.id, data: cardData(cardId) });
}

const cardData = (cardId: number | null): Data => (cardId === null ? {} : { $card: String(cardId) });

const fail: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await begin(talk, 'fail', { step: 'why', subject: order.id, messageId });
};

/** The job as it is now; a button of another state explains itself and its card is renewed. */
async function current(talk: Talk, press: { id: string; version: string; action: string }, messageId: number): Promise<OrderView | undefined> {
  const content = await cardContent(talk, 'job_card', press.id);
  if (content?.message !== 'job_card') {
    await noAccess(talk);
    return undefined;
  }
  const { order } = content;
  if (order.status === press.version) return order;
  const wasDone = (press.action === 'done' && order.status === 'completed') || (press.action !== 'fail' && order.status === 'started') || (press.action === 'fail' && order.status === 'failed');
  if (wasDone) talk.toast = plain(talk, 'bot:wrong.done');
  else explainStale(talk, orderState(talk, order));
  const shown = await show(talk, messageId, await cardOf(talk, 'job_card', order.id));
  await makeLive(talk, 'job_card', order.id, shown);
  return undefined;
}

/** The photo of the place that waited for the kit, once that is there. */
async function keptFor(talk: Talk, order: OrderView): Promise<PhotoRef | undefined> {
  const dialogue = await dialogueOf(talk, 'start', order.id);
  return dialogue?.step === 'kept' && isKitThere(order) ? keptPhoto(dialogue.data) : undefined;
}

/** A photo that came before it was said what it shows; it is used once. */
async function strayPhoto(talk: Talk): Promise<PhotoRef | undefined> {
  const dialogue = await dialogueOf(talk, 'photo', '');
  const photo = dialogue && keptPhoto(dialogue.data);
  if (!dialogue || !photo) return undefined;
  await close(talk, { ...dialogue, data: {} });
  return talk.now.getTime() - photo.takenAt.getTime() < STRAY_PHOTO_MS ? photo : undefined;
}

/** Asks which job a photo is for that nobody asked for: after an outage the press before it is lost (reliability 22). */
export async function askWhichJob(talk: Talk): Promise<void> {
  const jobs = await jobsOf(talk, ['assigned', 'started']);
  const rows = jobs.slice(0, MAX_LISTED).map((order) => {
    const isStarted = order.status === 'started';
    const label = plain(talk, isStarted ? 'bot:photo.finish' : 'bot:photo.start', { no: order.number });
    return [labelled(label, { kind: 'thing', thing: 'job', action: isStarted ? 'done' : 'here', id: order.id, version: order.status })];
  });
  await say(talk, post([plain(talk, 'bot:photo.which')], rows));
}
