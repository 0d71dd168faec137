import { statSync } from 'node:fs';
import { join } from 'node:path';

import { machine } from './support';

test('init makes home, database and admin, and signs this machine in', async () => {
  const { home, mcf, json, error } = machine();
  const before = await error('whoami');
  expect(before).toMatchObject({ code: 6, error: { code: 'users.not_initialised', hint: 'mcf init' } });

  const made = await json('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
  expect(made).toEqual({
    admin: { id: expect.any(String), number: 'C-000001', name: 'Boss' },
    invite: { code: expect.any(String), link: expect.stringMatching(/^https:\/\/t\.me\/mcf_bot\?start=\S+$/), expires_at: expect.any(String) },
  });
  expect(statSync(join(home, 'session')).mode & 0o777).toBe(0o600);
  expect(await json('whoami')).toMatchObject({ name: 'Boss', number: 'C-000001', roles: ['admin', 'manager'] });

  const again = await mcf('init', '--admin', 'Boss', '--yes');
  expect(again).toMatchObject({ code: 4, out: '' });
  expect(again.err).toContain('✖ MCF is set up here already, and has its admin.\n  users.already_initialised\n');
});
