import { Composer } from 'telegraf';

import { stopMissing } from '../../domain/consumables';
import { listOrders, type OrderStatus, type OrderView } from '../../domain/orders';
import { cardContent, cardOf, makeLive, postCard, withdrawnJob } from '../cards';
import { photoForStart } from '../kept-photo';
import { keptData } from '../photo';
import { show } from '../reply';
import { beginWithPhoto } from '../scenes/answers';
import { begin } from '../scenes/engine';
import { close, dialogueOf } from '../scenes/dialogues';
import type { Data, PhotoRef } from '../scenes/scene';
import type { BotContext, Talk } from '../talk';
import { orderState } from '../views/facts';
import { isKitThere } from '../views/job-card';
import { endedJobs, jobsAsked, jobsOfDay } from '../views/job-list';
import { plain } from '../views/view';
import { showAway, takeBack } from './absences';
import { explainStale, noAccess } from './answers';
import { onPlace, onThing, type OnThing } from './route';
import { forgetPhoto, strayPhoto } from './stray-photos';

/** A worker's jobs: the list, each card, its start, end and failure, that it cannot come, and when it is away. */
export function jobsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('jobs', listJobs));
  feature.use(onPlace('away', showAway));
  feature.use(onThing('absence', { remove: takeBack }));
  feature.use(onThing('job', { show: showJob, here: start, begin: start, done: finish, place, form, unused: (talk, _press, messageId) => (talk.is('worker') ? forgetPhoto(talk, messageId) : noAccess(talk)), fail, cannot, notyet }));
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

/** The photo that just came shows the place. */
const place: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await withPhoto(talk, 'start', order, messageId, await strayPhoto(talk));
};

/** The photo that just came shows the signed form. */
const form: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (order) await withPhoto(talk, 'finish', order, messageId, await strayPhoto(talk));
};

/** Starts a job with the photo that waited for the kit, or asks for one; `cardId` is the job's card it was asked from. */
export async function startJob(talk: Talk, order: OrderView, cardId: number | null): Promise<void> {
  await withPhoto(talk, 'start', order, cardId, await keptFor(talk, order));
}

/** Asks for the photo of the form that ends a job. */
export async function finishJob(talk: Talk, order: OrderView, cardId: number | null): Promise<void> {
  await withPhoto(talk, 'finish', order, cardId, undefined);
}

/** Goes on with a photo that was said to be the one; else asks for it, where one that came before may be chosen (O4). */
async function withPhoto(talk: Talk, scene: 'start' | 'finish', order: OrderView, cardId: number | null, photo: PhotoRef | undefined): Promise<void> {
  if (photo) return beginWithPhoto(talk, scene, order.id, photo, cardId);
  const earlier = await strayPhoto(talk);
  await begin(talk, scene, { step: 'photo', subject: order.id, data: { ...cardData(cardId), ...(earlier && keptData(earlier)) } });
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

/** The worker is not there after all: the photo that waits for the kit is forgotten. */
const notyet: OnThing<'job'> = async (talk, press, messageId) => {
  const order = await current(talk, press, messageId);
  if (!order) return;
  const dialogue = await dialogueOf(talk, 'start', order.id);
  if (dialogue?.step === 'kept') await close(talk, { ...dialogue, data: {} });
  await talk.run((w) => stopMissing(w, { order: order.id }));
  talk.toast = plain(talk, 'bot:photo.forgotten');
  await renew(talk, order.id, messageId);
};

/** What a job is once a button has done its work. */
const ENDS_AS: Record<string, OrderStatus> = { here: 'started', begin: 'started', place: 'started', done: 'completed', form: 'completed', fail: 'failed' };

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
  if (ENDS_AS[press.action] === order.status) talk.toast = plain(talk, 'bot:wrong.done');
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

/** The photo of the place that waited for the kit, once that is there, unless it is too old by then. */
async function keptFor(talk: Talk, order: OrderView): Promise<PhotoRef | undefined> {
  return isKitThere(order) ? talk.query((w) => photoForStart(w, talk.chatId, order)) : undefined;
}
