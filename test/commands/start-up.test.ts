import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { openDatabase } from '../../src/db/connection';
import { company, machine, TEXT, textWith } from './support';

test('init makes home, database and admin, and signs this machine in', async () => {
  const { home, mcf, json, error } = machine();
  expect(await error('whoami')).toMatchObject({ code: 6, error: { code: 'users.not_initialised', kind: 'unavailable', hint: 'mcf init' } });

  const made = await json('init', '--admin', 'Boss', '--time-zone', 'Europe/Moscow', '--yes');
  expect(made).toEqual({
    admin: { id: TEXT, number: 'C-000001', name: 'Boss' },
    invite: { code: TEXT, link: textWith(/^https:\/\/t\.me\/mcf_bot\?start=\S+$/), expires_at: TEXT },
  });
  expect(statSync(join(home, 'session')).mode & 0o777).toBe(0o600);
  expect(statSync(join(home, 'mcf.db')).mode & 0o777).toBe(0o600);
  expect(await json('whoami')).toMatchObject({ name: 'Boss', number: 'C-000001', roles: ['admin', 'manager'] });

  const again = await mcf('init', '--admin', 'Boss', '--yes');
  expect(again).toMatchObject({ code: 4, out: '' });
  expect(again.err).toContain('✖ MCF is set up here already, and has its admin.\n  users.already_initialised\n');
});

test('init prints what it made, and what to do next on a terminal', async () => {
  const here = machine();
  here.columns = 80;
  const { code, out, err } = await here.mcf('init', '--admin', 'Boss', '--yes');
  expect(code).toBe(0);
  expect(out).toMatch(/^✔ database {2}\S+mcf\.db\n✔ admin {5}Boss C-000001, signed in here\n✔ chat {6}https:\/\/t\.me\/mcf_bot\?start=\S+\n$/);
  expect(err).toContain('→ mcf start\n');
});

test.each([
  ['without a name', [], 2, 'cli.usage', 'Missing: --admin.'],
  ['with an empty name', ['--admin', ' '], 4, 'users.bad_text', 'The name must not be empty, and not longer than 100 characters.'],
  ['with a long name', ['--admin', 'x'.repeat(10_000)], 4, 'users.bad_text', 'The name must not be empty'],
  ['with a zone that is none', ['--admin', 'Boss', '--time-zone', 'Moon'], 2, 'cli.usage', '--time-zone: “Moon” cannot be read.'],
  ['with a language that is none', ['--admin', 'Boss', '--language', 'fr'], 2, 'cli.usage', 'it is one of en, ru'],
])('init %s is refused and leaves nothing behind', async (_, words, code, name, message) => {
  const { error } = machine();
  const refused = await error('init', ...words);
  expect(refused).toMatchObject({ code, error: { code: name } });
  expect(refused.error.message).toContain(message);
  expect((await error('whoami')).error.code).toBe('users.not_initialised');
});

test('whoami without a session says so; one that others can read is pointed out', async () => {
  const { home, mcf, error } = await company();
  const session = join(home, 'session');
  chmodSync(session, 0o644);
  expect((await mcf('whoami')).err).toContain(`! others can read ${session}: chmod 600 ${session}`);
  writeFileSync(session, '{"token": "another"}');
  expect(await error('whoami')).toMatchObject({ code: 5, error: { code: 'users.not_signed_in', kind: 'forbidden' } });
});

test('the movable clock begins stderr, and leaves stdout to the answer', async () => {
  const { mcf } = await company();
  expect(await mcf('whoami')).toEqual({ code: 0, out: 'Boss C-000001 · active\n  roles     admin, manager\n  language  en\n  chat      not linked\n', err: 'clock 20 Nov 15:05\n' });
});

test('an unexpected error shows a reference and the log, never a stack', async () => {
  const { home, mcf, error } = await company();
  const database = openDatabase(`sqlite:${join(home, 'mcf.db')}`);
  await database.transaction((sql) => sql.write('ALTER TABLE services RENAME COLUMN minutes TO hours'));
  await database.close();
  const { code, out, err } = await mcf('orders', 'list');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  const [, reference] = /Reference ([0-9a-f]{8}), details in \S+mcf\.log\./.exec(err) ?? [];
  expect(err).not.toContain('    at ');
  expect(JSON.parse(readFileSync(join(home, 'mcf.log'), 'utf8').trim().split('\n').at(-1) ?? '')).toMatchObject({ reference, command: 'mcf orders list' });
  expect(await error('orders', 'list')).toMatchObject({ code: 1, error: { kind: 'unexpected', code: 'machine.unexpected' } });
});

test('a damaged database, and a home that cannot be made, are named', async () => {
  const { home, error } = await company();
  writeFileSync(join(home, 'mcf.db'), 'no database at all, but long enough to be looked at'.repeat(100));
  expect(await error('orders', 'list')).toMatchObject({ code: 6, error: { code: 'machine.not_a_database' } });
  const nowhere = machine();
  nowhere.home = join(home, 'mcf.db');
  expect(await nowhere.error('init', '--admin', 'Boss', '--yes')).toMatchObject({ code: 6, error: { code: 'machine.home_unwritable', params: { home: nowhere.home } } });
});

test('db status and db migrate need nobody to be signed in', async () => {
  const { mcf, json } = await company();
  expect(await json('db', 'status')).toMatchObject({ kind: 'SQLite', pending: 0, zone: 'Europe/Moscow', live: false });
  expect((await mcf('db')).out).toMatch(/^Database\n {2}at {10}\S+mcf\.db\n {2}kind {8}SQLite\n {2}migrations {2}all applied\n/);
  expect(await json('db', 'migrate')).toEqual({ applied: [] });
  expect((await mcf('db', 'migrate')).out).toBe('✔ up to date already\n');
});

test('db status before init says what to do', async () => {
  expect(await machine().error('db', 'status')).toMatchObject({ code: 6, error: { code: 'users.not_initialised' } });
});

test('a mistyped environment is named', async () => {
  const { home, error } = machine();
  process.env.MCF_BOT_TOKEN = 'nonsense';
  try {
    expect(await error('whoami')).toMatchObject({ code: 2, error: { code: 'machine.bad_config', params: { variable: 'MCF_BOT_TOKEN' } } });
  } finally {
    delete process.env.MCF_BOT_TOKEN;
  }
  expect(home).toBeTruthy();
});
