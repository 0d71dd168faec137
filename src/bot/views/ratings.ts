import type { OrderView } from '../../domain/orders';
import type { WorkerRating } from '../../domain/staffing';
import type { Post } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import { orderState, percent } from './facts';
import { button, plain, post, say, type Reader } from './view';

/** How a worker's own jobs turned out, the latest one by one; what clients or reviewers wrote of them is not here. */
export function ratingsCard(reader: Reader, rating: WorkerRating, orders: readonly OrderView[]): Post {
  const { completed, failed, ok, notOk, pending, recent } = rating;
  const notCounted = completed + failed - ok - notOk - pending;
  const lines = recent.flatMap(({ order, state }) => {
    const found = orders.find(({ id }) => id === order);
    const outcome = plain(reader, `bot:ratings.state.${state}`);
    return found ? [say(reader, 'bot:ratings.line', { no: found.number, day: day(found.at, reader.zone, reader.language), state: orderState(reader, found), outcome })] : [];
  });
  return post(
    [
      `<b>${say(reader, 'bot:button.ratings')}</b>`,
      completed + failed === 0 ? say(reader, 'bot:ratings.none') : say(reader, 'bot:ratings.jobs', { completed, failed }),
      rating.rating !== null && say(reader, 'bot:ratings.share', { ok, known: ok + notOk, percent: percent(Math.round(rating.rating * 1000) * 10, reader.language) }),
      pending > 0 && say(reader, 'bot:ratings.pending', { waiting: pending }),
      notCounted > 0 && say(reader, 'bot:ratings.not_counted', { others: notCounted }),
      completed + failed > 0 && say(reader, 'bot:ratings.how'),
      ...lines,
    ],
    [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: 'all0' }), button(reader, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' })]],
  );
}
