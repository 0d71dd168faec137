import type { AppWork } from '../app';
import { orderPhotos, orderTimeline, showOrder, type KeptPhoto, type OrderView, type TimelineEntry } from '../domain/orders';
import { reach } from '../domain/users';

/** Everything that staff see of one order; its photos only who may see them. */
export async function seeOrder(w: AppWork, reference: string): Promise<{ order: OrderView; history: TimelineEntry[]; photos: KeptPhoto[] }> {
  const mayLook = reach(w.actor, 'show-photos') === 'any';
  return { order: await showOrder(w, reference), history: await orderTimeline(w, reference), photos: mayLook ? await orderPhotos(w, reference) : [] };
}
