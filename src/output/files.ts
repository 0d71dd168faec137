import { closeSync, openSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { TextDecoder } from 'node:util';

import { badEncoding, badFile, unwritable } from './usage';

/** Lines are gathered to this many characters before they are written. */
const BLOCK = 65_536;

/** The text of a file, or of stdin for `-`; throws `cli.usage` where it cannot be read or is no UTF-8. A byte order mark is left out. */
export async function readText(file: string): Promise<string> {
  const bytes = await (file === '-' ? fromStdin() : readFile(file)).catch(() => Promise.reject(badFile(file)));
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badEncoding(file);
  }
}

/** Read as it comes: where stdin does not block, to read it at once fails. */
async function fromStdin(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Whether a text names a file that is there: somebody who gives one where an id is wanted has skipped a step. */
export function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Writes a file as a whole or not at all, over one that was there; throws `cli.usage` where that cannot be. A new file gets `mode`. */
export function writeWhole(file: string, content: Iterable<string> | Buffer, mode?: number): void {
  const { target, through, unfinished } = placeOf(file);
  try {
    if (Buffer.isBuffer(content)) writeFileSync(unfinished, content, mode === undefined ? {} : { mode });
    else writePieces(unfinished, content);
    if (!through) renameSync(unfinished, target);
  } catch (error) {
    if (!through) rmSync(unfinished, { force: true });
    throw isOfTheSystem(error) ? unwritable(file) : error;
  }
}

/** Throws `cli.usage` where a file cannot be written, before work is done that would be lost with it. */
export function checkWritable(file: string): void {
  const { through, unfinished } = placeOf(file);
  if (through) return;
  try {
    closeSync(openSync(unfinished, 'w'));
    rmSync(unfinished);
  } catch {
    throw unwritable(file);
  }
}

/** Where a file is written to; a device or a pipe is written to, never replaced; of a link, the file behind it. */
function placeOf(file: string): { target: string; through: boolean; unfinished: string } {
  const there = statSync(file, { throwIfNoEntry: false });
  if (file === '' || there?.isDirectory()) throw unwritable(file);
  const target = there ? realpathSync(file) : file;
  const through = there !== undefined && !there.isFile();
  return { target, through, unfinished: through ? target : `${target}.${process.pid}` };
}

/** Whether the operating system refused something. */
const isOfTheSystem = (error: unknown): boolean => typeof error === 'object' && error !== null && 'syscall' in error;

function writePieces(file: string, pieces: Iterable<string>): void {
  const to = openSync(file, 'w');
  try {
    let block = '';
    for (const piece of pieces) {
      block += piece;
      if (block.length < BLOCK) continue;
      writeFileSync(to, block);
      block = '';
    }
    writeFileSync(to, block);
  } finally {
    closeSync(to);
  }
}
