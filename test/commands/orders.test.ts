import { company, complete, type Machine, place, TEXT } from './support';

const AMOUNT = { minor: 10_000, currency: 'CAT' };
let here: Machine;

beforeEach(async () => {
  here = await company();
});

test('orders place finds a worker and answers with ORDER', async () => {
  expect(await place(here, '2026-11-21 15:00')).toEqual({
    id: TEXT,
    number: 1,
    status: 'assigned',
    end_reason: null,
    end_note: null,
    estimate: AMOUNT,
    client: { id: TEXT, number: 'C-000002', name: 'Barsik' },
    worker: { id: TEXT, number: 'C-000004', name: 'Tom' },
    service: { id: TEXT, name: 'glass dropping' },
    place: 'Kitchen, Lenina 5',
    description: null,
    directions: null,
    at: '2026-11-21T12:00:00.000Z',
    ends_at: '2026-11-21T13:00:00.000Z',
    copy_of: null,
    copied_as: null,
    list_price: AMOUNT,
    discount: { percent: 0, amount: { minor: 0, currency: 'CAT' } },
    price: AMOUNT,
    supplies: 'requested',
    cannot_come: null,
    movable_until: '2026-11-21T00:00:00.000Z',
    placed_at: TEXT,
    started_at: null,
    ended_at: null,
  });
});

test('whoever deactivates a worker reads which orders look for another one', async () => {
  await place(here, '2026-11-21T15:00:00+03:00');
  here.columns = 80;
  const { out, err } = await here.mcf('workers', 'deactivate', 'C-4', '--yes');
  expect(out).toBe('✔ Tom is deactivated; another worker is looked for: order 1\n');
  expect(err).toContain('→ mcf orders list --status unmatched\n');
});

test('an order nobody is free for has an estimate and no price, and is assigned by hand', async () => {
  await here.json('workers', 'deactivate', 'C-4', '--yes');
  const order = await place(here, '2026-11-21T15:00:00+03:00');
  expect(order).toMatchObject({ status: 'unmatched', worker: null, estimate: AMOUNT, price: null, list_price: null, discount: null, supplies: null });
  await here.json('candidates', 'add', '--name', 'Leo', '--vacancy', 'courier');
  await here.json('candidates', 'override', 'C-5', '--accept', '--reason', 'strong');
  const assigned = await here.mcf('orders', 'assign', '1', '--worker', 'C-5', '--reason', 'lives next door');
  expect(assigned.out).toBe('✔ order 1 · assigned to Leo · 100.00\n');
  expect(await here.error('orders', 'assign', '1', '--worker', 'C-5', '--reason', 'again')).toMatchObject({ code: 4, error: { code: 'orders.same_worker' } });
});

test('orders start waits for the kit, and says how to go on', async () => {
  await place(here, '2026-11-20 16:30');
  here.columns = 80;
  const { code, out, err } = await here.mcf('orders', 'start', '1', '--photo', here.photo(), '--reason', 'dead phone');
  expect({ code, out }).toEqual({ code: 4, out: '' });
  expect(err).toBe('clock 20 Nov 15:05\n✖ Order 1 cannot start: no supplies issued yet.\n  orders.supplies_not_issued\n→ mcf consumables issue 1\n');
  expect(await here.error('orders', 'start', '1', '--photo', here.photo(), '--reason', 'dead phone')).toEqual({
    code: 4,
    error: {
      code: 'orders.supplies_not_issued',
      kind: 'conflict',
      message: 'Order 1 cannot start: no supplies issued yet.',
      params: { order: TEXT, number: 1 },
      hint: 'mcf consumables issue 1',
    },
  });
});

test('errors are told in the language of whoever is signed in; JSON stays English', async () => {
  const russian = (await import('./support')).machine();
  await russian.json('init', '--admin', 'Шеф', '--language', 'ru', '--yes');
  expect((await russian.mcf('orders', 'show', '99')).err).toContain('✖ Заказа «99» нет.\n  orders.not_found\n');
  expect((await russian.error('orders', 'show', '99')).error.message).toBe('There is no order “99”.');
});

test('orders start and orders complete carry an order to its end; orders show and orders timeline tell of it', async () => {
  await place(here, '2026-11-20 16:30');
  here.clock = '2026-11-20T13:31:00Z';
  await complete(here, '1');
  expect(await here.json('orders', 'show', '1')).toMatchObject({ status: 'completed', supplies: 'issued', started_at: TEXT });
  const { out } = await here.mcf('orders', 'show', '1');
  expect(out).toContain('Order 1 · completed · glass dropping\n  client    Barsik C-000002\n  worker    Tom C-000004\n  when      Fri 20 Nov 16:30-17:30 (1 min ago)\n');
  expect(out).toContain('Timeline\n  20 Nov 15:05  placed         Boss, command line\n');
  const timeline = await here.json<{ event: string; channel: string; actor: { name: string } }[]>('orders', 'timeline', '1');
  expect(timeline.map(({ event }) => event)).toEqual(
    expect.arrayContaining(['order_placed', 'order_assigned', 'supplies_requested', 'supplies_issued', 'order_started', 'order_completed']),
  );
  expect(timeline.find(({ event }) => event === 'order_completed')).toMatchObject({ note: 'dead phone' });
  expect(timeline[0]).toMatchObject({ channel: 'cli', actor: { name: 'Boss' } });
  expect((await here.mcf('orders', 'timeline', '1', '--csv')).out).toMatch(/^at,event,actor\.id,actor\.name,actor_kind,channel,note\r\n/);
});

test('orders cancel tells named reasons from other words, and what is still owed', async () => {
  await place(here, '2026-11-21 15:00');
  await place(here, '2026-11-22 15:00');
  expect(await here.json('orders', 'cancel', '1', '--reason', 'plans_changed')).toMatchObject({ status: 'cancelled', end_reason: 'plans_changed', end_note: null });
  const { out } = await here.mcf('orders', 'cancel', '2', '--reason', 'the sofa is gone');
  expect(out).toBe('✔ order 2 · cancelled · 100.00 still owed\n');
  expect(await here.json('orders', 'show', '2')).toMatchObject({ end_reason: 'other', end_note: 'the sofa is gone' });
  expect(await here.error('orders', 'cancel', '1', '--reason', 'plans_changed')).toMatchObject({ code: 4, error: { code: 'orders.wrong_state', message: 'Order 1 is cancelled, so this cannot be done: it takes one that is without a worker or assigned.' } });
});

test('orders fail ends a started order', async () => {
  await place(here, '2026-11-20 16:30');
  expect(await here.error('orders', 'fail', '1', '--reason', 'ill')).toMatchObject({ code: 4, error: { code: 'orders.wrong_state' } });
  await here.json('consumables', 'issue', '1');
  await here.json('orders', 'start', '1', '--photo', here.photo(), '--reason', 'dead phone');
  expect(await here.json('orders', 'fail', '1', '--reason', 'no_client')).toMatchObject({ status: 'failed', end_reason: 'no_client' });
});

describe('orders list', () => {
  test('says how to begin where there is nothing, and how to see all where nothing matches', async () => {
    expect(await here.mcf('orders')).toMatchObject({ code: 0, out: 'No orders yet. Place one: mcf orders place\n' });
    expect((await here.mcf('orders', 'list', '--status', 'failed')).out).toBe('None match. All: mcf orders list\n');
    expect(await here.json('orders', 'list')).toEqual([]);
  });

  test('filters by state, client and worker, by any of their names', async () => {
    const { id } = await place(here, '2026-11-21 15:00');
    await place(here, '2026-11-22 15:00');
    await here.json('orders', 'cancel', '2', '--reason', 'ill');
    const numbers = async (...flags: string[]) => (await here.json<{ number: number }[]>('orders', 'list', ...flags)).map(({ number }) => number);
    expect(await numbers()).toEqual([2, 1]);
    expect(await numbers('--status', 'assigned')).toEqual([1]);
    expect(await numbers('--client', 'c-2', '--worker', 'C-000004', '--limit', '1')).toEqual([2]);
    expect(await numbers('--client', 'C-1')).toEqual([]);
    expect(await here.json('orders', 'show', id)).toMatchObject({ number: 1 });
  });

  test('fits 80 and 120 columns, and a pipe gets all of it', async () => {
    await place(here, '2026-11-20 17:05');
    here.columns = 80;
    expect((await here.mcf('orders', 'list')).out).toBe(
      'NO  STATUS    CLIENT  WORKER  SERVICE         WHEN     PRICE\n 1  assigned  Barsik  Tom     glass dropping  in 2 h  100.00\n',
    );
    const wide =
      'NO  STATUS    CLIENT  WORKER  SERVICE         WHEN                       PRICE  PLACE\n' +
      ' 1  assigned  Barsik  Tom     glass dropping  Fri 20 Nov 17:05, in 2 h  100.00  Kitchen, Lenina 5\n';
    here.columns = 120;
    expect(await here.mcf('orders', 'list')).toEqual({ code: 0, out: wide, err: 'clock 20 Nov 15:05\n→ mcf consumables issue 1\n' });
    here.columns = null;
    expect(await here.mcf('orders', 'list')).toEqual({ code: 0, out: wide, err: 'clock 20 Nov 15:05\n' });
  });

  test('shows 50 rows on a terminal and says how to see all', async () => {
    for (let day = 1; day <= 51; day++) await place(here, `2026-${day < 10 ? '11' : '12'}-${String(day < 10 ? day + 21 : ((day - 10) % 28) + 1).padStart(2, '0')} ${day > 37 ? '09' : '15'}:00`);
    here.columns = 80;
    const { out } = await here.mcf('orders', 'list');
    expect(out.trimEnd().split('\n')).toHaveLength(52);
    expect(out).toContain('50 of 51 · all: --limit 0\n');
    expect((await here.mcf('orders', 'list', '--limit', '0')).out.trimEnd().split('\n')).toHaveLength(52);
    here.columns = null;
    expect(await here.json<unknown[]>('orders', 'list')).toHaveLength(51);
  });

  test('as CSV follows RFC 4180, and no text becomes a formula', async () => {
    await place(here, '2026-11-21 15:00', '=HYPERLINK("http://x"), "Kitchen"');
    const { out } = await here.mcf('orders', 'list', '--csv');
    const [head, row] = out.trimEnd().split('\r\n');
    expect(head).toMatch(/^id,number,status,end_reason,estimate,client\.id,/);
    expect(row).toContain(`,"'=HYPERLINK(""http://x""), ""Kitchen""",`);
    expect(row).toContain(',100.00,');
    expect(await here.error('orders', 'list', '--csv')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  });
});

test('what people type can neither colour the terminal nor break its lines', async () => {
  await place(here, '2026-11-21 15:00', 'Kitchen\u001b[31m\nred <b>&amp;</b>');
  expect((await here.mcf('orders', 'list')).out.split('\n')).toHaveLength(3);
  expect((await here.mcf('orders', 'show', '1')).out).toContain('  place     Kitchen [31m red <b>&amp;</b>\n');
  expect(await here.json('orders', 'show', '1')).toMatchObject({ place: 'Kitchen [31m\nred <b>&amp;</b>' });
});

test('orders repeat places a cancelled order once more, and only once', async () => {
  await place(here, '2026-11-21 15:00');
  expect(await here.error('orders', 'repeat', '1', '--at', '2026-11-22 15:00')).toMatchObject({ code: 4, error: { code: 'orders.wrong_state' } });
  await here.json('orders', 'cancel', '1', '--reason', 'plans_changed');
  const copy = await here.json('orders', 'repeat', '1', '--at', '2026-11-22 15:00');
  expect(copy).toMatchObject({ number: 2, status: 'assigned', copy_of: TEXT, at: '2026-11-22T12:00:00.000Z', place: 'Kitchen, Lenina 5' });
  expect(await here.error('orders', 'repeat', '1', '--at', '2026-11-23 15:00')).toMatchObject({ code: 4, error: { code: 'orders.already_copied' } });
  expect(await here.error('orders', 'repeat', '1')).toMatchObject({ code: 2, error: { message: expect.stringContaining('--at') as string } });
});

test('workers absent keeps new orders away from a worker', async () => {
  const absence = await here.json('workers', 'absent', 'C-4', '--from', '2026-11-21 00:00', '--to', '2026-11-22 00:00');
  expect(absence).toEqual({ id: TEXT, worker: TEXT, from: '2026-11-20T21:00:00.000Z', to: '2026-11-21T21:00:00.000Z', booked: [] });
  expect(await place(here, '2026-11-21 15:00')).toMatchObject({ status: 'unmatched' });
  expect(await here.error('workers', 'absent', 'C-4', '--from', '2026-11-22 00:00', '--to', '2026-11-21 00:00')).toMatchObject({
    code: 4,
    error: { code: 'staffing.bad_absence' },
  });
});
