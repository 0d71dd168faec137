import { compact } from '../world/compact';
import { addFile, documentOf, photoSizes } from '../world/files';
import type { MessageContent } from '../world/messages';
import type { World } from '../world/world';
import { isPicture, PDF_BYTES, VOICE_BYTES, type SamplePhoto, type Samples } from './samples';

/** Which photo to send: given bytes, or a built-in one, unique unless `same` names it. */
export interface PhotoChoice {
  bytes?: Buffer | undefined;
  sample?: SamplePhoto | undefined;
  /** Photos with the same key have identical bytes. */
  same?: string | undefined;
  caption?: string | undefined;
}

/** Which file to send: given bytes, a built-in photo as a file, or a small PDF. */
export interface DocumentChoice {
  bytes?: Buffer | undefined;
  sample?: SamplePhoto | undefined;
  fileName?: string | undefined;
  mimeType?: string | undefined;
  caption?: string | undefined;
}

/** A photo as a message's content. */
export function photoContent(world: World, samples: Samples, choice: PhotoChoice): MessageContent {
  const bytes = choice.bytes ?? sampleBytes(samples, choice);
  if (!isPicture(bytes)) throw new Error('A photo must be a JPEG, PNG, GIF or WebP picture');
  const file = addFile(world, { kind: 'photo', bytes, name: 'photo.jpg', mime: 'image/jpeg' });
  return compact({ photo: photoSizes(file), caption: choice.caption });
}

/** A file as a message's content. */
export function documentContent(world: World, samples: Samples, choice: DocumentChoice): MessageContent {
  const bytes = choice.bytes ?? (choice.sample ? samples.uniquePhoto(choice.sample) : PDF_BYTES);
  const picture = choice.bytes === undefined && choice.sample !== undefined;
  const name = choice.fileName ?? (picture ? `${choice.sample}.jpg` : 'paper.pdf');
  const mime = choice.mimeType ?? (picture ? 'image/jpeg' : 'application/pdf');
  const file = addFile(world, { kind: 'document', bytes, name, mime });
  return compact({ document: documentOf(file), caption: choice.caption });
}

/** A voice message's content. */
export function voiceContent(world: World): MessageContent {
  const file = addFile(world, { kind: 'voice', bytes: VOICE_BYTES, name: 'voice.oga', mime: 'audio/ogg' });
  const { file_id, file_unique_id, size: file_size } = file;
  return { voice: { file_id, file_unique_id, duration: 3, mime_type: 'audio/ogg', file_size } };
}

/** A sticker's content. */
export function stickerContent(world: World, samples: Samples): MessageContent {
  const file = addFile(world, { kind: 'sticker', bytes: samples.sticker(), name: 'sticker.webp', mime: 'image/webp' });
  const { file_id, file_unique_id, size: file_size, width, height } = file;
  const flags = { type: 'regular' as const, is_animated: false, is_video: false, emoji: '😺' };
  return { sticker: { file_id, file_unique_id, width, height, file_size, ...flags } };
}

function sampleBytes(samples: Samples, choice: PhotoChoice): Buffer {
  const sample = choice.sample ?? 'sofa';
  return choice.same === undefined ? samples.uniquePhoto(sample) : samples.samePhoto(sample, choice.same);
}
