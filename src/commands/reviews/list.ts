import { Flags } from '@oclif/core';

import { ListCommand } from '../../output/list-command';

export default class ReviewsList extends ListCommand {
  static override description = 'list reviews: open ones first, then newest';
  static override examples = ['<%= config.bin %> reviews list --open', '<%= config.bin %> reviews list --json'];
  static override flags = { open: Flags.boolean({ description: 'only reviews that wait' }) };
  static override hiddenAliases = ['reviews'];

  async run() {
    const { flags } = await this.parse(ReviewsList);
    const { listReviews } = await import('../../domain/quality');
    const reviews = await this.query((w) => listReviews(w, { open: flags.open }));
    const waiting = reviews.find(({ status }) => status === 'open');
    if (waiting) this.next(`mcf reviews show ${waiting.order.number}`);
    const { reviewList } = await import('../../output/review');
    return this.list(reviews, reviewList(this.clock), flags, flags.open);
  }
}
