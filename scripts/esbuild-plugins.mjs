import { readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** Leaves each package that our own code or oclif imports, and that `keep` does not claim, to a chunk; `vendors` collects them. */
export function chunkPackages(vendors, keep) {
  return {
    name: 'chunk-packages',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^[^./]/ }, ({ importer, path }) => {
        const name = path.split('/', path.startsWith('@') ? 2 : 1).join('/');
        const within = importer.split(sep).includes('node_modules') && !importer.includes(join('@oclif', 'core'));
        if (within || keep(name)) return undefined;
        vendors.add(path);
        return { external: true, path: `./vendor/${path}` };
      });
    },
  };
}

/** Chunks enter their package through require(), as Node and jest do, so that all three see the same exports. */
export function reexport(root) {
  return {
    name: 'reexport',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^vendor:/ }, ({ path }) => ({ namespace: 'vendor', path: path.slice('vendor:'.length) }));
      esbuild.onLoad({ filter: /.*/, namespace: 'vendor' }, ({ path }) => ({
        contents: `module.exports = require('${path}');`,
        resolveDir: root,
      }));
    },
  };
}

/** sqlite3 looks for its native part in a dozen places; npm leaves it in one, which saves 2 ms at every start. */
export function directSqlite() {
  const binding = 'sqlite3/build/Release/node_sqlite3.node';
  return {
    name: 'direct-sqlite',
    setup(esbuild) {
      esbuild.onLoad({ filter: /sqlite3[\\/]lib[\\/]sqlite3-binding\.js$/ }, () => ({ contents: `module.exports = require('${binding}');` }));
      esbuild.onResolve({ filter: /node_sqlite3\.node$/ }, () => ({ external: true, path: binding }));
    },
  };
}

/**
 * oclif's modules require everything they mention when they load; here each does so at its first use, which saves 10 ms.
 * And it reads three files and loads child_process to call Linux on Windows by another name: it is called linux here.
 */
export function lazyOclif() {
  return {
    name: 'lazy-oclif',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^wsl-utils$/ }, () => ({ namespace: 'no-wsl', path: 'wsl-utils' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'no-wsl' }, () => ({ contents: 'exports.isWsl = false;' }));
      esbuild.onLoad({ filter: /@oclif[\\/]core[\\/]lib[\\/].*\.js$/ }, ({ path }) => ({ contents: lazily(readFileSync(path, 'utf8')) }));
    },
  };
}

/** oclif's own debugging loads node:tty and node:net, 5 ms at every start: only where DEBUG asks for it. */
export function quietDebug() {
  return {
    name: 'quiet-debug',
    setup(esbuild) {
      esbuild.onResolve({ filter: /^debug$/ }, ({ importer, resolveDir }) =>
        importer.includes('@oclif') ? { namespace: 'quiet-debug', path: 'debug', pluginData: resolveDir } : undefined,
      );
      esbuild.onLoad({ filter: /.*/, namespace: 'quiet-debug' }, ({ pluginData }) => ({
        contents: `module.exports = (namespace) => process.env.DEBUG ? require('debug')(namespace) : () => {};`,
        resolveDir: pluginData,
      }));
    },
  };
}

/**
 * Our own modules load what they import at its first use: a command that lists orders evaluates neither the invoices nor
 * luxon. Saves 15 ms at every start, and nobody has to think of it while writing imports.
 */
export function lazySources(root) {
  return {
    name: 'lazy-sources',
    setup(esbuild) {
      const src = join(root, 'src') + sep;
      esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (!path.startsWith(src)) return undefined;
        const options = { format: 'cjs', loader: 'ts', platform: 'node', sourcefile: path, sourcemap: 'inline', target: 'node20' };
        const { code } = await esbuild.esbuild.transform(readFileSync(path, 'utf8'), options);
        return { contents: lazyImports(plainModule(code)) };
      });
      esbuild.onResolve({ filter: /^esm-helpers$/ }, () => ({ namespace: 'esm-helpers', path: 'esm-helpers' }));
      esbuild.onLoad({ filter: /.*/, namespace: 'esm-helpers' }, () => ({ contents: ESM_HELPERS }));
    },
  };
}

/** What esbuild writes into each module that it turns into CommonJS, here once for all of them. */
const ESM_HELPERS = `
  exports.__export = (target, getters) => {
    Object.defineProperty(target, '__esModule', { value: true });
    for (const name in getters) Object.defineProperty(target, name, { enumerable: true, get: getters[name] });
  };
  exports.__toESM = (found) => (found.__esModule ? found : Object.create(found, { default: { value: found } }));`;

/** esbuild's own helpers at a module's head, till where it exports: its getters are the third part. */
const HEAD = /^var __[\s\S]*?^var (\w+_exports) = \{\};\n__export\(\1, (\{[\s\S]*?^\})\);\nmodule\.exports = __toCommonJS\(\1\);$/m;

/** A module without its own copy of the helpers, which copies no other module's exports: a sixth less to load at every start. */
function plainModule(code) {
  const head = (text, _, getters) => {
    const short = `const { __toESM } = require("esm-helpers");require("esm-helpers").__export(exports, ${getters});`;
    // The source map counts lines.
    return short + '\n'.repeat(text.split('\n').length - short.split('\n').length);
  };
  return code
    .replace(HEAD, head)
    .replace(/__toESM\((require\("\.[^"]*(?<!\.json)"\))\)/g, '$1')
    .replace(/\bimport\(("\.[^"]*(?<!\.json)")\)/g, 'Promise.resolve().then(() => require($1))');
}

/** Turns `var import_a = require("a")`, as esbuild writes it, into a function, and each use of `import_a` into its call. */
function lazyImports(code) {
  const required = /^var (import_\w+) = ((?:__toESM\()?require\("[^"]+"\)(?:, 1)?\)?);$/gm;
  const names = [...code.matchAll(required)].map(([, name]) => name);
  if (names.length === 0) return code;
  const used = code.replace(new RegExp(`\\b(${names.join('|')})\\b`, 'g'), '($1())');
  return used.replace(/^var \((import_\w+)\(\)\) = (.*);$/gm, 'let $1$; function $1() { return $1$ ??= $2; }');
}

/** Turns `const a_1 = require("a")`, as TypeScript writes it, into a function, and each use of `a_1` into its call. */
function lazily(code) {
  const required = /^const (\w+_\d+) = (?:__import(?:Default|Star)\()?require\("[^"]+"\)\)?;$/gm;
  const names = [...code.matchAll(required)].map(([, name]) => name);
  if (names.length === 0) return code;
  return code
    .replace(/^exports\.(\w+) = (__importStar\(require\("[^"]+"\)\));$/gm, 'Object.defineProperty(exports, "$1", { enumerable: true, get: () => $2 });')
    .replace(new RegExp(`\\b(${names.join('|')})\\b`, 'g'), '($1())')
    .replace(/^const \((\w+_\d+)\(\)\) = (.*);$/gm, 'let $1$; function $1() { return $1$ ??= $2; }');
}
