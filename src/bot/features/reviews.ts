import { Composer } from 'telegraf';

import { listReviews, showReview } from '../../domain/quality';
import { cardOf, makeLive, postCard } from '../cards';
import { show } from '../reply';
import { begin } from '../scenes/engine';
import type { BotContext, Talk } from '../talk';
import { reviewList } from '../views/review-card';
import { plain } from '../views/view';
import { onPlace, onThing, type OnThing } from './route';

/** Reviews for managers: which orders did not end well, and what was found (Q1, Q3). */
export function reviewsFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(onPlace('reviews', listOpenReviews));
  feature.use(onThing('review', { show: (talk, press) => postCard(talk, 'alert_review', press.id), close }));
  return feature;
}

/** Reviews that wait for somebody; `arg` is the page. */
export async function listOpenReviews(talk: Talk, arg: string, messageId: number | null): Promise<void> {
  const reviews = await talk.query((w) => listReviews(w, { open: true }));
  await show(talk, messageId, reviewList(talk, reviews, Number(/^p(\d{1,4})$/.exec(arg)?.[1] ?? 0)));
}

const close: OnThing<'review'> = async (talk, press, messageId) => {
  const { status } = await talk.query((w) => showReview(w, press.id));
  if (status === 'open') return begin(talk, 'review', { step: 'verdict', subject: press.id, messageId });
  talk.toast = plain(talk, 'bot:wrong.done');
  await makeLive(talk, 'alert_review', press.id, await show(talk, messageId, await cardOf(talk, 'alert_review', press.id)));
};
