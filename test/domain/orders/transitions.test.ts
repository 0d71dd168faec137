import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { issueKit } from '../../../src/domain/consumables';
import * as orders from '../../../src/domain/orders';
import { REASONS, TRANSITIONS, type OrderStatus, type OrderView, type ReasonFor, type Transition, type TransitionName } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { markAbsence, removeAbsence } from '../../../src/domain/staffing';
import { COLUMNS, deactivateUser, permissions, type Column, type Person, type UseCase } from '../../../src/domain/users';
import { text } from '../../../src/locales';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const STATES: OrderStatus[] = ['unmatched', 'assigned', 'started', 'completed', 'failed', 'cancelled'];
const table: Record<TransitionName, Transition> = TRANSITIONS;
const after = (order: OrderView, minutes: number) => new Date(order.at.getTime() + minutes * 60_000);

describeOnBoth('every transition', (db) => {
  let t: TestApp;
  let client: Person;
  let cats: Person[];
  let day: number;
  let absences: string[];

  beforeEach(async () => {
    t = await openTestApp(await db.url());
    client = await join(t, 'Barsik', ['client']);
    cats = [await hire(t, 'Tom'), await hire(t, 'Leo')];
    await offer(t);
    day = 0;
  });
  afterEach(() => t.app.close());

  const change = (work: Parameters<typeof t.app.run<OrderView>>[1]) => t.app.run(t.boss, work);
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => orders.showOrder(w, order.id));
  const told = async (order: OrderView) => (await t.app.query(SYSTEM, (w) => orders.orderTimeline(w, order.id))).map(({ event }) => event.type);
  const comeBack = async () => {
    for (const absence of absences.splice(0)) await t.app.run(t.boss, (w) => removeAbsence(w, absence));
  };

  /** A new order in a state, on a day of its own. */
  async function anOrder(status: OrderStatus): Promise<OrderView> {
    day += 1;
    const at = new Date(MONDAY.getTime() + day * 86_400_000);
    const hours = (count: number) => new Date(at.getTime() + count * 3_600_000);
    absences = [];
    if (status === 'unmatched') for (const cat of cats) absences.push((await t.app.run(t.boss, (w) => markAbsence(w, { worker: cat.id, from: hours(-1), to: hours(2) }))).id);
    const order = await orders.placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at });
    if (status === 'unmatched') return order;
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    if (status === 'assigned') return order;
    if (status === 'cancelled') return change((w) => orders.cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    const started = await change((w) => orders.startOrder(w, { order: order.id, photo: photo(`place ${day}`), reason: 'x' }));
    if (status === 'completed') return change((w) => orders.completeOrder(w, { order: order.id, photo: photo(`form ${day}`), reason: 'x' }));
    return status === 'failed' ? change((w) => orders.failOrder(w, { order: order.id, reason: 'no_client' })) : started;
  }

  /** How each is done, at the time that is due for it. */
  const doing: { [N in Exclude<TransitionName, 'place-order'>]: (order: OrderView) => Promise<unknown> } = {
    'match-waiting-order': async () => {
      await comeBack();
      await orders.matchWaitingOrders(t.app, SYSTEM);
    },
    'remind-unmatched': async (order) => {
      t.clock.set(after(order, -180));
      await orders.remindUnmatched(t.app, SYSTEM);
    },
    'give-up-order': async (order) => {
      t.clock.set(order.at);
      await orders.matchWaitingOrders(t.app, SYSTEM);
    },
    'assign-order': async (order) => {
      await comeBack();
      const other = cats.find(({ id }) => id !== order.worker?.id);
      return change((w) => orders.assignOrder(w, { order: order.id, worker: other?.id ?? '', reason: 'lives next door' }));
    },
    'match-again': async (order) => {
      await comeBack();
      const worker = cats.find(({ id }) => id === order.worker?.id);
      // Whoever still comes is not replaced by it.
      if (worker && order.status === 'assigned') await t.app.run(as(worker), (w) => orders.reportCannotCome(w, { order: order.id, reason: 'ill' }));
      return orders.matchAgain(t.app, t.boss, { order: order.id });
    },
    'move-order': (order) => orders.moveOrder(t.app, as(client), { order: order.id, at: after(order, 30 * 24 * 60) }),
    'set-directions': (order) => t.app.run(as(client), (w) => orders.setDirections(w, { order: order.id, text: 'second yard' })),
    'report-cannot-come': (order) => t.app.run(as(cats.find(({ id }) => id === order.worker?.id) ?? (cats[0] as Person)), (w) => orders.reportCannotCome(w, { order: order.id, reason: 'ill' })),
    'start-order': (order) => change((w) => orders.startOrder(w, { order: order.id, photo: photo(`place ${day}`), reason: 'x' })),
    'take-back-start': (order) => change((w) => orders.takeBackStart(w, { order: order.id, reason: 'a stray press' })),
    'alert-overdue': async (order) => {
      t.clock.set(after(order, 60 + 120));
      await orders.alertOverdueOrders(t.app, SYSTEM);
    },
    'complete-order': (order) => change((w) => orders.completeOrder(w, { order: order.id, photo: photo(`form ${day}`), reason: 'x' })),
    'fail-order': (order) => change((w) => orders.failOrder(w, { order: order.id, reason: 'unsafe' })),
    'fail-no-show': async (order) => {
      t.clock.set(after(order, 30));
      await orders.failNoShows(t.app, SYSTEM);
    },
    'cancel-order': (order) => t.app.run(as(client), (w) => orders.cancelOrder(w, { order: order.id, reason: 'plans_changed' })),
    'repeat-order': (order) => orders.repeatOrder(t.app, as(client), { id: t.app.newId(), order: order.id, at: after(order, 31 * 24 * 60) }),
    'release-person': async (order) => {
      if (order.worker) await t.app.run(t.boss, (w) => deactivateUser(w, { person: order.worker?.id ?? '' }));
    },
  };
  const names = Object.keys(doing) as (keyof typeof doing)[];

  test.each(STATES)('of an order that is %s does what the table says, or is refused', async (status) => {
    const isOpen = (name: keyof typeof doing) => table[name].from.includes(status);
    const still = await anOrder(status);
    for (const name of names.filter((one) => !isOpen(one))) {
      // A worker who cannot come says so of its own order; of one without a worker nobody can.
      if (name === 'report-cannot-come' && still.worker === null) continue;
      t.clock.set(MONDAY);
      const [before, done] = [await told(still), doing[name](still)];
      if (table[name].isQuiet) await done;
      else await expect(done.then(() => `${name} was done`)).rejects.toMatchObject({ code: 'orders.wrong_state', params: { status } });
      expect({ name, ...(await show(still)), told: await told(still) }).toMatchObject({ name, status, told: before });
    }
    for (const name of names.filter(isOpen)) {
      t.clock.set(MONDAY);
      const order = await anOrder(status);
      await doing[name](order);
      const { to } = table[name];
      expect({ name, event: await told(order) }).toEqual({ name, event: expect.arrayContaining([name === 'repeat-order' ? 'order_copied' : table[name].event]) as unknown });
      expect([to === 'same' ? status : to].flat()).toContain((await show(order)).status);
    }
  });
});

test('a new order is assigned or unmatched, as the table says', () => {
  expect(TRANSITIONS['place-order'].to).toEqual(['assigned', 'unmatched']);
});

const OWN: Partial<Record<Column, string>> = { client: 'its client', worker: 'its worker', manager: 'managers', admin: 'admins', supplies: 'supplies', system: 'the clock' };

function whoMay(useCase: UseCase): string {
  const row: Partial<Record<Column, string>> = permissions[useCase];
  return COLUMNS.filter((column) => row[column] !== undefined).map((column) => (row[column] === 'any' && column === 'client' ? 'clients' : (OWN[column] ?? column))).join(', ');
}

const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const list = (states: readonly string[] | string) => (typeof states === 'string' ? states : states.join(', '));

function transitionTable(): string[] {
  const rows = Object.entries(table).map(([name, { from, to, event, rule, needs, useCase }]) =>
    row(name, list(from) || '-', list(to), `\`${event}\``, rule, whoMay(useCase), needs ?? '-'),
  );
  return [row('what', 'from', 'to', 'event', 'rule', 'who', 'needs'), row('-', '-', '-', '-', '-', '-', '-'), ...rows];
}

function reasonTable(): string[] {
  const uses: ReasonFor[] = ['cancel-order', 'fail-order', 'assign-order', 'report-cannot-come'];
  const rows = Object.entries(REASONS).map(([code, where]: [string, Partial<Record<ReasonFor, string>>]) =>
    row(`\`${code}\``, text('en', `messages:reason.${code}`), text('ru', `messages:reason.${code}`), ...(Object.keys(where).length === 0 ? ['the clock', '-', '-', '-'] : uses.map((use) => where[use] ?? '-'))),
  );
  return [row('name', 'English', 'Russian', ...uses), row('-', '-', '-', '-', '-', '-', '-'), ...rows];
}

test.each([
  ['transitions', transitionTable],
  ['reasons', reasonTable],
])('docs/orders.md shows the table of %s as it is', (name, lines) => {
  const file = resolve(__dirname, '../../../docs/orders.md');
  const between = new RegExp(`(<!-- ${name}: [^\\n]*-->\\n)[^]*?(<!-- /${name} -->)`);
  const page = readFileSync(file, 'utf8');
  const written = page.replace(between, (_, begin: string, end: string) => `${begin}\n${lines().join('\n')}\n\n${end}`);
  if (process.env.UPDATE_DOCS) writeFileSync(file, written);
  expect(readFileSync(file, 'utf8')).toBe(written);
  expect(written).toContain(lines()[2]);
});
