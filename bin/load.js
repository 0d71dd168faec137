'use strict';

const fs = require('node:fs');
const path = require('node:path');
const vm = require('node:vm');

const Module = module.constructor;
const dist = path.join(__dirname, '..', 'dist');
const hashes = JSON.parse(fs.readFileSync(path.join(dist, 'hashes.json'), 'utf8'));
const uncached = [];

/** Loads a bundle of dist/ by name, compiled from V8's code cache where there is one that V8 accepts. */
function load(name) {
  const filename = path.join(dist, `${name}.js`);
  const known = require.cache[filename];
  if (known) return known.exports;

  const bundle = new Module(filename, null);
  bundle.filename = filename;
  // Under its own name, so that oclif, which requires the file for help and hooks, gets this very instance.
  require.cache[filename] = bundle;
  compile(name, filename).runInThisContext().call(bundle.exports, bundle.exports, requireInBundle, bundle, filename, dist);
  bundle.loaded = true;
  return bundle.exports;
}

/** A bundle's own chunks come from dist/, everything else from where this file finds it: node_modules lies above both. */
const requireInBundle = Object.assign((id) => (id.startsWith('./vendor/') ? load(id.slice(2)) : require(id)), require);

function compile(name, filename) {
  // The build leaves bundles in ASCII: as latin1 they are not decoded, and stay one byte a character.
  const source = fs.readFileSync(filename, 'latin1');
  const cacheFile = path.join(dist, 'cache', `${name}-${hashes[name]}-${process.version}-${process.arch}`);
  const cachedData = readIfThere(cacheFile);
  const script = new vm.Script(source, { filename, cachedData });
  if (!cachedData || script.cachedDataRejected) keepLater(script, cacheFile);
  return script;
}

/** Writes code caches at the process's end, since by then they hold the functions that this run really used. */
function keepLater(script, cacheFile) {
  if (uncached.length === 0) process.once('exit', () => uncached.forEach(keep));
  uncached.push({ script, cacheFile });
}

function keep({ script, cacheFile }) {
  const unfinished = `${cacheFile}.${process.pid}`;
  try {
    fs.mkdirSync(path.dirname(cacheFile), { recursive: true });
    // Flushed before it gets its name: V8 rejects a cut-off file, but a hole of zeros after a power cut would crash it.
    fs.writeFileSync(unfinished, script.createCachedData(), { flush: true });
    fs.renameSync(unfinished, cacheFile);
  } catch {
    // A cache is a matter of speed only: in a directory that cannot be written every start compiles.
  }
}

function readIfThere(file) {
  try {
    return fs.readFileSync(file);
  } catch {
    return undefined;
  }
}

module.exports = { load };
