import { company, place, type Machine } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

describe('orders list', () => {
  test('names the kit that is due first, whichever order was placed last', async () => {
    await place(here, '2026-11-21 12:00');
    await place(here, '2026-11-22 15:00');
    await place(here, '2026-11-23 15:00');
    here.columns = 80;
    expect((await here.mcf('orders', 'list')).err).toContain('→ mcf consumables issue 1\n');
    expect((await here.mcf('orders', 'list', '--limit', '1')).err).toContain('→ mcf consumables issue 1\n');
    expect((await here.mcf('orders', 'list', '--status', 'started')).err).not.toContain('→');
    here.columns = null;
    await here.json('consumables', 'issue', '1');
    here.columns = 80;
    expect((await here.mcf('orders', 'list')).err).toContain('→ mcf consumables issue 2\n');
    await here.mcf('consumables', 'issue', '2', '--override', 'glasses are there');
    await here.mcf('consumables', 'issue', '3');
    expect((await here.mcf('orders', 'list')).err).toContain('→ mcf orders show 3\n');
  });

  test('names an order that nobody has before any kit', async () => {
    await place(here, '2026-11-21 12:00');
    await place(here, '2026-11-21 12:00');
    here.columns = 80;
    expect((await here.mcf('orders', 'list')).err).toContain('→ mcf orders assign 2\n');
  });
});

describe('an error', () => {
  test('says what to do next on the plain screen too, and not only on a terminal', async () => {
    expect((await here.mcf('orders', 'show', '99')).err).toMatch(/ {2}orders\.not_found\n→ mcf orders list\n$/);
    expect((await here.mcf('orders', 'shwo', '99')).err).toContain('→ mcf orders show');
  });

  test('of an order names the states that would do, and the commands that are open to it', async () => {
    await place(here, '2026-11-21 12:00');
    expect(await here.error('orders', 'fail', '1', '--reason', 'ill')).toMatchObject({
      code: 4,
      error: { message: 'Order 1 is assigned, so this cannot be done: it takes one that is started.', hint: 'mcf orders start 1 · mcf orders cancel 1', params: { status: 'assigned', wanted: 'started' } },
    });
    await here.json('orders', 'cancel', '1', '--reason', 'ill');
    expect(await here.error('orders', 'move', '1', '--at', '2026-11-22 12:00')).toMatchObject({
      error: { message: 'Order 1 is cancelled, so this cannot be done: it takes one that is without a worker or assigned.', hint: 'mcf orders repeat 1' },
    });
  });

  test('of a client who still has orders names them', async () => {
    await place(here, '2026-11-21 12:00');
    await place(here, '2026-11-22 12:00');
    expect(await here.error('users', 'deactivate', 'C-2', '--yes')).toMatchObject({ code: 4, error: { message: 'This client still has orders ahead: 1, 2.', hint: /^mcf orders list --client / } });
  });

  test.each([
    ['--address', '--place', ['orders', 'place', '--address', 'x']],
    ['--plcae', '--place', ['orders', 'place', '--plcae', 'x']],
    ['--when=noon', '--at', ['orders', 'move', '1', '--when=noon']],
    ['--sum', '--amount', ['invoices', 'pay', '--sum', '5']],
  ])('of the flag %s names %s', async (typed, meant, words) => {
    const { code, error } = await here.error(...words);
    expect({ code, message: error.message }).toEqual({ code: 2, message: `There is no flag ${typed} here. Did you mean ${meant}?` });
  });

  test('of a flag that resembles none names those that there are', async () => {
    expect((await here.error('users', 'deactivate', 'C-2', '--gramophone')).error.message).toBe('There is no flag --gramophone here. Those that are: --json, --yes.');
  });

  test('of a kit that nobody asked for says when one is asked for', async () => {
    await place(here, '2026-11-21 12:00');
    await place(here, '2026-11-21 12:00');
    expect(await here.error('consumables', 'issue', '2')).toMatchObject({ code: 3, error: { message: 'This order has asked for no kit: it does once it has a worker.', hint: 'mcf orders list --status unmatched' } });
  });
});

test('users deactivate says where nobody is left in a role that somebody should have', async () => {
  expect((await here.mcf('users', 'deactivate', 'C-3', '--yes')).err).toContain('! nobody has the role supplies now: mcf users add --role supplies\n');
});

test('accepting a candidate who was deactivated leads to the command that gives the account back', async () => {
  await here.json('candidates', 'add', '--name', 'Jerry', '--vacancy', 'courier');
  await here.json('users', 'deactivate', 'C-5', '--yes');
  const { code, error } = await here.error('candidates', 'override', 'C-5', '--accept', '--reason', 'x');
  expect({ code, error: error.code }).toEqual({ code: 4, error: 'staffing.candidate_not_active' });
  const [, ...words] = error.hint?.split(' ') ?? [];
  expect(await here.json(...words)).toMatchObject({ name: 'Jerry', status: 'active' });
});

test('reviews close says where its verdict tells statistics nothing', async () => {
  for (const order of ['1', '2']) {
    await place(here, `2026-11-21 1${order}:00`);
    await here.json('consumables', 'issue', order);
    await here.json('orders', 'start', order, '--photo', here.photo(), '--reason', 'dead phone');
    await here.json('orders', 'fail', order, '--reason', 'the vase was stolen');
  }
  const shrugged = await here.mcf('reviews', 'close', '1', '--verdict', 'shrug', '--note', 'who knows');
  expect(shrugged).toMatchObject({ code: 0, out: '✔ review of order 1 closed: shrug\n' });
  expect(shrugged.err).toContain('leaves the ratings alone; words that do: worker, client, supplies, nobody or ok\n');
  expect((await here.mcf('reviews', 'close', '2', '--verdict', 'nobody at fault', '--note', 'thieves')).err).not.toContain('ratings');
});
