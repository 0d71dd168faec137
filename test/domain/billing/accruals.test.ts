import { changeTariff, estimatePrice, fixPrice, ledgerBalances, nextBilling, showStatement, workerTerms } from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { MARCH_END, openCompany, SUNDAY, type Company } from './support';

const balances = async (t: Company) =>
  Object.fromEntries((await t.app.query(t.boss, (w) => ledgerBalances(w))).map(({ account, balance }) => [account, balance]));

describeOnBoth('what an ended order brings', (db) => {
  test('completed: the client owes the price, the worker earns 60 % of it (B4, B8)', async () => {
    const t = await openCompany(db);
    await t.end({ price_minor: 95_01, discount_percent: 5 });
    expect(await balances(t)).toEqual({
      [`clients:${t.tom.id}`]: 95_01, 'revenue:services': -95_01, 'expenses:work': 57_01, [`workers:${t.vasya.id}`]: -57_01,
    });
  });

  test('failed: paid in full by the client, fined only where the worker is to blame (B7, B8)', async () => {
    const t = await openCompany(db);
    await t.end({ type: 'order_failed', fined: true });
    await t.end({ type: 'order_failed', fined: false });
    expect(await balances(t)).toEqual({
      [`clients:${t.tom.id}`]: 200_00, 'revenue:services': -200_00, 'revenue:fines': -40_00, [`workers:${t.vasya.id}`]: 40_00,
    });
  });

  test('cancelled: paid in full, earns nothing; never matched: costs nothing (B7, B8)', async () => {
    const t = await openCompany(db);
    await t.end({ type: 'order_cancelled', charged: false, worker: null, price_minor: null, tariff: null, list_price_minor: null });
    expect(await balances(t)).toEqual({});
    await t.end({ type: 'order_cancelled', charged: true });
    expect(await balances(t)).toEqual({ [`clients:${t.tom.id}`]: 100_00, 'revenue:services': -100_00 });
  });

  test('told three times, it counts once', async () => {
    const t = await openCompany(db);
    const order = await t.end();
    await t.end({ order });
    await t.end({ order, price_minor: 1 });
    const failed = await t.end({ type: 'order_failed', fined: true });
    await t.end({ order: failed, type: 'order_failed', fined: true });
    expect(await balances(t)).toMatchObject({ [`clients:${t.tom.id}`]: 200_00, [`workers:${t.vasya.id}`]: -20_00 });
  });

  test('an order that is to be paid but has no price, or an unknown tariff, is undone with its event', async () => {
    const t = await openCompany(db);
    await expect(t.end({ price_minor: null })).rejects.toMatchObject({ code: 'billing.order_without_price' });
    await expect(t.end({ tariff: 7 })).rejects.toMatchObject({ code: 'billing.tariff_not_found' });
    expect(await balances(t)).toEqual({});
  });

  test('an order keeps the tariff it was priced by', async () => {
    const t = await openCompany(db);
    const change = { basePrice: 200_00, workerShareBp: 5_000, fine: 1_00 };
    await t.app.run(t.boss, (w) => changeTariff(w, { from: t.clock.now(), change }));
    await t.end({ tariff: 1 });
    await t.end({ tariff: 2 });
    expect(await balances(t)).toMatchObject({ [`workers:${t.vasya.id}`]: -110_00 });
    const price = await t.app.query(SYSTEM, (w) => estimatePrice(w, { client: t.tom.id, service: 's' }));
    expect(price).toMatchObject({ tariff: 2, listPrice: 200_00 });
  });
});

describeOnBoth('prices', (db) => {
  test('the tier follows what was paid on invoices, strictly more than the threshold, and old prices stay (B3)', async () => {
    const t = await openCompany(db);
    const price = () => t.app.run(SYSTEM, (w) => fixPrice(w, { order: t.app.newId(), client: t.tom.id, service: 's', worker: t.vasya.id }));
    await t.end({ price_minor: 10_000_01 });
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    await t.pay(invoice?.number ?? '', 10_000_00);
    expect(await price()).toMatchObject({ percent: 0, price: 100_00, over: 0, firstTier: 10_000_00 });
    await t.pay(invoice?.number ?? '', 1);
    expect(await price()).toMatchObject({ percent: 5, price: 95_00, discount: 5_00, over: 10_000_00 });
    expect((await t.app.query(as(t.tom), (w) => showStatement(w, { person: t.tom.id }))).entries[0]).toMatchObject({ amount: 10_000_01 });
  });

  test('credit that pays no invoice yet opens no tier', async () => {
    const t = await openCompany(db);
    await t.end();
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    await t.pay(invoice?.number ?? '', 50_000_00);
    expect(await t.app.query(SYSTEM, (w) => estimatePrice(w, { client: t.tom.id, service: 's' }))).toMatchObject({ percent: 0 });
  });

  test('the job card tells earning, fine and pay day; the company knows what is due next', async () => {
    const t = await openCompany(db);
    const terms = await t.app.query(SYSTEM, (w) => workerTerms(w, { price: 95_01, tariff: 1 }));
    expect(terms).toEqual({ earning: 57_01, fine: 40_00, payday: MARCH_END });
    expect(await t.app.query(t.boss, (w) => nextBilling(w))).toEqual({ invoices: SUNDAY, payouts: MARCH_END });
    t.clock.set(SUNDAY);
    expect((await t.app.query(t.boss, (w) => nextBilling(w))).invoices).toEqual(new Date('2026-03-15T17:00:00.000Z'));
  });
});
