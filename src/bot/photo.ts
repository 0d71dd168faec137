import type { Message } from 'telegraf/types';

import { MAX_PHOTO_MB, readPhoto, type Photo } from '../domain/orders';
import type { Data, PhotoRef } from './scenes/scene';
import type { Talk } from './talk';

const DOWNLOAD_TIMEOUT_MS = 60_000;

/** The photo of a message: its largest size, or a picture sent as a file; undefined where it has none. */
export function photoOf(message: Message): PhotoRef | undefined {
  const takenAt = new Date(message.date * 1000);
  if ('photo' in message) {
    const largest = message.photo.at(-1);
    return largest && { fileId: largest.file_id, takenAt, bytes: largest.file_size ?? 0 };
  }
  if (!('document' in message) || !message.document.mime_type?.startsWith('image/')) return undefined;
  return { fileId: message.document.file_id, takenAt, bytes: message.document.file_size ?? 0 };
}

/** What a dialogue keeps once its photo is forgotten. */
export const NO_PHOTO: Data = { photo: '', taken: '' };

/** A photo as a dialogue keeps it. */
export function keptData(photo: PhotoRef): Data {
  return { photo: photo.fileId, taken: photo.takenAt.toISOString() };
}

/** The photo that a dialogue keeps. */
export function keptPhoto({ photo, taken }: Data): PhotoRef | undefined {
  return !photo || !taken ? undefined : { fileId: photo, takenAt: new Date(taken), bytes: 0 };
}

/** Whether Telegram would not hand the file out, or we would not keep it. */
export function isTooLarge(photo: PhotoRef): boolean {
  return photo.bytes > MAX_PHOTO_MB * 1024 * 1024;
}

/** Fetches a photo from Telegram; its address holds the token, so it is kept and logged nowhere. Throws `orders.bad_photo`. */
export async function fetchPhoto(talk: Talk, fileId: string): Promise<Photo> {
  const { api } = talk.deps;
  const file = await api.call('getFile', { file_id: fileId });
  const link = await api.telegram.getFileLink(file);
  const response = await fetch(link, { signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`a photo could not be fetched: ${response.status}`);
  return readPhoto(Buffer.from(await response.arrayBuffer()));
}
