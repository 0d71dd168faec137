import { explainPayout, grantBonus, listPayouts, payslipPaper, planBilling, reconcilePayouts, replayBilling, runBilling, showBonus, showPayout, showPayslip, showStatement, type BillingApp, type GoldHatTransfer, type Payout } from '../../../src/domain/billing';
import { catNumber } from '../../../src/domain/shared/ids';
import { preparePayouts } from '../../../src/domain/billing/payouts/prepare-payouts';
import { settlePayout } from '../../../src/domain/billing/payouts/settle-payout';
import { DomainError } from '../../../src/domain/shared/errors';
import { listTasks } from '../../../src/domain/notifications';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, hire } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, type Company } from './support';

const short = ({ worker, month, amount, status }: Payout) => `${worker.name} ${month} ${amount} ${status}`;
const LOST = { outcome: 'unknown' as const, reason: 'no answer in time' };
const payouts = async (t: Company) => (await t.app.query(t.boss, (w) => listPayouts(w))).map(short);
const account = async (t: Company) => t.app.query(as(t.vasya), (w) => showStatement(w, { person: t.vasya.id, as: 'worker' }));

describeOnBoth('the monthly payouts', (db) => {
  test('each worker gets what is due on the last day at 20:00, whether or not clients have paid (B8)', async () => {
    const t = await openCompany(db);
    await t.end();
    await t.end({ type: 'order_failed', fined: true });
    expect((await t.billAt(new Date(MARCH_END.getTime() - 1))).payouts).toEqual([]);
    await t.end();
    t.clock.set(MARCH_END);
    await t.end();
    const { payouts: [paid] } = await t.billAt(MARCH_END);
    expect(paid).toEqual({ id: paid?.id, worker: { id: t.vasya.id, name: 'Vasya' }, month: '2026-03', status: 'sent', amount: 80_00, error: null });
    const number = catNumber(t.vasya.number);
    expect(t.goldHat.sent).toEqual([{ key: `payout:${t.vasya.id}:2026-03`, amount: 80_00, recipient: number, reference: `${number}/2026-03` }]);
    expect(await account(t)).toMatchObject({ earned: 180_00, fined: 40_00, paidOut: 80_00, balance: 60_00 });
    expect(await t.app.query(as(t.vasya), (w) => showPayout(w, paid?.id ?? ''))).toEqual(paid);
  });

  test('the intent is in the books before Gold Hat hears of it, and no transaction is open meanwhile', async () => {
    const t = await openCompany(db);
    await t.end();
    const seen: unknown[] = [];
    const goldHat = {
      ...t.goldHat,
      send: async () => {
        seen.push(await payouts(t), await t.rows(`SELECT kind FROM transfers WHERE kind LIKE 'payout%'`));
        await t.end();
        return { outcome: 'sent' as const };
      },
    };
    t.clock.set(MARCH_END);
    await runBilling({ ...t.app, goldHat }, SYSTEM, {});
    expect(seen).toEqual([['Vasya 2026-03 6000 pending'], [{ kind: 'payout' }]]);
  });

  test('killed before the answer was noted, the next run sends the same again, and it is settled once', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(MARCH_END);
    let units = 0;
    const run: BillingApp['run'] = (actor, work) => (++units > 1 ? Promise.reject(new Error('killed')) : t.app.run(actor, work));
    await expect(runBilling({ ...t.app, run }, SYSTEM, { only: 'payouts' })).rejects.toThrow('killed');
    expect(await payouts(t)).toEqual(['Vasya 2026-03 6000 pending']);
    expect((await runBilling(t.app, SYSTEM, {})).payouts.map(short)).toEqual(['Vasya 2026-03 6000 sent']);
    expect(t.goldHat.sent).toHaveLength(2);
    expect(t.goldHat.sent[1]).toEqual(t.goldHat.sent[0]);
    expect(await account(t)).toMatchObject({ paidOut: 60_00, balance: 0 });
  });

  test('rejected: the money goes back to the account and into the next month', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'rejected', reason: 'recipient_rejected' });
    const [rejected] = (await t.billAt(MARCH_END)).payouts;
    expect(rejected).toMatchObject({ status: 'failed', error: 'recipient_rejected' });
    expect(await account(t)).toMatchObject({ paidOut: 0, balance: 60_00 });
    expect((await t.billAt(MARCH_END)).payouts).toEqual([]);
    expect((await t.billAt(APRIL_END)).payouts.map(short)).toEqual(['Vasya 2026-04 6000 sent']);
    expect(await account(t)).toMatchObject({ paidOut: 60_00, balance: 0 });
  });

  test('unknown, but it had arrived: asked, never sent again', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push(LOST);
    expect((await t.billAt(MARCH_END)).payouts.map(short)).toEqual(['Vasya 2026-03 6000 unknown']);
    t.goldHat.answers.push(LOST, { outcome: 'sent' });
    expect((await reconcilePayouts(t.app, t.boss)).map(({ was, payout }) => `${was} → ${payout.status}`)).toEqual(['unknown → unknown']);
    expect((await reconcilePayouts(t.app, t.boss)).map(({ was, payout }) => `${was} → ${payout.status}`)).toEqual(['unknown → sent']);
    expect(await reconcilePayouts(t.app, t.boss)).toEqual([]);
    expect(t.goldHat.sent).toHaveLength(1);
    expect(await t.rows(`SELECT kind FROM transfers WHERE kind LIKE 'payout%' ORDER BY kind`)).toEqual([{ kind: 'payout' }, { kind: 'payout_sent' }]);
    expect(await t.rows(`SELECT type FROM events WHERE type LIKE 'payout%' ORDER BY id`)).toEqual([{ type: 'payout_begun' }, { type: 'payout_unknown' }, { type: 'payout_sent' }]);
  });

  test('unknown, and it never happened: the next run asks, and sends the identical transfer', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push(LOST);
    await t.billAt(MARCH_END);
    await t.end();
    expect((await t.billAt(APRIL_END)).payouts.map(short)).toEqual(['Vasya 2026-03 6000 sent', 'Vasya 2026-04 6000 sent']);
    expect(t.goldHat.sent).toHaveLength(3);
    expect(t.goldHat.sent[1]).toEqual(t.goldHat.sent[0]);
  });

  test('a gateway that throws leaves the payout unknown; one that has no address leaves it as it was', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(MARCH_END);
    const failing = (error: Error) => ({ ...t.app, goldHat: { ...t.goldHat, send: () => Promise.reject(error) } });
    const noAddress = new DomainError('machine.gold_hat_missing', 'unavailable');
    await expect(runBilling(failing(noAddress), SYSTEM, {})).rejects.toThrow(noAddress);
    expect(await payouts(t)).toEqual(['Vasya 2026-03 6000 pending']);
    expect((await runBilling(failing(new Error('socket hang up')), SYSTEM, {})).payouts).toMatchObject([{ status: 'unknown', error: 'socket hang up' }]);
  });

  test('after the key has expired nobody sends again: it is parked for a person', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push(LOST);
    await t.billAt(MARCH_END);
    const { parked } = await t.billAt(new Date(MARCH_END.getTime() + 90 * 86_400_000 + 1));
    expect(await payouts(t)).toEqual(['Vasya 2026-03 6000 parked']);
    expect(t.goldHat.sent).toHaveLength(1);
    expect(parked).toEqual([{ account: `workers:${t.vasya.id}`, reason: expect.stringContaining('expired') as string }]);
    expect(await reconcilePayouts(t.app, t.boss)).toEqual([]);
  });

  test('the time at which Gold Hat was heard to have sent it is kept, and is on the pay slip (B10)', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push(LOST);
    await t.billAt(MARCH_END);
    const slip = `${catNumber(t.vasya.number)}/2026-03`;
    const paidAt = async () => {
      const [why, paper] = await t.app.query(as(t.vasya), async (w) => [await explainPayout(w, slip), await payslipPaper(w, slip)] as const);
      expect(paper.paidAt).toEqual(why.paidAt);
      return paper.paidAt;
    };
    expect(await paidAt()).toBeNull();
    const heardAt = new Date(MARCH_END.getTime() + 90 * 60_000);
    await t.billAt(heardAt);
    t.clock.advance(60);
    expect(await paidAt()).toEqual(heardAt);
  });

  test('one that Gold Hat refused never arrived', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'rejected', reason: 'no such recipient' });
    await t.billAt(MARCH_END);
    expect(await t.app.query(as(t.vasya), (w) => payslipPaper(w, `${catNumber(t.vasya.number)}/2026-03`))).toMatchObject({ status: 'failed', paidAt: null });
  });

  test('that it is parked is told, staff get a task even where its account was parked before (B8, B12)', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push(LOST);
    await t.billAt(MARCH_END);
    const [{ id } = { id: '' }] = await t.rows<{ id: string }>('SELECT id FROM payouts');
    await t.sql(`INSERT INTO parked_accounts (account, reason, parked_at) VALUES ('workers:${t.vasya.id}', 'a look', 'x')`);
    await t.app.run(SYSTEM, (w) => settlePayout(w, { payout: id, news: { outcome: 'disputed', reason: 'key_reused' } }));
    expect(await t.rows(`SELECT type FROM events WHERE type IN ('payout_parked', 'account_parked')`)).toEqual([{ type: 'payout_parked' }]);
    const tasks = await t.app.query(t.boss, (w) => listTasks(w));
    expect(tasks.map(({ kind, data }) => [kind, data])).toEqual([['account_parked', { account: `workers:${t.vasya.id}` }]]);
  });

  test('one that is parked is one task, and is made again from the log', async () => {
    const t = await openCompany(db);
    await t.finish(await t.place());
    t.goldHat.answers.push({ outcome: 'disputed', reason: 'key_reused' });
    await t.billAt(MARCH_END);
    expect((await t.app.query(t.boss, (w) => listTasks(w))).map(({ kind }) => kind)).toEqual(['account_parked']);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
    await t.sql(`UPDATE payouts SET status = 'unknown'`);
    expect((await replayBilling(t.app, t.boss, { lateMs: 0 })).differences).toMatchObject([{ what: 'payouts.status', expected: 'parked', found: 'unknown' }]);
  });

  test('a key that Gold Hat knows for another transfer is parked with the account, and nothing is returned: money may have moved', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'disputed', reason: 'key_reused' });
    const run = await t.billAt(MARCH_END);
    expect(run.payouts.map(short)).toEqual(['Vasya 2026-03 6000 parked']);
    expect(run.parked).toEqual([{ account: `workers:${t.vasya.id}`, reason: `${catNumber(t.vasya.number)}/2026-03: key_reused` }]);
    expect((await t.billAt(APRIL_END)).payouts).toEqual([]);
  });

  test('a negative balance is carried forward and nothing is sent; zero is no payout (B8)', async () => {
    const t = await openCompany(db);
    const zoe = await hire(t, 'Zoe');
    await t.end({ type: 'order_failed', fined: true });
    await t.end({ worker: zoe.id, price_minor: 66_67 });
    await t.end({ worker: zoe.id, type: 'order_failed', fined: true });
    expect((await t.billAt(MARCH_END)).payouts.map(short)).toEqual(['Vasya 2026-03 -4000 carried_forward']);
    expect(t.goldHat.sent).toEqual([]);
    await t.end();
    expect((await t.billAt(APRIL_END)).payouts.map(short)).toEqual(['Vasya 2026-04 2000 sent']);
    expect(await account(t)).toMatchObject({ balance: 0, paidOut: 20_00 });
    const slips = await t.app.query(as(t.vasya), async (w) =>
      Promise.all((await listPayouts(w, { worker: t.vasya.id })).map((payout) => showPayslip(w, payout.id))),
    );
    expect(slips.map(({ payout, ...parts }) => ({ month: payout.month, ...parts }))).toEqual([
      { month: '2026-03', jobs: 0, earned: 0, fines: 40_00, bonuses: 0, corrections: 0, carried: 0 },
      { month: '2026-04', jobs: 1, earned: 60_00, fines: 0, bonuses: 0, corrections: 0, carried: -40_00 },
    ]);
  });

  test('an entry committed late lands in the next month; past months run again write nothing', async () => {
    const t = await openCompany(db);
    await t.end();
    await t.billAt(MARCH_END);
    t.clock.set(new Date(MARCH_END.getTime() - 1));
    await t.end();
    expect((await t.billAt(MARCH_END)).payouts).toEqual([]);
    expect((await t.billAt(APRIL_END)).payouts.map(short)).toEqual(['Vasya 2026-04 6000 sent']);
    expect((await runBilling(t.app, SYSTEM, { asOf: MARCH_END })).payouts).toEqual([]);
    expect((await t.billAt(APRIL_END)).payouts).toEqual([]);
  });

  test('one that nobody could be asked to send is told by the run that made it, and by the one that sends it', async () => {
    const t = await openCompany(db);
    await t.end();
    const nobody = { outcome: 'not_sent' as const, reason: 'no address' };
    t.goldHat.answers.push(nobody, nobody);
    expect((await t.billAt(MARCH_END)).payouts.map(short)).toEqual(['Vasya 2026-03 6000 pending']);
    expect((await t.billAt(MARCH_END)).payouts).toEqual([]);
    expect((await t.billAt(MARCH_END)).payouts.map(short)).toEqual(['Vasya 2026-03 6000 sent']);
  });

  test('of several runs at once each tells only of what it settled itself', async () => {
    const t = await openCompany(db);
    const zoe = await hire(t, 'Zoe');
    await t.end();
    await t.end({ worker: zoe.id });
    t.clock.set(MARCH_END);
    let inner: Payout[] = [];
    const send = async (transfer: GoldHatTransfer) => {
      // While the first of two waits for its answer, another run sends both.
      if (inner.length === 0) inner = (await runBilling(t.app, SYSTEM, {})).payouts;
      return t.goldHat.send(transfer);
    };
    const outer = (await runBilling({ ...t.app, goldHat: { ...t.goldHat, send } }, SYSTEM, {})).payouts;
    expect(inner.map(short).sort()).toEqual(['Vasya 2026-03 6000 sent', 'Zoe 2026-03 6000 sent']);
    expect(outer).toEqual([]);
  });

  test('as of the past, what fell due later and was begun later is neither planned nor sent; what was begun early is', async () => {
    const t = await openCompany(db);
    await t.end();
    const nobody = { outcome: 'not_sent' as const, reason: 'no address' };
    t.goldHat.answers.push(nobody);
    await t.billAt(MARCH_END);
    const before = new Date(MARCH_END.getTime() - 86_400_000);
    expect((await t.app.query(t.boss, (w) => planBilling(w, before))).payouts).toEqual([]);
    expect((await runBilling(t.app, SYSTEM, { asOf: before })).payouts).toEqual([]);
    expect(await payouts(t)).toEqual(['Vasya 2026-03 6000 pending']);
    expect((await t.app.query(t.boss, (w) => planBilling(w, MARCH_END))).payouts).toMatchObject([{ month: '2026-03', amount: 60_00 }]);
    t.goldHat.answers.push({ outcome: 'sent' }, nobody, { outcome: 'sent' });
    await t.billAt(MARCH_END);
    await t.end();
    expect((await runBilling(t.app, SYSTEM, { asOf: APRIL_END })).payouts.map(short)).toEqual(['Vasya 2026-04 6000 pending']);
    expect((await runBilling(t.app, SYSTEM, {})).payouts.map(short)).toEqual(['Vasya 2026-04 6000 sent']);
  });

  test('a month before a closed one is closed too, also for a run that was planned earlier', async () => {
    const t = await openCompany(db);
    t.clock.set(MARCH_END);
    await t.end();
    await t.billAt(APRIL_END);
    t.clock.set(new Date(MARCH_END.getTime() - 1));
    await t.end({ price_minor: 300_00 });
    t.clock.set(APRIL_END);
    const late = await t.app.run(SYSTEM, (w) => preparePayouts(w, { workers: [t.vasya.id], month: '2026-03', dueAt: MARCH_END }));
    expect(late).toEqual([]);
    expect(await payouts(t)).toEqual(['Vasya 2026-04 6000 sent']);
  });

  test('a worker who is parked over one month gets nothing more in the same run', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(new Date(MARCH_END.getTime() + 86_400_000));
    await t.end();
    t.goldHat.answers.push({ outcome: 'disputed', reason: 'other money' });
    await t.billAt(APRIL_END);
    expect(await payouts(t)).toEqual(['Vasya 2026-03 6000 parked']);
  });

  test('missed months are paid one by one, each its own', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(MARCH_END);
    await t.end({ price_minor: 50_00 });
    expect((await t.billAt(APRIL_END)).payouts.map(short)).toEqual(['Vasya 2026-03 6000 sent', 'Vasya 2026-04 3000 sent']);
  });

  test('only payouts, if asked', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(MARCH_END);
    const run = await runBilling(t.app, t.boss, { only: 'payouts' });
    expect([run.invoices.length, run.payouts.length]).toEqual([0, 1]);
  });
});

describeOnBoth('bonuses', (db) => {
  test('a manager credits an amount with a reason, and the worker sees all of it (B9)', async () => {
    const t = await openCompany(db);
    const bonus = await t.app.run(t.boss, (w) => grantBonus(w, { worker: catNumber(t.vasya.number), amount: 50_00, reason: ' quick paws ' }));
    expect(bonus).toEqual({
      id: expect.any(String) as string, worker: { id: t.vasya.id, name: 'Vasya' }, amount: 50_00, reason: 'quick paws',
      grantedBy: { id: t.bossPerson.id, name: 'Boss' }, at: t.clock.now(),
    });
    expect(await t.app.query(as(t.vasya), (w) => showBonus(w, bonus.id))).toEqual(bonus);
    expect(await account(t)).toMatchObject({ bonuses: 50_00, balance: 50_00, entries: [{ kind: 'bonus', note: 'quick paws', by: t.bossPerson.id }] });
    expect((await t.billAt(MARCH_END)).payouts.map(short)).toEqual(['Vasya 2026-03 5000 sent']);
  });

  test('only workers get one, only for a reason and an amount, and only from managers', async () => {
    const t = await openCompany(db);
    const grant = (input: Partial<Parameters<typeof grantBonus>[1]>, actor = t.boss) =>
      t.app.run(actor, (w) => grantBonus(w, { worker: t.vasya.id, amount: 1, reason: 'for nothing', ...input }));
    await expect(grant({ worker: t.tom.id })).rejects.toMatchObject({ code: 'billing.not_a_worker', params: { person: t.tom.id } });
    await expect(grant({ reason: ' ' })).rejects.toMatchObject({ code: 'users.bad_text' });
    await expect(grant({ amount: 0 })).rejects.toMatchObject({ code: 'billing.bad_amount' });
    await expect(grant({}, as(t.vasya))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(as(t.tom), (w) => showBonus(w, 'no such'))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(t.boss, (w) => showBonus(w, 'no such'))).rejects.toMatchObject({ code: 'billing.bonus_not_found' });
  });
});
