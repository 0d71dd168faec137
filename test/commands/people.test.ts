import { company, type Machine, place, TEXT, textWith } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

test('users add makes a person with an invitation', async () => {
  const added = await here.json<{ id: string; invite: { code: string; link: string } }>('users', 'add', '--name', '<b>Мурка</b>', '--role', 'manager', '--role', 'supplies', '--language', 'ru');
  expect(added).toMatchObject({ number: 'C-000005', name: '<b>Мурка</b>', roles: ['manager', 'supplies'], language: 'ru' });
  expect(added.invite).toEqual({ code: TEXT, link: `https://t.me/mcf_bot?start=${added.invite.code}`, expires_at: textWith(/^2026-12-20T12:05/) });
  expect((await here.mcf('users', 'add', '--name', 'Vasya', '--role', 'client')).out).toMatch(/^✔ Vasya C-000006 · client\n {2}invitation {2}https:\/\/t\.me\/mcf_bot\?start=\S+\n$/);
});

test('users add offers the roles that are given by hand, and says how the others come', async () => {
  const { out } = await here.mcf('users', 'add', '--help');
  expect(out).toContain('--role=client|manager|supplies|admin');
  expect(await here.error('users', 'add', '--name', 'Leo', '--role', 'worker')).toMatchObject({ code: 4, error: { code: 'users.role_not_given' } });
  expect(await here.error('users', 'add', '--name', 'Leo', '--role', 'king')).toMatchObject({ code: 2, error: { code: 'cli.usage', message: textWith('client, manager, supplies, admin') } });
});

test('users list, newest first, by role and as CSV', async () => {
  const names = async (...flags: string[]) => (await here.json<{ name: string }[]>('users', 'list', ...flags)).map(({ name }) => name);
  expect(await names()).toEqual(['Tom', 'Ann', 'Barsik', 'Boss']);
  expect(await names('--role', 'client')).toEqual(['Barsik']);
  expect((await here.mcf('users')).out).toContain('C-000001  Boss    admin, manager  active  en        none\n');
  expect((await here.mcf('users', 'list', '--role', 'candidate')).out).toBe('None match. All: mcf users list\n');
  expect((await here.mcf('users', 'list', '--csv')).out).toMatch(/^id,number,name,roles,language,status,chat\r\n\S+,C-000004,Tom,worker,en,active,none\r\n/);
});

test('users show takes an id or a number, with any number of zeros', async () => {
  const { id } = await here.json<{ id: string }>('users', 'show', 'c-2');
  expect(await here.json('users', 'show', id)).toMatchObject({ name: 'Barsik', number: 'C-000002' });
  expect((await here.mcf('users', 'show', 'C-000002')).out).toBe('Barsik C-000002 · active\n  roles     client\n  language  en\n  chat      not linked\n');
});

test('users invite makes a fresh invitation', async () => {
  expect(await here.json('users', 'invite', 'C-2')).toMatchObject({ name: 'Barsik', invite: { link: textWith('?start=') } });
  expect((await here.mcf('users', 'invite', 'C-2')).out).toMatch(/^✔ Barsik · https:\S+\n {2}works once, until Sun 20 Dec 15:05\n$/);
});

test('users roles gives and takes', async () => {
  expect(await here.json('users', 'roles', 'C-3', '--add', 'manager', '--remove', 'supplies')).toMatchObject({ roles: ['manager'] });
  expect((await here.mcf('users', 'roles', 'C-3')).out).toBe('Ann · manager\n');
  expect(await here.error('users', 'roles', 'C-1', '--remove', 'admin')).toMatchObject({ code: 4, error: { code: 'users.last_admin' } });
  expect(await here.error('users', 'roles', 'C-3', '--add', 'worker')).toMatchObject({ code: 4, error: { code: 'users.role_not_given' } });
});

test('users deactivate asks on a terminal and needs --yes without one', async () => {
  expect(await here.error('users', 'deactivate')).toMatchObject({ code: 2, error: { message: 'Missing: ID, --yes.' } });
  expect(await here.error('users', 'deactivate', 'C-3')).toMatchObject({ code: 2, error: { message: 'Missing: --yes.' } });
  expect(await here.json('users', 'deactivate', 'C-3', '--yes')).toMatchObject({ name: 'Ann', status: 'deactivated' });
  expect(await here.error('users', 'deactivate', 'C-3', '--yes')).toMatchObject({ code: 4, error: { code: 'users.already_deactivated' } });
});

test('users reactivate gives an account back', async () => {
  expect(await here.error('users', 'reactivate')).toMatchObject({ code: 2, error: { message: 'Missing: ID.' } });
  expect(await here.error('users', 'reactivate', 'C-3')).toMatchObject({ code: 4, error: { code: 'users.not_deactivated' } });
  await here.json('users', 'deactivate', 'C-3', '--yes');
  const closed = await here.error('users', 'invite', 'C-3');
  expect(closed).toMatchObject({ code: 4, error: { code: 'users.already_deactivated', hint: textWith('mcf users reactivate ') } });
  here.columns = 80;
  expect(await here.mcf('users', 'reactivate', 'C-3')).toMatchObject({ code: 0, out: '✔ Ann is active again: supplies\n', err: expect.stringContaining('→ mcf users invite C-3') as string });
  here.columns = null;
  await here.json('users', 'deactivate', 'C-3', '--yes');
  expect(await here.json('users', 'reactivate', 'C-3')).toMatchObject({ name: 'Ann', status: 'active' });
});

test('candidates add, list, show and override', async () => {
  const added = await here.json('candidates', 'add', '--name', 'Murka', '--vacancy', 'courier', '--breed', 'Siamese', '--age', '3', '--colour', 'grey');
  expect(added).toMatchObject({ number: 'C-000005', status: 'received', breed: 'Siamese', age: 3, colour: 'grey', invite: { link: textWith('?start=') } });
  here.columns = 80;
  const list = await here.mcf('candidates');
  expect(list.out).toContain('NUMBER    NAME   STATUS    VACANCY  BREED    AGE  APPLIED\nC-000005  Murka  received  courier  Siamese    3  now\n');
  expect(list.err).toContain('→ mcf screen\n');
  here.columns = null;
  expect((await here.mcf('candidates', 'show', 'C-5')).out).toMatch(/^Murka C-000005 · received\n {2}vacancy {2}courier\n {2}breed {4}Siamese\n {2}age {6}3 y\n/);
  const rejected = await here.json('candidates', 'override', 'C-5', '--reject', '--reason', 'bit the examiner');
  expect(rejected).toMatchObject({ status: 'rejected' });
  expect(rejected).not.toHaveProperty('worker');
  const accepted = await here.json<{ id: string }>('candidates', 'override', 'C-5', '--accept', '--reason', 'second thoughts', '--yes');
  expect(accepted).toMatchObject({ status: 'accepted', worker: accepted.id });
  expect(await here.json('candidates', 'list', '--status', 'received')).toEqual([]);
  expect((await here.mcf('candidates', 'list', '--status', 'received')).out).toBe('None match. All: mcf candidates list\n');
});

test('candidates override needs a decision and a reason', async () => {
  expect(await here.error('candidates', 'override', 'C-4')).toMatchObject({ code: 2, error: { message: 'Missing: --accept or --reject, --reason.' } });
  expect(await here.error('candidates', 'override', 'C-4', '--accept', '--reject', '--reason', 'x')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
});

test('workers list, show and deactivate', async () => {
  expect(await here.json('workers', 'list')).toEqual([
    { id: TEXT, number: 'C-000004', name: 'Tom', strengths: [], weaknesses: [], status: 'active', joined_at: TEXT },
  ]);
  expect((await here.mcf('workers')).out).toContain('C-000004  Tom   active  -          -           now\n');
  expect((await here.mcf('workers', 'show', 'C-4')).out).toContain('Tom C-000004 · active\n');
  await place(here, '2026-11-21 15:00');
  expect(await here.error('workers', 'deactivate', 'C-4')).toMatchObject({ code: 2, error: { message: 'Missing: --yes.' } });
  expect(await here.json('workers', 'deactivate', 'C-4', '--yes')).toMatchObject({ status: 'deactivated' });
  expect(await here.json('orders', 'show', '1')).toMatchObject({ status: 'unmatched', price: { minor: 10_000 } });
  expect((await here.mcf('workers', 'list', '--status', 'active')).out).toBe('None match. All: mcf workers list\n');
  expect(await here.error('workers', 'deactivate', 'C-2', '--yes')).toMatchObject({ code: 3, error: { code: 'staffing.worker_not_found' } });
});

test('services add, list and retire', async () => {
  expect(await here.json('services', 'add', '--name', 'scratching', '--name-ru', 'царапанье', '--minutes', '30')).toEqual({
    id: TEXT,
    name: 'scratching',
    name_ru: 'царапанье',
    description: null,
    description_ru: null,
    minutes: 30,
    status: 'active',
  });
  expect(await here.error('services', 'add', '--name', 'scratching')).toMatchObject({ code: 4, error: { code: 'orders.service_exists' } });
  expect(await here.json('services', 'retire', 'scratching')).toMatchObject({ status: 'retired' });
  expect((await here.mcf('services')).out).toContain('glass dropping  active        60  glass dropping  -\n');
  expect(await here.json<object[]>('services', 'list')).toHaveLength(2);
});
