import fc from 'fast-check';

import {
  changeTariff, correctWorker, creditInvoice, grantBonus, ledgerBalances, listInvoices, listPayouts, openDrafts, planBilling, recordPayment, recordPaymentOnAccount,
  refundClient, reopenInvoice, replayBilling, reversePayment, runBilling, showStatement, voidInvoice, writeOffInvoice, type BillingApp, type BillingWork, type GoldHat, type Invoice,
} from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { catNumber } from '../../../src/domain/shared/ids';
import type { Person } from '../../../src/domain/users';
import { hire, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { BooksModel, type Fate, type ModelInvoice } from './books-model';
import { openCompany, type Company, type Placed } from './support';

const who = fc.nat(1);
const amount = fc.oneof(fc.integer({ min: 1, max: 900_00 }), fc.constantFrom(100_00, 200_00, 900_00));
const which = fc.nat(20);
const fate = fc.constantFrom<Fate>('sent', 'sent', 'rejected', 'lost', 'arrived');
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('place' as const), client: who, worker: who }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('finish' as const), which, how: fc.constantFrom('completed' as const, 'completed' as const, 'failed' as const, 'cancelled' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pay' as const), which, amount, reference: fc.option(fc.constantFrom('A', 'B')) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('account' as const), client: who, amount }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reverse' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refund' as const), client: who, amount }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('credit' as const), which, amount: fc.integer({ min: 1, max: 200_00 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('void' as const), which, reissue: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('writeOff' as const), which }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('reopen' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('open' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('bonus' as const), worker: who, amount }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('correct' as const), worker: who, amount: fc.integer({ min: -300_00, max: 100_00 }).filter((it) => it !== 0) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('tariff' as const), base: fc.oneof(fc.integer({ min: 1, max: 300_00 }), fc.constantFrom(7, 15, 100_01)), shareBp: fc.constantFrom(5_000, 5_000, 3_333, 10_000, 0), reviewHours: fc.constantFrom(0, 0, 24), fine: fc.nat(90_00) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('clock' as const), minutes: fc.oneof(fc.integer({ min: 1, max: 9 * 1_440 }), fc.integer({ min: 1, max: 70 * 1_440 }), fc.integer({ min: -3 * 1_440, max: -1 })) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('edge' as const), of: fc.constantFrom('week' as const, 'month' as const), isBack: fc.boolean(), shiftMs: fc.constantFrom(0, 0, -1, 86_400_000) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('run' as const), fates: fc.tuple(fate, fate) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('planned' as const), twice: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('overlap' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), unit: fc.integer({ min: 1, max: 6 }), isCommitted: fc.boolean() }) },
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;
type Of<D extends Action['do']> = Extract<Action, { do: D }>;

/** What chance seldom draws: too much for the newer of two open invoices, and payments taken back once they are spread. */
const OVERPAID_AND_TAKEN_BACK: Action[] = [
  ...[0, 1].flatMap((): Action[] => [
    { do: 'place', client: 0, worker: 0 }, { do: 'finish', which: 0, how: 'completed' }, { do: 'edge', of: 'week', isBack: false, shiftMs: 0 }, { do: 'run', fates: ['sent', 'sent'] },
  ]),
  { do: 'pay', which: 1, amount: 150_00, reference: 'A' }, { do: 'planned', twice: true },
  { do: 'account', client: 0, amount: 90_00 }, { do: 'place', client: 0, worker: 0 }, { do: 'reverse', which: 0 }, { do: 'run', fates: ['sent', 'sent'] },
  { do: 'pay', which: 0, amount: 130_00, reference: 'A' }, { do: 'refund', client: 0, amount: 10_00 }, { do: 'reverse', which: 1 }, { do: 'planned', twice: true },
];

/** What was given up, whose money comes on account, is asked for again, and given up once more. */
const GIVEN_UP_AND_PAID: Action[] = [
  { do: 'place', client: 0, worker: 0 }, { do: 'finish', which: 0, how: 'completed' }, { do: 'edge', of: 'week', isBack: false, shiftMs: 0 }, { do: 'run', fates: ['sent', 'sent'] },
  { do: 'writeOff', which: 0 }, { do: 'account', client: 0, amount: 30_00 }, { do: 'reopen', which: 0 }, { do: 'pay', which: 0, amount: 20_00, reference: 'A' },
  { do: 'writeOff', which: 0 }, { do: 'reopen', which: 0 }, { do: 'pay', which: 0, amount: 60_00, reference: 'B' }, { do: 'planned', twice: true },
];

/** A company beside its model, and what stands for what. */
interface World {
  t: Company;
  app: BillingApp;
  model: BooksModel;
  clients: Person[];
  workers: Person[];
  placed: { order: Placed; client: number; worker: number; price: ReturnType<BooksModel['price']> }[];
  references: Set<string>;
  /** What Gold Hat does with each worker's transfers in this run. */
  fates: Fate[];
}

describeOnBoth('billing beside its model', (db) => {
  test('agrees with it in every balance, invoice and payout, whatever happens in whatever order (B3 to B12)', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 15, maxLength: 36 }), async (actions) => {
        const world = await open();
        for (const [at, one] of actions.entries()) await step(world, one).catch((error: unknown) => Promise.reject(new Error(`action ${at + 1}, ${one.do}: ${String(error)}`, { cause: error })));
        await step(world, { do: 'clock', minutes: 35 * 1_440 });
        await step(world, { do: 'planned', twice: true });
        await agree(world, 'in the end');
        await holdsAlways(world);
      }),
      { examples: [[OVERPAID_AND_TAKEN_BACK], [GIVEN_UP_AND_PAID]], numRuns: Number(process.env.BILLING_RUNS ?? (db.dialect === 'sqlite' ? 14 : 5)), seed: Number(process.env.BILLING_SEED ?? 20_260_302), endOnFailure: !process.env.BILLING_SHRINK },
    );
  }, Number(process.env.BILLING_PATIENCE ?? 120_000));

  async function open(): Promise<World> {
    const t = await openCompany(db);
    const [clients, workers] = [[t.tom, await join(t, 'Ann', ['client'])], [t.vasya, await hire(t, 'Zoe')]];
    const model = new BooksModel();
    const world: World = { t, app: t.app, model, clients, workers, placed: [], references: new Set(), fates: [] };
    world.app = { ...t.app, goldHat: strictGoldHat(world) };
    const tiers = [{ over: 100_00, percent: 5 }, { over: 500_00, percent: 12 }];
    const first = { base: 100_00, tiers, shareBp: 6_000, fine: 40_00, reviewHours: 0 };
    model.tariffs.push({ from: t.clock.now().getTime(), ...first });
    await t.app.run(t.boss, (w) => changeTariff(w, { from: t.clock.now(), change: { tiers, transferKeyDays: 3_650 } }));
    t.clock.advance(1);
    return world;
  }
});

/** Moves each key's money once at most, and never other money. */
function strictGoldHat({ t, ...world }: World): GoldHat {
  const moved = new Map<string, string>();
  return {
    send: async (transfer) => {
      const asked = JSON.stringify(transfer);
      expect(moved.get(transfer.key) ?? asked).toBe(asked);
      const fated = world.fates[world.workers.findIndex(({ number }) => catNumber(number) === transfer.recipient)] ?? 'sent';
      if (fated === 'rejected') return { outcome: 'rejected', reason: 'no' };
      if (fated !== 'lost') moved.set(transfer.key, asked);
      return fated === 'sent' ? { outcome: 'sent' } : { outcome: 'unknown', reason: `no answer at ${t.clock.now().toISOString()}` };
    },
    ask: async ({ key }) => (moved.has(key) ? { outcome: 'sent' } : { outcome: 'absent' }),
  };
}

async function step(world: World, one: Action): Promise<void> {
  const { model } = world;
  switch (one.do) {
    case 'place': return place(world, one);
    case 'finish': return finish(world, one);
    case 'clock': return moveTo(world, now(world) + one.minutes * 60_000);
    case 'edge': return moveTo(world, edge(now(world), one) + one.shiftMs);
    case 'tariff': return tariff(world, one);
    case 'bonus': model.entries.push({ worker: one.worker, amount: one.amount, at: now(world), kind: 'bonus' });
      return void (await by(world, (w) => grantBonus(w, { worker: idOf(world.workers, one.worker), amount: one.amount, reason: 'quick' })));
    case 'correct': model.entries.push({ worker: one.worker, amount: one.amount, at: now(world), kind: 'correction' });
      return void (await by(world, (w) => correctWorker(w, { worker: idOf(world.workers, one.worker), amount: one.amount, reason: 'a vase' })));
    case 'account': return onAccount(world, one);
    case 'reverse': return reverse(world, one);
    case 'refund': return refund(world, one);
    case 'pay': case 'credit': case 'void': case 'writeOff': case 'reopen': case 'open': return onInvoice(world, one);
    case 'run': case 'planned': case 'overlap': case 'crash': await runs(world, one);
      return agree(world, one.do);
  }
}

const now = ({ t }: World): number => t.clock.now().getTime();

/** The clock goes anywhere but before the first tariff. */
function moveTo({ t, model }: World, at: number): void {
  t.clock.set(new Date(Math.max(at, Math.min(...model.tariffs.map(({ from }) => from)) + 1)));
}

/** The next or the last instant at which a week or a month ends: Sunday, or the last day, at 20:00 in Moscow. */
function edge(at: number, { of, isBack }: Of<'edge'>): number {
  const [week, sunday] = [7 * 86_400_000, Date.UTC(2026, 2, 1, 17)];
  if (of === 'week') return sunday + (Math.floor((at - sunday) / week) + (isBack ? 0 : 1)) * week;
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + (isBack ? 0 : 1), 0, 17);
}

const idOf = (people: readonly Person[], at: number): string => people[at]?.id ?? '';
const by = <T>({ t }: World, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);

/** What is expected to be refused is, with this code. */
async function refused(code: string, work: Promise<unknown>): Promise<void> {
  await expect(work).rejects.toMatchObject({ code });
}

async function place(world: World, { client, worker }: Of<'place'>): Promise<void> {
  const price = world.model.price(client, now(world));
  const order = await world.t.place({ client: idOf(world.clients, client), worker: idOf(world.workers, worker) });
  expect(order.facts.price_minor).toBe(price.price);
  world.placed.push({ order, client, worker, price });
}

async function finish(world: World, { which: at, how }: Of<'finish'>): Promise<void> {
  const [placed] = world.placed.splice(at % Math.max(world.placed.length, 1), 1);
  if (!placed) return;
  world.model.end(placed.client, placed.worker, how, placed.price, now(world));
  await world.t.finish(placed.order, { type: `order_${how}` });
}

async function tariff(world: World, { do: _, base, ...change }: Of<'tariff'>): Promise<void> {
  const from = world.t.clock.now();
  const work = by(world, (w) => changeTariff(w, { from, change: { basePrice: base, workerShareBp: change.shareBp, reviewHours: change.reviewHours, fine: change.fine } }));
  if (world.model.tariffs.some((one) => one.from === from.getTime())) return refused('billing.tariff_taken', work);
  const before = world.model.tariffAt(from.getTime());
  const isSame = before.base === base && before.shareBp === change.shareBp && before.reviewHours === change.reviewHours && before.fine === change.fine;
  if (isSame) return refused('billing.tariff_unchanged', work);
  await work;
  world.model.tariffs.push({ ...world.model.tariffAt(from.getTime()), base, ...change, from: from.getTime() });
}

async function onAccount(world: World, { client, amount: paid }: Of<'account'>): Promise<void> {
  const reference = `P${world.model.received.length}`;
  await by(world, (w) => recordPaymentOnAccount(w, { client: idOf(world.clients, client), amount: paid, reference }));
  world.model.receive(client, paid, null, reference);
}

async function reverse(world: World, { which: at }: Of<'reverse'>): Promise<void> {
  const { model } = world;
  const payment = model.received[at % Math.max(model.received.length, 1)];
  if (!payment) return;
  const work = by(world, (w) => reversePayment(w, { payment: payment.reference, reason: 'a slip' }));
  const counts = model.received.find((one) => one.reference === payment.reference && !one.isTaken);
  if (!counts) return refused('billing.payment_reversed', work);
  if (model.leftOf(counts) < counts.amount) return refused('billing.payment_spent', work);
  await work;
  model.takeBack(counts);
  world.references.delete(counts.reference);
}

async function refund(world: World, { client, amount: asked }: Of<'refund'>): Promise<void> {
  const { model } = world;
  const work = by(world, (w) => refundClient(w, { client: idOf(world.clients, client), amount: asked, reason: 'asked' }));
  if (asked > model.credit(client)) return refused('billing.not_enough_credit', work);
  await work;
  model.refunds[client] = (model.refunds[client] ?? 0) + asked;
}

async function onInvoice(world: World, one: Of<'pay' | 'credit' | 'void' | 'writeOff' | 'reopen' | 'open'>): Promise<void> {
  const { t, model } = world;
  const pairs = await invoicePairs(world);
  const [theirs, mine] = pairs[one.which % Math.max(pairs.length, 1)] ?? [];
  if (!theirs || !mine) return;
  const [invoice, reason] = [theirs.id, 'a reason'];
  if (one.do === 'open') {
    const opened = await t.app.run(t.boss, (w) => openDrafts(w, { ids: [invoice] }));
    expect(opened).toEqual(mine.status === 'draft' ? [invoice] : []);
    if (mine.status === 'draft') model.issue(mine);
  } else if (one.do === 'pay') {
    const reference = one.reference ?? `P${model.received.length}`;
    const work = by(world, (w) => recordPayment(w, { invoice, amount: one.amount, reference }));
    if (world.references.has(reference)) return refused('billing.payment_repeated', work);
    if (mine.status !== 'open') return refused('billing.invoice_not_open', work);
    await work;
    if (one.reference !== null) world.references.add(reference);
    model.receive(mine.client, one.amount, mine, reference);
  } else if (one.do === 'credit') {
    const work = by(world, (w) => creditInvoice(w, { invoice, amount: one.amount, reason }));
    if (mine.status !== 'open' && mine.status !== 'paid') return refused('billing.invoice_not_open', work);
    if (one.amount > mine.total - mine.credited) return refused('billing.credit_too_high', work);
    await work;
    model.creditNote(mine, one.amount);
  } else if (one.do === 'void') {
    const work = by(world, (w) => voidInvoice(w, { invoice, reason, reissue: one.reissue }));
    if (mine.status !== 'open' && mine.status !== 'draft') return refused('billing.invoice_wrong_state', work);
    if (mine.credited > 0) return refused('billing.invoice_credited', work);
    await work;
    model.void(mine, one.reissue, t.clock.now().getTime());
  } else if (one.do === 'reopen') {
    const work = by(world, (w) => reopenInvoice(w, { invoice, reason }));
    if (mine.status !== 'uncollectible') return refused('billing.invoice_wrong_state', work);
    await work;
    model.reopen(mine);
  } else {
    const work = by(world, (w) => writeOffInvoice(w, { invoice, reason }));
    if (mine.status !== 'open') return refused('billing.invoice_wrong_state', work);
    await work;
    model.writeOff(mine);
  }
}

async function runs(world: World, one: Of<'run' | 'planned' | 'overlap' | 'crash'>): Promise<void> {
  const { t, app, model } = world;
  const done = () => runBilling(app, SYSTEM, {});
  world.fates.splice(0, 2, ...(one.do === 'run' ? one.fates : []));
  const plan = await t.app.query(t.boss, (w) => planBilling(w, t.clock.now()));
  expect(plan.parked).toEqual([]);
  if (one.do === 'overlap') await Promise.all([done(), done()]);
  if (one.do === 'run') await done();
  if (one.do === 'crash') {
    await runBilling(crashing(app, one), SYSTEM, {}).catch((error: unknown) => expect(String(error)).toContain('killed'));
    await done();
  }
  if (one.do === 'planned') {
    const run = await done();
    expect(run.invoices.map(invoiceEssence)).toEqual(plan.invoices.map(invoiceEssence));
    expect(run.payouts.map(payoutEssence)).toEqual(plan.payouts.map(payoutEssence));
    if (one.twice) expect(await done()).toEqual({ invoices: [], payouts: [], parked: [] });
  }
  model.run(now(world), world.fates);
}

const invoiceEssence = ({ client, cutOff, status, total, paid, open, lines }: Pick<Invoice, 'client' | 'cutOff' | 'status' | 'total' | 'paid' | 'open' | 'lines'>) => ({
  client: client.name, cutOff, status, total, paid, open, orders: lines.map(({ order }) => order.number),
});
const payoutEssence = ({ worker, month, amount: sum }: { worker: { name: string }; month: string; amount: number }) => ({ worker: worker.name, month, amount: sum });

/** Dies before or after the nth commit, and goes on dying: a process that was killed. */
function crashing(app: BillingApp, { unit, isCommitted }: Of<'crash'>): BillingApp {
  let units = 0;
  return {
    ...app,
    run: async (actor, work) => {
      units += 1;
      if (units > unit) throw new Error('killed');
      if (units < unit) return app.run(actor, work);
      await app.run(actor, async (w) => {
        await work(w);
        if (!isCommitted) throw new Error('killed before the commit');
      });
      throw new Error('killed after the commit');
    },
  };
}

/** Each invoice of the product with the model's: there is one, not void, a client and cut-off, and of void ones any will do, being alike. */
async function invoicePairs({ t, clients, model }: World): Promise<[Invoice, ModelInvoice][]> {
  const theirs = await t.app.query(t.boss, (w) => listInvoices(w));
  const left = [...model.invoices];
  const keyOf = (client: number, cutOff: number, isVoid: boolean) => `${client} ${cutOff} ${isVoid}`;
  const pairs = theirs.map((invoice): [Invoice, ModelInvoice] => {
    const key = keyOf(clients.findIndex(({ id }) => id === invoice.client.id), invoice.cutOff.getTime(), invoice.status === 'void');
    const place_ = left.findIndex((one) => keyOf(one.client, one.cutOff, one.status === 'void') === key);
    const [mine] = left.splice(place_, place_ < 0 ? 0 : 1);
    if (!mine) throw new Error(`the model has no invoice like ${JSON.stringify(invoice)}`);
    return [invoice, mine];
  });
  expect(left).toEqual([]);
  return pairs;
}

async function agree(world: World, when: string): Promise<void> {
  const { t, clients, workers, model } = world;
  for (const [theirs, mine] of await invoicePairs(world)) {
    const { status, total, credited, paid, open } = theirs;
    expect({ when, status, total, credited, paid, open }).toEqual({
      when, status: mine.status, total: mine.total, credited: mine.credited, paid: mine.paid, open: model.open(mine),
    });
  }
  const payouts = await t.app.query(t.boss, (w) => listPayouts(w));
  const mine = model.payouts.map(({ worker, month, amount: sum, status }) => `${workers[worker]?.name} ${month} ${sum} ${status}`);
  expect(payouts.map(({ worker, month, amount: sum, status }) => `${worker.name} ${month} ${sum} ${status}`).sort()).toEqual(mine.sort());
  const balances = new Map((await t.app.query(t.boss, (w) => ledgerBalances(w))).map(({ account, balance }) => [account, balance]));
  const names: Record<string, string> = { client0: `clients:${clients[0]?.id}`, client1: `clients:${clients[1]?.id}`, worker0: `workers:${workers[0]?.id}`, worker1: `workers:${workers[1]?.id}` };
  const found = Object.fromEntries(Object.keys(model.balances()).map((account) => [account, balances.get(names[account] ?? account) ?? 0]));
  expect({ when, ...found }).toEqual({ when, ...Object.fromEntries(Object.entries(model.balances()).map(([account, balance]) => [account, balance + 0])) });
  expect([...balances.values()].reduce((one, other) => one + other, 0)).toBe(0);
}

/** What must be true of any history. */
async function holdsAlways({ t, clients }: World): Promise<void> {
  const billed = await t.rows<{ n: number; charges: number }>(
    `SELECT COUNT(i.id) AS n, 1 AS charges FROM charges c LEFT JOIN invoice_lines l ON l.order_id = c.order_id LEFT JOIN invoices i ON i.id = l.invoice_id AND i.status <> 'void' GROUP BY c.order_id`,
  );
  expect(billed.every(({ n }) => n <= 1)).toBe(true);
  for (const series of [`SELECT number FROM invoices WHERE number IS NOT NULL ORDER BY number`, `SELECT number FROM credit_notes ORDER BY number`]) {
    const numbers = (await t.rows<{ number: string }>(series)).map(({ number }) => number);
    const years = [...new Set(numbers.map((number) => number.slice(0, -7)))];
    for (const year of years) {
      const ofYear = numbers.filter((number) => number.startsWith(year)).map((number) => Number(number.slice(-6)));
      expect(ofYear).toEqual(ofYear.map((_, at) => at + 1));
    }
  }
  for (const { id } of clients) {
    const statement = await t.app.query(t.boss, (w) => showStatement(w, { person: id }));
    if (statement.as === 'client') expect(statement.owedAtWeekEnd).toBe(statement.charged - statement.paid - statement.takenOff);
  }
  expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0, differences: [] });
}

