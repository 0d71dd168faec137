import { company, type Machine, place } from './support';

let here: Machine;

beforeEach(async () => {
  here = await company();
});

test('whoever has a name alone is found by it, in any case of its letters', async () => {
  expect(await here.json('users', 'show', 'barsik')).toMatchObject({ number: 'C-000002', name: 'Barsik' });
  const order = await here.json('orders', 'place', '--client', 'BARSIK', '--service', 'glass dropping', '--place', 'x', '--at', '2026-11-21 15:00');
  expect(order).toMatchObject({ client: { name: 'Barsik' } });
  expect(await here.json('orders', 'list', '--worker', 'tom')).toMatchObject([{ number: 1 }]);
  await here.json('users', 'add', '--name', 'Мурка', '--role', 'client');
  expect(await here.json('users', 'show', 'мурка')).toMatchObject({ name: 'Мурка' });
});

test('namesakes are listed with their numbers', async () => {
  await here.json('users', 'add', '--name', 'Tom', '--role', 'client');
  expect(await here.error('users', 'show', 'tom')).toMatchObject({
    code: 4,
    error: { code: 'users.person_ambiguous', message: 'Several go by the name “tom”: C-000004 Tom, C-000005 Tom. Name one by its number.', hint: 'mcf users list' },
  });
});

test('somebody active comes before a namesake who is not', async () => {
  await here.json('users', 'add', '--name', 'Barsik', '--role', 'client');
  await here.json('users', 'deactivate', 'C-5', '--yes');
  await place(here, '2026-11-21 15:00');
  expect(await here.json('users', 'show', 'Barsik')).toMatchObject({ number: 'C-000002' });
  expect(await here.json('orders', 'list', '--client', 'Barsik')).toHaveLength(1);
});

test('part of a name finds nobody', async () => {
  expect(await here.error('users', 'show', 'Bars')).toMatchObject({ code: 3, error: { code: 'users.person_not_found', message: 'There is no person with the number, id or name “Bars”.' } });
});
