import type { OrderView } from '../../domain/orders';
import type { PostButton } from '../../gateways/telegram-api';
import { FRESH_PHOTO_MS } from '../kept-photo';
import { keptData, keptPhoto } from '../photo';
import { say, show } from '../reply';
import { close, dialogueOf, keep, newDialogue } from '../scenes/dialogues';
import type { PhotoRef } from '../scenes/scene';
import type { Talk } from '../talk';
import { PAGE_SIZE } from '../views/pages';
import { button, plain, post } from '../views/view';

/** Keeps a worker's photo that nobody asked for and asks what it shows: after an outage the press before it is lost (reliability 22). */
export async function askWhatItShows(talk: Talk, photo: PhotoRef, jobs: readonly OrderView[]): Promise<void> {
  const [first] = jobs;
  if (!first) return void (await say(talk, post([plain(talk, 'bot:photo.no_job')], [[toJobs(talk)]])));
  await keep(talk, { ...newDialogue(talk, 'photo', '', 'kept', keptData(photo)), active: false });
  const neither = [jobButton(talk, first, 'unused', 'bot:photo.neither')];
  if (jobs.length === 1 && first.status === 'started') {
    await say(talk, post([plain(talk, 'bot:photo.is_form', { no: first.number })], [[jobButton(talk, first, 'form', 'bot:photo.is_done')], neither]));
    return;
  }
  const rows = jobs.slice(0, PAGE_SIZE).map((order) => [order.status === 'started' ? jobButton(talk, order, 'form', 'bot:photo.finish') : jobButton(talk, order, 'place', 'bot:photo.start')]);
  await say(talk, post([plain(talk, 'bot:photo.which')], [...rows, neither]));
}

/** The photo that nobody asked for, while it is fresh; it is used once. */
export async function strayPhoto(talk: Talk): Promise<PhotoRef | undefined> {
  const dialogue = await dialogueOf(talk, 'photo', '');
  const photo = dialogue && keptPhoto(dialogue.data);
  if (!dialogue || !photo) return undefined;
  await close(talk, { ...dialogue, data: {} });
  return talk.now.getTime() - photo.takenAt.getTime() < FRESH_PHOTO_MS ? photo : undefined;
}

/** Lets go of a photo that shows nothing of a job. */
export async function forgetPhoto(talk: Talk, messageId: number): Promise<void> {
  await strayPhoto(talk);
  await show(talk, messageId, post([plain(talk, 'bot:photo.forgotten')], [[toJobs(talk)]]));
}

const toJobs = (talk: Talk): PostButton => button(talk, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' });

const jobButton = (talk: Talk, order: OrderView, action: 'place' | 'form' | 'unused', key: string): PostButton =>
  button(talk, key, { kind: 'thing', thing: 'job', action, id: order.id, version: order.status }, { no: order.number });
