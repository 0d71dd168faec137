import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { Plugin, run, settings, type Interfaces } from '@oclif/core';

import built from '../../package.json';
import { runDirectory } from '../support/run-once';

/** What a command left behind. */
export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** One machine with its own home. */
export interface Machine {
  home: string;
  /** Runs a command line in this process; words are given one by one. */
  mcf(...words: string[]): Promise<Ran>;
  /** The same with `--json`: what stands on stdout, which must be one document. */
  json<T = Record<string, unknown>>(...words: string[]): Promise<T>;
  /** The error that a command ends with under `--json`, and its exit code. */
  error(...words: string[]): Promise<{ code: number; error: { code: string; kind: string; message: string; hint: string | null; params: object } }>;
  /** A photo to be shown as evidence; each call makes another one. */
  photo(): string;
}

const ROOT = resolve(__dirname, '../..');
let loaded: Promise<Interfaces.Plugin> | undefined;

async function load(): Promise<Interfaces.Plugin> {
  settings.enableAutoTranspile = false;
  const oclif = { ...built.oclif, helpClass: './src/help', commands: './src/commands', hooks: { command_not_found: './src/hooks/command-not-found' } };
  const plugin = new Plugin({ ignoreManifest: true, isRoot: true, pjson: { ...built, oclif } as unknown as Interfaces.PJSON, root: ROOT });
  await plugin.load();
  return plugin;
}

/** A machine with an empty home, at a fixed business time unless `clock` says otherwise; it goes with the test run. */
export function machine(clock: string | null = '2026-11-20T12:00:00Z'): Machine {
  const home = mkdtempSync(join(runDirectory(), 'home-'));
  let photos = 0;
  const mcf = (...words: string[]) => inEnvironment({ MCF_HOME: home, MCF_CLOCK: clock ?? undefined }, () => captured(words));
  return {
    home,
    mcf,
    json: async (...words) => {
      const { out, err, code } = await mcf(...words, '--json');
      if (code !== 0) throw new Error(`exit code ${code}: ${out}${err}`);
      return JSON.parse(out);
    },
    error: async (...words) => {
      const { out, code } = await mcf(...words, '--json');
      return { code, ...JSON.parse(out) };
    },
    photo: () => {
      const file = join(home, `photo-${++photos}.jpg`);
      writeFileSync(file, Buffer.from([0xff, 0xd8, 0xff, 0xe0, photos]));
      return file;
    },
  };
}

/** Removes a machine. */
export function scrap({ home }: Machine): void {
  rmSync(home, { recursive: true, force: true });
}

async function captured(words: string[]): Promise<Ran> {
  const plugin = await (loaded ??= load());
  const said = { out: '', err: '' };
  const listen = (stream: 'stdout' | 'stderr', to: keyof typeof said) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[to] += String(text);
      return true;
    });
  const log = jest.spyOn(console, 'log').mockImplementation((text: string = '') => void (said.out += `${text}\n`));
  const spies = [listen('stdout', 'out'), listen('stderr', 'err'), log];
  process.exitCode = undefined;
  try {
    await run(words, { root: ROOT, plugins: new Map([[plugin.name, plugin]]) as never });
    return { code: Number(process.exitCode ?? 0), out: stripVTControlCharacters(said.out), err: stripVTControlCharacters(said.err) };
  } catch (error) {
    const exit = (error as { oclif?: { exit?: number } }).oclif?.exit;
    if (exit === undefined) throw error;
    return { code: exit, out: said.out, err: said.err };
  } finally {
    for (const spy of spies) spy.mockRestore();
    process.exitCode = undefined;
  }
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
