import {
  ledgerBalances, listParked, planBilling, releaseAccount, runBilling, showLedger, showStatement, type BillingApp,
} from '../../../src/domain/billing';
import { listTasks } from '../../../src/domain/notifications';
import { DomainError } from '../../../src/domain/shared/errors';
import { catNumber } from '../../../src/domain/shared/ids';
import { MONDAY, as, hire, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, SUNDAY, sunday, type Company } from './support';

/** A month in which everything happens: charges, payments with credit, earnings, a fine, a returned and an unknown payout. */
async function busyMonth(t: Company) {
  const zoe = await hire(t, 'Zoe');
  await t.end();
  await t.end({ worker: zoe.id });
  await t.end({ type: 'order_failed', fined: true });
  const [invoice] = (await t.billAt(SUNDAY)).invoices;
  await t.pay(invoice?.number ?? '', 350_00);
  await t.end({ price_minor: 33_33 });
  t.goldHat.answers.push({ outcome: 'rejected', reason: 'no' }, { outcome: 'unknown', reason: 'late' });
  await t.billAt(MARCH_END);
  return zoe;
}

describeOnBoth('the ledger', (db) => {
  test('balances at any time, and each account is what its statement says (B10, B11)', async () => {
    const t = await openCompany(db);
    const zoe = await busyMonth(t);
    const balances = await t.app.query(t.boss, (w) => ledgerBalances(w));
    expect(balances.reduce((sum, { balance }) => sum + balance, 0)).toBe(0);
    const of = (account: string) => balances.find((one) => one.account === account)?.balance;
    const statements = await t.app.query(t.boss, async (w) => ({
      tom: await showStatement(w, { person: t.tom.id }),
      vasya: await showStatement(w, { person: t.vasya.id }),
      zoe: await showStatement(w, { person: zoe.id }),
    }));
    expect(statements.tom).toMatchObject({ as: 'client', charged: 333_33, paid: 350_00, credit: 16_67, owedAtWeekEnd: of(`clients:${t.tom.id}`) });
    for (const [worker, statement] of [[t.vasya, statements.vasya], [zoe, statements.zoe]] as const) {
      expect(statement).toMatchObject({ as: 'worker', balance: 0 - (of(`workers:${worker.id}`) ?? 0) });
      expect(statement.entries.reduce((sum, entry) => sum + entry.amount, 0)).toBe(0 - (of(`workers:${worker.id}`) ?? 0));
    }
    expect(await t.app.query(t.boss, (w) => showLedger(w))).toHaveLength(4 + 3 + 1 + 1 + 2 + 1);
  });

  test('shows the past as it was', async () => {
    const t = await openCompany(db);
    await busyMonth(t);
    const then = await t.app.query(t.boss, async (w) => ({
      ledger: await showLedger(w, { asOf: MONDAY }),
      balances: await ledgerBalances(w, { asOf: MONDAY }),
      tom: await showStatement(w, { person: t.tom.id, asOf: MONDAY }),
      vasya: await showStatement(w, { person: t.vasya.id, asOf: new Date(MARCH_END.getTime() - 1) }),
    }));
    expect(then.ledger.map(({ kind }) => kind).sort()).toEqual(['charge', 'charge', 'charge', 'earning', 'earning', 'fine']);
    expect(then.balances.find(({ account }) => account.startsWith('clients:'))?.balance).toBe(300_00);
    expect(then.tom).toMatchObject({ charged: 300_00, paid: 0, credit: 0, owedAtWeekEnd: 300_00, asOf: MONDAY });
    expect(then.vasya).toMatchObject({ earned: 80_00, fined: 40_00, paidOut: 0, balance: 40_00 });
  });

  test('is for managers; a statement is for its person too (U4)', async () => {
    const t = await openCompany(db);
    await expect(t.app.query(as(t.tom), (w) => showLedger(w))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(as(t.tom), (w) => showStatement(w, { person: t.vasya.id }))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await t.app.query(as(t.vasya), (w) => showStatement(w, { person: t.vasya.id }))).toMatchObject({ as: 'worker', balance: 0, entries: [] });
  });

  test.each(['transfers', 'charges', 'invoice_lines', 'payments', 'allocations', 'earnings', 'tariffs'])('%s refuses UPDATE and DELETE', async (table) => {
    const t = await openCompany(db);
    await busyMonth(t);
    const column = { tariffs: 'fine_minor' }[table] ?? 'amount_minor';
    await expect(t.sql(`UPDATE ${table} SET ${column} = 1`)).rejects.toThrow('append-only');
    await expect(t.sql(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    if (db.dialect === 'sqlite') await expect(t.sql(`INSERT OR REPLACE INTO ${table} SELECT * FROM ${table}`)).rejects.toThrow('append-only');
    if (db.dialect === 'postgres') await expect(t.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
  });

  test('an issued invoice never changes but for its state, and is never removed (B6)', async () => {
    const t = await openCompany(db);
    await busyMonth(t);
    for (const change of ['total_minor = 1', `number = '2026-000099'`, `status = 'draft', number = NULL`, `cut_off = '2026-03-01T00:00:00.000Z'`]) {
      await expect(t.sql(`UPDATE invoices SET ${change}`)).rejects.toThrow('stays as it is');
    }
    await expect(t.sql(`DELETE FROM invoices`)).rejects.toThrow(/is never removed|stays as it is/);
    expect(await t.sql(`UPDATE invoices SET status = 'void'`)).toBeGreaterThan(0);
  });
});

describeOnBoth('a broken account', (db) => {
  /** A charge that never came to the ledger, written past all walls. */
  const slipIn = (t: Company, client: string) =>
    t.sql(
      `INSERT INTO charges (order_id, order_number, order_at, outcome, service_ru, service_en, client_id, list_price_minor, discount_percent, amount_minor, accrued_at)
       VALUES ('slipped', 9, '2026-03-02T09:00:00.000Z', 'completed', 'x', 'x', $client, 100, 0, 100, '2026-03-02T09:00:00.000Z')`,
      { client },
    );

  test('is parked with a readable reason, the others are billed, and once released it is caught up (B12)', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end();
    await t.end({ client: ann.id });
    await slipIn(t, t.tom.id);
    const parked = [{ account: `clients:${t.tom.id}`, reason: `billing.account_broken: account clients:${catNumber(t.tom.number)}, booked 101.00, ledger 100.00` }];
    t.clock.set(SUNDAY);
    const plan = await t.app.query(t.boss, (w) => planBilling(w, SUNDAY));
    expect(plan.parked).toEqual([{ ...parked[0], isNew: true }]);
    expect(plan.invoices.map(({ client }) => client.name)).toEqual(['Ann']);
    const run = await t.billAt(SUNDAY);
    expect(run.invoices.map(({ client }) => client.name)).toEqual(['Ann']);
    expect(run.parked).toEqual(parked);
    expect((await t.billAt(sunday(1))).parked).toEqual(parked);
    expect(await t.rows(`SELECT type FROM events WHERE type = 'account_parked'`)).toHaveLength(1);
    await t.sql(`INSERT INTO transfers SELECT 'x', debit, credit, 100, 'charge', 'slipped', at, actor_kind, actor_id FROM transfers WHERE kind = 'charge' AND debit = $tom`, {
      tom: `clients:${t.tom.id}`,
    });
    const tasks = () => t.app.query(t.boss, async (w) => (await listTasks(w)).map(({ kind, subject }) => `${kind} ${subject}`));
    expect(await tasks()).toEqual([`account_parked clients:${t.tom.id}`]);
    await t.app.run(t.boss, (w) => releaseAccount(w, { account: `clients:${t.tom.id}` }));
    expect(await tasks()).toEqual([]);
    expect(await t.rows(`SELECT data FROM events WHERE type = 'account_released'`)).toEqual([{ data: JSON.stringify({ type: 'account_released', account: `clients:${t.tom.id}` }) }]);
    const after = await t.billAt(sunday(1));
    expect(after.parked).toEqual([]);
    expect(after.invoices.map(({ client, total, cutOff }) => [client.name, total, cutOff])).toEqual([['Tom', 101_00, SUNDAY]]);
  });

  test('of a worker is parked just so', async () => {
    const t = await openCompany(db);
    const zoe = await hire(t, 'Zoe');
    await t.end();
    await t.end({ worker: zoe.id });
    await t.sql(`INSERT INTO bonuses (id, worker_id, amount_minor, granted_by, at) VALUES ('slipped', $worker, 100000, $worker, '2026-03-02T09:00:00.000Z')`, { worker: zoe.id });
    const run = await t.billAt(MARCH_END);
    expect(run.payouts.map(({ worker }) => worker.name)).toEqual(['Vasya']);
    expect(run.parked).toEqual([{ account: `workers:${zoe.id}`, reason: `billing.account_broken: account workers:${catNumber(zoe.number)}, booked 1,060.00, ledger 60.00` }]);
    expect((await t.billAt(APRIL_END)).payouts).toEqual([]);
  });

  test('is not what is broken where everybody breaks: the run stops, and nobody is parked', async () => {
    const t = await openCompany(db);
    const clients = [t.tom, await join(t, 'Ann', ['client']), await join(t, 'Bob', ['client'])];
    for (const { id } of clients) await t.end({ client: id });
    await t.billAt(SUNDAY);
    for (const { id } of clients) await t.end({ client: id });
    await t.sql("UPDATE counters SET value = 0 WHERE name = 'invoice:2026'");
    await expect(t.billAt(sunday(1))).rejects.toMatchObject({ code: 'machine.refused_by_database' });
    expect(await t.app.query(t.boss, (w) => listParked(w))).toEqual([]);
  });

  test('that throws in the middle of a run is parked, and its later periods wait too', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    for (const weeks of [0, 1]) {
      t.clock.set(new Date(sunday(weeks).getTime() - 1));
      await t.end();
      await t.end({ client: ann.id });
    }
    let units = 0;
    const run: BillingApp['run'] = (actor, work) => {
      units += 1;
      // The first batch breaks, and then the first of its accounts that goes alone.
      if (units <= 2) return Promise.reject(new DomainError('billing.order_without_price', 'unexpected', { order: '7' }));
      return t.app.run(actor, work);
    };
    t.clock.set(sunday(1));
    const done = await runBilling({ ...t.app, run }, t.boss, {});
    expect(done.invoices.map(({ client }) => client.name)).toEqual(['Ann', 'Ann']);
    expect(done.parked).toEqual([{ account: `clients:${t.tom.id}`, reason: 'billing.order_without_price: order 7' }]);
    expect(await t.app.query(t.boss, (w) => listParked(w))).toEqual(done.parked);
  });

  test('is released once, and by managers only', async () => {
    const t = await openCompany(db);
    await expect(t.app.run(t.boss, (w) => releaseAccount(w, { account: 'clients:x' }))).rejects.toMatchObject({ code: 'billing.account_not_parked', params: { account: 'clients:x' } });
    await expect(t.app.run(as(t.tom), (w) => releaseAccount(w, { account: 'clients:x' }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });
});
