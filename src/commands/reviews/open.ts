import { Args, Flags } from '@oclif/core';

import { BaseCommand } from '../../base-command';

export default class ReviewsOpen extends BaseCommand {
  static override description = 'look into an order whose client says that something was wrong';
  static override examples = [
    '<%= config.bin %> reviews open 41 --complaint "the glass is still on the table"',
    '<%= config.bin %> reviews open 41 --complaint "nobody cleaned up" --json',
  ];
  static override args = { id: Args.string({ description: 'number or id of the order' }) };
  static override flags = { complaint: Flags.string({ description: "what was wrong, in the client's words" }) };

  async run() {
    const { args, flags } = await this.parse(ReviewsOpen);
    const { askOrder, askText } = await import('../../output/choose');
    const { order, words } = await this.fill({
      order: askOrder(args.id, this.look, ['completed', 'failed']),
      words: askText('--complaint', flags.complaint, 'What was wrong'),
    });
    const { reportComplaint } = await import('../../domain/quality');
    const review = await this.change((w) => reportComplaint(w, { order, words }));
    this.done(`order ${review.order.number} is looked into, review ${review.status}`);
    this.next(`mcf reviews show ${review.order.number}`);
    return (await import('../../output/review')).reviewJson(review);
  }
}
