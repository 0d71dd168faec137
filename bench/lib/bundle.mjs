import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';

const bench = join(import.meta.dirname, '..');
const root = join(bench, '..');

/** Bundles a script of this folder with the product's sources into a directory of the run; returns what runs it with arguments and reads its answer. */
export async function bundleOf(directory, name) {
  const outfile = join(directory, `${name}.cjs`);
  await build({
    bundle: true,
    entryPoints: [join(import.meta.dirname, `${name}.mjs`)],
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
  return (...args) => JSON.parse(execFileSync(process.execPath, [outfile, ...args.map(String)], { encoding: 'utf8', env: { ...process.env, NODE_PATH }, stdio: ['ignore', 'pipe', 'inherit'] }));
}
