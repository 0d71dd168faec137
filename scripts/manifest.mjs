import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Plugin } from '@oclif/core';

/** Writes oclif.manifest.json, which lets the program know its commands without loading any. */
async function writeManifest(root) {
  // oclif will require the main bundle by its path, and must find it loaded as bin/run.js loads it.
  createRequire(import.meta.url)('../bin/load.js').load('main');
  const plugin = new Plugin({ errorOnManifestCreate: true, ignoreManifest: true, isRoot: true, respectNoCacheDefault: true, root });
  await plugin.load();
  const commands = Object.fromEntries(Object.entries(plugin.manifest.commands).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(join(root, 'oclif.manifest.json'), JSON.stringify({ ...plugin.manifest, commands }));
}

await writeManifest(join(import.meta.dirname, '..'));
