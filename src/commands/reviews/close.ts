import { Args, Flags } from '@oclif/core';

import type { AppWork } from '../../app';
import { BaseCommand } from '../../base-command';

/** The first words of a verdict that statistics read. */
const WORDS = 'worker, client, supplies, nobody or ok';

export default class ReviewsClose extends BaseCommand {
  static override description = 'write down what a review found';
  static override examples = [
    '<%= config.bin %> reviews close 41 --verdict "worker at fault" --note "overslept"',
    '<%= config.bin %> reviews close 41 --verdict "nobody at fault" --note "the client was out" --json',
  ];
  static override args = { id: Args.string({ description: 'number of the order, or id of the review' }) };
  static override flags = {
    verdict: Flags.string({ description: `in a few words, of which statistics read the first: ${WORDS}` }),
    note: Flags.string({ description: 'what happened' }),
  };

  async run() {
    const { args, flags } = await this.parse(ReviewsClose);
    const { askReview, reviewJson } = await import('../../output/review');
    const { askText } = await import('../../output/choose');
    const { review: id, ...found } = await this.fill({
      review: askReview(args.id, this.look),
      verdict: askText('--verdict', flags.verdict, `Verdict (${WORDS}, and what you like)`),
      note: askText('--note', flags.note, 'What happened'),
    });
    const { closeReview } = await import('../../domain/quality');
    const review = await this.change((w) => closeReview(w, { review: id, ...found }));
    this.done(`review of order ${review.order.number} closed: ${review.verdict}`);
    if (await this.query((w) => isUnclear(w, review.order.id))) this.caution(`what it begins with says nothing of the worker, so it leaves the ratings alone; words that do: ${WORDS}`);
    this.next('mcf reviews list --open');
    return reviewJson(review);
  }
}

/** Whether statistics could still have read the verdict that closed the review of an order, and could not. */
async function isUnclear(w: AppWork, order: string): Promise<boolean> {
  const [{ orderTimeline }, { findingCounts }] = await Promise.all([import('../../domain/orders'), import('../../domain/staffing')]);
  const closed = (await orderTimeline(w, order)).findLast(({ event }) => event.type === 'review_closed');
  return closed?.event.finding === 'unclear' && findingCounts(w, order);
}
