import { createHash } from 'node:crypto';

import type { Texts } from './history';
import type { Members } from './members';

/** The members of one closed day as bytes, named by their hash: the same members are the same bytes for ever. */
export interface DayBlob {
  /** Of the data, 64 hex digits. */
  sha256: string;
  n: number;
  data: Uint8Array;
}

/** Begins every day's bytes, so that others are told from them. */
const MAGIC = 0x3144464d;
const HEADER_BYTES = 16;

/** By input: the words of a text, null for numbers. */
type Head = [name: string, words: readonly string[] | null][];

/**
 * Writes the members of a day (S5), little endian: header (magic, n, bytes of the head, 0), the head as JSON with blanks up to the next
 * eighth byte, n completions, n values of each number, n cat numbers, n codes of each text. Words are listed as they appear, so that
 * nothing but the day's members shows.
 */
export function encodeDay({ n, numbers, completions, inputs }: Members): DayBlob {
  const columns = [...inputs].map(([name, column]) => ({ name, column: 'words' in column ? asTheyAppear(column) : column }));
  const head: Head = columns.map(({ name, column }) => [name, 'words' in column ? column.words : null]);
  const headBytes = padded(Buffer.from(JSON.stringify(head)));
  const values = columns.flatMap(({ column }) => ('words' in column ? [] : [column]));
  const codes = columns.flatMap(({ column }) => ('words' in column ? [column.codes] : []));
  const parts = [Uint32Array.of(MAGIC, n, headBytes.length, 0), headBytes, completions, ...values, numbers, ...codes];
  const data = Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
  return { sha256: createHash('sha256').update(data).digest('hex'), n, data };
}

/** Reads the members of a day. Throws where the bytes are damaged. */
export function decodeDay(data: Uint8Array): Members {
  // A copy of its own, as a driver's buffer may begin at any address.
  const bytes = Uint8Array.from(data).buffer;
  const [magic, n = 0, headBytes = 0] = bytes.byteLength < HEADER_BYTES ? [] : new Uint32Array(bytes, 0, 3);
  if (magic !== MAGIC || HEADER_BYTES + headBytes > bytes.byteLength) throw new RangeError('not the members of a day');
  const head = JSON.parse(Buffer.from(bytes, HEADER_BYTES, headBytes).toString()) as Head;
  const texts = head.filter(([, words]) => words !== null).length;
  const expected = HEADER_BYTES + n * (8 * (1 + head.length - texts) + 4 * (1 + texts)) + headBytes;
  if (bytes.byteLength !== expected) throw new RangeError(`${n} members of a day cannot have ${bytes.byteLength} bytes`);
  return columnsOf(bytes, HEADER_BYTES + headBytes, n, head);
}

function columnsOf(bytes: ArrayBuffer, first: number, n: number, head: Head): Members {
  let at = first;
  const next = <T>(column: new (bytes: ArrayBuffer, at: number, n: number) => T, size: number): T => {
    const from = at;
    at += n * size;
    return new column(bytes, from, n);
  };
  const completions = next(Float64Array, 8);
  const values = new Map<string, Float64Array | Texts>();
  for (const [name, words] of head) if (!words) values.set(name, next(Float64Array, 8));
  const numbers = next(Int32Array, 4);
  for (const [name, words] of head) if (words) values.set(name, { codes: next(Int32Array, 4), words });
  return { n, numbers, completions, inputs: new Map(head.map(([name]) => [name, values.get(name)!])) };
}

/** Columns of eight bytes a value have to begin at a multiple of eight. */
const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 7, ' ')]);

function asTheyAppear({ codes, words }: Texts): Texts {
  const known = new Map<string, number>();
  const own = codes.map((code) => {
    const word = words[code]!;
    const number = known.get(word) ?? known.size;
    known.set(word, number);
    return number;
  });
  return { codes: own, words: [...known.keys()] };
}
