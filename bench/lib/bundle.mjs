import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const bench = join(import.meta.dirname, '..');
const root = join(bench, '..');

/** Bundles inside.mjs with the product's sources into a directory of the run; returns what runs one of its jobs and reads its answer. */
export async function bundleInside(directory) {
  const outfile = join(directory, 'inside.cjs');
  await build({
    bundle: true,
    entryPoints: [join(import.meta.dirname, 'inside.mjs')],
    external: ['@duckdb/node-api', 'pdfkit', 'pg-hstore', 'pg-native', 'sqlite3'],
    format: 'cjs',
    logLevel: 'warning',
    outfile,
    platform: 'node',
    supported: { 'dynamic-import': false },
    target: 'node20',
  });
  // Outside the repository require() needs to be told where the packages are.
  const NODE_PATH = [root, bench].map((at) => join(at, 'node_modules')).join(':');
  return (job, ...args) => JSON.parse(execFileSync(process.execPath, [outfile, job, ...args.map(String)], { encoding: 'utf8', env: { ...process.env, NODE_PATH }, stdio: ['ignore', 'pipe', 'inherit'] }));
}
