import { readFileSync, statSync } from 'node:fs';
import { isAbsolute } from 'node:path';

import { isMap, isSeq, LineCounter, parseDocument, type Document, type Node, type Scalar } from 'yaml';
import { z } from 'zod';

import { badPrograms, programsMissing, writableByOthers } from '../../errors';

/** A program as the configuration says it: what is run, and what it may use. */
export interface ProgramSettings {
  /** An absolute path, and its arguments as they are. */
  run: readonly string[];
  timeout_ms: number;
  memory_mb: number;
}

/** Where the programs are configured; a file that somebody named must be there. */
export interface ProgramsFile {
  file: string;
  isNamed: boolean;
}

const TIMEOUT_MS = { least: 50, usual: 2_000, most: 30_000 };
const MEMORY_MB = { least: 16, usual: 256, most: 65_536 };
const RUN = 'a list of texts that begins with an absolute path, such as [/usr/bin/python3, /opt/mcf/nearest.py]';
const KEYS = 'run, timeout_ms and memory_mb, and nothing else';

const between = ({ least, usual, most }: typeof TIMEOUT_MS) => z.int(`a whole number from ${least} to ${most}`).min(least, `a whole number from ${least} to ${most}`).max(most, `a whole number from ${least} to ${most}`).default(usual);

const schema = z.record(
  z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/),
  z.strictObject({ run: z.array(z.string(RUN), RUN).refine(([path]) => path !== undefined && isAbsolute(path), RUN), timeout_ms: between(TIMEOUT_MS), memory_mb: between(MEMORY_MB) }, KEYS),
  'programs by their names',
);

/**
 * The programs that a YAML file names; none where it need not be there. Throws `machine.bad_programs` with the place and what should stand there
 * (reliability 32), and `machine.writable_by_others` where more than its owner could decide what this user runs.
 */
export function readPrograms({ file, isNamed }: ProgramsFile): ReadonlyMap<string, ProgramSettings> {
  const source = textOf(file);
  if (source === undefined && isNamed) throw programsMissing(file);
  if (source === undefined) return new Map();
  refuseWritable(file);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false, stringKeys: true });
  const [broken] = [...document.errors, ...document.warnings];
  if (broken) throw badPrograms(`${file}:${lines.linePos(broken.pos[0]).line}`, 'the file', `YAML (${broken.message})`);
  const read = schema.safeParse(valuesOf(document, file));
  if (!read.success) throw problemOf(read.error.issues[0], (path) => `${file}:${lineOf(document, path, lines)}`);
  const programs = new Map<string, ProgramSettings>(Object.entries(read.data));
  for (const { run } of programs.values()) run.filter((word) => isAbsolute(word)).forEach(refuseWritable);
  return programs;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw badPrograms(file, 'it', `a file that this user can read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** An empty file names no programs; aliases are no use here, and a few of them can mean a big thing. */
function valuesOf(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {};
  } catch {
    throw badPrograms(`${file}:1`, 'the file', 'YAML without aliases');
  }
}

function refuseWritable(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() && (found.mode & 0o022) !== 0) throw writableByOthers(file);
}

type Path = readonly PropertyKey[];

function problemOf(issue: z.core.$ZodIssue | undefined, placeOf: (path: Path) => string) {
  const path = issue?.path ?? [];
  if (issue?.code === 'invalid_key') return badPrograms(placeOf(path), `the name “${String(path.at(-1))}”`, 'a small Latin letter, then up to 39 of a-z, 0-9, _ and -');
  if (issue?.code === 'unrecognized_keys') return badPrograms(placeOf([...path, issue.keys[0] ?? '']), `“${issue.keys[0]}”`, KEYS);
  return badPrograms(placeOf(path), path.length === 0 ? 'the file' : path.slice(0, 2).join('.'), issue?.message ?? KEYS);
}

/** The line of the key that a path names, or of the last one on the way that is there. */
function lineOf(document: Document, path: Path, lines: LineCounter): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    const pair = isMap<Scalar, Node>(node) ? node.items.find((item) => item.key.value === key) : undefined;
    const next = isSeq<Node>(node) ? node.items[Number(key)] : pair?.key;
    offset = next?.range?.[0] ?? offset;
    node = pair ? pair.value : next;
  }
  return lines.linePos(offset).line;
}
