#!/usr/bin/env node
'use strict';

// oclif would look for a newer theme file and compare Node's version with package.json's, each at a price in CPU.
process.env.MCF_DISABLE_THEME ??= '1';
process.env.OCLIF_DISABLE_ENGINE_WARNING ??= '1';

// What newer versions of Node warn of lies in the bundled libraries, where who runs a command can do nothing about it.
process.noDeprecation = true;

try {
  require('./load').load('main').run(process.argv.slice(2));
} catch (error) {
  if (error.code !== 'ENOENT') throw error;
  process.stderr.write('mcf is not built yet.\n→ npm run build\n');
  process.exitCode = 1;
}
