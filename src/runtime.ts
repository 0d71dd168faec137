import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from './config';

/** What a running `mcf start` tells the other commands. */
export interface Runtime {
  page: string | null;
  telegram_api_root: string | null;
  gold_hat: string | null;
  card: string | null;
  cookies: string | null;
  /** The simulator's payment provider; a real token is never written down. */
  payment_token: string | null;
  bot: string;
  /** The simulator's token; a real one is never written down. */
  token: string | null;
  /** The process that wrote this; what it left behind when it was killed counts for nothing. */
  pid: number;
}

const fileOf = (config: Config) => join(config.home, 'runtime.json');

/** Writes the addresses of this process where the other commands look. */
export function writeRuntime(config: Config, runtime: Runtime): void {
  mkdirSync(config.home, { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(config), `${JSON.stringify(runtime, null, 2)}\n`, { mode: 0o600 });
}

/** The addresses of a running `mcf start`; undefined where none runs. */
export function readRuntime(config: Config): Runtime | undefined {
  try {
    const runtime = JSON.parse(readFileSync(fileOf(config), 'utf8')) as Runtime;
    // Signal 0 reaches nobody: it only asks whether the process is there.
    process.kill(runtime.pid, 0);
    return runtime;
  } catch {
    return undefined;
  }
}

/** Takes the addresses back. */
export function removeRuntime(config: Config): void {
  rmSync(fileOf(config), { force: true });
}
