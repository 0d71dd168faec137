import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

import { readableStack } from '../src/stacks';
import { runDirectory } from './support/run-once';

test('a logged stack shows the lines of the source', () => {
  const root = mkdtempSync(join(runDirectory(), 'stacks-'));
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/a.ts'), 'type Unused = 1;\n\n\nmodule.exports = () => new Error("halt").stack;\n');
  buildSync({ entryPoints: [join(root, 'src/a.ts')], format: 'cjs', minifyWhitespace: true, outfile: join(root, 'dist/a.js'), sourcemap: 'linked' });
  const stack = `Error: halt\n    at f (${root}/dist/a.js:1:27)\n    at g (/elsewhere/b.js:1:2)\n    at h (${root}/dist/mapless.js:3:4)`;
  expect(readableStack(stack, root)).toBe(`Error: halt\n    at f (src/a.ts:4:28)\n    at g (/elsewhere/b.js:1:2)\n    at h (${root}/dist/mapless.js:3:4)`);
  rmSync(root, { recursive: true });
});
