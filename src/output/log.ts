import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { readableStack } from '../stacks';

/** Writes an unexpected error to the log in MCF_HOME; returns the reference it is found by, and the path, null where it could not be written. */
export function logUnexpected(home: string, command: string, error: unknown): { reference: string; log: string | null } {
  const reference = randomBytes(4).toString('hex');
  const log = join(home, 'mcf.log');
  const told = error instanceof Error ? { name: error.name, message: error.message, stack: readableStack(error.stack ?? '') } : { message: String(error) };
  const line = { time: new Date().toISOString(), level: 'error', reference, command, error: told };
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    appendFileSync(log, `${JSON.stringify(line)}\n`, { mode: 0o600 });
    return { reference, log };
  } catch {
    return { reference, log: null };
  }
}
