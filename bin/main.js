'use strict';

const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Plugin, execute, settings } = require('@oclif/core');

/** Runs the command line inside the bundle; `commands` maps each id to its class and loads it on access. */
async function run(root, commands, hooks, args) {
  // Under NODE_ENV=test or development oclif would look for TypeScript behind every path it is given.
  settings.enableAutoTranspile = false;
  return execute({ args, loadOptions: { plugins: [rootPlugin(root, commands, hooks)], root } });
}

/**
 * The root plugin as the manifest describes it. oclif's own `Plugin.load` sorts with localeCompare, whose first call
 * loads ICU's collation tables: 10 ms of CPU at every start.
 */
function rootPlugin(root, commands, hooks) {
  const pjson = readJson(join(root, 'package.json'));
  const manifest = readJson(join(root, 'oclif.manifest.json'));
  const plugin = new Plugin({ isRoot: true, name: pjson.name, root });
  const load = async (id) => Object.assign(commands[id], { id, plugin });
  return Object.assign(plugin, {
    alias: pjson.name,
    commandIDs: Object.keys(manifest.commands),
    commands: Object.values(manifest.commands).map((cached) => ({ ...cached, load: () => load(cached.id) })),
    flexibleTaxonomy: false,
    hasManifest: true,
    hooks: Object.fromEntries(hooks.map((event) => [event, [{ identifier: event, target: './dist/main.js' }]])),
    isRoot: true,
    manifest,
    moduleType: 'commonjs',
    name: pjson.name,
    pjson,
    root,
    type: 'core',
    valid: true,
    version: pjson.version,
  });
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

module.exports = { run };
