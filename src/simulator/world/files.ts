import { randomBytes } from 'node:crypto';
import { extname } from 'node:path';
import { imageSize } from './image-size';
import type { FileKind, FileRecord, TgDocument, TgPhotoSize } from './types';
import type { World } from './world';

const PREFIX: Record<FileKind, string> = { photo: 'AgAC', document: 'BQAC', voice: 'AwAC', sticker: 'CAAC' };
const FOLDER: Record<FileKind, string> = {
  photo: 'photos',
  document: 'documents',
  voice: 'voice',
  sticker: 'stickers',
};
const EXTENSION: Record<Exclude<FileKind, 'document'>, string> = { photo: '.jpg', voice: '.oga', sticker: '.webp' };
const THUMBNAIL_PX = 90;

/** What is known about a file before it is stored. */
export interface NewFile {
  kind: FileKind;
  bytes: Buffer;
  name: string;
  mime: string;
}

/** Stores a file under a new id; equal bytes get different ids, as with Telegram. */
export function addFile(world: World, file: NewFile): FileRecord {
  const number = world.next('file');
  const extension = file.kind === 'document' ? extname(file.name) : EXTENSION[file.kind];
  const record: FileRecord = {
    file_id: PREFIX[file.kind] + randomBytes(30).toString('base64url'),
    file_unique_id: `AQAD${randomBytes(8).toString('base64url')}`,
    file_path: `${FOLDER[file.kind]}/file_${number}${extension.replace(/[^.\w]/g, '')}`,
    kind: file.kind,
    name: file.name,
    mime: file.mime,
    size: file.bytes.length,
    sha256: world.deps.storage.putBytes(file.bytes),
    ...(imageSize(file.bytes) ?? { width: 0, height: 0 }),
  };
  world.state.files[record.file_id] = record;
  world.saveSoon();
  return record;
}

/** The file with this id, be it the id of a thumbnail; a file's own id may end like one. */
export function findFile({ state: { files } }: World, fileId: string): FileRecord | undefined {
  return files[fileId] ?? files[fileId.replace(/-s$/, '')];
}

/** The file that getFile gave this path. */
export function findFileByPath(world: World, path: string): FileRecord | undefined {
  return Object.values(world.state.files).find((file) => file.file_path === path);
}

/** The bytes of a file. */
export function bytesOf(world: World, file: FileRecord): Buffer {
  return world.deps.storage.getBytes(file.sha256);
}

/** A photo's sizes, smallest first. Every size has the same bytes: nothing is scaled here. */
export function photoSizes(file: FileRecord): TgPhotoSize[] {
  const largest = {
    file_id: file.file_id,
    file_unique_id: file.file_unique_id,
    width: file.width,
    height: file.height,
    file_size: file.size,
  };
  const scale = THUMBNAIL_PX / Math.max(file.width, file.height, 1);
  if (scale >= 1) return [largest];
  const thumbnail = {
    ...largest,
    file_id: `${file.file_id}-s`,
    file_unique_id: `${file.file_unique_id}-s`,
    width: Math.max(1, Math.round(file.width * scale)),
    height: Math.max(1, Math.round(file.height * scale)),
  };
  return [thumbnail, largest];
}

/** A file as a document of a message. */
export function documentOf(file: FileRecord): TgDocument {
  return {
    file_id: file.file_id,
    file_unique_id: file.file_unique_id,
    file_name: file.name,
    mime_type: file.mime,
    file_size: file.size,
  };
}
