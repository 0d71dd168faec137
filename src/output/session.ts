import { accessSync, chmodSync, constants, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

import { homeUnwritable } from '../errors';

/** The token by which this machine is signed in; undefined where it is not. */
export function readSession(file: string): string | undefined {
  try {
    const { token }: { token?: unknown } = JSON.parse(readFileSync(file, 'utf8')) as { token?: unknown };
    return typeof token === 'string' && token !== '' ? token : undefined;
  } catch {
    return undefined;
  }
}

/** Whether anybody else on this machine can read the session. */
export function othersCanRead(file: string): boolean {
  return process.platform !== 'win32' && ((statSync(file, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
}

/** Makes sure, before anything is signed in, that the session can be kept. */
export function prepareSession(file: string): void {
  makeHome(dirname(file));
}

/** Makes a directory that only this user can enter, if there is none; throws `machine.home_unwritable` where it cannot be written. */
export function makeHome(directory: string): void {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    accessSync(directory, constants.W_OK);
  } catch {
    throw homeUnwritable(directory);
  }
}

/** Lets nobody but this user read a SQLite database. */
export function protectDatabase(databaseUrl: string): void {
  if (databaseUrl.startsWith('sqlite:')) chmodSync(databaseUrl.slice('sqlite:'.length), 0o600);
}

/** Keeps the token where only this user can read it. */
export function writeSession(file: string, token: string): void {
  const unfinished = `${file}.new`;
  writeFileSync(unfinished, `${JSON.stringify({ token })}\n`, { mode: 0o600 });
  chmodSync(unfinished, 0o600);
  renameSync(unfinished, file);
}
