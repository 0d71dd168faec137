import {
  changeTariff, correctWorker, creditInvoice, fixPrice, grantBonus, openDrafts, recordPaymentOnAccount, refundClient, reopenInvoice, replayBilling, runBilling, voidInvoice, writeOffInvoice, type BillingWork,
} from '../../../src/domain/billing';
import { issueInvoices } from '../../../src/domain/billing/invoicing/issue-invoices';
import { preparePayouts } from '../../../src/domain/billing/payouts/prepare-payouts';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, hire, join } from '../../support/app';
import { describeOnBoth, type Dialect } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, SUNDAY, sunday, type Company, type Placed } from './support';

const DAY_MS = 86_400_000;
const exactly = (t: Company) => replayBilling(t.app, t.boss, { lateMs: 0 });
const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);

/** Two months in which everything happens once at least: drafts, papers that take back others, payouts that come back or stay unknown. */
async function everything(t: Company): Promise<void> {
  const [ann, zoe] = [await join(t, 'Ann', ['client']), await hire(t, 'Zoe')];
  for (const how of [{}, { type: 'order_failed' as const }, { type: 'order_cancelled' as const }]) await t.finish(await t.place(), how);
  await t.finish(await t.place({ worker: null }), { type: 'order_cancelled' });
  await t.finish(await t.place({ client: ann.id, worker: zoe.id }));
  const [toms, anns] = (await t.billAt(SUNDAY)).invoices;
  await t.pay(toms?.number ?? '', 500_00);
  await by(t, (w) => refundClient(w, { client: t.tom.id, amount: 50_00, reason: 'asked' }));
  await by(t, (w) => creditInvoice(w, { invoice: anns?.number ?? '', amount: 30_00, reason: 'a scratch too many' }));
  await t.pay(anns?.number ?? '', 20_00);
  await by(t, (w) => writeOffInvoice(w, { invoice: anns?.number ?? '', reason: 'gone' }));
  await t.finish(await t.place());
  await t.finish(await t.place({ client: ann.id }));
  const second = (await t.billAt(sunday(1))).invoices;
  const unpaid = second.find(({ client }) => client.name === 'Ann')?.number ?? '';
  await t.pay(unpaid, 10_00);
  const { reissued } = await by(t, (w) => voidInvoice(w, { invoice: unpaid, reason: 'wrong name', reissue: true }));
  await by(t, (w) => recordPaymentOnAccount(w, { client: ann.id, amount: 95_00 }));
  await by(t, (w) => creditInvoice(w, { invoice: reissued?.number ?? '', amount: 100_00, reason: 'a gift' }));
  await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { basePrice: 20_000_01, reviewHours: 24, workerShareBp: 5_000 } }));
  for (const client of [t.tom, ann]) await t.finish(await t.place({ client: client.id }));
  await t.finish(await t.place({ worker: zoe.id }), { type: 'order_failed' });
  await by(t, (w) => grantBonus(w, { worker: t.vasya.id, amount: 1_00, reason: 'quick' }));
  await by(t, (w) => correctWorker(w, { worker: zoe.id, amount: -150_00, reason: 'a vase' }));
  const drafts = (await t.billAt(sunday(2))).invoices;
  await by(t, (w) => openDrafts(w, { ids: [drafts.find(({ client }) => client.name === 'Tom')?.id ?? ''] }));
  await by(t, (w) => voidInvoice(w, { invoice: drafts.find(({ client }) => client.name === 'Ann')?.id ?? '', reason: 'a draft' }));
  await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 45_000_00 }));
  await t.finish(await t.place());
  await t.billAt(sunday(3));
  t.goldHat.answers.push({ outcome: 'rejected', reason: 'no' });
  await t.billAt(MARCH_END);
  t.goldHat.answers.push({ outcome: 'unknown', reason: 'late' });
  await t.billAt(APRIL_END);
  await t.finish(await t.place({ client: ann.id }));
  await t.billAt(sunday(8));
  await by(t, (w) => reopenInvoice(w, { invoice: anns?.number ?? '', reason: 'found again' }));
  await t.pay(anns?.number ?? '', 5_00);
  await by(t, (w) => writeOffInvoice(w, { invoice: anns?.number ?? '', reason: 'gone again' }));
}

/** Lets rows be changed past all walls. */
async function unguard(t: Company, dialect: Dialect, table: string): Promise<void> {
  if (dialect === 'postgres') return void (await t.sql(`ALTER TABLE ${table} DISABLE TRIGGER USER`));
  const triggers = await t.rows<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '${table}'`);
  for (const { name } of triggers) await t.sql(`DROP TRIGGER ${name}`);
}

describeOnBoth('billing, replayed from the log', (db) => {
  test('comes to the same to the minor unit, whatever happened (B11)', async () => {
    const t = await openCompany(db);
    await everything(t);
    const seen: number[] = [];
    const replay = await replayBilling(t.app, t.boss, { lateMs: 0, onProgress: (events) => seen.push(events) });
    expect(replay).toMatchObject({ different: 0, differences: [], older: { before: null, prices: 0, invoices: 0, payouts: 0 } });
    const count = async (table: string) => (await t.rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n;
    expect(replay).toMatchObject({ prices: await count('prices'), invoices: await count('invoices'), payouts: await count('payouts') });
    expect(seen).toEqual([replay.events]);
    expect(await t.rows('SELECT DISTINCT status FROM invoices')).toHaveLength(5);
    expect((await t.rows<{ kind: string }>('SELECT DISTINCT kind FROM transfers')).map(({ kind }) => kind).sort()).toEqual([
      'bonus', 'charge', 'correction', 'credit_note', 'earning', 'fine', 'payment', 'payout', 'payout_returned', 'payout_sent', 'refund', 'reopening', 'write_off',
    ]);
  });

  test('finds a single row that was changed, whichever table it is in', async () => {
    const t = await openCompany(db);
    await everything(t);
    const one = { invoice_lines: 'order_id', billed_charges: 'order_id', invoices: 'number', prices: 'order_id', charges: 'order_id', earnings: 'order_id', allocations: 'id' };
    const cases: [table: string, column: string, change?: [to: string, back: string]][] = [
      ['prices', 'paid_minor'], ['prices', 'percent'], ['prices', 'list_price_minor'], ['prices', 'price_minor'], ['prices', 'allocations'],
      ['charges', 'amount_minor'], ['charges', 'discount_percent'], ['charges', 'accrued_at', [`'2026-03-02T09:00:00.001Z'`, `'2026-03-02T09:00:00.000Z'`]],
      ['earnings', 'amount_minor'], ['bonuses', 'amount_minor'], ['corrections', 'amount_minor'],
      ['invoices', 'total_minor'], ['invoices', 'status', [`'uncollectible'`, `'paid'`]], ['invoices', 'number', [`'2026-000101'`, `'2026-000001'`]],
      ['invoice_lines', 'amount_minor'], ['credit_notes', 'amount_minor'], ['write_offs', 'amount_minor'], ['reopenings', 'amount_minor'], ['payments', 'amount_minor'],
      ['refunds', 'amount_minor'], ['allocations', 'amount_minor'], ['payouts', 'amount_minor'], ['transfers', 'amount_minor'],
    ];
    for (const table of new Set(cases.map(([name]) => name))) await unguard(t, db.dialect, table);
    for (const [table, column, change] of cases) {
      const key = (one as Record<string, string>)[table] ?? 'id';
      const where = table === 'prices' ? `stage = 'price' AND` : '';
      const [row] = await t.rows<{ key: string }>(`SELECT MIN(${key}) AS key FROM ${table}`);
      const set = (value: string, at = row?.key ?? '') => t.sql(`UPDATE ${table} SET ${column} = ${value} WHERE ${where} ${key} = '${at}'`);
      expect(await set(change?.[0] ?? `${column} + 1`)).toBe(1);
      const { differences } = await exactly(t);
      expect({ table, column, found: differences.map(({ what }) => what) }).toEqual({ table, column, found: expect.arrayContaining([`${table}.${column}`]) as string[] });
      await set(change?.[1] ?? `${column} - 1`, column === 'number' ? '2026-000101' : row?.key);
    }
    expect(await exactly(t)).toMatchObject({ different: 0 });
  });

  test('finds estimates, rows that are gone, rows that nothing tells of, and balances that moved', async () => {
    const t = await openCompany(db);
    await everything(t);
    const found = async () => (await exactly(t)).differences.map(({ what, expected, found: held }) => [what, expected, held]);
    for (const table of ['prices', 'billed_charges', 'transfers', 'allocations', 'earnings']) await unguard(t, db.dialect, table);
    await t.sql(`UPDATE prices SET price_minor = price_minor + 1 WHERE stage = 'estimate' AND order_id = (SELECT MIN(order_id) FROM prices)`);
    expect(await found()).toEqual([['prices.price_minor', 100_00, 100_01]]);
    await t.sql(`DELETE FROM prices WHERE stage = 'estimate' AND order_id = (SELECT MIN(order_id) FROM prices)`);
    expect(await found()).toEqual([['prices', 'a row', null]]);
    await t.sql(`DELETE FROM billed_charges WHERE order_id = (SELECT MIN(order_id) FROM billed_charges)`);
    expect(await found()).toEqual(expect.arrayContaining([['billed_charges', 'a row', null]]));
    await t.sql(`DELETE FROM earnings WHERE order_id = (SELECT MIN(order_id) FROM earnings)`);
    await t.sql(`INSERT INTO transfers SELECT 'x', debit, credit, 7, 'bonus', 'nothing tells of it', at, actor_kind, actor_id FROM transfers WHERE kind = 'bonus'`);
    expect(await found()).toEqual(expect.arrayContaining([
      ['earnings', 'a row', null], ['transfers', null, 'a row'], ['balance', expect.any(Number), expect.any(Number)],
    ]));
  });

  test('finds what a wrong run would do: a charge left out, a payout of a unit too much, a price of the wrong tier', async () => {
    const t = await openCompany(db);
    const [first, second] = [await t.place(), await t.place()];
    for (const placed of [first, second]) await t.finish(placed);
    t.clock.set(MARCH_END);
    await skewed(t, (billing) => ({ uninvoiced: async (filter) => (await billing.uninvoiced(filter)).slice(1) }), (w) => issueInvoices(w, { clients: [t.tom.id], cutOff: SUNDAY }));
    const oneTooMuch = () => ({ balancesToPay: () => Promise.resolve(new Map([[t.vasya.id, 120_01]])) });
    await skewed(t, oneTooMuch, (w) => preparePayouts(w, { workers: [t.vasya.id], month: '2026-03', dueAt: MARCH_END }));
    expect((await exactly(t)).differences).toEqual([
      { what: 'invoice_issued.orders', id: expect.any(String) as string, number: null, expected: first.facts.number, found: null },
      { what: 'payout_begun.amount_minor', id: expect.any(String) as string, number: '2026-03', expected: 120_00, found: 120_01 },
    ]);
    const paidMore = () => ({ paidBy: () => Promise.resolve({ paid: 10_000_01, allocations: 0 }) });
    await skewed(t, paidMore, (w) => fixPrice(w, { order: 'o', client: t.tom.id, service: 's', worker: t.vasya.id }));
    expect((await exactly(t)).differences.map(({ what }) => what)).toEqual(expect.arrayContaining(['price_fixed.paid_minor', 'price_fixed.percent', 'price_fixed.price_minor']));
  });

  test('takes what an order still on its way to its commit could not have told a run', async () => {
    const t = await openCompany(db);
    const late = await t.place();
    await t.finish(await t.place());
    await t.finish(late);
    // Said before the run but committed after it, as two processes may on PostgreSQL: the run does not see it.
    t.clock.set(MARCH_END);
    const unseen = (billing: Billing): Partial<Billing> => ({
      uninvoiced: async (filter) => (await billing.uninvoiced(filter)).filter(({ order }) => order.number !== late.facts.number),
      balancesToPay: () => Promise.resolve(new Map([[t.vasya.id, 60_00]])),
    });
    await skewed(t, unseen, async (w) => {
      await issueInvoices(w, { clients: [t.tom.id], cutOff: SUNDAY });
      await preparePayouts(w, { workers: [t.vasya.id], month: '2026-03', dueAt: MARCH_END });
    });
    await runBilling(t.app, SYSTEM, {});
    await t.billAt(APRIL_END);
    expect(await replayBilling(t.app, t.boss)).toMatchObject({ different: 0, invoices: 2, payouts: 2 });
    expect((await exactly(t)).different).toBe(2);
  });

  if (db.dialect === 'postgres') {
    test('an order that ends while a run goes on, and is committed after it, is billed once, in the next (reliability 6)', async () => {
      const t = await openCompany(db);
      const slow = await t.place();
      await t.finish(await t.place());
      t.clock.set(new Date(SUNDAY.getTime() - 1));
      const { said, mayCommit, committed } = slowly(t, slow);
      await said;
      const first = await t.billAt(SUNDAY);
      mayCommit();
      await committed;
      expect(first.invoices.map(({ lines }) => lines.length)).toEqual([1]);
      expect((await t.billAt(SUNDAY)).invoices).toEqual([]);
      const next = await t.billAt(sunday(1));
      expect(next.invoices.map(({ lines }) => lines.map(({ order }) => order.id))).toEqual([[slow.id]]);
      expect(await replayBilling(t.app, t.boss)).toMatchObject({ different: 0 });
    });
  }

  test('is for managers (U4)', async () => {
    const t = await openCompany(db);
    await expect(replayBilling(t.app, as(t.tom))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await replayBilling(t.app, t.boss)).toMatchObject({ events: 0, different: 0 });
  });
});

/** Ends an order in a transaction that is committed only when it may. */
function slowly(t: Company, { facts }: Placed) {
  let [tell, mayCommit] = [(): void => undefined, (): void => undefined];
  const said = new Promise<void>((resolve) => (tell = resolve));
  const mayGoOn = new Promise<void>((resolve) => (mayCommit = resolve));
  const committed = t.app.run(SYSTEM, async (w) => {
    await w.emit({ ...facts, type: 'order_completed' });
    tell();
    await mayGoOn;
  });
  return { said, committed, mayCommit: () => mayCommit() };
}

type Billing = BillingWork['billing'];

/** Does something with a store that answers wrongly. */
const skewed = (t: Company, wrong: (billing: Billing) => Partial<Billing>, work: (w: BillingWork) => Promise<unknown>) =>
  t.app.run(SYSTEM, (w) => work({ ...w, billing: { ...w.billing, ...wrong(w.billing) } }));

describeOnBoth('a database from before prices were recorded', (db) => {
  test('is replayed as far as its log tells; what it does not tell is counted, not different', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    const started = await t.place();
    await t.app.run(SYSTEM, (w) => w.emit({ ...started.facts, type: 'order_placed', copy_of: null }));
    for (const client of [t.tom.id, ann.id]) await t.finish(await t.place({ client }));
    const [toms] = (await t.billAt(SUNDAY)).invoices;
    await t.pay(toms?.number ?? '', 150_00);
    await t.finish(await t.place());
    await t.billAt(MARCH_END);
    await forget(t, db.dialect);
    t.clock.set(new Date(MARCH_END.getTime() + DAY_MS));
    const before = t.clock.now();
    await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { fine: 1_00 } }));
    await t.finish(started, { type: 'order_failed' });
    for (const client of [t.tom.id, ann.id]) await t.finish(await t.place({ client }));
    await t.billAt(APRIL_END);
    await by(t, (w) => recordPaymentOnAccount(w, { client: ann.id, amount: 250_00 }));
    expect(await exactly(t)).toMatchObject({ different: 0, differences: [], older: { before, prices: 4, invoices: 3, payouts: 1 }, prices: 4, invoices: 2, payouts: 1 });
    await unguard(t, db.dialect, 'transfers');
    await t.sql(`UPDATE transfers SET amount_minor = amount_minor + 1 WHERE kind = 'charge' AND at < '2026-03-03'`);
    expect((await exactly(t)).differences.map(({ what }) => what)).toEqual(expect.arrayContaining(['transfers.amount_minor', 'balance']));
  });
});

/** Makes the log and the prices what they were before both told everything; who was assigned is told as it always was. */
async function forget(t: Company, dialect: Dialect): Promise<void> {
  for (const table of ['events', 'prices']) await unguard(t, dialect, table);
  await t.sql('DELETE FROM prices');
  const events = await t.rows<{ id: string; type: string; data: string }>(`SELECT id, type, data FROM events ORDER BY id`);
  for (const { id, type, data } of events) {
    const { orders: _o, cut_off: _c, replaces: _r, ...rest } = JSON.parse(data) as Record<string, unknown>;
    if (type === 'invoice_issued') await t.sql('UPDATE events SET data = $data WHERE id = $id', { id, data: JSON.stringify(rest) });
    if (type === 'order_placed') await t.sql(`UPDATE events SET type = 'order_assigned', data = $data WHERE id = $id`, { id, data: JSON.stringify({ ...rest, type: 'order_assigned' }) });
    if (type === 'price_fixed' || type === 'payment_applied' || type === 'payout_begun') await t.sql('DELETE FROM events WHERE id = $id', { id });
  }
}
