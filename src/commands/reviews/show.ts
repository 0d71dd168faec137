import { Args } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ReviewsShow extends BaseCommand {
  static override description = 'show a review with all that happened to its order';
  static override examples = ['<%= config.bin %> reviews show 41', '<%= config.bin %> reviews show 41 --json'];
  static override args = { id: Args.string({ description: 'number of the order, or id of the review' }) };

  async run() {
    const { args } = await this.parse(ReviewsShow);
    const { askReview, reviewCard, reviewed, reviewJson } = await import('../../output/review');
    const { id } = await this.fill({ id: askReview(args.id, this.look) });
    const found = await this.query((w) => reviewed(w, id));
    const { timelineLines } = await import('../../output/timeline');
    await this.card(...reviewCard(found));
    this.lines(timelineLines(found.history, this.clock));
    if (found.review.status === 'open') this.next(`mcf reviews close ${found.order.number} --verdict TEXT --note TEXT`);
    const json = await import('../../output/json');
    return { ...reviewJson(found.review), order_details: json.order(found.order), timeline: found.history.map(json.timelineEntry) };
  }
}
