import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Ends what a test run has started: closes the pipe, waits until PostgreSQL is down and its directory gone. */
export type Sweep = () => Promise<void>;

/** Ends as soon as jest does, in whatever way, since reading from the pipe ends then. */
const SWEEPER = `
  read -r _
  pid=$(head -n 1 "$1/postgres/data/postmaster.pid" 2>/dev/null)
  if [ -n "$pid" ]; then
    kill -QUIT "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
  fi
  rm -rf "$1"
`;

/** Makes the directory that all tests of a run share, and sees to it that it goes when jest ends, even by SIGKILL. */
export default function globalSetup(): void {
  const directory = mkdtempSync(join(tmpdir(), 'mcf-test-'));
  // PostgreSQL refuses to run as root: the user it runs as must get in.
  chmodSync(directory, 0o755);
  process.env['MCF_TEST_RUN'] = directory;
  // Detached, so that Ctrl-C, which goes to the whole process group, leaves it its work.
  const sweeper = spawn('sh', ['-c', SWEEPER, 'sweeper', directory], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const swept = new Promise<void>((resolve) => sweeper.once('exit', () => resolve()));
  sweeper.unref();
  const sweep: Sweep = () => {
    sweeper.ref();
    sweeper.stdin.end();
    return swept;
  };
  Object.assign(globalThis, { sweep });
}
