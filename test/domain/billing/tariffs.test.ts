import { changeTariff, estimatePrice, listTariffs, listWithdrawnTariffs, nextBilling, replayBilling, showWithdrawable, withdrawTariff, type BillingWork, type TariffChange } from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, join, MONDAY } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, type Company } from './support';

const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);
const inHours = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
/** A midnight in Moscow, some days after the first Monday. */
const midnight = (days: number) => new Date(Date.UTC(2026, 2, 2 + days, 21));
const change = (t: Company, from: Date, what: TariffChange) => by(t, (w) => changeTariff(w, { from, change: what }));
const withdraw = (t: Company, from: Date) => by(t, (w) => withdrawTariff(w, { from, reason: 'too dear' }));
const versions = async (t: Company) => (await t.app.query(t.boss, (w) => listTariffs(w))).map(({ id, basePrice }) => `${id}: ${basePrice}`);
const price = async (t: Company) => (await t.app.query(SYSTEM, (w) => estimatePrice(w, { client: t.tom.id, service: 's' }))).price;

describeOnBoth('a version of the tariff', (db) => {
  test.each<[string, TariffChange, string, object]>([
    ['that changes nothing', {}, 'billing.tariff_unchanged', {}],
    ['with the same numbers', { basePrice: 100_00, retryDays: [1, 3, 7], billing: { hour: 20, weekday: 7 }, telegram: null }, 'billing.tariff_unchanged', {}],
    ['whose retries come sooner and sooner', { retryDays: [1, 7, 3] }, 'billing.bad_tariff', { field: 'retryDays' }],
    ['with a currency that there is not', { telegram: { currency: 'XYZ', rateMinor: 95 } }, 'billing.unknown_currency', { currency: 'XYZ' }],
  ])('%s is refused', async (_, what, code, params) => {
    const t = await openCompany(db);
    await expect(change(t, inHours(1), what)).rejects.toMatchObject({ code, params });
  });

  test.each<[string, TariffChange]>([
    ['one nested number more', { billing: { weekday: 7, hour: 19 } }],
    ['even retries', { retryDays: [3, 3] }],
    ['a currency that there is', { telegram: { currency: 'EUR', rateMinor: 95 } }],
    ['another tier', { tiers: [{ over: 10_000_00, percent: 6 }] }],
  ])('with %s is taken', async (_, what) => {
    const t = await openCompany(db);
    expect(await change(t, midnight(1), what)).toMatchObject({ id: 2, ...what });
  });

  test('that has not begun is withdrawn: it stays on record, holds never, and another may begin then (B2)', async () => {
    const t = await openCompany(db);
    await change(t, inHours(2), { basePrice: 200_00 });
    const seen = await t.app.query(t.boss, (w) => showWithdrawable(w, { from: inHours(2) }));
    expect(seen).toMatchObject({ id: 2, basePrice: 200_00 });
    expect(await withdraw(t, inHours(2))).toEqual({ ...seen, withdrawn: { by: t.bossPerson.id, at: MONDAY, reason: 'too dear' } });
    expect(await t.app.query(t.boss, (w) => listWithdrawnTariffs(w))).toEqual([{ ...seen, withdrawn: { by: t.bossPerson.id, at: MONDAY, reason: 'too dear' } }]);
    expect(await versions(t)).toEqual(['1: 10000']);
    await expect(withdraw(t, inHours(2))).rejects.toMatchObject({ code: 'billing.no_tariff_from', params: { from: inHours(2).toISOString() } });
    expect(await change(t, inHours(2), { basePrice: 150_00 })).toMatchObject({ id: 3 });
    t.clock.set(inHours(2));
    expect(await price(t)).toBe(150_00);
    await t.finish(await t.place());
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
    for (const statement of ['DELETE FROM tariff_withdrawals', 'DELETE FROM tariffs']) await expect(t.sql(statement)).rejects.toThrow('append-only');
  });

  test('that is withdrawn leaves the numbers of later ones as they are', async () => {
    const t = await openCompany(db);
    await change(t, inHours(2), { basePrice: 200_00 });
    await change(t, inHours(3), { fine: 1_00 });
    await withdraw(t, inHours(2));
    expect(await versions(t)).toEqual(['1: 10000', '3: 20000']);
    t.clock.set(inHours(2));
    expect((await t.place()).facts.price_minor).toBe(100_00);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('that is in force, or is about to be, or that something was priced by, is not withdrawn', async () => {
    const t = await openCompany(db);
    await change(t, inHours(2), { basePrice: 200_00 });
    t.clock.set(new Date(inHours(2).getTime() - 60_000));
    await expect(withdraw(t, inHours(2))).rejects.toMatchObject({ code: 'billing.tariff_begun' });
    t.clock.set(inHours(2));
    await t.place();
    t.clock.set(MONDAY);
    await expect(withdraw(t, inHours(2))).rejects.toMatchObject({ code: 'billing.tariff_begun', params: { from: inHours(2).toISOString() } });
    await expect(withdraw(t, new Date(0))).rejects.toMatchObject({ code: 'billing.tariff_begun' });
    expect(await versions(t)).toEqual(['1: 10000', '2: 20000']);
  });

  test('stays where the next one would then move the cut-off within a day (B5)', async () => {
    const t = await openCompany(db);
    await change(t, midnight(1), { billing: { weekday: 6, hour: 18 } });
    await change(t, inHours(61), { fine: 1_00 });
    await expect(withdraw(t, midnight(1))).rejects.toMatchObject({ code: 'billing.tariff_not_at_midnight' });
    await withdraw(t, inHours(61));
    await withdraw(t, midnight(1));
    expect((await t.app.query(t.boss, (w) => nextBilling(w))).invoices).toEqual(new Date('2026-03-08T17:00:00.000Z'));
  });

  test('is withdrawn by admins only, with a reason', async () => {
    const t = await openCompany(db);
    await change(t, inHours(2), { basePrice: 200_00 });
    const manager = await join(t, 'Max', ['manager']);
    await expect(t.app.run(as(manager), (w) => withdrawTariff(w, { from: inHours(2), reason: 'x' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(by(t, (w) => withdrawTariff(w, { from: inHours(2), reason: ' ' }))).rejects.toMatchObject({ code: 'users.bad_text' });
    expect(await t.app.query(as(manager), (w) => listWithdrawnTariffs(w))).toEqual([]);
  });
});
