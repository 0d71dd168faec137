import { openDatabase } from '../../../src/db/connection';
import type { Database } from '../../../src/db/sql';
import { changeTariff, runBilling } from '../../../src/domain/billing';
import { countStock, editItem, escalateKits, handOverKit, issueKit, orderCookies, overrideKit, receiveStock, returnKit, type CookieAnswer, type Kit } from '../../../src/domain/consumables';
import { remindWorkers } from '../../../src/domain/notifications';
import {
  alertOverdueOrders, assignOrder, cancelOrder, completeOrder, editService, failNoShows, failOrder, matchAgain, matchWaitingOrders, moveOrder, placeOrder, remindUnmatched, repeatOrder,
  reportCannotCome, startOrder, takeBackKit, takeBackStart, type OrderView,
} from '../../../src/domain/orders';
import { SYSTEM, type Actor } from '../../../src/domain/shared/work';
import { activatePipeline, editPipeline, listAbsences, markAbsence, removeAbsence, type Programs } from '../../../src/domain/staffing';
import { changeRoles, deactivateUser, findPerson, reactivateUser, type Person } from '../../../src/domain/users';
import { carryOutReactions } from '../../../src/jobs/reactions';
import type { AppWork } from '../../../src/app';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../support/app';
import type { Model } from './model';

/** The company itself, in the model's words. */
export interface Company {
  t: TestApp;
  database: Database;
  people: Map<string, Person>;
  service: string;
  /** Read by the program that pipelines ask. */
  program: { answer: Model['program'] };
  /** Who beyond the walls does not answer. */
  silent: Set<'gold hat' | 'cookies'>;
}

/** What came of a command: the code of its refusal, and the worker of the order as it was shown afterwards. */
export interface Outcome {
  refusal: string | null;
  worker?: string | null;
}

const instant = (minutes: number): Date => new Date(MONDAY.getTime() + minutes * 60_000);
const minutesOf = (text: string): number => (new Date(text).getTime() - MONDAY.getTime()) / 60_000;
/** Orders have ids of their own making, so that the same commands draw the same workers. */
const idOf = (order: string): string => `00000000-0000-7000-8000-${order.slice(1).padStart(12, '0')}`;
const orderAt = (id: string): string => `#${Number(id.slice(-12))}`;

const STEPS = ['active', 'present', 'free', 'not_client'];
const PIPELINES = { capped: [...STEPS, 'workload: {most: 2, days: 1}', 'random'], skipping: [...STEPS, 'program: {run: friend, on_failure: skip}', 'random'], stopping: [...STEPS, 'program: {run: friend, on_failure: stop}', 'random'] };

/** Opens the company: three clients, of whom Tom is a worker as well, one more worker, one service, six glasses and three pipelines to choose from. */
export async function openCompany(url: string): Promise<Company> {
  const [program, silent]: [Company['program'], Company['silent']] = [{ answer: 'fails' }, new Set()];
  const people: Company['people'] = new Map();
  const programs: Programs = {
    names: () => ['friend'],
    ask: async ({ samples }) => {
      if (program.answer === 'fails') return { ok: false, fault: 'timeout', detail: 'no answer' };
      const tom = samples.filter(({ worker }) => program.answer === 'drops' && worker === people.get('Tom')?.id);
      return { ok: true, version: '1', values: {}, dropped: tom.map(({ worker }) => ({ worker: String(worker), why: 'no friend' })) };
    },
  };
  const cookie = async (): Promise<CookieAnswer> => (silent.has('cookies') ? { outcome: 'unknown', reason: 'no answer' } : { outcome: 'promised', at: new Date(t.clock.now().getTime() + 600_000) });
  const t: TestApp = await openTestApp(url, { programs, cookies: { order: cookie, ask: cookie } });
  for (const name of ['Barsik', 'Murka']) people.set(name, await join(t, name, ['client']));
  const tom = await hire(t, 'Tom');
  await t.app.run(t.boss, (w) => changeRoles(w, { person: tom.id, add: ['client'], remove: [] }));
  people.set('Tom', await t.app.query(t.boss, (w) => findPerson(w, tom.id)));
  people.set('Leo', await hire(t, 'Leo'));
  const { id: service } = await offer(t);
  await t.app.run(t.boss, async (w) => {
    await editItem(w, { item: 'glasses', changes: { isCounted: true, reorderLevel: 4 } });
    await countStock(w, { item: 'glasses', count: 6, reason: 'first count' });
    for (const [name, steps] of Object.entries(PIPELINES)) {
      await editPipeline(w, { name, source: [`pipeline: ${name}`, 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n'), programs: ['friend'] });
    }
  });
  return { t, database: openDatabase(url), people, service, program, silent };
}

export async function closeCompany({ t, database }: Company): Promise<void> {
  await t.app.close();
  await database.close();
}

function person({ people }: Company, name: string): Person {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
}
const actor = (company: Company, name: string): Actor => (name === 'Boss' ? company.t.boss : as(person(company, name)));
const run = <T>({ t }: Company, by: Actor, work: (w: AppWork) => Promise<T>): Promise<T> => t.app.run(by, work);
/** What staff must say when they act for a worker. */
const forWorker = (by: string) => (by === 'Boss' ? { reason: 'told by telephone' } : {});

/** How each command of the model is given to the company. */
export const does = {
  place: (c: Company, i: { id: string; client: string; by: string; at: number }) =>
    placeOrder(c.t.app, actor(c, i.by), { id: idOf(i.id), client: person(c, i.client).id, service: c.service, place: 'Kitchen', at: instant(i.at) }),
  repeat: (c: Company, i: { id: string; order: string; by: string; at: number }) => repeatOrder(c.t.app, actor(c, i.by), { id: idOf(i.id), order: idOf(i.order), at: instant(i.at) }),
  cancel: (c: Company, i: { order: string; by: string }) => run(c, actor(c, i.by), (w) => cancelOrder(w, { order: idOf(i.order), reason: 'plans_changed' })),
  move: (c: Company, i: { order: string; by: string; at: number }) => moveOrder(c.t.app, actor(c, i.by), { order: idOf(i.order), at: instant(i.at) }),
  start: (c: Company, i: { order: string; by: string; photo: string }) => run(c, actor(c, i.by), (w) => startOrder(w, { order: idOf(i.order), photo: photo(i.photo), ...forWorker(i.by) })),
  takeBack: (c: Company, i: { order: string; by: string }) => run(c, actor(c, i.by), (w) => takeBackStart(w, { order: idOf(i.order), reason: 'a stray press' })),
  complete: (c: Company, i: { order: string; by: string; photo: string }) => run(c, actor(c, i.by), (w) => completeOrder(w, { order: idOf(i.order), photo: photo(i.photo), ...forWorker(i.by) })),
  fail: (c: Company, i: { order: string; by: string }) => run(c, actor(c, i.by), (w) => failOrder(w, { order: idOf(i.order), reason: 'no_client' })),
  cannotCome: (c: Company, i: { order: string; by: string }) => run(c, actor(c, i.by), (w) => reportCannotCome(w, { order: idOf(i.order), reason: 'ill' })),
  assign: (c: Company, i: { order: string; worker: string }) => run(c, c.t.boss, (w) => assignOrder(w, { order: idOf(i.order), worker: person(c, i.worker).id, reason: 'asked for' })),
  matchAgain: async (c: Company, i: { order: string }) => (await matchAgain(c.t.app, c.t.boss, { order: idOf(i.order) })).order,
  issue: (c: Company, i: { order: string }) => run(c, c.t.boss, (w) => issueKit(w, { order: idOf(i.order) })),
  handOver: (c: Company, i: { order: string; from: string | null }) => run(c, c.t.boss, (w) => handOverKit(w, { order: idOf(i.order), ...(i.from !== null && { from: person(c, i.from).id }) })),
  unissue: (c: Company, i: { order: string; by: string }) => run(c, actor(c, i.by), (w) => takeBackKit(w, { order: idOf(i.order), reason: 'a stray press' })),
  override: (c: Company, i: { order: string }) => run(c, c.t.boss, (w) => overrideKit(w, { order: idOf(i.order), reason: 'in a hurry' })),
  giveBack: (c: Company, i: { order: string }) => run(c, c.t.boss, (w) => returnKit(w, { order: idOf(i.order) })),
  receive: (c: Company, i: { glasses: number }) => run(c, c.t.boss, (w) => receiveStock(w, { item: 'glasses', quantity: i.glasses })),
  away: (c: Company, i: { worker: string; from: number; to: number }) => run(c, c.t.boss, (w) => markAbsence(w, { worker: person(c, i.worker).id, from: instant(i.from), to: instant(i.to) })),
  back: (c: Company, i: { worker: string; from: number; to: number }) =>
    run(c, c.t.boss, async (w) => {
      const all = await listAbsences(w, { worker: person(c, i.worker).id, all: true });
      const found = all.find(({ from, to }) => from.getTime() === instant(i.from).getTime() && to.getTime() === instant(i.to).getTime());
      return removeAbsence(w, found?.id ?? 'none');
    }),
  hire: async (c: Company, i: { worker: string }) => void c.people.set(i.worker, await hire(c.t, i.worker)),
  dismiss: (c: Company, i: { worker: string }) => run(c, c.t.boss, (w) => deactivateUser(w, { person: person(c, i.worker).id })),
  rehire: (c: Company, i: { worker: string }) => run(c, c.t.boss, (w) => reactivateUser(w, { person: person(c, i.worker).id })),
  edit: (c: Company, i: { minutes: number; glasses: number }) => run(c, c.t.boss, (w) => editService(w, c.service, { minutes: i.minutes, kit: [`${i.glasses} glasses`] })),
  tariff: (c: Company, i: { base: number }) => run(c, c.t.boss, (w) => changeTariff(w, { from: c.t.clock.now(), change: { basePrice: i.base } })),
  pipeline: (c: Company, i: { version: Model['pipeline'] }) => run(c, c.t.boss, (w) => activatePipeline(w, { ref: i.version, reason: 'tried', programs: ['friend'] })),
  program: async (c: Company, i: { answer: Model['program'] }) => void (c.program.answer = i.answer),
  clock: async (c: Company, i: { minutes: number }) => c.t.clock.advance(i.minutes),
  match: async ({ t: { app } }: Company) => {
    await carryOutReactions(app);
    await matchWaitingOrders(app, SYSTEM);
    return remindUnmatched(app, SYSTEM);
  },
  noShows: async ({ t: { app } }: Company) => {
    await failNoShows(app, SYSTEM);
    return alertOverdueOrders(app, SYSTEM);
  },
  kits: ({ t: { app } }: Company) => escalateKits(app, SYSTEM),
  rest: async ({ t, silent }: Company, i: { silent: readonly ('gold hat' | 'cookies')[] }) => {
    silent.clear();
    for (const who of i.silent) silent.add(who);
    await remindWorkers(t.app, SYSTEM);
    await orderCookies(t.app, SYSTEM);
    t.goldHat.answers.splice(0, Infinity, ...(silent.has('gold hat') ? Array.from({ length: 9 }, () => ({ outcome: 'unknown' as const, reason: 'no answer' })) : []));
    return runBilling(t.app, SYSTEM, {});
  },
} satisfies Record<string, (company: Company, input: never) => Promise<unknown>>;

/** Gives a command, and tells what came of it. */
export async function give(company: Company, name: keyof typeof does, input: object): Promise<Outcome> {
  const work = does[name] as (company: Company, input: object) => Promise<unknown>;
  try {
    const shown = (await work(company, input)) as Partial<OrderView> | undefined;
    return shown?.worker === undefined ? { refusal: null } : { refusal: null, worker: shown.worker?.name ?? null };
  } catch (error) {
    const { code } = error as { code?: string };
    // A statement that failed is told in full: nobody should have come to it.
    return { refusal: code === undefined || code === 'machine.refused_by_database' ? String(error) : code };
  }
}

interface OrderRow {
  id: string;
  client: string;
  worker: string | null;
  status: string;
  end_reason: string | null;
  at: string;
  ends_at: string;
  price_minor: number | null;
  copy_of: string | null;
  cannot_come: string | null;
  reminded_at: string | null;
  overdue_at: string | null;
}

/** What the tables hold, in the model's words. */
export interface Books {
  orders: Record<string, string>;
  kits: Record<string, string>;
  booked: Record<string, string>;
  told: Record<string, string>;
  charges: string[];
  earnings: string[];
  escalated: string[];
  stock: number;
}

/** Reads the books with a few cheap looks; throws where they contradict themselves. */
export async function readBooks({ database, people }: Company): Promise<{ books: Books; workerOf: (order: string) => string | null }> {
  const names = new Map([...people].map(([name, { id }]) => [id, name]));
  const named = (id: string | null) => (id === null ? 'nobody' : (names.get(id) ?? id));
  return database.snapshot(async (sql) => {
    const broken = (await sql.all<Record<string, number>>(NEVER))[0] ?? {};
    const faults = Object.entries(broken).filter(([, count]) => Number(count) > 0).map(([name]) => name);
    if (faults.length > 0) throw new Error(`the books contradict themselves: ${faults.join(', ')}`);
    const orders = await sql.all<OrderRow>('SELECT id, client_id AS client, worker_id AS worker, status, end_reason, at, ends_at, price_minor, copy_of, cannot_come, reminded_at, overdue_at FROM orders ORDER BY number');
    const kits = await sql.all<{ left_with: string; order_id: string; worker_id: string; due_at: string; status: string; overridden: number; was_issued: number; returned_at: string | null; quantity: number | null }>(
      'SELECT s.*, (SELECT SUM(m.quantity) FROM stock_movements m WHERE m.order_id = s.order_id) AS quantity FROM supply_requests s',
    );
    const bookings = await sql.all<{ order_id: string; worker_id: string; quarter: string }>('SELECT order_id, worker_id, quarter FROM bookings ORDER BY quarter');
    const events = await sql.all<{ order_id: string; type: string }>(`SELECT order_id, type FROM events WHERE type LIKE 'order_%' OR type = 'worker_cannot_come' ORDER BY at, id`);
    const charges = await sql.all<{ order_id: string; client_id: string; amount_minor: number; outcome: string }>('SELECT * FROM charges');
    const earnings = await sql.all<{ order_id: string; worker_id: string; kind: string; amount_minor: number }>('SELECT * FROM earnings');
    const escalated = await sql.all<{ order_id: string; due_at: string }>('SELECT order_id, due_at FROM kit_escalations');
    const [stock] = await sql.all<{ on_hand: number }>('SELECT on_hand FROM stock');
    const booked: Record<string, string> = {};
    for (const { order_id: id, worker_id, quarter } of bookings) booked[orderAt(id)] = `${booked[orderAt(id)] ?? named(worker_id)} ${minutesOf(quarter)}`;
    const told: Record<string, string> = {};
    for (const { order_id: id, type } of events) told[orderAt(id)] = [...(told[orderAt(id)]?.split(' ') ?? []), type].join(' ');
    const workers = new Map(orders.map((order) => [orderAt(order.id), order.worker === null ? null : named(order.worker)]));
    const books: Books = {
      orders: Object.fromEntries(
        orders.map((o) => [
          orderAt(o.id),
          `${named(o.client)} ${named(o.worker)} ${o.status} ${o.end_reason} ${minutesOf(o.at)} ${minutesOf(o.ends_at)} ${o.price_minor} ${o.copy_of && orderAt(o.copy_of)} ${o.cannot_come !== null} ${o.reminded_at !== null} ${o.overdue_at !== null}`,
        ]),
      ),
      kits: Object.fromEntries(kits.map((k) => [orderAt(k.order_id), `${named(k.worker_id)} ${k.status} ${k.overridden === 1} ${minutesOf(k.due_at)} ${k.was_issued === 1} ${k.returned_at !== null} ${0 - Number(k.quantity)} ${(JSON.parse(k.left_with) as Kit['left']).filter(({ backAt }) => backAt === null).map((one) => `${named(one.worker)}:${one.items.glasses ?? 0}`).join()}`])),
      booked,
      told,
      charges: charges.map((c) => `${orderAt(c.order_id)} ${named(c.client_id)} ${c.amount_minor} ${c.outcome}`).sort(),
      earnings: earnings.map((e) => `${orderAt(e.order_id)} ${named(e.worker_id)} ${e.kind} ${e.amount_minor}`).sort(),
      escalated: escalated.map((e) => `${orderAt(e.order_id)} ${minutesOf(e.due_at)}`).sort(),
      stock: stock?.on_hand ?? 0,
    };
    return { books, workerOf: (order: string) => workers.get(order) ?? null };
  });
}

/** So many rows that may never be there, whatever a model says; each name says what is wrong with them. */
const NEVER = `SELECT
  (SELECT COUNT(*) FROM events e LEFT JOIN orders o ON o.id = e.order_id WHERE e.order_id IS NOT NULL AND o.id IS NULL) AS events_without_order,
  (SELECT COUNT(*) FROM orders a JOIN orders b ON b.worker_id = a.worker_id AND b.id < a.id AND b.at < a.ends_at AND a.at < b.ends_at
    WHERE a.status IN ('assigned', 'started') AND b.status IN ('assigned', 'started')) AS worker_at_two_places,
  (SELECT COUNT(*) FROM orders o LEFT JOIN supply_requests k ON k.order_id = o.id WHERE o.started_at IS NOT NULL AND COALESCE(k.was_issued + k.overridden, 0) = 0) AS started_without_kit,
  (SELECT COUNT(*) FROM orders o WHERE o.status IN ('completed', 'failed') AND NOT EXISTS (SELECT 1 FROM charges c WHERE c.order_id = o.id AND c.amount_minor = o.price_minor)) AS done_for_nothing,
  (SELECT COUNT(*) FROM charges c JOIN orders o ON o.id = c.order_id WHERE o.end_reason = 'nobody_free' OR o.worker_id IS NULL OR o.price_minor <> c.amount_minor) AS charged_wrongly,
  (SELECT COUNT(*) FROM charges c LEFT JOIN transfers t ON t.kind = 'charge' AND t.reference = c.order_id WHERE t.amount_minor IS NULL OR t.amount_minor <> c.amount_minor) AS charges_not_in_ledger,
  (SELECT COUNT(*) FROM earnings e LEFT JOIN transfers t ON t.kind = e.kind AND t.reference = e.order_id WHERE t.amount_minor IS NULL OR t.amount_minor <> e.amount_minor) AS earnings_not_in_ledger,
  (SELECT COUNT(*) FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id WHERE i.status <> 'void' AND (SELECT COUNT(*) FROM invoice_lines m JOIN invoices j ON j.id = m.invoice_id
    WHERE m.order_id = l.order_id AND j.status <> 'void') > 1) AS billed_twice,
  (SELECT COUNT(*) FROM stock s WHERE s.on_hand < 0 OR s.on_hand <> (SELECT SUM(m.quantity) FROM stock_movements m WHERE m.item_key = s.item_key)) AS stock_not_sum_of_movements,
  (SELECT COUNT(*) FROM parked_accounts) AS parked,
  (SELECT COUNT(*) FROM orders o JOIN orders y ON y.id = o.copy_of WHERE y.status NOT IN ('failed', 'cancelled')) AS copies_of_live_orders`;
