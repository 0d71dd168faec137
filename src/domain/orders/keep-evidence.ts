import type { Order } from './order';
import { photoHash, type Photo, type PhotoKind } from './photo';
import type { OrdersWork } from './work';

/** Keeps the photo that a step was shown by; one that was used before, for whatever order, raises an alarm and is kept all the same (O4). */
export async function keepEvidence(w: OrdersWork, order: Order, kind: PhotoKind, input: { photo: Photo; takenAt?: Date }): Promise<void> {
  const before = await w.orders.keepPhoto(order.id, kind, photoHash(input.photo), input.photo, input.takenAt ?? null);
  if (before === null) return;
  const { id: order_, number, worker } = order;
  await w.emit({ type: 'photo_reused', order: order_, number, kind, old_order: before.id, old_number: before.number, old_kind: before.kind, worker });
}
