import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ReviewsClose extends BaseCommand {
  static override description = 'write down what a review found';
  static override examples = [
    '<%= config.bin %> reviews close 41 --verdict "worker at fault" --note "overslept"',
    '<%= config.bin %> reviews close 41 --verdict "nobody at fault" --note "the client was out" --json',
  ];
  static override args = { id: Args.string({ description: 'number of the order, or id of the review' }) };
  static override flags = { verdict: Flags.string({ description: 'in a few words' }), note: Flags.string({ description: 'what happened' }) };

  async run() {
    const { args, flags } = await this.parse(ReviewsClose);
    const { askReview, reviewJson } = await import('../../output/review');
    const { askText } = await import('../../output/choose');
    const { review: id, ...found } = await this.fill({
      review: askReview(args.id, this.look),
      verdict: askText('--verdict', flags.verdict, 'Verdict'),
      note: askText('--note', flags.note, 'What happened'),
    });
    const { closeReview } = await import('../../domain/quality');
    const review = await this.change((w) => closeReview(w, { review: id, ...found }));
    this.done(`review of order ${review.order.number} closed: ${review.verdict}`);
    this.next('mcf reviews list --open');
    return reviewJson(review);
  }
}
