import type { AppWork } from '../app';
import { isFarOff } from '../domain/notifications';
import type { Order } from '../domain/orders';
import { keptPhoto } from './photo';
import type { PhotoRef } from './scenes/scene';

/** So long a photo shows where its sender is now. */
export const FRESH_PHOTO_MS = 15 * 60_000;

/** The photo of the place that waits for the order's kit, while it is good for a start. */
export async function photoForStart(w: AppWork, chatId: number, order: Pick<Order, 'id' | 'at'>): Promise<PhotoRef | undefined> {
  const dialogues = await w.chat.dialogues(chatId);
  const kept = dialogues.find(({ scene, subject, step }) => scene === 'start' && subject === order.id && step === 'kept');
  const photo = kept && keptPhoto(kept.data);
  return photo && (await isGoodForStart(w, order, photo)) ? photo : undefined;
}

/** Whether a photo shows its worker at the place for this job: it is fresh, or was taken when the job was near or due (O4, O5). */
export async function isGoodForStart(w: AppWork, order: Pick<Order, 'at'>, { takenAt }: PhotoRef): Promise<boolean> {
  return w.now.getTime() - takenAt.getTime() < FRESH_PHOTO_MS || !(await isFarOff(w, order, takenAt));
}
