import { beginCard, changeTariff, collectDue, finishCard, listCollections, listInvoices, quoteInvoice, recordPayment, recordTelegramPayment, retryCollection, replayBilling, runBilling, showStatement, type Invoice } from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, SUNDAY, sunday, type Company } from './support';

const short = ({ number, status, paid, total }: Invoice) => `${number} ${status} ${paid}/${total}`;
const invoices = async (t: Company) => (await t.app.query(t.boss, (w) => listInvoices(w))).map(short);
const credit = async (t: Company) => {
  const statement = await t.app.query(t.boss, (w) => showStatement(w, { person: t.tom.id }));
  return statement.as === 'client' ? statement.credit : undefined;
};
const differences = async (t: Company) => (await replayBilling(t.app, t.boss, { lateMs: 0 })).differences;

/** Two Sundays' invoices over 100.00 each, both open. */
async function owingTwice(...[db]: Parameters<typeof openCompany>): Promise<Company> {
  const t = await openCompany(db);
  await t.finish(await t.place());
  await t.billAt(SUNDAY);
  await t.finish(await t.place());
  await t.billAt(sunday(1));
  return t;
}

/** Money on account as it lay before credit looked for open invoices: too much for the invoice it named. */
async function overpaidOnce(...[db]: Parameters<typeof openCompany>): Promise<Company> {
  const t = await owingTwice(db);
  await t.app.run(t.boss, async (w) => {
    const blind = { ...w, billing: { ...w.billing, credit: () => Promise.resolve(new Map<string, number>()) } };
    await recordPayment(blind, { invoice: '2026-000002', amount: 170_00 });
  });
  expect([await invoices(t), await credit(t)]).toEqual([['2026-000001 open 0/10000', '2026-000002 paid 10000/10000'], 70_00]);
  return t;
}

async function keepCard(t: Company): Promise<void> {
  const { url } = await beginCard(t.app, as(t.tom));
  t.cards.entered.set(url.split('/').at(-1) ?? '', { token: 'visa', last4: '4242' });
  await finishCard(t.app, as(t.tom));
}

describeOnBoth('credit while something is open', (db) => {
  test('is never left: what the invoice that was named does not take pays the oldest open one, and only the rest is credit (B6)', async () => {
    const t = await owingTwice(db);
    await t.pay('2026-000002', 170_00);
    expect([await invoices(t), await credit(t)]).toEqual([['2026-000001 open 7000/10000', '2026-000002 paid 10000/10000'], 0]);
    await t.pay('2026-000001', 50_00);
    expect([await invoices(t), await credit(t)]).toEqual([['2026-000001 paid 10000/10000', '2026-000002 paid 10000/10000'], 20_00]);
    expect(await differences(t)).toEqual([]);
  });

  test('that waits all the same goes on the oldest open one with the next payment', async () => {
    const t = await overpaidOnce(db);
    await t.pay('2026-000001', 10_00);
    expect([await invoices(t), await credit(t)]).toEqual([['2026-000001 open 8000/10000', '2026-000002 paid 10000/10000'], 0]);
    expect(await differences(t)).toEqual([]);
  });

  test('that waits all the same is told to nobody as made by money that came in the chat', async () => {
    const t = await overpaidOnce(db);
    await t.finish(await t.place());
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency: 'EUR', rateMinor: 100 } } }));
    t.clock.set(sunday(2));
    const bill = { ...t.app, run: <T>(actor: typeof t.boss, work: Parameters<typeof t.app.run<T>>[1]) => t.app.run(actor, (w) => work({ ...w, billing: { ...w.billing, credit: () => Promise.resolve(new Map<string, number>()) } })) };
    await runBilling(bill, t.boss, {});
    const { payload, currency, amount } = await t.app.query(as(t.tom), (w) => quoteInvoice(w, { invoice: '2026-000003' }));
    const receipt = await t.app.run(SYSTEM, (w) => recordTelegramPayment(w, { payload, currency, amount, charge: 'tg-1' }));
    expect([receipt.credit, receipt.invoices.length, await credit(t)]).toEqual([0, 2, 0]);
    expect(await invoices(t)).toEqual(['2026-000001 open 7000/10000', '2026-000002 paid 10000/10000', '2026-000003 paid 10000/10000']);
  });

  test('that waits all the same pays before a card does: the card is charged for the rest alone (B7)', async () => {
    const t = await overpaidOnce(db);
    await keepCard(t);
    expect(await collectDue(t.app, SYSTEM)).toBe(2);
    expect(t.cards.charged.map(({ amount, reference }) => `${reference} ${amount}`)).toEqual(['2026-000001 3000']);
    expect(await invoices(t)).toEqual(['2026-000001 paid 10000/10000', '2026-000002 paid 10000/10000']);
    expect(await differences(t)).toEqual([]);
  });

  test('that covers all of it leaves nothing to charge, neither for a run nor for whoever charges by hand', async () => {
    const t = await overpaidOnce(db);
    await t.app.run(t.boss, async (w) => {
      const blind = { ...w, billing: { ...w.billing, credit: () => Promise.resolve(new Map<string, number>()) } };
      await recordPayment(blind, { invoice: '2026-000001', amount: 30_00 });
    });
    await keepCard(t);
    await expect(retryCollection(t.app, t.boss, { invoice: '2026-000001' })).rejects.toMatchObject({ code: 'billing.invoice_not_open', params: { invoice: '2026-000001', status: 'paid' } });
    expect([await invoices(t), await credit(t)]).toEqual([['2026-000001 paid 10000/10000', '2026-000002 paid 10000/10000'], 0]);
    expect(await collectDue(t.app, SYSTEM)).toBe(0);
    expect(t.cards.charged).toEqual([]);
    expect(await differences(t)).toEqual([]);
  });
});

describeOnBoth('an invoice that was paid otherwise', (db) => {
  test('shows no next attempt of its card any more, and neither does one that was written off (B6)', async () => {
    const t = await openCompany(db);
    await keepCard(t);
    await t.finish(await t.place());
    t.cards.answers.push({ outcome: 'declined', reason: 'insufficient_funds' });
    await t.billAt(SUNDAY);
    const again = async () => (await t.app.query(t.boss, (w) => listCollections(w, { invoice: '2026-000001' }))).map(({ retryAt }) => retryAt);
    expect(await again()).toEqual([new Date(SUNDAY.getTime() + 86_400_000)]);
    await t.pay('2026-000001', 100_00);
    expect(await again()).toEqual([null]);
  });
});
