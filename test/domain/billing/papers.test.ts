import { beginCard, choosePaymentMethod, collectDue, creditInvoice, finishCard, invoicePaper, payslipPaper, reversePayment } from '../../../src/domain/billing';
import { settlePayout } from '../../../src/domain/billing/payouts/settle-payout';
import { catNumber } from '../../../src/domain/shared/ids';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, SUNDAY, type Company } from './support';

const NUMBER = '2026-000001';
const paperOf = (t: Company) => t.app.query(as(t.tom), (w) => invoicePaper(w, NUMBER));
const slipOf = (t: Company, month: string) => t.app.query(as(t.vasya), (w) => payslipPaper(w, `${catNumber(t.vasya.number)}/${month}`));

/** An invoice of 200.00 that waits for its money. */
async function issued(db: Parameters<typeof openCompany>[0]): Promise<Company> {
  const t = await openCompany(db);
  await t.end();
  await t.end();
  await t.billAt(SUNDAY);
  t.clock.advance(5);
  return t;
}

async function keepCard(t: Company) {
  const { url } = await beginCard(t.app, as(t.tom));
  t.cards.entered.set(url.split('/').at(-1) ?? '', { token: 'visa', last4: '4242' });
  await finishCard(t.app, as(t.tom));
}

describeOnBoth('the paper of an invoice', (db) => {
  test('a payment that brought more tells the whole, one that the invoice took does not', async () => {
    const t = await issued(db);
    await t.pay(NUMBER, 150_00, 'one');
    await t.pay(NUMBER, 80_00, 'two');
    expect((await paperOf(t)).payments).toMatchObject([{ method: 'manual', amount: 150_00, of: null }, { method: 'manual', amount: 50_00, of: 80_00 }]);
    await t.app.run(t.boss, (w) => reversePayment(w, { payment: 'two', reason: 'not yours' }));
    expect((await paperOf(t)).payments.map(({ amount, method, of }) => [method, amount, of])).toEqual([['manual', 150_00, null], ['manual', 50_00, 80_00], ['taken_back', -50_00, null]]);
  });

  test('credit notes and payments are in the order they happened, though the clock was set back', async () => {
    const t = await issued(db);
    const credit = () => t.app.run(t.boss, (w) => creditInvoice(w, { invoice: NUMBER, amount: 10_00, reason: 'sorry' }));
    await t.pay(NUMBER, 20_00, 'one');
    t.clock.advance(-60);
    await credit();
    await t.pay(NUMBER, 30_00, 'two');
    await credit();
    const { creditNotes, payments } = await paperOf(t);
    expect([payments.map(({ place }) => place), creditNotes.map(({ place }) => place)]).toEqual([[0, 2], [1, 3]]);
  });

  test('it says which card is charged while one is, and nothing of a card that is not', async () => {
    const t = await issued(db);
    expect((await paperOf(t)).card).toBeUndefined();
    await keepCard(t);
    expect((await paperOf(t)).card).toEqual({ state: 'due', last4: '4242' });
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' }));
    expect((await paperOf(t)).card).toBeUndefined();
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'card' }));
    await collectDue(t.app, SYSTEM);
    const paper = await paperOf(t);
    expect([paper.status, paper.card]).toEqual(['paid', undefined]);
  });

  test('a charge of which nobody has heard is on its way, whatever is chosen meanwhile', async () => {
    const t = await issued(db);
    await keepCard(t);
    t.cards.answers.push({ outcome: 'unknown', reason: 'no answer in time' });
    await collectDue(t.app, SYSTEM);
    expect((await paperOf(t)).card).toEqual({ state: 'charging' });
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' }));
    expect((await paperOf(t)).card).toEqual({ state: 'charging' });
  });

  test('a charge that staff look at says so', async () => {
    const t = await issued(db);
    await keepCard(t);
    t.cards.answers.push({ outcome: 'disputed', reason: 'key_reused' });
    await collectDue(t.app, SYSTEM);
    expect((await paperOf(t)).card).toEqual({ state: 'parked' });
  });

  test('a card that was refused is tried again; after the last time the invoice is paid by hand', async () => {
    const t = await issued(db);
    await keepCard(t);
    for (const [at, days] of [0, 1, 3, 7].entries()) {
      expect((await paperOf(t)).card).toEqual({ state: 'due', last4: '4242' });
      t.cards.answers.push({ outcome: 'declined', reason: 'insufficient_funds' });
      t.clock.advance(days * 1440);
      await collectDue(t.app, SYSTEM);
      expect(t.cards.charged).toHaveLength(at + 1);
    }
    expect((await paperOf(t)).card).toBeUndefined();
  });
});

describeOnBoth('the paper of a payout', (db) => {
  test('what earlier months left over is told by its month', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'rejected', reason: 'recipient_rejected' });
    await t.billAt(MARCH_END);
    await t.billAt(APRIL_END);
    expect(await slipOf(t, '2026-04')).toMatchObject({ carried: 60_00, carriedFrom: [{ from: 'returned', month: '2026-03', amount: 60_00 }] });
    expect((await slipOf(t, '2026-03')).carriedFrom).toEqual([]);
  });

  test('a payout that came back after the next month was closed is told by its own month', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'unknown', reason: 'no answer' });
    await t.billAt(MARCH_END);
    await t.end();
    t.goldHat.answers.push({ outcome: 'unknown', reason: 'no answer' }, { outcome: 'sent' });
    await t.billAt(APRIL_END);
    const [march] = await t.rows<{ id: string }>(`SELECT id FROM payouts WHERE month = '2026-03'`);
    t.clock.advance(60);
    await t.app.run(SYSTEM, (w) => settlePayout(w, { payout: march?.id ?? '', news: { outcome: 'rejected', reason: 'recipient_rejected' } }));
    await t.billAt(new Date('2026-05-31T17:00:00Z'));
    expect(await slipOf(t, '2026-05')).toMatchObject({ carried: 60_00, carriedFrom: [{ from: 'returned', month: '2026-03', amount: 60_00 }] });
  });

  test('a debt is carried from its month, and a fine tells why the order failed', async () => {
    const t = await openCompany(db);
    await t.finish(await t.place(), { type: 'order_failed' });
    await t.billAt(MARCH_END);
    await t.finish(await t.place());
    await t.billAt(APRIL_END);
    expect((await slipOf(t, '2026-03')).jobs).toMatchObject([{ kind: 'fine', reason: 'no_show' }]);
    const slip = await slipOf(t, '2026-04');
    expect(slip.carriedFrom).toEqual([{ from: 'forward', month: '2026-03', amount: slip.carried }]);
    expect(slip.jobs.map((job) => 'reason' in job)).toEqual([false]);
  });
});
