import { company, type Machine, place } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

async function worker(name: string, number: string): Promise<void> {
  await here.json('candidates', 'add', '--name', name, '--vacancy', 'courier');
  await here.json('candidates', 'override', number, '--accept', '--reason', 'saved a vase');
}

describe('orders assign', () => {
  test('of a busy worker says which order keeps it', async () => {
    await place(here, '2026-11-21 15:00');
    await place(here, '2026-11-21 15:30');
    expect(await here.error('orders', 'assign', '2', '--worker', 'C-4', '--reason', 'ill')).toMatchObject({
      code: 4,
      error: { code: 'staffing.worker_not_free', message: 'Tom is busy with order 1 at that time.', hint: 'mcf orders assign 2', params: { problem: 'busy', busy_with: 1, number: 2 } },
    });
  });

  test('of a worker who is away says from when till when', async () => {
    await here.json('workers', 'absent', 'C-4', '--from', '2026-11-21 00:00', '--to', '2026-11-22 00:00');
    await place(here, '2026-11-21 15:00');
    expect(await here.error('orders', 'assign', '1', '--worker', 'C-4', '--reason', 'ill')).toMatchObject({
      code: 4,
      error: { code: 'staffing.worker_not_free', message: 'Tom is away at that time, from Sat 21 Nov 00:00 till Sun 22 Nov 00:00.', hint: 'mcf orders assign 1' },
    });
  });
});

describe('orders match', () => {
  test('says who comes to an order that waited', async () => {
    await place(here, '2026-11-21 15:00');
    await place(here, '2026-11-21 15:30');
    await worker('Leo', 'C-5');
    expect(await here.mcf('orders', 'match', '2')).toMatchObject({ code: 0, out: '✔ order 2 · assigned to Leo · 100.00\n' });
    expect(await here.json('orders', 'show', '2')).toMatchObject({ status: 'assigned', worker: { name: 'Leo' } });
  });

  test('says why nobody comes, and leaves the order as it is', async () => {
    await place(here, '2026-11-21 15:00');
    await place(here, '2026-11-21 15:30');
    expect(await here.mcf('orders', 'match', '2')).toMatchObject({ code: 0, out: 'order 2 · nobody is free\n  Tom C-000004: busy with order 1\n' });
    expect(await here.json('orders', 'match', '2')).toMatchObject({ number: 2, status: 'unmatched', worker: null, outcome: 'nobody' });
  });

  test('of an order whose worker comes is refused', async () => {
    await place(here, '2026-11-21 15:00');
    expect(await here.error('orders', 'match', '1')).toMatchObject({ code: 4, error: { code: 'orders.still_comes', hint: 'mcf orders assign 1' } });
  });
});

describe('orders move', () => {
  test('to its own time says so, and no event tells of it', async () => {
    await place(here, '2026-11-23 15:00');
    const before = (await here.mcf('orders', 'timeline', '1')).out;
    expect(await here.mcf('orders', 'move', '1', '--at', '2026-11-23 15:00')).toMatchObject({ code: 0, out: 'order 1 · is at that time already: Mon 23 Nov 15:00-16:00\n' });
    expect((await here.mcf('orders', 'timeline', '1')).out).toBe(before);
    expect((await here.mcf('orders', 'move', '1', '--at', '2026-11-23 16:00')).out).toBe('✔ order 1 · moved to Mon 23 Nov 16:00-17:00 · Tom\n');
  });
});

describe('a time that is past', () => {
  test('is called so when an order is placed', async () => {
    const past = ['orders', 'place', '--client', 'C-2', '--service', 'glass dropping', '--place', 'x', '--at'];
    expect(await here.error(...past, '2026-11-18 15:00')).toMatchObject({ code: 4, error: { code: 'orders.too_soon', message: "That is past: an order needs 60 minutes' notice.", params: { minutes: 60 } } });
    expect(await here.error(...past, '2026-11-20 15:30')).toMatchObject({ code: 4, error: { code: 'orders.too_soon', message: "That is too soon: an order needs 60 minutes' notice." } });
  });

  test('is called so when one is moved', async () => {
    await place(here, '2026-11-23 15:00');
    expect(await here.error('orders', 'move', '1', '--at', '2026-11-18 15:00')).toMatchObject({ code: 4, error: { message: "That is past: an order needs 60 minutes' notice." } });
  });
});

describe('starting and completing', () => {
  const evidence = () => ['--photo', here.photo(), '--reason', 'dead phone'];

  test('long before the agreed time is done, with a caution', async () => {
    await place(here, '2026-11-23 15:00');
    await here.json('consumables', 'issue', '1');
    const started = await here.mcf('orders', 'start', '1', ...evidence());
    expect(started).toMatchObject({ code: 0, out: '✔ order 1 · started · 100.00\n' });
    expect(started.err).toContain('! order 1 is for Mon 23 Nov 15:00, in 3 days\n');
    const completed = await here.mcf('orders', 'complete', '1', ...evidence(), '--json');
    expect(JSON.parse(completed.out)).toMatchObject({ status: 'completed' });
    expect(completed.err).toContain('! order 1 is for Mon 23 Nov 15:00, in 3 days\n');
  });

  test('near the agreed time is no news', async () => {
    await place(here, '2026-11-20 17:00');
    await here.json('consumables', 'issue', '1');
    here.clock = '2026-11-20T13:15:00Z';
    expect((await here.mcf('orders', 'start', '1', ...evidence())).err).not.toContain('is for');
  });

  test('a start that was noted by mistake is taken back', async () => {
    await place(here, '2026-11-23 15:00');
    await here.json('consumables', 'issue', '1');
    await here.json('orders', 'start', '1', ...evidence());
    expect(await here.error('orders', 'start', '1', '--undo')).toMatchObject({ code: 2, error: { message: 'Missing: --reason.' } });
    expect(await here.mcf('orders', 'start', '1', '--undo', '--reason', 'wrong order')).toMatchObject({ code: 0, out: '✔ order 1 · assigned to Tom · 100.00 · its start was taken back\n' });
    expect(await here.json('orders', 'show', '1')).toMatchObject({ status: 'assigned' });
  });

  test('that of a worker who works here no longer says that another one is looked for', async () => {
    await place(here, '2026-11-23 15:00');
    await here.json('consumables', 'issue', '1');
    await here.json('orders', 'start', '1', ...evidence());
    await here.json('workers', 'deactivate', 'C-4', '--yes');
    const undone = await here.mcf('orders', 'start', '1', '--undo', '--reason', 'wrong order');
    expect(undone).toMatchObject({ code: 0, out: '✔ order 1 · unmatched: nobody is free yet · 100.00 · its start was taken back\n' });
    expect(undone.err).toContain('! its worker works here no longer: another one is looked for\n');
    expect(await here.json('orders', 'show', '1')).toMatchObject({ status: 'unmatched', worker: null });
  });
});
