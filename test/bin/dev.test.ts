import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { runDirectory } from '../support/run-once';

test('bin/dev.js runs commands, and what they load on the way, straight from the sources', () => {
  const env = { ...process.env, MCF_HOME: mkdtempSync(join(runDirectory(), 'dev-')) };
  const mcf = (...args: string[]) => spawnSync(process.execPath, [resolve(__dirname, '../../bin/dev.js'), ...args], { encoding: 'utf8', env });
  expect(mcf('init', '--admin', 'Boss', '--yes')).toMatchObject({ status: 0, stdout: expect.stringContaining('Boss C-000001') as string });
  expect(mcf('orders', 'show', '9')).toMatchObject({ status: 3, stderr: expect.stringContaining('orders.not_found') as string });
});
