import { company, complete, place, TEXT, type Machine } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

test('consumables list and consumables issue', async () => {
  expect((await here.mcf('consumables')).out).toMatch(/^No kits yet/);
  const { id } = await place(here, '2026-11-21 15:00');
  here.columns = 80;
  const list = await here.mcf('consumables', 'list', '--open');
  expect(list.out).toBe('ORDER  STATUS     DUE       FOR  ITEMS\n    1  requested  tomorrow  Tom  acceptance form, 2 glasses\n');
  expect(list.err).toContain('→ mcf consumables issue 1\n');
  here.columns = null;
  expect(await here.json('consumables', 'list')).toEqual([expect.objectContaining({ order: id, status: 'requested', items: ['acceptance form', '2 glasses'] })]);
  expect(await here.json('consumables', 'issue', '1', '--items', 'form and 3 cups')).toMatchObject({ order: id, status: 'issued', handed_out: 'form and 3 cups' });
  expect((await here.mcf('consumables', 'issue', id)).out).toBe('kit of order 1 was issued already, Fri 20 Nov 15:05 by Boss: form and 3 cups\n');
  expect((await here.mcf('consumables', 'list', '--open')).out).toBe('No kit waits. All: mcf consumables list\n');
});

test('consumables issue --override lets an order start without its kit', async () => {
  await place(here, '2026-11-20 16:30');
  expect(await here.json('consumables', 'issue', '1', '--override', 'the glasses are there')).toMatchObject({ status: 'overridden' });
  expect(await here.json('orders', 'show', '1')).toMatchObject({ supplies: 'overridden' });
  expect(await here.json('orders', 'start', '1', '--photo', here.photo(), '--reason', 'dead phone')).toMatchObject({ status: 'started' });
  expect(await here.error('consumables', 'issue', '1', '--override', 'again')).toMatchObject({ code: 4, error: { code: 'consumables.kit_already_issued' } });
});

test('reviews list, show and close', async () => {
  expect((await here.mcf('reviews')).out).toBe('No reviews yet: failed and cancelled orders open them, and complaints.\n');
  const { id } = await place(here, '2026-11-21 15:00');
  await here.json('orders', 'cancel', '1', '--reason', 'the sofa is gone');
  expect(await here.json('reviews', 'list', '--open')).toEqual([expect.objectContaining({ order: id, reason: 'cancelled', status: 'open' })]);
  expect((await here.mcf('reviews', 'list')).out).toContain('    1  open    cancelled  Fri 20 Nov 15:05, now  -            -        -\n');
  const { out } = await here.mcf('reviews', 'show', '1');
  expect(out).toContain('Review of order 1 · cancelled, other · open\n  client    Barsik C-000002\n');
  expect(await here.json('reviews', 'show', '1')).toMatchObject({ order_details: { number: 1 }, timeline: { length: 6 } });
  expect(await here.json('reviews', 'close', '1', '--verdict', 'nobody at fault', '--note', 'plans change')).toMatchObject({ status: 'closed', verdict: 'nobody at fault' });
  expect(await here.error('reviews', 'close', '1', '--verdict', 'x', '--note', 'y')).toMatchObject({ code: 4, error: { code: 'quality.review_closed' } });
  expect((await here.mcf('reviews', 'list', '--open')).out).toBe('No review waits. All: mcf reviews list\n');
});

test('reviews open writes down what a client says was wrong, once', async () => {
  const { id } = await place(here, '2026-11-20 16:30');
  expect(await here.error('reviews', 'open', '1', '--complaint', 'nobody came')).toMatchObject({ code: 4, error: { code: 'quality.nothing_to_tell' } });
  await complete(here, '1');
  const complaint = 'the glass is still there';
  expect((await here.mcf('reviews', 'open', '1', '--complaint', complaint)).out).toBe('✔ order 1 is looked into, review open\n');
  const told = { order: id, reason: 'complaint', status: 'open', verdict: null, complaint, complained_at: TEXT };
  expect(await here.json('reviews', 'list')).toEqual([expect.objectContaining(told)]);
  expect((await here.mcf('reviews', 'list')).out).toContain(`${complaint}  -        -\n`);
  expect((await here.mcf('reviews', 'list', '--csv')).out).toMatch(/^id,order,number,reason,status,opened_at,verdict,note,closed_at,complaint,complained_at\r?\n.*,the glass is still there,2026-/);
  const { out } = await here.mcf('reviews', 'show', '1');
  expect(out).toMatch(/^Review of order 1 · completed · open\n[^]*\n {2}complaint +the glass is still there\n[^]*complaint received/);
  expect(await here.json('reviews', 'show', '1')).toMatchObject({ ...told, order_details: { number: 1 } });
  expect(await here.json('reviews', 'open', '1', '--complaint', complaint)).toMatchObject(told);
  expect(await here.error('reviews', 'open', '1', '--complaint', 'and wet')).toMatchObject({ code: 4, error: { code: 'quality.already_told' } });
  // Whoever completed it does not close its review either (Q2).
  expect(await here.error('reviews', 'close', '1', '--verdict', 'nobody at fault', '--note', 'glued')).toMatchObject({ code: 5, error: { code: 'quality.own_work' } });
});

test('tasks list and tasks done', async () => {
  expect((await here.mcf('tasks')).out).toMatch(/^Nothing needs a person\./);
  await place(here, '2026-11-21 15:00');
  await here.json('consumables', 'issue', '1');
  await here.json('orders', 'cancel', '1', '--reason', 'ill');
  const [task] = await here.json<{ id: string }[]>('tasks', 'list');
  expect(task).toMatchObject({ kind: 'kit_return', status: 'open', data: { order: 1 } });
  expect((await here.mcf('tasks', 'list')).out).toContain(`${task?.id.slice(-6)}  open    take back the kit of order 1: mcf consumables return 1  `);
  expect((await here.mcf('tasks', 'done', task?.id.slice(-6) ?? '')).out).toBe('✔ take back the kit of order 1: mcf consumables return 1\n');
  expect(await here.error('tasks', 'done', task?.id ?? '')).toMatchObject({ code: 4, error: { code: 'notifications.task_done' } });
  expect(await here.json('tasks', 'list')).toEqual([]);
  expect(await here.json('tasks', 'list', '--all')).toMatchObject([{ status: 'done' }]);
});

test('jobs list and jobs run', async () => {
  const jobs = await here.json<{ name: string; last: string | null; next: string | null }[]>('jobs', 'list');
  expect(jobs.map(({ name }) => name)).toEqual(expect.arrayContaining(['no-shows', 'billing', 'outbox', 'reactions', 'matching', 'purge']));
  expect(jobs.find(({ name }) => name === 'billing')).toMatchObject({ last: null, next: '2026-11-22T17:00:00.000Z' });
  expect(await here.json('jobs', 'run', 'billing')).toEqual({ job: 'billing', done: 0 });
  expect((await here.mcf('jobs', 'run', 'billing')).out).toBe('✔ billing: nothing was due\n');
  expect((await here.mcf('jobs')).out).toMatch(/\nbilling +now +Sun 22 Nov 20:00 +-\n/);
});

test('a command says that messages wait where nobody sends them', async () => {
  await place(here, '2026-11-21 15:00');
  expect((await here.mcf('consumables', 'issue', '1')).err).toMatch(/\n! \d+ messages wait to be sent: mcf start\n$/);
});
