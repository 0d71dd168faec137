import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 60_000;

/** The directory that all test processes of this run share; it vanishes with the run. */
export function runDirectory(): string {
  const directory = process.env['MCF_TEST_RUN'];
  if (!directory) throw new Error('MCF_TEST_RUN is not set: this helper works only inside jest');
  return directory;
}

/** Makes something once for all test processes of a run: the first one does, the others wait and read what it returned. */
export async function once(name: string, make: () => Promise<string>): Promise<string> {
  const outcome = join(runDirectory(), `${name}.json`);
  if (await claim(`${outcome}.lock`)) await record(outcome, make);
  const { error, value } = await outcomeOf(outcome);
  if (value === undefined) throw new Error(`${name}: ${error}`);
  return value;
}

interface Outcome {
  error?: string;
  value?: string;
}

async function record(outcome: string, make: () => Promise<string>): Promise<void> {
  const result: Outcome = await make().then(
    (value) => ({ value }),
    (error: unknown) => ({ error: String(error) }),
  );
  await writeFile(`${outcome}.new`, JSON.stringify(result));
  await rename(`${outcome}.new`, outcome);
}

async function outcomeOf(file: string): Promise<Outcome> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20)) {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text) return JSON.parse(text) as Outcome;
  }
  return { error: `not made within ${PATIENCE_MS} ms` };
}

/** Only one of any number of processes succeeds in making a directory. */
async function claim(lock: string): Promise<boolean> {
  return mkdir(lock).then(
    () => true,
    () => false,
  );
}
