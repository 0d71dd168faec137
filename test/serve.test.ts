import { existsSync, mkdtempSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { openApp } from '../src/compose';
import { readConfig } from '../src/config';
import { listInvoices } from '../src/domain/billing';
import { issueKit } from '../src/domain/consumables';
import { listServices, placeOrder, showOrder } from '../src/domain/orders';
import { SYSTEM } from '../src/domain/shared/work';
import { actorOf, listPeople, peopleInRole } from '../src/domain/users';
import { serve } from '../src/serve';
import { stopsOn } from '../src/simulate';
import { runDirectory } from './support/run-once';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const configOf = (more: Record<string, string> = {}) =>
  readConfig({ MCF_HOME: mkdtempSync(join(runDirectory(), 'serve-')), MCF_TIME_ZONE: 'Europe/Moscow', ...more });

interface CatView {
  id: number;
  name: string;
  note: string;
}

test('without a company one is made to try: an admin signed in here, a cat for each role, and two services', async () => {
  const config = configOf();
  const serving = await serve(config, quiet, 0);
  const cats = (await (await fetch(`${serving.page}sim/cats`)).json()) as CatView[];
  expect(cats.map((cat) => [cat.name, cat.note])).toEqual([
    ['Barsik', 'client'],
    ['Ann', 'supplies'],
    ['Tom', 'worker'],
    ['Мурка', 'manager'],
    ['Boss', 'admin'],
  ]);
  expect(statSync(config.sessionFile).mode & 0o777).toBe(0o600);
  const runtime = JSON.parse(readFileSync(join(config.home, 'runtime.json'), 'utf8')) as Record<string, string>;
  expect(runtime).toMatchObject({ page: serving.page, bot: serving.bot });
  expect(await (await fetch(serving.page ?? '')).text()).toContain('<title>');
  await expect(serve(config, quiet, 0)).rejects.toMatchObject({ code: 'machine.already_running', params: { page: serving.page } });
  await serving.stop();
  expect(existsSync(join(config.home, 'runtime.json'))).toBe(false);

  const again = await serve(config, quiet, 0);
  expect((await (await fetch(`${again.page}sim/cats`)).json()) as CatView[]).toHaveLength(5);
  await again.stop();
});

test('the page moves the clock of the company, for every process', async () => {
  const config = configOf();
  const serving = await serve(config, quiet, 0);
  const moved = await fetch(`${serving.page}sim/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ to: '2020-01-05T17:00:00Z' }),
  });
  expect(moved.status).toBe(200);
  const other = openApp(config);
  expect((await other.query(SYSTEM, (w) => Promise.resolve(w.now))).toISOString()).toMatch(/^2020-01-05T17:0/);
  await other.close();
  await serving.stop();
});

test('what falls due while the clock is moved happens in its own time: a no-show is on its own week’s invoice', async () => {
  const config = configOf();
  const serving = await serve(config, quiet, 0);
  const move = (to: string) => fetch(`${serving.page}sim/clock`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ to }) });
  await move('2020-01-06T09:00:00Z');
  const app = openApp(config);
  const [boss] = await app.query(SYSTEM, (w) => peopleInRole(w, 'admin'));
  const as = actorOf(boss, 'cli');
  const { client, service } = await app.query(as, async (w) => ({ client: (await listPeople(w, { role: 'client' }))[0]?.id ?? '', service: (await listServices(w))[0]?.id ?? '' }));
  const { id } = await placeOrder(app, as, { id: app.newId(), client, service, place: 'Sofa', at: new Date('2020-01-07T07:10:00Z') });
  await app.run(as, (w) => issueKit(w, { order: id }));
  expect((await move('2020-01-12T17:00:00Z')).status).toBe(200);
  const order = await app.query(as, (w) => showOrder(w, id));
  expect(order).toMatchObject({ status: 'failed', endReason: 'no_show' });
  expect(order.endedAt?.toISOString()).toMatch(/^2020-01-07T08:00/);
  expect(await app.query(as, (w) => listInvoices(w))).toMatchObject([{ lines: [{ order: { id } }] }]);
  await app.close();
  await serving.stop();
});

test('time stops just after each half hour, two hundred times at most, and going back it stops once', () => {
  const at = (text: string) => new Date(text);
  expect(stopsOn(at('2030-01-07T09:10:00Z'), at('2030-01-07T10:15:00Z')).map((stop) => stop.toISOString().slice(11, 19))).toEqual(['09:30:01', '10:00:01', '10:15:00']);
  expect(stopsOn(at('2030-01-07T09:10:00Z'), at('2030-01-07T09:12:00Z'))).toEqual([at('2030-01-07T09:12:00Z')]);
  expect(stopsOn(at('2030-01-07T09:10:00Z'), at('2029-01-07T09:12:00Z'))).toEqual([at('2029-01-07T09:12:00Z')]);
  const years = stopsOn(at('2026-01-07T09:10:00Z'), at('2036-01-07T09:10:00Z'));
  expect(years.length).toBeLessThanOrEqual(201);
  expect(years).toEqual(years.toSorted((one, other) => one.getTime() - other.getTime()));
});

test('a company that once worked with a token is never simulated, nor anything in production', async () => {
  const config = configOf();
  await (await serve(config, quiet, 0)).stop();
  const app = openApp(config);
  await app.run(SYSTEM, (w) => w.machine.goLive());
  await app.close();
  await expect(serve(config, quiet, 0)).rejects.toMatchObject({ code: 'machine.no_bot_token' });
  await expect(serve(configOf({ NODE_ENV: 'production' }), quiet, 0)).rejects.toMatchObject({ code: 'users.not_initialised' });
});

test('a token that Telegram refuses leaves the company as it was', async () => {
  const config = configOf();
  const serving = await serve(config, quiet, 0);
  const refused = { ...config, botToken: `123456:${'A'.repeat(35)}`, telegramApiRoot: (serving.page ?? '').replace(/\/$/, '') };
  await expect(serve(refused, quiet, 0)).rejects.toMatchObject({ code: 'machine.token_refused' });
  await serving.stop();
  const app = openApp(config);
  expect(await app.company()).toMatchObject({ live: false });
  await app.close();
});
