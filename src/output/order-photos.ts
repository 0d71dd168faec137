import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import type { KeptPhoto, Photo, PhotoKind } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { checkWritable, writeWhole } from './files';
import * as json from './json';
import type { Listing } from './list-command';
import { exact, type Clock } from './time';
import { unwritable } from './usage';

/** Nobody but its owner reads a file with somebody's home on it. */
const PRIVATE = 0o600;

const ENDINGS: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'image/tiff': 'tif' };

/** Photos of an order as a list. */
export const photoList = (clock: Clock): Listing<KeptPhoto, ReturnType<typeof json.keptPhoto>> => ({
  columns: [
    { head: 'KIND', of: ({ kind }) => kind },
    { head: 'TAKEN', of: ({ takenAt }) => (takenAt ? exact(takenAt, clock) : '') },
    { head: 'KEPT', of: ({ keptAt }) => exact(keptAt, clock) },
    { head: 'SIZE', of: ({ size }) => `${Math.max(1, Math.round(size / 1024))} kB`, right: true },
    { head: 'SEEN BEFORE', of: ({ seenBefore }) => seenOn({ seenBefore }), tone: ({ seenBefore }) => (seenBefore ? 'failed' : 'plain') },
    { head: 'SHA-256', of: ({ sha256 }) => sha256, optional: true },
  ],
  json: json.keptPhoto,
  csv: ['kind', 'taken_at', 'kept_at', 'sha256', 'mime', 'size', 'seen_before.number', 'seen_before.kind'],
  empty: 'No photos yet: they come with the start and the end of the work.',
});

/** Where the same photo was used before, in words. */
const seenOn = ({ seenBefore }: Pick<KeptPhoto, 'seenBefore'>) => (seenBefore ? `on order ${seenBefore.number}, ${seenBefore.kind}` : '');

/** The photos of an order in one line of its card; null where there are none. */
export function photosLine(photos: readonly KeptPhoto[]): string | null {
  return photos.map((photo) => (photo.seenBefore ? `${photo.kind} (seen before ${seenOn(photo)})` : photo.kind)).join(', ') || null;
}

/** Names of the files that photos would be saved to; throws `cli.usage` where one is there already and is not to be replaced. */
export function filesFor(directory: string, order: number, photos: readonly KeptPhoto[], force: boolean): { kind: PhotoKind; file: string }[] {
  try {
    mkdirSync(directory, { recursive: true });
  } catch {
    throw unwritable(directory);
  }
  const files = photos.map(({ kind, mime }) => ({ kind, file: join(directory, `order-${order}-${kind}.${ENDINGS[mime] ?? mime.replace('image/', '')}`) }));
  const there = files.find(({ file }) => !force && existsSync(file));
  if (there) throw new DomainError('cli.usage', 'usage', { problem: 'exists', file: there.file });
  for (const { file } of files) checkWritable(file);
  return files;
}

/** Writes a photo to a file that only its owner can read. */
export const savePhotoFile = (file: string, photo: Photo): void => writeWhole(file, photo.bytes, PRIVATE);
