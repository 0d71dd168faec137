import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { median } from './lib/clock.mjs';
import { homeAt, mcf, MCF, timed } from './lib/mcf.mjs';

const ROUNDS = 21;
const LIMIT = 2.5;

/** What `mcf orders list` costs in CPU, in units of a bare `node -e 0`; exits 1 when it is above the limit. */
function main() {
  const home = mkdtempSync(join(tmpdir(), 'mcf-bench-'));
  const env = homeAt(home);
  try {
    for (const args of fewOrders()) mcf(env, ...args);
    report(measure(env, { 'node -e 0': ['-e', '0'], 'mcf --version': [MCF, '--version'], 'mcf orders list': [MCF, 'orders', 'list'] }));
  } finally {
    rmSync(home, { force: true, recursive: true });
  }
}

/** The commands that make a database with a few orders. */
function fewOrders() {
  const order = (day) => ['--client', 'C-000002', '--service', 'Scratching', '--place', 'Sofa', '--at', new Date(Date.now() + day * 86_400_000).toISOString()];
  return [
    ['init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes'],
    ['services', 'add', '--name', 'Scratching'],
    ['users', 'add', '--name', 'Barsik', '--role', 'client'],
    ...[1, 2, 3].map((day) => ['orders', 'place', ...order(day)]),
  ];
}

/** Medians of user plus system time in ms. The commands take turns, so that a busy moment of the machine hits all alike. */
function measure(env, commands) {
  const times = Object.entries(commands).map(([name, args]) => ({ args, name, samples: [] }));
  // One round first, unmeasured: it fills the file cache and writes the code cache.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const { args, samples } of times) {
      const { took } = timed(args, env);
      if (round > 0) samples.push(took);
    }
  }
  return times.map(({ name, samples }) => ({ median: median(samples).cpu, name }));
}

function report(results) {
  const bare = results[0].median;
  for (const { median, name } of results) console.log(`${name.padEnd(16)} ${median.toFixed(0).padStart(4)} ms CPU  ${(median / bare).toFixed(2)} ×`);
  if (results.at(-1).median > LIMIT * bare) process.exitCode = 1;
}

main();
