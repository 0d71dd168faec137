import type { Review } from '../../domain/quality';
import type { OrderView } from '../../domain/orders';
import type { Post } from '../../gateways/telegram-api';
import { text } from '../../locales';
import { toOrder } from './alert-card';
import { orderState, whyEnded } from './facts';
import { pageAt, turns } from './pages';
import { button, labelled, plain, post, say, type Reader } from './view';

/** At whose door it lies. */
export const VERDICTS = ['worker', 'client', 'supplies', 'nobody'] as const;

/** A verdict in the reader's language, also one that was kept in the words of whoever pressed; one in words of somebody's own as it was typed. */
export function verdictText(reader: Pick<Reader, 'language'>, verdict: string): string {
  const known = VERDICTS.find((one) => [one, text('en', `bot:review.${one}`, {}), text('ru', `bot:review.${one}`, {})].includes(verdict));
  return known ? plain(reader, `bot:review.${known}`) : verdict;
}

/** An order that did not end well: what its client says of that, that somebody is to find out why, and what was found (Q1, Q3). */
export function reviewCard(reader: Reader, { order, review }: { order: OrderView; review: Pick<Review, 'status' | 'verdict' | 'complaint'> }): Post {
  const facts = { no: order.number, state: orderState(reader, order) };
  const head = order.endReason ? say(reader, 'messages:alert.review', { ...facts, why: whyEnded(reader, order) }) : say(reader, 'messages:alert.review_plain', facts);
  const words = review.complaint?.words;
  const said = words != null && say(reader, 'messages:review.said', { words });
  if (review.status === 'closed') return post([head, said, say(reader, 'messages:review.closed', { verdict: verdictText(reader, review.verdict ?? '') })], [[toOrder(reader, order.id)]]);
  const close = button(reader, 'messages:button.close_review', { kind: 'thing', thing: 'review', action: 'close', id: order.id, version: 'open' });
  return post([head, said, say(reader, 'messages:review.open', { no: order.number })], [[close, toOrder(reader, order.id)]]);
}

/** Reviews that wait for somebody, a page at a time. */
export function reviewList(reader: Reader, reviews: readonly Review[], page: number): Post {
  const shown = pageAt(reviews, page);
  const rows = shown.items.map(({ order, reason, complaint }) => {
    const why = [reason !== 'complaint' && plain(reader, `messages:state.${reason}`), complaint && plain(reader, 'bot:reviews.complaint')];
    const label = plain(reader, 'bot:reviews.line', { no: order.number, state: why.filter(Boolean).join(', ') });
    return [labelled(label, { kind: 'thing', thing: 'review', action: 'show', id: order.id, version: 'open' })];
  });
  return post([reviews.length === 0 ? say(reader, 'bot:reviews.empty') : say(reader, 'bot:reviews.waiting', { count: reviews.length })], [...rows, turns('reviews', shown, (at) => `p${at}`)]);
}
