/** A file that came with a request. */
export interface UploadedFile {
  name: string;
  mime: string;
  bytes: Buffer;
}

/** The fields and files of a multipart/form-data body. */
export interface MultipartBody {
  fields: Record<string, string>;
  files: Map<string, UploadedFile>;
}

const HEAD_END = Buffer.from('\r\n\r\n');
const NEW_LINE = Buffer.from('\r\n');

/** Parses a whole multipart/form-data body; parts without an end are ignored. */
export function parseMultipart(contentType: string, body: Buffer): MultipartBody {
  const result: MultipartBody = { fields: {}, files: new Map() };
  const boundary = /boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) return result;
  for (const part of splitParts(Buffer.concat([NEW_LINE, body]), Buffer.from(`\r\n--${boundary}`))) {
    readPart(part, result);
  }
  return result;
}

function* splitParts(body: Buffer, delimiter: Buffer): Generator<Buffer> {
  let start = body.indexOf(delimiter);
  while (start !== -1) {
    const from = start + delimiter.length;
    const end = body.indexOf(delimiter, from);
    if (end === -1) return;
    yield body.subarray(from + NEW_LINE.length, end);
    start = end;
  }
}

function readPart(part: Buffer, result: MultipartBody): void {
  const headEnd = part.indexOf(HEAD_END);
  if (headEnd === -1) return;
  const head = part.subarray(0, headEnd).toString('utf8');
  const bytes = part.subarray(headEnd + HEAD_END.length);
  const field = /[;\s]name="([^"]*)"/i.exec(head)?.[1];
  if (field === undefined) return;
  const name = /filename="([^\r\n]*?)"\s*(?:;|\r\n|$)/i.exec(head)?.[1];
  if (name === undefined) {
    result.fields[field] = bytes.toString('utf8');
    return;
  }
  const mime = /content-type:\s*([^\r\n;]+)/i.exec(head)?.[1] ?? '';
  result.files.set(field, { name, mime: mime.trim(), bytes });
}
