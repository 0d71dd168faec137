#!/usr/bin/env node
'use strict';

const { existsSync, readdirSync } = require('node:fs');
const { join } = require('node:path');
const { Plugin, execute, settings } = require('@oclif/core');
const built = require('../package.json');

const root = join(__dirname, '..');

/** Runs the command line straight from src/, without a build: commands, hooks and help are found by their files. */
async function main() {
  // Serves require() and the import() by which commands load what they need.
  await import('tsx');
  settings.enableAutoTranspile = false;
  const pjson = { ...built, oclif: { ...built.oclif, ...help(), commands: './src/commands', hooks: hooks() } };
  const plugin = new Plugin({ ignoreManifest: true, isRoot: true, pjson, root });
  await plugin.load();
  await execute({ loadOptions: { plugins: [plugin], root } });
}

function help() {
  return existsSync(join(root, 'src/help.ts')) ? { helpClass: './src/help' } : {};
}

function hooks() {
  const directory = join(root, 'src/hooks');
  const files = existsSync(directory) ? readdirSync(directory) : [];
  const names = files.map((file) => file.replace(/\.ts$/, ''));
  return Object.fromEntries(names.map((name) => [name.replaceAll('-', '_'), `./src/hooks/${name}`]));
}

void main();
