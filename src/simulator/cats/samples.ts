import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { imageSize } from '../world/image-size';

/** The built-in photos, by the name of their file. */
export const SAMPLE_PHOTOS = ['sofa', 'glass', 'form', 'face', 'door', 'fish'] as const;

/** The name of a built-in photo. */
export type SamplePhoto = (typeof SAMPLE_PHOTOS)[number];

const JPEG_COMMENT = 0xfe;

/** The built-in pictures that cats send, read once. */
export class Samples {
  private readonly cache = new Map<string, Buffer>();

  constructor(private readonly pageDir: string) {}

  /** A built-in photo as it is. */
  photo(name: SamplePhoto): Buffer {
    return this.read(`${name}.jpg`);
  }

  /** A built-in photo whose bytes no other call returns. */
  uniquePhoto(name: SamplePhoto): Buffer {
    return withComment(this.photo(name), randomBytes(12).toString('hex'));
  }

  /** A built-in photo whose bytes depend on `key` only. */
  samePhoto(name: SamplePhoto, key: string): Buffer {
    return withComment(this.photo(name), `same ${key}`);
  }

  /** The built-in sticker. */
  sticker(): Buffer {
    return this.read('sticker.webp');
  }

  private read(file: string): Buffer {
    const known = this.cache.get(file);
    if (known) return known;
    const bytes = readFileSync(join(this.pageDir, 'samples', file));
    this.cache.set(file, bytes);
    return bytes;
  }
}

/** A silent voice message: a container without sound is enough, since nobody listens. */
export const VOICE_BYTES = Buffer.concat([Buffer.from('OggS\0\x02'), Buffer.alloc(2048)]);

/** A small, valid PDF. */
export const PDF_BYTES = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 1/Kids[3 0 R]>>endobj\n' +
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n',
);

/** Whether bytes are a picture that Telegram would take as a photo. */
export function isPicture(bytes: Buffer): boolean {
  return imageSize(bytes) !== undefined;
}

/** A comment changes a JPEG's bytes and not its picture. */
function withComment(jpeg: Buffer, comment: string): Buffer {
  const text = Buffer.from(comment);
  const head = Buffer.from([0xff, JPEG_COMMENT, 0, 0]);
  head.writeUInt16BE(text.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, text, jpeg.subarray(2)]);
}
