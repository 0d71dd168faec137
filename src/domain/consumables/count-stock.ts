import { allow, requiredText } from '../users';
import { bookStock } from './book-stock';
import { badQuantity, notCounted } from './errors';
import type { Item } from './item';
import { findItem } from './known-items';
import type { ConsumablesWork } from './work';

/** The most that one counts. */
const MOST_ON_HAND = 999_999;

/** Books what somebody counted: the difference, be it none, with the reason (C4). */
export async function countStock(w: ConsumablesWork, input: { item: string; count: number; reason: string }): Promise<{ item: Item; difference: number }> {
  allow(w, 'count-stock');
  const reason = requiredText('reason', input.reason, 500);
  if (!Number.isInteger(input.count) || input.count < 0 || input.count > MOST_ON_HAND) throw badQuantity('count', 0, MOST_ON_HAND);
  const { key } = await findItem(w, input.item);
  await w.consumables.lockItems([key]);
  const before = await findItem(w, key);
  if (!before.isCounted) throw notCounted(before);
  const difference = input.count - before.onHand;
  await bookStock(w, new Map([[key, difference]]), { kind: 'counted', reason });
  return { item: await findItem(w, key), difference };
}
