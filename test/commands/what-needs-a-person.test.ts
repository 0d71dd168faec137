import { company, type Machine, place } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

/** An order without a worker, a worker who is absent though booked, and a review. */
async function trouble(): Promise<void> {
  await place(here, '2026-11-21 15:00');
  await place(here, '2026-11-21 15:00');
  await place(here, '2026-11-22 15:00');
  await here.json('workers', 'absent', 'C-4', '--from', '2026-11-22 00:00', '--to', '2026-11-23 00:00');
  await place(here, '2026-11-24 15:00');
  await here.json('orders', 'cancel', '4', '--reason', 'ill');
}

/** Orders 1 and 2 start with the same photo. */
async function samePhoto(): Promise<void> {
  const photo = here.photo();
  for (const order of ['1', '2']) {
    await place(here, `2026-11-21 1${order}:30`);
    await here.json('consumables', 'issue', order);
    await here.json('orders', 'start', order, '--photo', photo, '--reason', 'dead phone');
    await here.json('orders', 'complete', order, '--photo', here.photo(), '--reason', 'dead phone');
  }
}

describe('tasks list', () => {
  test('tells of alerts and reviews beside tasks, each with the command that follows', async () => {
    await trouble();
    here.columns = 80;
    const { out, err } = await here.mcf('tasks');
    expect(out).toMatch(/^TASK +STATUS +WHAT +SINCE\n/);
    expect(out).toContain('-     open    order 2 has no worker: mcf orders assign 2 ');
    expect(out).toContain('-     open    Tom is absent, but has an order then: mcf orders assign 3 ');
    expect(out).toContain('\n1 review waits: mcf reviews list --open\n');
    expect(err).toContain('→ mcf orders assign 2\n');
    here.columns = null;
    expect(await here.json('tasks', 'list')).toMatchObject([
      { kind: 'alert_unmatched', status: 'open', data: { order: 2 }, done_at: null },
      { kind: 'alert_absence', status: 'open', data: { worker: 'Tom', orders: '3' } },
    ]);
    expect((await here.mcf('tasks', 'list', '--csv')).out.split('\n')[1]).toMatch(/,alert_unmatched,/);
  });

  test('shows every command whole on a terminal of 80 columns', async () => {
    await samePhoto();
    here.columns = 80;
    const { out } = await here.mcf('tasks');
    expect(out).not.toContain('…');
    expect(out).toContain('mcf orders photos 2');
    for (const line of out.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('gives the alert of a photo an id by which it is ticked off, and the others none', async () => {
    await samePhoto();
    for (let n = 0; n < 2; n++) await place(here, '2026-11-21 15:00');
    here.columns = 80;
    const { out, err } = await here.mcf('tasks');
    const [, id = ''] = /^([0-9a-f]{6}) {2}open +a photo of order 2 was on order 1 before/m.exec(out) ?? [];
    expect(err).toContain(`→ mcf tasks done ${id}\n`);
    expect((await here.mcf('tasks', 'done', id)).out).toBe('✔ a photo of order 2 was on order 1 before\n');
    here.columns = null;
    const [{ id: other = '' } = {}] = await here.json<{ id: string }[]>('tasks', 'list');
    expect(await here.json('tasks', 'list')).toMatchObject([{ kind: 'alert_unmatched' }]);
    expect(await here.error('tasks', 'done', other)).toMatchObject({ code: 4, error: { code: 'notifications.alert_ends_itself' } });
    expect(await here.error('tasks', 'done', id)).toMatchObject({ code: 3, error: { code: 'notifications.task_not_found' } });
  });

  test('says that nothing needs a person only where no review waits either', async () => {
    expect((await here.mcf('tasks')).out).toBe('Nothing needs a person. All that ever did: mcf tasks list --all\n');
    await place(here, '2026-11-21 15:00');
    await here.json('orders', 'cancel', '1', '--reason', 'ill');
    expect((await here.mcf('tasks')).out).toBe('1 review waits: mcf reviews list --open\n');
  });
});

test('a service is not added under a name that differs in letter case alone', async () => {
  await here.json('services', 'edit', 'glass dropping', '--name-ru', 'Стаканы');
  for (const name of ['Glass Dropping', 'СТАКАНЫ']) expect(await here.error('services', 'add', '--name', name)).toMatchObject({ code: 4, error: { code: 'orders.service_exists' } });
  expect(await here.error('services', 'add', '--name', 'Cups', '--name-ru', 'стаканы')).toMatchObject({ code: 4, error: { code: 'orders.service_exists' } });
  expect(await here.json('services', 'list')).toHaveLength(1);
});

test('services edit with nothing to change says that any one flag would do', async () => {
  expect(await here.error('services', 'edit', 'glass dropping')).toMatchObject({ code: 2, error: { message: 'Missing: any one of --name, --name-ru, --description, --description-ru, --minutes, --kit.' } });
});

test.each(['cancel', 'fail'])('orders %s says who reads own words', async (command) => {
  expect((await here.mcf('orders', command, '--help')).out.replace(/\s+/g, ' ')).toContain('own words, which client and worker read');
});
