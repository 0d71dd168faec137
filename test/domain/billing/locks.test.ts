import { accrueOrder, closeMonth, correctWorker, grantBonus, ledgerBalances, listClosedMonths, runBilling, showPayslip, type BillingWork } from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { describeOnBoth, type Databases } from '../../support/databases';
import { MARCH_END, openCompany, type Company, type Placed } from './support';

/** The last instant of March in Moscow. */
const LAST_OF_MARCH = new Date('2026-03-31T20:59:59.999Z');

describeOnBoth('two at the same account', (db) => {
  /**
   * Lets one unit of work do its part and wait before its commit, until another one, begun meanwhile, is over or waits for it. Tells in
   * which order they ended.
   */
  async function oneInTheOther(t: Company, one: (w: BillingWork) => Promise<unknown>, other: () => Promise<unknown>): Promise<string[]> {
    const ended: string[] = [];
    const [begun, mayEnd] = [gate(), gate()];
    const first = t.app.run(t.boss, async (w) => {
      await one(w);
      begun.open();
      await mayEnd.opened;
    }).then(() => ended.push('the first'));
    await Promise.race([begun.opened, first]);
    const second = other().then(() => ended.push('the second'));
    while (ended.length === 0 && !(await isWaiting(t, db))) continue;
    mayEnd.open();
    await Promise.all([first, second]);
    return ended;
  }

  test('a month is closed only once everybody who is booking into it is done, and their entries are in it (B11)', async () => {
    const t = await openCompany(db);
    t.clock.set(LAST_OF_MARCH);
    const close = async () => {
      t.clock.set('2026-03-31T21:00:00.000Z');
      return t.app.run(t.boss, (w) => closeMonth(w, { month: '2026-03' }));
    };
    expect(await oneInTheOther(t, (w) => grantBonus(w, { worker: t.vasya.id, amount: 5_00, reason: 'quick' }), close)).toEqual(['the first', 'the second']);
    expect(await t.app.query(t.boss, (w) => listClosedMonths(w))).toMatchObject([{ month: '2026-03' }]);
    const march = await t.app.query(t.boss, (w) => ledgerBalances(w, { asOf: LAST_OF_MARCH }));
    expect(march).toContainEqual({ account: `workers:${t.vasya.id}`, balance: -5_00 });
  });

  test.each<[string, (w: BillingWork, t: Company, placed: Placed) => Promise<unknown>, number]>([
    ['a bonus', (w, t) => grantBonus(w, { worker: t.vasya.id, amount: 5_00, reason: 'quick' }), 5_00],
    ['a correction', (w, t) => correctWorker(w, { worker: t.vasya.id, amount: -7_00, reason: 'a vase' }), -7_00],
    ['what an order brings', (w, _, { facts }) => accrueOrder(w, { ...facts, type: 'order_completed' }), 60_00],
  ])('a payout is prepared only once %s that is being booked is there, and its pay slip counts it (B8)', async (_, book, amount) => {
    const t = await openCompany(db);
    await t.finish(await t.place());
    const placed = await t.place();
    t.clock.set(new Date(MARCH_END.getTime() - 1));
    const pay = async () => {
      t.clock.set(MARCH_END);
      return runBilling(t.app, SYSTEM, { only: 'payouts' });
    };
    expect(await oneInTheOther(t, (w) => book(w, t, placed), pay)).toEqual(['the first', 'the second']);
    const [{ id } = { id: '' }] = await t.rows<{ id: string }>('SELECT id FROM payouts');
    expect(await t.app.query(t.boss, (w) => showPayslip(w, id))).toMatchObject({ payout: { amount: 60_00 + amount }, carried: 0 });
  });
});

function gate(): { open: () => void; opened: Promise<void> } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open: () => open(), opened };
}

/** Whether somebody waits for a lock: on SQLite everybody does who writes while another one is writing. */
async function isWaiting(t: Company, { dialect }: Databases): Promise<boolean> {
  if (dialect === 'sqlite') return true;
  const waiting = await t.rows(`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
  return waiting.length > 0;
}
