import { allow } from '../users';
import { noPhoto } from './errors';
import type { KeptPhoto, Photo, PhotoKind } from './photo';
import { findOrder } from './show-order';
import type { OrdersWork } from './work';

/** The photos of an order, `started` first: what they are and where they were seen before, without their bytes (O4). For managers. */
export async function orderPhotos(w: OrdersWork, reference: string): Promise<KeptPhoto[]> {
  allow(w, 'show-photos');
  return w.orders.photosOf((await findOrder(w, reference)).id);
}

/** One photo of an order; throws `orders.no_photo`. For managers. */
export async function orderPhoto(w: OrdersWork, input: { order: string; kind: PhotoKind }): Promise<Photo> {
  allow(w, 'show-photos');
  const order = await findOrder(w, input.order);
  return (await w.orders.photo(order.id, input.kind)) ?? Promise.reject(noPhoto(order.id, order.number, input.kind));
}
