import type { OrderStatus } from '../../domain/orders';
import { postCard } from '../cards';
import { begin } from '../scenes/engine';
import type { Talk } from '../talk';
import { plain } from '../views/view';
import { jobsOf } from './jobs';
import { beginOrder } from './orders';

/** A button's label, typed while nothing is asked, does what the button would: presses get lost in an outage, messages don't (reliability 22). */
export async function doLabel(talk: Talk, text: string): Promise<boolean> {
  const said = text.trim().toLowerCase();
  const is = (key: string) => plain(talk, key).toLowerCase() === said;
  if (is('bot:command.order') && talk.is('client')) return done(beginOrder(talk));
  if (!talk.is('worker')) return false;
  if (is('messages:button.here') || is('messages:button.begin')) return onJob(talk, 'assigned', 'start');
  if (is('messages:button.done')) return onJob(talk, 'started', 'finish');
  return is('messages:button.fail') && onJob(talk, 'started', 'fail');
}

/** With one job in that state it is that one; of several each shows its card, to press on. */
async function onJob(talk: Talk, status: OrderStatus, scene: 'start' | 'finish' | 'fail'): Promise<boolean> {
  const jobs = await jobsOf(talk, [status]);
  const [only] = jobs;
  if (!only) return false;
  if (jobs.length > 1) for (const job of jobs.slice(0, 5)) await postCard(talk, 'job_card', job.id);
  else if (scene === 'start') await postCard(talk, 'job_card', only.id).then(() => begin(talk, 'start', { step: 'photo', subject: only.id }));
  else await begin(talk, scene, { step: scene === 'fail' ? 'why' : 'photo', subject: only.id });
  return true;
}

const done = (work: Promise<void>): Promise<true> => work.then(() => true);
