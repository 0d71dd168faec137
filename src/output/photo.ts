import { open } from 'node:fs/promises';

import { MAX_PHOTO_MB, readPhoto, type Photo } from '../domain/orders';
import { badFile } from './usage';

/** Reads a photo from a file, and no more of it than would be kept; throws `cli.usage` or `orders.bad_photo`. */
export async function readPhotoFile(file: string): Promise<Photo> {
  const most = MAX_PHOTO_MB * 1024 * 1024 + 1;
  const opened = await open(file).catch(() => Promise.reject(badFile(file)));
  try {
    const { size } = await opened.stat();
    const bytes = Buffer.alloc(Math.min(size, most));
    const { bytesRead } = await opened.read(bytes, 0, bytes.length, 0).catch(() => Promise.reject(badFile(file)));
    return readPhoto(bytes.subarray(0, bytesRead), file);
  } finally {
    await opened.close();
  }
}
