import { mkdtempSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { Plugin, run, settings, type Interfaces } from '@oclif/core';

import built from '../../package.json';
import { createApp, type App } from '../../src/app';
import { runDirectory } from '../support/run-once';

/** The machine's company, for what cats do that have no command; whoever opens it closes it. */
export function appOf({ home, clock }: Machine): App {
  return createApp({ databaseUrl: `sqlite:${home}/mcf.db`, clockOffsetMs: clock === null ? 0 : Date.parse(clock) - Date.now(), goldHat: {} as never, messenger: {} as never });
}

/** What a command left behind. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** An error under `--json`. */
export interface Failed {
  error: { code: string; kind: string; message: string; hint: string | null; params: object };
}

/** One machine with its own home. */
export interface Machine {
  home: string;
  /** Business time; null leaves it to the wall clock. */
  clock: string | null;
  /** Gold Hat's address; null where there is none. */
  goldHat: string | null;
  /** The terminal's width; null is a pipe. */
  columns: number | null;
  /** Runs a command line in this process; words are given one by one. */
  mcf: (...words: string[]) => Promise<Ran>;
  /** The same with `--json`: what stands on stdout, which must be one document. */
  json: <T = Record<string, unknown>>(...words: string[]) => Promise<T>;
  /** The error that a command ends with under `--json`, and its exit code. */
  error: (...words: string[]) => Promise<Failed & { code: number }>;
  /** A photo to be shown as evidence; each call makes another one. */
  photo: () => string;
}

const ROOT = resolve(__dirname, '../..');
let loaded: Promise<Plugin> | undefined;

async function load(): Promise<Plugin> {
  settings.enableAutoTranspile = false;
  const oclif = { ...built.oclif, helpClass: './src/help', commands: './src/commands', hooks: { command_not_found: './src/hooks/command-not-found' } };
  const plugin = new Plugin({ ignoreManifest: true, isRoot: true, pjson: { ...built, oclif } as Interfaces.PJSON, root: ROOT });
  await plugin.load();
  return plugin;
}

/** Any text, in what a command answers. */
export const TEXT: unknown = expect.any(String);

/** A text with this in it. */
export const textWith = (part: string | RegExp): unknown => expect.stringMatching(part instanceof RegExp ? part : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** Friday, five past three in Moscow. */
export const FRIDAY = '2026-11-20T12:05:00Z';

/** A machine with an empty home that stands outside a terminal on a Friday; it goes with the test run. */
export function machine(): Machine {
  const home = mkdtempSync(join(runDirectory(), 'home-'));
  let photos = 0;
  const mcf = (...words: string[]) =>
    inEnvironment({ MCF_HOME: here.home, MCF_CLOCK: here.clock ?? undefined, MCF_GOLD_HAT_URL: here.goldHat ?? undefined, NO_COLOR: '1' }, () => captured(words, here.columns));
  const here: Machine = {
    home,
    clock: FRIDAY,
    goldHat: null,
    columns: null,
    mcf,
    json: async <T>(...words: string[]) => {
      const { out, err, code } = await mcf(...words, '--json');
      if (code !== 0) throw new Error(`exit code ${code}: ${out}${err}`);
      return JSON.parse(out) as T;
    },
    error: async (...words) => {
      const { out, code } = await mcf(...words, '--json');
      return { code, ...(JSON.parse(out) as Failed) };
    },
    photo: () => {
      const file = join(home, `photo-${++photos}.jpg`);
      writeFileSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0, photos]));
      return file;
    },
  };
  return here;
}

/** A machine with a company: Boss C-000001, the client Barsik C-000002, Ann of supplies C-000003, the worker Tom C-000004, and one service. */
export async function company(): Promise<Machine> {
  const made = machine();
  await made.json('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
  await made.json('users', 'add', '--name', 'Barsik', '--role', 'client');
  await made.json('users', 'add', '--name', 'Ann', '--role', 'supplies');
  await made.json('candidates', 'add', '--name', 'Tom', '--vacancy', 'courier');
  await made.json('candidates', 'override', 'C-4', '--accept', '--reason', 'saved a vase');
  await made.json('services', 'add', '--name', 'glass dropping', '--kit', '2 glasses');
  return made;
}

/** Places an order of Barsik's for a time in Moscow. */
export const place = (m: Machine, at: string, where = 'Kitchen, Lenina 5') =>
  m.json<{ id: string; number: number; worker: { id: string } }>('orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', where, '--at', at);

/** Brings an order to its end: kit, start and completion. */
export async function complete(m: Machine, order: string): Promise<void> {
  await m.json('consumables', 'issue', order);
  await m.json('orders', 'start', order, '--photo', m.photo(), '--reason', 'dead phone');
  await m.json('orders', 'complete', order, '--photo', m.photo(), '--reason', 'dead phone');
}

async function captured(words: string[], columns: number | null): Promise<Ran> {
  const plugin = await (loaded ??= load());
  // The help rewrites the ids of the commands it shows.
  if (words.length === 0 || words.includes('--help') || words.includes('help')) loaded = undefined;
  const said = { out: '', err: '' };
  const listen = (stream: 'stdout' | 'stderr', to: keyof typeof said) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[to] += String(text);
      return true;
    });
  const log = jest.spyOn(console, 'log').mockImplementation((text: string = '') => void (said.out += `${text}\n`));
  const spies = [listen('stdout', 'out'), listen('stderr', 'err'), log];
  const terminals = [asTerminal(process.stdout, columns), asTerminal(process.stderr, columns)];
  process.exitCode = undefined;
  try {
    await run(words, { root: ROOT, plugins: new Map([[plugin.name, plugin]]) });
    return { code: Number(process.exitCode ?? 0), out: stripVTControlCharacters(said.out), err: stripVTControlCharacters(said.err) };
  } catch (error) {
    const exit = (error as { oclif?: { exit?: number } }).oclif?.exit;
    if (exit === undefined) throw error;
    return { code: exit, out: said.out, err: said.err };
  } finally {
    for (const spy of spies) spy.mockRestore();
    for (const restore of terminals) restore();
    process.exitCode = undefined;
  }
}

function asTerminal(stream: NodeJS.WriteStream, columns: number | null): () => void {
  const before = { isTTY: stream.isTTY, columns: stream.columns };
  Object.assign(stream, { isTTY: columns !== null, columns: columns ?? undefined });
  return () => void Object.assign(stream, before);
}

async function inEnvironment<T>(changes: Record<string, string | undefined>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  try {
    return await work();
  } finally {
    for (const name of Object.keys(changes)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
