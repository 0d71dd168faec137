import { extname } from 'node:path';
import { z } from 'zod';
import { detectEntities } from '../world/entities';
import { addFile, findFile } from '../world/files';
import { imageSize } from '../world/image-size';
import type { FileRecord } from '../world/types';
import { ApiError, badRequest } from './api-error';
import type { BotApi } from './context';
import { parseHtml, type RichText } from './html';
import type { Params } from './params';

const MAX_TEXT = 4096;
const MAX_CAPTION = 1024;
const MAX_PHOTO_BYTES = 10 * 1024 * 1024;
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

const entityList = z.array(z.looseObject({ type: z.string(), offset: z.int(), length: z.int() }));

const MIME: Record<string, string> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.txt': 'text/plain',
  '.csv': 'text/csv',
  '.html': 'text/html',
  '.json': 'application/json',
  '.zip': 'application/zip',
};

/** The type Telegram would derive from a file's name. */
function mimeOf(name: string): string {
  return MIME[extname(name).toLowerCase()] ?? 'application/octet-stream';
}

/** The text of a message, formatted and within Telegram's limit. */
export function readText(params: Params): RichText {
  const rich = formatted(params, params.text('text') ?? '', 'entities');
  if (rich.text.trim() === '') throw badRequest('message text is empty');
  if (rich.text.length > MAX_TEXT) throw badRequest('message is too long');
  return rich;
}

/** The caption of a photo or file, formatted and within Telegram's limit; undefined if there is none. */
export function readCaption(params: Params): RichText | undefined {
  const rich = formatted(params, params.text('caption') ?? '', 'caption_entities');
  if (rich.text.length > MAX_CAPTION) throw badRequest('message caption is too long');
  return rich.text.trim() === '' ? undefined : rich;
}

function formatted(params: Params, source: string, entitiesName: string): RichText {
  const mode = params.text('parse_mode')?.toLowerCase() ?? '';
  if (mode !== '' && mode !== 'html') {
    throw badRequest("can't parse entities: of all formatting styles the simulator knows HTML only");
  }
  const given = mode === '' ? entityList.safeParse(params.json(entitiesName)).data : undefined;
  const rich = mode === 'html' ? parseHtml(source) : { text: source, entities: (given ?? []) as RichText['entities'] };
  const text = rich.text.trimEnd();
  const inside = rich.entities.filter((entity) => entity.offset + entity.length <= text.length);
  return { text, entities: detectEntities(text, inside) };
}

/** The photo or document of a call: uploaded with it, or known by its file_id. */
export function readFile(api: BotApi, params: Params, kind: 'photo' | 'document'): FileRecord {
  const reference = params.text(kind);
  const attached = reference?.startsWith('attach://') ? reference.slice('attach://'.length) : kind;
  const upload = params.files.get(attached);
  if (!upload) return fileById(api, reference, kind);
  if (upload.bytes.length === 0) throw badRequest('file must be non-empty');
  if (kind === 'photo') {
    if (upload.bytes.length > MAX_PHOTO_BYTES) throw badRequest('file is too big');
    if (!imageSize(upload.bytes)) throw badRequest('IMAGE_PROCESS_FAILED');
  }
  if (upload.bytes.length > MAX_DOCUMENT_BYTES) throw new ApiError(413, 'Request Entity Too Large');
  const mime = kind === 'photo' ? 'image/jpeg' : upload.mime || mimeOf(upload.name);
  return addFile(api.world, { kind, bytes: upload.bytes, name: upload.name, mime });
}

function fileById(api: BotApi, fileId: string | undefined, kind: 'photo' | 'document'): FileRecord {
  if (fileId === undefined || fileId === '') throw badRequest(`there is no ${kind} in the request`);
  const file = findFile(api.world, fileId);
  if (!file) throw badRequest('wrong file identifier/HTTP URL specified');
  if (file.kind !== kind) throw badRequest(`can't use file of type ${title(file.kind)} as ${title(kind)}`);
  return file;
}

const title = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
