import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import type { Config } from './config';

/** Signs this machine in: the token goes to a file that only its owner can read. */
export function saveSession(config: Config, token: string): void {
  mkdirSync(dirname(config.sessionFile), { recursive: true, mode: 0o700 });
  writeFileSync(config.sessionFile, `${JSON.stringify({ token })}\n`, { mode: 0o600 });
  chmodSync(config.sessionFile, 0o600);
}

/** The token of who is signed in on this machine; undefined where nobody is. */
export function readSession(config: Config): string | undefined {
  try {
    const { token } = JSON.parse(readFileSync(config.sessionFile, 'utf8')) as { token?: string };
    return token;
  } catch {
    return undefined;
  }
}
