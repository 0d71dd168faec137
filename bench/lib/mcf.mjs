import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The built program. */
export const MCF = join(import.meta.dirname, '..', '..', 'bin', 'run.js');

/** The environment of a company in a directory of its own. */
export function homeAt(home, more = {}) {
  return { HOME: home, MCF_HOME: home, PATH: process.env.PATH, XDG_CONFIG_HOME: home, ...more };
}

/** Runs a command of the program and returns its answer in JSON. */
export function mcf(env, ...args) {
  return JSON.parse(execFileSync(process.execPath, [MCF, ...args, '--json'], { encoding: 'utf8', env, maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] }));
}

/** One run of Node with these arguments: wall time and user plus system time in ms, as bash's `time` tells them (Node does not know what its children cost), and what it wrote. */
export function timed(args, env) {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@" 2>/dev/null';
  const { status, stderr, stdout } = spawnSync('bash', ['-c', script, 'bash', process.execPath, ...args], { encoding: 'utf8', env, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`exit code ${status}: node ${args.join(' ')}\n${stdout}`);
  const [wall, user, system] = stderr.trim().split(' ').map((seconds) => 1000 * Number(seconds));
  return { result: stdout, took: { cpu: user + system, wall } };
}
