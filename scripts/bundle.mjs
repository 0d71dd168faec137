import { existsSync, readdirSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { build } from 'esbuild';
import { chunkPackages, directSqlite, lazyOclif, lazySources, quietDebug, reexport } from './esbuild-plugins.mjs';

/** Packages that stay in node_modules: what draws papers reads files that lie next to it, and fonts are files. */
const OUTSIDE = ['@expo-google-fonts/golos-text', 'fontkit', 'pdfkit'];

/** Packages in the main bundle: what every start needs, and one of which so little is used that it is cheaper there. */
const INSIDE = ['@oclif/core', 'ansis', 'string-width', 'uuid'];

/** What other packages ask for and can do without. */
const OPTIONAL = ['pg-hstore', 'pg-native', 'ts-node', 'tsx', 'typescript'];

const COMMON = {
  bundle: true,
  charset: 'ascii',
  format: 'cjs',
  legalComments: 'none',
  logLevel: 'warning',
  // Half the text to read at every start; names stay, and src/stacks.ts finds the lines.
  minifyWhitespace: true,
  platform: 'node',
  sourcemap: 'linked',
  sourcesContent: false,
  // A script from V8's code cache cannot import(); as require() in a promise it stays as lazy as it was written.
  supported: { 'dynamic-import': false },
  target: 'node20',
};

/**
 * Bundles src/ into dist/main.js and each package that src/ or oclif imports into dist/vendor/<package>.js; returns their names.
 * One bundle of everything costs 30 ms more at every start: its text is 10 MB, and V8 wants it whole, cache or not.
 */
export async function bundle(root, dist) {
  const vendors = new Set();
  const keep = (name) => [...OUTSIDE, ...OPTIONAL, ...INSIDE].includes(name) || isBuiltin(name);
  const options = { ...COMMON, absWorkingDir: root, external: [...OUTSIDE, ...OPTIONAL] };
  await build({
    ...options,
    outfile: join(dist, 'main.js'),
    plugins: [lazySources(root), lazyOclif(), quietDebug(), chunkPackages(vendors, keep)],
    stdin: { contents: entry(root), resolveDir: root, sourcefile: 'entry.js' },
  });
  await build({
    ...options,
    entryPoints: [...vendors].map((id) => ({ in: `vendor:${id}`, out: `vendor/${id}` })),
    outdir: dist,
    plugins: [reexport(root), directSqlite()],
  });
  return ['main', ...[...vendors].map((id) => `vendor/${id}`)];
}

/** The main bundle's entry: every command, hook and the help class behind a getter, so that none loads before its use. */
function entry(root) {
  const hooks = modules(root, 'src/hooks').map((file) => ({ file, name: file.replaceAll('-', '_') }));
  return `
    const { join } = require('node:path');
    const { run } = require('./bin/main.js');
    const COMMANDS = {
      ${modules(root, 'src/commands').map((file) => getter(commandId(file), `./src/commands/${file}`)).join('\n')}
    };
    module.exports = {
      COMMANDS,
      ${hooks.map(({ file, name }) => getter(name, `./src/hooks/${file}`)).join('\n')}
      ${existsSync(join(root, 'src/help.ts')) ? getter('Help', './src/help') : ''}
      run: (args) => run(join(__dirname, '..'), COMMANDS, ${JSON.stringify(hooks.map(({ name }) => name))}, args),
    };`;
}

const getter = (name, path) => `get '${name}'() { return require('${path}').default; },`;

const commandId = (file) => file.split('/').filter((part) => part !== 'index').join(':');

function modules(root, directory) {
  if (!existsSync(join(root, directory))) return [];
  const files = readdirSync(join(root, directory), { recursive: true }).filter((file) => file.endsWith('.ts'));
  return files.map((file) => file.replaceAll(sep, '/').replace(/\.ts$/, '')).sort();
}
