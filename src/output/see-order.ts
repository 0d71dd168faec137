import type { AppWork } from '../app';
import { kitsOf } from '../domain/consumables';
import { orderPhotos, orderTimeline, showOrder, type KeptPhoto, type OrderView, type TimelineEntry } from '../domain/orders';
import { peopleById, reach } from '../domain/users';
import { kitWord, namedBeside, whoHas } from './kit-words';

/** Everything that staff see of one order; its photos only who may see them. `kit` is where its kit stands, and who has it who has not the order. */
export async function seeOrder(w: AppWork, reference: string): Promise<{ order: OrderView; history: TimelineEntry[]; photos: KeptPhoto[]; kit: string | null }> {
  const mayLook = reach(w.actor, 'show-photos') === 'any';
  const order = await showOrder(w, reference);
  return { order, history: await orderTimeline(w, reference), photos: mayLook ? await orderPhotos(w, reference) : [], kit: await kitOf(w, order.id) };
}

async function kitOf(w: AppWork, order: string): Promise<string | null> {
  const kit = (await kitsOf(w, [order])).get(order);
  return kit ? [kitWord(kit), whoHas(kit, await peopleById(w, namedBeside(kit)))].filter(Boolean).join('; ') : null;
}
