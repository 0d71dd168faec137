import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { REASONS, reasonsFor, type ReasonFor } from '../../src/domain/orders';
import { company, complete, type Failed, type Machine, machine, place, TEXT, textWith } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

interface Result {
  order: string;
  number: number | null;
  ok: boolean;
  result?: { status: string };
  error?: Failed['error'];
}

/** What several orders at once are answered with, and the exit code. */
async function several(...words: string[]): Promise<{ code: number; results: Result[] }> {
  const { code, out } = await here.mcf(...words, '--json');
  return { code, results: JSON.parse(out) as Result[] };
}

describe('orders move', () => {
  test('puts an order to another time, at the same price', async () => {
    await place(here, '2026-11-21 15:00');
    const moved = await here.json('orders', 'move', '1', '--at', '2026-11-22 15:00', '--reason', 'the client called');
    expect(moved).toMatchObject({ number: 1, status: 'assigned', at: '2026-11-22T12:00:00.000Z', ends_at: '2026-11-22T13:00:00.000Z', price: { minor: 10_000 }, movable_until: '2026-11-22T00:00:00.000Z' });
    expect((await here.mcf('orders', 'move', '1', '--at', '2026-11-23 15:00')).out).toBe('✔ order 1 · moved to Mon 23 Nov 15:00-16:00 · Tom\n');
    const { out } = await here.mcf('orders', 'timeline', '1');
    expect(out).toContain('Boss, command line, 21 Nov 15:00 → 22 Nov 15:00, “the client called”');
    here.columns = 80;
    const lines = (await here.mcf('orders', 'show', '1')).out.split('\n');
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    expect(lines).toContainEqual(textWith(/^ {31}\S.*called”$/));
  });

  test('is refused by name, and changes nothing', async () => {
    await place(here, '2026-11-21 15:00');
    expect(await here.error('orders', 'move', '1', '--at', '2026-11-20 15:10')).toMatchObject({ code: 4, error: { code: 'orders.too_soon' } });
    await here.json('workers', 'absent', 'C-4', '--from', '2026-11-22 00:00', '--to', '2026-11-23 00:00');
    expect(await here.error('orders', 'move', '1', '--at', '2026-11-22 15:00')).toMatchObject({ code: 4, error: { code: 'orders.nobody_free_then', message: 'Nobody is free at that time, so order 1 stays where it is.' } });
    here.clock = '2026-11-21T00:00:01Z';
    expect(await here.error('orders', 'move', '1', '--at', '2026-11-25 15:00')).toMatchObject({ code: 4, error: { code: 'orders.too_late_to_move', hint: 'mcf orders cancel 1' } });
    expect(await here.error('orders', 'move', '1')).toMatchObject({ code: 2, error: { message: expect.stringContaining('--at') as string } });
    expect(await here.json('orders', 'show', '1')).toMatchObject({ at: '2026-11-21T12:00:00.000Z' });
  });
});

describe('several orders at once', () => {
  beforeEach(async () => {
    for (const day of [21, 22, 23]) await place(here, `2026-11-${day} 15:00`);
  });

  test('are each answered for themselves, and one that is refused holds up no other', async () => {
    await here.json('orders', 'cancel', '2', '--reason', 'plans_changed');
    const { code, results } = await several('orders', 'cancel', '1', '2', '99', '3', '1', '--reason', 'the street is flooded');
    expect(code).toBe(4);
    expect(results).toMatchObject([
      { number: 1, ok: true, order: TEXT, result: { status: 'cancelled', end_note: 'the street is flooded' } },
      { number: 2, ok: false, order: TEXT, error: { code: 'orders.wrong_state', message: 'Order 2 is cancelled, so this cannot be done: it takes one that is without a worker or assigned.', hint: 'mcf orders repeat 2' } },
      { number: null, ok: false, order: '99', error: { code: 'orders.not_found' } },
      { number: 3, ok: true, result: { status: 'cancelled' } },
    ]);
  });

  test('are told in lines, with what is done in all', async () => {
    await here.json('orders', 'cancel', '2', '--reason', 'plans_changed');
    expect(await here.mcf('orders', 'cancel', '1', '2', '3', '--reason', 'ill')).toMatchObject({
      code: 4,
      out: '✔ order 1 · cancelled · 100.00 still owed\n✖ Order 2 is cancelled, so this cannot be done: it takes one that is without a worker or assigned.\n✔ order 3 · cancelled · 100.00 still owed\n2 of 3 done.\n',
    });
  });

  test('are tried with --dry-run, and nothing stays', async () => {
    const before = await here.json('orders', 'list');
    const { code, results } = await several('orders', 'move', '1', '2', '--at', '2026-11-25 15:00', '--dry-run');
    expect(code).toBe(4);
    expect(results).toMatchObject([{ ok: true, dry_run: true, result: { at: '2026-11-25T12:00:00.000Z' } }, { ok: false, error: { code: 'orders.nobody_free_then' } }]);
    expect((await here.mcf('orders', 'cancel', '1', '--reason', 'ill', '--dry-run')).out).toBe('would be: order 1 · cancelled · 100.00 still owed\nNothing was changed.\n');
    expect(await here.json('orders', 'cancel', '1', '--reason', 'ill', '--dry-run')).toMatchObject({ status: 'cancelled', dry_run: true });
    expect(await here.json('orders', 'list')).toEqual(before);
  });

  test('are given to another worker, started ones are failed', async () => {
    await here.json('candidates', 'add', '--name', 'Leo', '--vacancy', 'courier');
    await here.json('candidates', 'override', 'C-5', '--accept', '--reason', 'strong');
    expect(await several('orders', 'assign', '1', '2', '--worker', 'C-5', '--reason', 'ill')).toMatchObject({ code: 0, results: [{ ok: true, result: { worker: { name: 'Leo' } } }, { ok: true }] });
    expect((await here.mcf('orders', 'timeline', '1')).out).toContain('Boss, command line, to Leo instead of Tom, ill');
    for (const order of ['1', '2']) {
      await here.json('consumables', 'issue', order);
      await here.json('orders', 'start', order, '--photo', here.photo(), '--reason', 'dead phone');
    }
    expect(await several('orders', 'fail', '1', '2', '3', '--reason', 'unsafe')).toMatchObject({ code: 4, results: [{ ok: true }, { ok: true }, { ok: false }] });
  });
});

describe('reasons', () => {
  test.each([
    ['cancel', 'cancel-order'],
    ['fail', 'fail-order'],
    ['assign', 'assign-order'],
  ] as const)('orders %s --help names those that fit', async (verb, use: ReasonFor) => {
    const { out } = await machine().mcf('orders', verb, '--help');
    const told = (/--reason=<value>\s+([^]*?)(?=\n {2,}--|\n\n)/.exec(out)?.[1] ?? '').replace(/\s+/g, ' ');
    const boss = { kind: 'person', personId: 'boss', roles: ['manager'], channel: 'cli' } as const;
    expect(Object.keys(REASONS).filter((code) => told.includes(code))).toEqual(reasonsFor(boss, use).filter((code) => code !== 'other'));
  });

  test('that do not fit are refused with those that do', async () => {
    await place(here, '2026-11-21 15:00');
    expect(await here.error('orders', 'cancel', '1', '--reason', 'no_client')).toMatchObject({
      code: 4,
      error: { code: 'orders.bad_reason', message: textWith('Those that do: plans_changed, client_asked, bad_place, unsafe, ill, other.') },
    });
  });
});

describe('orders photos', () => {
  beforeEach(async () => {
    await place(here, '2026-11-20 16:30');
    await complete(here, '1');
  });

  test('tells of each what it is, and where it was seen before', async () => {
    await place(here, '2026-11-21 15:00');
    await here.json('consumables', 'issue', '2');
    await here.json('orders', 'start', '2', '--photo', join(here.home, 'photo-1.jpg'), '--reason', 'dead phone');
    expect(await here.json('orders', 'photos', '2')).toEqual([
      { kind: 'started', taken_at: null, kept_at: TEXT, sha256: textWith(/^[0-9a-f]{64}$/), mime: 'image/jpeg', size: 5, seen_before: { order: TEXT, number: 1, kind: 'started' }, file: null },
    ]);
    expect((await here.mcf('orders', 'photos', '2')).out).toMatch(/^KIND {5}TAKEN {2}KEPT {14}SIZE {2}SEEN BEFORE {9} *SHA-256\nstarted {2}- {6}Fri 20 Nov 15:05 {2}1 kB {2}on order 1, started {2}[0-9a-f]{64}\n$/);
    here.columns = 80;
    expect((await here.mcf('orders', 'photos', '2')).out).toBe('KIND     TAKEN  KEPT              SIZE  SEEN BEFORE\nstarted  -      Fri 20 Nov 15:05  1 kB  on order 1, started\n');
    here.columns = null;
    expect((await here.mcf('orders', 'show', '2')).out).toContain('  photos    started (seen before on order 1, started)\n');
    expect((await here.mcf('orders', 'timeline', '2')).out).toContain('photo reused');
  });

  test('are saved for their owner alone, and never over others unasked', async () => {
    const directory = join(here.home, 'saved', 'here');
    const rows = await here.json<{ kind: string; file: string }[]>('orders', 'photos', '1', '--save', directory);
    expect(rows.map(({ file }) => file)).toEqual([join(directory, 'order-1-started.jpg'), join(directory, 'order-1-completed.jpg')]);
    expect(readFileSync(rows[0]?.file ?? '')).toEqual(readFileSync(join(here.home, 'photo-1.jpg')));
    expect(statSync(rows[0]?.file ?? '').mode & 0o777).toBe(0o600);
    expect(await here.error('orders', 'photos', '1', '--save', directory)).toMatchObject({ code: 2, error: { message: textWith('is there already') } });
    expect((await here.mcf('orders', 'photos', '1', '--save', directory, '--force')).out).toContain(`✔ ${join(directory, 'order-1-started.jpg')}\n`);
    writeFileSync(join(here.home, 'file'), '');
    expect(await here.error('orders', 'photos', '1', '--save', join(here.home, 'file'))).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
    expect(existsSync(join(here.home, 'order-1-started.jpg'))).toBe(false);
  });

  test('of an order that has none', async () => {
    await place(here, '2026-11-21 15:00');
    expect((await here.mcf('orders', 'photos', '2')).out).toBe('No photos yet: they come with the start and the end of the work.\n');
  });
});

test('orders timeline --as-of tells only what was known then; orders show names original and copy', async () => {
  await place(here, '2026-11-21 15:00');
  here.clock = '2026-11-20T12:35:00Z';
  await here.json('orders', 'cancel', '1', '--reason', 'plans_changed');
  await here.json('orders', 'repeat', '1', '--at', '2026-11-22 15:00');
  const events = async (...flags: string[]) => (await here.json<{ event: string }[]>('orders', 'timeline', '1', ...flags)).map(({ event }) => event);
  expect(await events('--as-of', '2026-11-20 15:20')).not.toContain('order_cancelled');
  expect(await events()).toEqual(expect.arrayContaining(['order_cancelled', 'order_copied']));
  expect(await here.error('orders', 'timeline', '1', '--as-of', 'then')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  expect((await here.mcf('orders', 'timeline', '1', '--as-of', '2026-11-20 15:00')).out).toBe('Nothing had happened yet.\n');
  expect(await here.json('orders', 'show', '1')).toMatchObject({ copied_as: { id: TEXT, number: 2 }, photos: [] });
  const { out } = await here.mcf('orders', 'show', '1');
  expect(out).toContain('  copied as  order 2\n');
  expect(out).toMatch(/copied {2,}Boss, command line, as order 2\n/);
});

test('orders directions are kept, shown and taken back; orders place takes them along', async () => {
  const request = ['--client', 'C-2', '--service', 'glass dropping', '--place', 'Kitchen', '--at', '2026-11-21 15:00'];
  expect(await here.json('orders', 'place', ...request, '--directions', 'second yard')).toMatchObject({ directions: 'second yard' });
  expect((await here.mcf('orders', 'directions', '1', '--text', 'third yard, code 17')).out).toBe('✔ order 1 · directions kept\n');
  expect((await here.mcf('orders', 'show', '1')).out).toContain('  directions  third yard, code 17\n');
  expect(await here.json('orders', 'directions', '1', '--text', '')).toMatchObject({ directions: null });
  expect(await here.error('orders', 'directions', '1', '--text', 'x'.repeat(501))).toMatchObject({ code: 4, error: { code: 'users.bad_text', message: 'The directions must not be empty, and not longer than 500 characters.' } });
});

describe('workers absences', () => {
  test('workers absent names the orders to be reassigned; workers absences lists them until they are', async () => {
    await place(here, '2026-11-21 15:00');
    here.columns = 80;
    const { out, err } = await here.mcf('workers', 'absent', 'C-4', '--from', '2026-11-21 00:00', '--to', '2026-11-22 00:00');
    expect(out).toBe(
      '✔ away from Sat 21 Nov 00:00 till Sun 22 Nov 00:00\nBooked then, and to be reassigned: 1 order\n' +
        'NO  STATUS    CLIENT  WORKER  SERVICE         WHEN       PRICE\n 1  assigned  Barsik  Tom     glass dropping  tomorrow  100.00\n',
    );
    expect(err).toContain('→ mcf orders assign 1\n');
    const listed = await here.mcf('workers', 'absences');
    expect(listed.err).toContain('→ mcf orders assign 1\n');
    expect(listed.out).toMatch(/^ABSENCE {2}WORKER {8}FROM {14}TILL {14}BOOKED\n\w{6} {3}Tom C-000004 {2}Sat 21 Nov 00:00 {2}Sun 22 Nov 00:00 {2}order 1\n$/);
    await here.json('orders', 'cancel', '1', '--reason', 'ill');
    expect(await here.json('workers', 'absences', 'C-4')).toMatchObject([{ id: TEXT, worker: TEXT, booked: [] }]);
  });

  test('takes one back by the end of its id', async () => {
    const { id } = await here.json<{ id: string }>('workers', 'absent', 'C-4', '--from', '2026-11-21 00:00', '--to', '2026-11-22 00:00');
    here.columns = 80;
    expect((await here.mcf('workers', 'absences')).err).toContain(`→ mcf workers absences --remove ${id.slice(-6)}\n`);
    here.columns = null;
    expect(await here.error('workers', 'absences', '--remove', 'ffffff')).toMatchObject({ code: 3, error: { code: 'staffing.absence_not_found' } });
    expect((await here.mcf('workers', 'absences', '--remove', id.slice(-6))).out).toBe('✔ no longer away from Sat 21 Nov 00:00 till Sun 22 Nov 00:00\nNobody is away. Note an absence: mcf workers absent\n');
    expect(await place(here, '2026-11-21 15:00')).toMatchObject({ status: 'assigned' });
    expect((await here.mcf('workers', 'absences', 'C-4')).out).toBe('No absences. All that ever were: mcf workers absences --all\n');
  });
});

test('services edit, services show, services retire and services restore', async () => {
  const edited = await here.json('services', 'edit', 'glass dropping', '--name-ru', 'стаканы', '--description', 'from any table', '--description-ru', 'с любого стола', '--minutes', '90', '--kit', '3 glasses');
  expect(edited).toMatchObject({ name: 'glass dropping', name_ru: 'стаканы', description: 'from any table', description_ru: 'с любого стола', minutes: 90 });
  expect((await here.mcf('services', 'show', 'стаканы')).out).toBe(
    'glass dropping · active · 90 min\n  description   from any table\n  russian       стаканы\n  russian text  с любого стола\n  kit           acceptance form, 3 glasses\n',
  );
  expect(await here.json('services', 'show', 'стаканы')).toMatchObject({ kit: ['acceptance form', '3 glasses'] });
  expect(await here.error('services', 'edit', 'glass dropping')).toMatchObject({ code: 2, error: { message: expect.stringContaining('--description') as string } });
  expect(await here.error('services', 'edit', 'glass dropping', '--minutes', '5')).toMatchObject({ code: 4, error: { code: 'orders.bad_minutes' } });
  await here.json('services', 'retire', 'glass dropping');
  expect((await here.mcf('services', 'restore', 'glass dropping')).out).toBe('✔ glass dropping is offered again\n');
});

describe('docs/orders.md', () => {
  const page = readFileSync(resolve(__dirname, '../../docs/orders.md'), 'utf8');
  const lines = [...page.matchAll(/^```\n([^]*?)^```/gm)].flatMap(([, block = '']) => block.split('\n')).filter((line) => line.startsWith('mcf '));

  test.each(lines)('%s', async (line) => {
    const typed = line.replace(/"[^"]*"/g, 'TEXT').split(' ').slice(1);
    const firstFlag = typed.findIndex((word) => word.startsWith('--'));
    const { code, out } = await machine().mcf(...typed.slice(0, firstFlag < 0 ? undefined : firstFlag), '--help');
    expect(code).toBe(0);
    expect(out).toContain(`mcf ${typed[0]} ${typed[1]}`);
    for (const flag of typed.filter((word) => word.startsWith('--'))) expect(out).toContain(flag);
  });
});
