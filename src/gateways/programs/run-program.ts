import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, Readable } from 'node:stream';

import type { ProgramFault } from '../../domain/staffing';
import type { ProgramSettings } from './configuration';
import { plain } from './protocol';

/** How a run ended: with all that was written, or with what was wrong. */
export type Ended = { fault: null; output: string } | { fault: ProgramFault; detail: string };

const KB_PER_MB = 1024;
const MOST_BYTES = 1024 * 1024;
const TAIL_BYTES = 4096;
/** How long something that cannot be killed is waited for. */
const GRACE_MS = 1_000;
/** The limits are set by a shell that then becomes the program; words are handed on as they are. Processor time ends what outlives mcf itself. */
const LIMITED = 'ulimit -v "$1" && ulimit -t "$2" && ulimit -c 0 && shift 2 && exec "$@"';
const UNLIMITED = 'shift 2 && exec "$@"';
const NOT_STARTED = [126, 127];
const NO_MEMORY = /MemoryError|cannot allocate|out of memory|bad_alloc|memory exhausted/i;

/** Runs a program in an empty directory of its own, with nothing of this process's environment; it never throws, and leaves nothing behind. */
export async function runProgram(settings: ProgramSettings, lines: Iterable<string>, closing: AbortSignal): Promise<Ended> {
  let directory: string | undefined;
  try {
    directory = await mkdtemp(join(tmpdir(), 'mcf-step-'));
    return await inDirectory(directory, settings, lines, closing);
  } catch (error) {
    return { fault: 'not_started', detail: plain(String(error)) };
  } finally {
    if (directory !== undefined) await rm(directory, { force: true, maxRetries: 3, recursive: true }).catch(() => undefined);
  }
}

function inDirectory(directory: string, settings: ProgramSettings, lines: Iterable<string>, closing: AbortSignal): Promise<Ended> {
  return new Promise((resolve) => {
    if (closing.aborted) return resolve(CLOSED);
    const child = start(directory, settings);
    child.on('error', (error) => resolve({ fault: 'not_started', detail: plain(error.message) }));
    // A shell that could not be started may not even have pipes.
    if (child.pid === undefined) return;
    const said: Said = { output: [], errors: Buffer.alloc(0) };
    let stopped: Ended | undefined;
    const finish = (ended: Ended) => {
      clearTimeout(deadline);
      closing.removeEventListener('abort', close);
      process.off('exit', kill);
      resolve(ended);
    };
    const kill = () => killGroup(child.pid);
    const stop = (ended: Ended) => {
      if (stopped) return;
      stopped = ended;
      kill();
      for (const stream of child.stdio) stream?.destroy();
      setTimeout(() => finish(ended), GRACE_MS).unref();
    };
    const close = () => stop(CLOSED);
    const deadline = setTimeout(() => stop({ fault: 'timeout', detail: `not done after ${settings.timeout_ms} ms` }), settings.timeout_ms);
    closing.addEventListener('abort', close);
    process.on('exit', kill);
    // What it started and left behind goes with it; else the pipes would stay open, too.
    child.on('exit', kill);
    child.on('close', (code, signal) => finish(stopped ?? endOf(code, signal, said)));
    listen(child, said, stop);
    // Whoever does not read what it is told has its reasons, and EPIPE is none to fail.
    pipeline(Readable.from(lines), child.stdin, () => undefined);
  });
}

const CLOSED: Ended = { fault: 'crashed', detail: 'stopped, since mcf was closed' };

/** A group of its own, so that it can be killed with all its children. */
function start(directory: string, { run, memory_mb, timeout_ms }: ProgramSettings): ChildProcessWithoutNullStreams {
  const seconds = (Math.ceil(timeout_ms / 1000) + 1) * availableParallelism();
  const script = process.platform === 'linux' ? LIMITED : UNLIMITED;
  return spawn('/bin/sh', ['-c', script, 'mcf', String(memory_mb * KB_PER_MB), String(seconds), ...run], {
    cwd: directory,
    detached: true,
    env: { HOME: directory, LANG: 'C.UTF-8', PATH: '/usr/local/bin:/usr/bin:/bin', TMPDIR: directory },
    stdio: 'pipe',
  });
}

interface Said {
  output: Buffer[];
  /** The end of what it wrote to stderr. */
  errors: Buffer;
}

function listen(child: ChildProcessWithoutNullStreams, said: Said, stop: (ended: Ended) => void): void {
  const count = (name: string) => {
    let bytes = 0;
    return (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) stop({ fault: 'too_much', detail: `more than ${MOST_BYTES} bytes on ${name}` });
      return bytes <= MOST_BYTES;
    };
  };
  const [outputFits, errorsFit] = [count('stdout'), count('stderr')];
  child.stdout.on('data', (chunk: Buffer) => outputFits(chunk) && said.output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errorsFit(chunk) && (said.errors = Buffer.concat([said.errors, chunk]).subarray(-TAIL_BYTES)));
}

function endOf(code: number | null, signal: NodeJS.Signals | null, { output, errors }: Said): Ended {
  if (code === 0) return { fault: null, output: Buffer.concat(output).toString('utf8') };
  const words = errors.toString('utf8');
  const last = plain(words.trim().split('\n').at(-1) ?? '');
  const detail = [code === null ? `killed by ${signal}` : `exit code ${code}`, last].filter(Boolean).join(': ');
  if (code !== null && NOT_STARTED.includes(code) && output.length === 0) return { fault: 'not_started', detail };
  // Where memory runs out for everybody the kernel kills, and says nothing to the program.
  return { fault: signal === 'SIGKILL' || NO_MEMORY.test(words) ? 'memory' : 'crashed', detail };
}

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
