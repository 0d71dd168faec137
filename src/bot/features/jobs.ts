import { Composer } from 'telegraf';

import { listOrders, type OrderStatus, type OrderView } from '../../domain/orders';
import { cardContent, cardOf, makeLive, postCard, withdrawnJob } from '../cards';
import { keptPhoto } from '../photo';
import { say, show } from '../reply';
import { begin, beginWithPhoto } from '../scenes/engine';
import { close, dialogueOf } from '../scenes/dialogues';
import type { Data, PhotoRef } from '../scenes/scene';
import type { BotContext, Talk } from '../talk';
import { orderState } from '../views/facts';
import { isKitThere } from '../views/job-card';
import { endedJobs, jobsAsked, jobsOfDay } from '../views/job-list';
import { PAGE_SIZE } from '../views/pages';
import { labelled, plain, post } from '../views/view';
import { showAway, takeBack } from './absences';
import { explainStale, noAccess } from './answers';
import { onPlace, onThing, type OnThing } from './route';

/** A photo that nobody asked for is not taken for today's after so long. */
const STRAY_PHOTO_MS = 15 * 60_000;

/** A worker's jobs: the list, each card, its start, end and failure, that it cannot come, and when it is away. */
export function jobsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('jobs', listJobs));
  feature.use(onPlace('away', showAway));
  feature.use(onThing('absence', { remove: takeBack }));
  feature.use(onThing('job', { show: showJob, here: start, begin: start, done: finish, fail, cannot }));
  return feature;
}

/** A worker's jobs to do, day by day, or those that ended so; `arg` says which. */
export async function listJobs(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const asked = jobsAsked(arg);
  const jobs = await jobsOf(talk, asked.tab ? [asked.tab] : ['assigned', 'started']);
  await show(talk, messageId, asked.tab ? endedJobs(talk, jobs, asked.tab, asked.page) : jobsOfDay(talk, jobs, asked));
}

/** The writer's own jobs, the next one first; those that ended, the latest first. */
export async function jobsOf(talk: Talk, statuses: readonly OrderStatus[]): Promise<OrderView[]> {
  const worker = talk.person?.id ?? '';
  const jobs = await talk.query((w) => listOrders(w, { worker, statuses }));
  const direction = statuses.includes('assigned') || statuses.includes('started') ? 1 : -1;
  return jobs.toSorted((one, other) => direction * (one.at.getTime() - other.at.getTime()));
}

const showJob: OnThing<'job'> = async (talk, press, messageId) => {
  if (!(await isWithdrawn(talk, press, messageId))) await postCard(talk, 'job_card', press.id);
};

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

/** Told once; a second press shows that it is known. */
const cannot: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (!order) return;
  if (order.cannotCome === null) return begin(talk, 'cannot', { step: 'why', subject: order.id, messageId });
  talk.toast = plain(talk, 'bot:wrong.done');
  await renew(talk, order.id, messageId);
};

/** The job as it is now; a button of another state explains itself and its card is renewed. */
async function current(talk: Talk, press: { id: string; version: string; action: string }, messageId: number): Promise<OrderView | undefined> {
  if (await isWithdrawn(talk, press, messageId)) return undefined;
  const content = await cardContent(talk, 'job_card', press.id);
  if (content?.message !== 'job_card') {
    await noAccess(talk);
    return undefined;
  }
  const { order } = content;
  if (order.status === press.version) return order;
  const wasDone = (press.action === 'done' && order.status === 'completed') || ((press.action === 'here' || press.action === 'begin') && order.status === 'started') || (press.action === 'fail' && order.status === 'failed');
  if (wasDone) talk.toast = plain(talk, 'bot:wrong.done');
  else explainStale(talk, orderState(talk, order));
  await renew(talk, order.id, messageId);
  return undefined;
}

/** Whether the job went to somebody else since; then that is said, over the chat and where the button was. */
async function isWithdrawn(talk: Talk, { id, action }: { id: string; action: string }, messageId: number): Promise<boolean> {
  const withdrawn = await withdrawnJob(talk, id);
  if (!withdrawn) return false;
  talk.toast = plain(talk, 'messages:job.withdrawn', { why: plain(talk, 'messages:reason.reassigned') });
  // A list goes on showing the other jobs.
  if (action !== 'show') await show(talk, messageId, withdrawn);
  return true;
}

/** Puts the job's card as it is now where the button was. */
async function renew(talk: Talk, order: string, messageId: number): Promise<void> {
  const shown = await show(talk, messageId, await cardOf(talk, 'job_card', order));
  await makeLive(talk, 'job_card', order, shown);
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
  const rows = jobs.slice(0, PAGE_SIZE).map((order) => {
    const isStarted = order.status === 'started';
    const label = plain(talk, isStarted ? 'bot:photo.finish' : 'bot:photo.start', { no: order.number });
    return [labelled(label, { kind: 'thing', thing: 'job', action: isStarted ? 'done' : 'here', id: order.id, version: order.status })];
  });
  await say(talk, post([plain(talk, 'bot:photo.which')], rows));
}
