import { createHash } from 'node:crypto';

import { badPhoto } from './errors';

/** What a photo is evidence of: the start or the end of the work (O4). */
export type PhotoKind = 'started' | 'completed';

/** What is told of a photo that is kept with an order. */
export interface KeptPhoto {
  kind: PhotoKind;
  sha256: string;
  mime: string;
  /** In bytes. */
  size: number;
  /** When it was taken, by its own date; null where it has none. */
  takenAt: Date | null;
  keptAt: Date;
  /** Where the very same photo was used before, at its first use. */
  seenBefore: { id: string; number: number; kind: PhotoKind } | null;
}

/** A photo as it came: its bytes and type. */
export interface Photo {
  bytes: Buffer;
  mime: string;
}

/** The largest photo that is kept, in megabytes. */
export const MAX_PHOTO_MB = 20;

const SIGNATURES: readonly [string, readonly number[]][] = [
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
];

/** What phones and cameras save that is not told by its first bytes. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  heic: 'image/heic',
  heif: 'image/heif',
  avif: 'image/avif',
  tif: 'image/tiff',
  tiff: 'image/tiff',
};

/** Tells a picture by its first bytes, or by the name of the file that staff vouch for; throws `orders.bad_photo` for anything else. */
export function readPhoto(bytes: Buffer, file = ''): Photo {
  const known = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];
  const mime = known ?? (bytes.length > 0 ? EXTENSIONS[/\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? ''] : undefined);
  if (mime === undefined || bytes.length > MAX_PHOTO_MB * 1024 * 1024) throw badPhoto(MAX_PHOTO_MB);
  return { bytes, mime };
}

/** The name a photo is kept under (O4). */
export function photoHash(photo: Photo): string {
  return createHash('sha256').update(photo.bytes).digest('hex');
}
