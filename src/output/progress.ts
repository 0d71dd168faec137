import type { SingleBar } from 'cli-progress';

import { count } from './money';

/** Takes note of how far long work has come; null where nobody knows how much there is. */
type Tell = (done: number, total: number | null) => void;

/** What was not there for so long is not worth a line. */
const QUIET_MS = 500;
const BAR_LENGTH = 10;

/** The exit code of what was stopped by Ctrl-C. */
const STOPPED = 130;

/**
 * Does long work with a bar on stderr that comes after half a second and goes at the end; nothing is drawn without a terminal, or where
 * `quiet`. Ctrl-C ends the process with `stopped`'s words about what was done by then.
 */
export async function withProgress<T>(
  label: string,
  quiet: boolean,
  work: (tell: Tell) => Promise<T>,
  stopped: (done: number) => string = () => 'Stopped; nothing was changed.',
): Promise<T> {
  const bar = quiet || !process.stderr.isTTY ? { tell: () => undefined, end: () => undefined } : lateBar(label);
  let reached = 0;
  const stop = () => {
    bar.end();
    process.stderr.write(`${stopped(reached)}\n`);
    process.exit(STOPPED);
  };
  process.once('SIGINT', stop);
  try {
    return await work((done, total) => {
      reached = done;
      bar.tell(done, total);
    });
  } finally {
    process.off('SIGINT', stop);
    bar.end();
  }
}

function lateBar(label: string): { tell: Tell; end: () => void } {
  const started = performance.now();
  let bar: SingleBar | undefined;
  let at: Parameters<Tell> = [0, null];
  let over = false;
  const draw = async () => {
    const { SingleBar } = await import('cli-progress');
    if (over || bar) return;
    bar = new SingleBar({ stream: process.stderr, clearOnComplete: true, format: () => progressLine(label, at, performance.now() - started) });
    bar.start(at[1] ?? at[0], at[0]);
  };
  const tell: Tell = (done, total) => {
    at = [done, total];
    bar?.setTotal(total ?? done);
    bar?.update(done);
    if (!bar && performance.now() - started > QUIET_MS) void draw();
  };
  const end = () => {
    over = true;
    bar?.stop();
  };
  return { tell, end };
}

/** `  results  ██████░░░░  6,120/10,000  0:18 left`; without a total just how much is done. */
export function progressLine(label: string, [done, total]: Parameters<Tell>, passedMs: number): string {
  if (total === null || total === 0) return `  ${label}  ${count(done)}`;
  const full = Math.min(BAR_LENGTH, Math.floor((BAR_LENGTH * done) / total));
  const bar = '█'.repeat(full) + '░'.repeat(BAR_LENGTH - full);
  const left = done === 0 ? '' : `  ${minutes((passedMs * (total - done)) / done)} left`;
  return `  ${label}  ${bar}  ${count(done)}/${count(total)}${left}`;
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
