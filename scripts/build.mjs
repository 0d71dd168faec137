import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import Module from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { bundle } from './bundle.mjs';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');

/** What makes a database that has something to list. */
const A_FEW_ORDERS = [
  ['init', '--admin', 'Build', '--yes'],
  ['services', 'add', '--name', 'Scratching'],
  ['users', 'add', '--name', 'Barsik', '--role', 'client'],
  ['orders', 'place', '--client', 'C-000002', '--service', 'Scratching', '--place', 'Sofa', '--at', new Date(Date.now() + 86_400_000).toISOString()],
];

/** Directories that the program reads with fs; a bundle's `__dirname` is dist/, so they lie side by side there. */
const ASSETS = ['src/simulator/page'];

rmSync(dist, { force: true, recursive: true });
const names = await bundle(root, dist);
for (const asset of ASSETS) copyAsset(asset);
writeFileSync(join(dist, 'hashes.json'), JSON.stringify(Object.fromEntries(names.map((name) => [name, seal(name)]))));
// A process of its own: when it ends it keeps a code cache of what it used, which must not replace the warm-up's.
execFileSync(process.execPath, [join(import.meta.dirname, 'manifest.mjs')], { stdio: 'inherit' });
warmUp();

function copyAsset(asset) {
  const from = join(root, asset);
  if (existsSync(from)) cpSync(from, join(dist, basename(asset)), { recursive: true });
}

/** Leaves a bundle as bin/load.js runs it: a function of CommonJS's five names, in ASCII; returns its content's hash. */
function seal(name) {
  const file = join(dist, `${name}.js`);
  // esbuild has escaped the strings; what is left stands in regular expressions, where the escape means the same.
  const code = readFileSync(file, 'utf8').replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const wrapped = Module.wrap(code);
  writeFileSync(file, wrapped);
  return createHash('sha256').update(wrapped).digest('hex').slice(0, 16);
}

/**
 * The first run that loads a bundle leaves a code cache with the functions it used; more would make it dearer to read. So
 * once there is a database the caches go, the commonest read comes first, and what only writes load comes after it.
 */
function warmUp() {
  const home = mkdtempSync(join(tmpdir(), 'mcf-build-'));
  for (const args of A_FEW_ORDERS) mcf(home, ...args);
  rmSync(join(dist, 'cache'), { force: true, recursive: true });
  for (const args of [['orders', 'list'], A_FEW_ORDERS.at(-1)]) mcf(home, ...args);
  rmSync(home, { force: true, recursive: true });
}

function mcf(home, ...args) {
  try {
    execFileSync(process.execPath, [join(root, 'bin', 'run.js'), ...args], {
      env: { HOME: home, MCF_HOME: home, PATH: process.env.PATH, XDG_CONFIG_HOME: home },
      stdio: 'ignore',
    });
  } catch {
    // Where this fails (no native sqlite3 yet, say) the program still works, and its first real run makes the cache.
  }
}
