import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What came back from an editor. */
export interface Edited {
  text: string;
  file: string;
  directory: string;
  /** The editor, where it ended with an error. */
  failed: string | null;
}

/** Lets somebody change a text in $VISUAL or $EDITOR, which may have arguments of its own; only the person can read the file. */
export async function editText(name: string, text: string): Promise<Edited> {
  const directory = mkdtempSync(join(tmpdir(), 'mcf-'));
  const file = join(directory, name);
  writeFileSync(file, text, { mode: 0o600 });
  const editor = process.env.VISUAL || process.env.EDITOR || 'vi';
  const { status } = spawnSync('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: ['inherit', process.stdout.isTTY ? 'inherit' : 2, 'inherit'] });
  const edited = { text: readFileSync(file, 'utf8'), file, directory, failed: status === 0 ? null : editor };
  if (edited.failed !== null || edited.text === text) discard(directory);
  return edited;
}

/** Removes a file that was made to be edited, with its directory. */
export function discard(directory: string): void {
  rmSync(directory, { force: true, recursive: true });
}
