import type { Actor } from '../../shared/work';
import { allow } from '../../users';
import { collectionNotFound } from '../errors';
import type { BillingApp } from '../work';
import { noteCharge } from './note-charge';
import { heard } from './send-collection';

/**
 * Takes a hint that a charge was settled: the hint names but its key, and only what the gateway answers counts (B7). `waiting` where the
 * gateway could not tell for certain, so that the hint may come again. Throws `billing.collection_not_found`.
 */
export async function settleCollection(app: BillingApp, actor: Actor, input: { key: string }): Promise<'settled' | 'waiting'> {
  const collection = await app.query(actor, async (w) => {
    allow(w, 'settle-collection');
    return (await w.billing.collections({ key: input.key }))[0];
  });
  if (!collection) throw collectionNotFound(input.key);
  const { id, key, amount, status } = collection;
  if (status === 'paid') return 'settled';
  const { cards } = app;
  if (cards === null) return 'waiting';
  const answer = await heard(() => cards.ask({ key, amount }));
  const { outcome } = answer;
  if (outcome !== 'paid' && outcome !== 'declined' && outcome !== 'disputed') return 'waiting';
  await app.run(actor, (w) => noteCharge(w, { collection: id, news: { outcome, ...('reason' in answer && { reason: answer.reason }) } }));
  return 'settled';
}
