import fc from 'fast-check';
import { IANAZone } from 'luxon';

import {
  changeTariff, closeMonth, correctWorker, creditInvoice, estimatePrice, explainInvoice, grantBonus, ledgerBalances, listClosedMonths, listTariffs, nextBilling, planBilling, previewTariff,
  recordPaymentOnAccount, refundClient, reopenInvoice, runBilling, showInvoice, showLedger, showPayslip, showStatement, voidInvoice, writeOffInvoice, type BillingWork, type Invoice, type TariffChange,
} from '../../../src/domain/billing';
import { planPayouts } from '../../../src/domain/billing/payouts/plan-payouts';
import type { Tariff } from '../../../src/domain/billing/pricing/tariff';
import { cutOffs, payDays } from '../../../src/domain/billing/runs/calendar';
import { MAX_MINOR } from '../../../src/domain/shared/money';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, join, MONDAY } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, SUNDAY, sunday, type Company } from './support';

const DAY_MS = 86_400_000;
const REASON = { reason: 'a reason' };
const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);
const short = ({ number, status, credited, paid, total, open }: Invoice) => `${number} ${status}: ${total} - ${credited} - ${paid}, open ${open}`;
const account = async (t: Company, person = t.tom) => t.app.query(t.boss, (w) => showStatement(w, { person: person.id }));
const events = async (t: Company) => (await t.rows<{ type: string }>('SELECT type FROM events ORDER BY id')).map(({ type }) => type);

describeOnBoth('an issued invoice', (db) => {
  const billed = async (...paid: number[]) => {
    const t = await openCompany(db);
    const order = await t.end();
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    for (const amount of paid) await t.pay(invoice?.number ?? '', amount);
    return { t, order, number: invoice?.number ?? '', id: invoice?.id ?? '' };
  };
  const show = (t: Company, number: string) => t.app.query(t.boss, (w) => showInvoice(w, number));

  test('is voided: what was paid of it is credit, and its charges go on the next one, which keeps its own number (B6)', async () => {
    const { t, order, number, id } = await billed(40_00);
    const { voided, reissued } = await by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }));
    expect([short(voided), reissued]).toEqual(['2026-000001 void: 10000 - 0 - 0, open 0', null]);
    expect(await account(t)).toMatchObject({ charged: 100_00, paid: 40_00, credit: 40_00, owedAtWeekEnd: 60_00 });
    expect((await t.billAt(SUNDAY)).invoices).toEqual([]);
    const [next] = (await t.billAt(sunday(1))).invoices;
    expect([next && short(next), next?.replaces, next?.lines.map((line) => line.order.id)]).toEqual(['2026-000002 open: 10000 - 0 - 4000, open 6000', null, [order]]);
    expect(await t.rows(`SELECT reason FROM billing_reasons WHERE about_id = '${id}'`)).toEqual([{ reason: 'a reason' }]);
    await expect(by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'billing.invoice_wrong_state', params: { invoice: number, status: 'void', to: 'void' } });
  });

  test('is named by statements and the ledger as of a day only while it was out: a later one is not there yet, a void one no more', async () => {
    const { t, number } = await billed();
    t.clock.advance(1_440);
    await by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }));
    const voided = t.clock.now();
    await t.billAt(sunday(1));
    t.clock.advance(1_440);
    await by(t, (w) => voidInvoice(w, { invoice: '2026-000002', ...REASON, reissue: true }));
    const days: [Date | undefined, string | null][] = [
      [new Date(SUNDAY.getTime() - 1), null], [SUNDAY, number], [new Date(voided.getTime() - 1), number], [voided, null],
      [new Date(sunday(1).getTime() - 1), null], [sunday(1), '2026-000002'], [t.clock.now(), '2026-000003'], [undefined, '2026-000003'],
    ];
    for (const [asOf, paper] of days) {
      const [entries, ledger] = await t.app.query(t.boss, async (w) => [(await showStatement(w, { person: t.tom.id, asOf })).entries, await showLedger(w, { asOf })] as const);
      expect({ asOf, told: entries.map(({ invoice }) => invoice) }).toEqual({ asOf, told: [paper] });
      expect(ledger.filter(({ kind }) => kind === 'charge').map(({ source }) => source.invoice)).toEqual([paper]);
    }
  });

  test('that is voided weeks later is on no invoice for a past Sunday: its charges wait for the next (B6)', async () => {
    const { t, number } = await billed();
    t.clock.set(new Date(sunday(2).getTime() + DAY_MS));
    await by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }));
    expect((await runBilling(t.app, t.boss, {})).invoices).toEqual([]);
    expect((await t.app.query(t.boss, (w) => planBilling(w, t.clock.now()))).invoices).toEqual([]);
    const [next] = (await t.billAt(sunday(3))).invoices;
    expect(next && [short(next), next.cutOff]).toEqual(['2026-000002 open: 10000 - 0 - 0, open 10000', sunday(3)]);
  });

  test('that was voided waits behind what is older, and the plan knows the Sundays of both (B5, reliability 11)', async () => {
    const { t, number } = await billed();
    t.clock.set(new Date(sunday(2).getTime() + DAY_MS));
    await by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }));
    t.clock.set(sunday(1));
    await t.end();
    t.clock.set(sunday(3));
    const plan = await t.app.query(t.boss, (w) => planBilling(w, t.clock.now()));
    const essence = ({ cutOff, total }: Pick<Invoice, 'cutOff' | 'total'>) => `${cutOff.toISOString()} ${total}`;
    const { invoices } = await runBilling(t.app, t.boss, {});
    expect(invoices.map(essence)).toEqual([`${sunday(2).toISOString()} 10000`, `${sunday(3).toISOString()} 10000`]);
    expect(plan.invoices.map(essence)).toEqual(invoices.map(essence));
  });

  test('that is credited after it was paid pays others that are open: nobody is asked for what was paid (B6)', async () => {
    const { t, number } = await billed(100_00);
    await t.end();
    await t.billAt(sunday(1));
    await by(t, (w) => creditInvoice(w, { invoice: number, amount: 100_00, ...REASON }));
    expect(short(await show(t, '2026-000002'))).toBe('2026-000002 paid: 10000 - 0 - 10000, open 0');
    expect(await account(t)).toMatchObject({ credit: 0, owedAtWeekEnd: 0 });
  });

  test('is reissued at once: the same charges and cut-off, its predecessor named, credit applied anew (B6)', async () => {
    const { t, order, number } = await billed(40_00);
    const { voided, reissued } = await by(t, (w) => voidInvoice(w, { invoice: number, ...REASON, reissue: true }));
    expect(voided).toMatchObject({ status: 'void', replacedBy: '2026-000002' });
    expect(reissued).toMatchObject({ number: '2026-000002', status: 'open', replaces: '2026-000001', cutOff: SUNDAY, issuedAt: SUNDAY, paid: 40_00, open: 60_00, lines: [{ order: { id: order } }] });
    expect(await t.pay('2026-000002', 60_00)).toMatchObject({ status: 'paid' });
    expect((await t.billAt(sunday(1))).invoices).toEqual([]);
    expect(await account(t)).toMatchObject({ credit: 0, owedAtWeekEnd: 0, paid: 100_00 });
  });

  test('that is paid, or has a credit note, is not voided', async () => {
    const { t, number } = await billed(40_00);
    await by(t, (w) => creditInvoice(w, { invoice: number, amount: 1, ...REASON }));
    await expect(by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'billing.invoice_credited', params: { invoice: number } });
    await t.pay(number, 59_99);
    await expect(by(t, (w) => voidInvoice(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'billing.invoice_wrong_state', params: { status: 'paid' } });
    await expect(by(t, (w) => voidInvoice(w, { invoice: number, reason: ' ' }))).rejects.toMatchObject({ code: 'users.bad_text' });
    await expect(t.app.run(as(t.tom), (w) => voidInvoice(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test.each<[string, number[], number, string, number]>([
    ['takes off what is open', [], 30_00, 'open: 10000 - 3000 - 0, open 7000', 0],
    ['that covers the rest closes it', [40_00], 60_00, 'paid: 10000 - 6000 - 4000, open 0', 0],
    ['of more than is open gives back what was paid too much', [40_00], 70_00, 'paid: 10000 - 7000 - 3000, open 0', 10_00],
    ['on one that is paid is credit in full', [100_00], 25_00, 'paid: 10000 - 2500 - 7500, open 0', 25_00],
    ['may take off all of it', [100_00], 100_00, 'paid: 10000 - 10000 - 0, open 0', 100_00],
  ])('a credit note %s (B6)', async (_, paid, amount, expected, credit) => {
    const { t, number } = await billed(...paid);
    const { invoice, note } = await by(t, (w) => creditInvoice(w, { invoice: number, amount, ...REASON }));
    expect(short(invoice)).toBe(`${number} ${expected}`);
    expect(note).toMatchObject({ number: 'CN-2026-000001', invoice: invoice.id, amount, reason: 'a reason', issuedBy: t.bossPerson.id });
    expect(await account(t)).toMatchObject({ credit, takenOff: amount, owedAtWeekEnd: 100_00 - amount - paid.reduce((sum, one) => sum + one, 0) });
  });

  test('credit notes are numbered without gaps and never take off more than there is', async () => {
    const { t, number } = await billed();
    const note = (amount: number) => by(t, (w) => creditInvoice(w, { invoice: number, amount, ...REASON }));
    await note(30_00);
    await expect(note(70_01)).rejects.toMatchObject({ code: 'billing.credit_too_high', params: { invoice: number, left: '70.00' } });
    await expect(note(0)).rejects.toMatchObject({ code: 'billing.bad_amount' });
    const both = await Promise.allSettled([note(40_00), note(40_00)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await note(30_00)).note.number).toBe('CN-2026-000003');
    expect((await show(t, number)).status).toBe('paid');
    await expect(note(1)).rejects.toMatchObject({ code: 'billing.credit_too_high', params: { left: '0.00' } });
  });

  test('that nobody will pay is written off: only what is open, and the loss is in the ledger (B6)', async () => {
    const { t, number } = await billed(40_00);
    expect(short(await by(t, (w) => writeOffInvoice(w, { invoice: number, ...REASON })))).toBe(`${number} uncollectible: 10000 - 0 - 4000, open 0`);
    expect(await account(t)).toMatchObject({ takenOff: 60_00, owedAtWeekEnd: 0, credit: 0 });
    const balances = new Map((await t.app.query(t.boss, (w) => ledgerBalances(w))).map(({ account: name, balance }) => [name, balance]));
    expect([balances.get('expenses:write-offs'), balances.get('revenue:services')]).toEqual([60_00, -100_00]);
    for (const again of [writeOffInvoice, voidInvoice]) {
      await expect(by<unknown>(t, (w) => again(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'billing.invoice_wrong_state', params: { status: 'uncollectible' } });
    }
    await expect(by(t, (w) => creditInvoice(w, { invoice: number, amount: 1, ...REASON }))).rejects.toMatchObject({ code: 'billing.invoice_not_open' });
  });

  test('that was written off is asked for again: the loss is taken back, and money that came after all pays it (B6, B11)', async () => {
    const { t, number } = await billed(40_00);
    const reopen = () => by(t, (w) => reopenInvoice(w, { invoice: number, reason: 'found again' }));
    await expect(reopen()).rejects.toMatchObject({ code: 'billing.invoice_wrong_state', params: { status: 'open', problem: 'not_given_up' } });
    await by(t, (w) => writeOffInvoice(w, { invoice: number, ...REASON }));
    await expect(t.pay(number, 60_00)).rejects.toMatchObject({ code: 'billing.invoice_not_open', params: { problem: 'given_up' } });
    await expect(t.app.run(as(t.tom), (w) => reopenInvoice(w, { invoice: number, ...REASON }))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(short(await reopen())).toBe(`${number} open: 10000 - 0 - 4000, open 6000`);
    await expect(reopen()).rejects.toMatchObject({ code: 'billing.invoice_wrong_state' });
    expect(await account(t)).toMatchObject({ takenOff: 0, owedAtWeekEnd: 60_00, entries: [{}, {}, { kind: 'write_off', amount: -60_00 }, { kind: 'reopening', amount: 60_00, note: 'found again', invoice: number }] });
    expect(short(await t.pay(number, 50_00))).toBe(`${number} open: 10000 - 0 - 9000, open 1000`);
    await by(t, (w) => writeOffInvoice(w, { invoice: number, reason: 'gone again' }));
    expect(await t.app.query(t.boss, (w) => explainInvoice(w, number))).toMatchObject({
      writeOffs: [{ amount: 60_00, reason: 'a reason' }, { amount: -60_00, reason: 'found again', madeBy: { name: 'Boss' } }, { amount: 10_00, reason: 'gone again' }],
    });
    const losses = async () => (await t.app.query(t.boss, (w) => ledgerBalances(w))).find((one) => one.account === 'expenses:write-offs')?.balance;
    expect(await losses()).toBe(10_00);
    expect(await account(t)).toMatchObject({ takenOff: 10_00 });
  });

  test('that was written off is paid, once it is asked for again, by the credit that came for it meanwhile; no card is charged by itself', async () => {
    const { t, number } = await billed();
    await by(t, (w) => writeOffInvoice(w, { invoice: number, ...REASON }));
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 70_00 }));
    expect(await account(t)).toMatchObject({ credit: 70_00 });
    expect(short(await by(t, (w) => reopenInvoice(w, { invoice: number, ...REASON })))).toBe(`${number} open: 10000 - 0 - 7000, open 3000`);
    expect(await t.rows('SELECT reopened_at FROM invoices')).toEqual([{ reopened_at: SUNDAY.toISOString() }]);
    expect(await account(t)).toMatchObject({ credit: 0, owedAtWeekEnd: 30_00 });
    expect(short(await t.pay(number, 30_00))).toBe(`${number} paid: 10000 - 0 - 10000, open 0`);
  });

  test('takes its number in the transaction that issues it: a hundred that are rolled back leave no gap (reliability 10)', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set(SUNDAY);
    const failing = { ...t.app, run: <T>(actor: typeof t.boss, work: (w: BillingWork) => Promise<T>) => t.app.run<T>(actor, async (w) => Promise.reject(new Error(`rolled back: ${JSON.stringify(await work(w))}`))) };
    for (let time = 0; time < 100; time++) await expect(runBilling(failing, SYSTEM, {})).rejects.toThrow('rolled back');
    expect((await t.billAt(SUNDAY)).invoices.map(({ number }) => number)).toEqual(['2026-000001']);
    expect(await t.rows('SELECT number FROM invoices')).toEqual([{ number: '2026-000001' }]);
  });
});

describeOnBoth('money on account', (db) => {
  test('pays the oldest open invoices, in part where it runs out, and is credit where none is open (B6)', async () => {
    const t = await openCompany(db);
    for (const weeks of [0, 1]) {
      t.clock.set(sunday(weeks).getTime() - 1 > MONDAY.getTime() ? new Date(sunday(weeks).getTime() - 1) : MONDAY);
      await t.end();
      await t.billAt(sunday(weeks));
    }
    const pay = (amount: number, reference?: string) => by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount, reference }));
    expect((await pay(130_00, 'BANK-1')).invoices.map(short)).toEqual(['2026-000001 paid: 10000 - 0 - 10000, open 0', '2026-000002 open: 10000 - 0 - 3000, open 7000']);
    await expect(pay(1, 'BANK-1')).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    expect(await pay(100_00)).toMatchObject({ credit: 30_00, invoices: [{ number: '2026-000002', status: 'paid' }] });
    expect(await pay(5_00)).toMatchObject({ credit: 35_00, invoices: [] });
    await expect(by(t, (w) => recordPaymentOnAccount(w, { client: t.vasya.id, amount: 1 }))).rejects.toMatchObject({ code: 'billing.not_a_client' });
    await expect(pay(MAX_MINOR + 1)).rejects.toMatchObject({ code: 'billing.bad_amount' });
  });

  test('is given back as far as it is credit, and lowers what the client has paid in total for no tier (B3, B6)', async () => {
    const t = await openCompany(db);
    await t.end({ price_minor: 10_000_01 });
    await t.billAt(SUNDAY);
    await t.pay('2026-000001', 10_100_01);
    const percent = async () => (await t.app.query(SYSTEM, (w) => estimatePrice(w, { client: t.tom.id, service: 's' }))).percent;
    const refund = (amount: number) => by(t, (w) => refundClient(w, { client: t.tom.id, amount, ...REASON }));
    expect(await percent()).toBe(5);
    await expect(refund(100_01)).rejects.toMatchObject({ code: 'billing.not_enough_credit', params: { client: 'Tom', credit: '100.00' } });
    expect(await refund(60_00)).toEqual({ client: { id: t.tom.id, name: 'Tom' }, amount: 60_00, credit: 40_00 });
    expect(await percent()).toBe(5);
    const both = await Promise.allSettled([refund(30_00), refund(30_00)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    // What an invoice took is credited first: only that lowers what was paid of invoices.
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1, ...REASON }));
    expect(await percent()).toBe(0);
    expect(await account(t)).toMatchObject({ paid: 10_010_01, credit: 10_01, owedAtWeekEnd: -10_01 });
    await expect(t.app.run(as(t.tom), (w) => refundClient(w, { client: t.tom.id, amount: 1, ...REASON }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });
});

describeOnBoth("a worker's account", (db) => {
  test('is put right by a new entry, in its favour or against it, and the pay slip tells it (B11)', async () => {
    const t = await openCompany(db);
    await t.end();
    const correct = (amount: number, worker = t.vasya.id) => by(t, (w) => correctWorker(w, { worker, amount, reason: 'a vase' }));
    expect(await correct(-25_00)).toMatchObject({ worker: { name: 'Vasya' }, amount: -25_00, reason: 'a vase', madeBy: { name: 'Boss' }, at: MONDAY });
    await correct(5_00);
    expect(await account(t, t.vasya)).toMatchObject({ as: 'worker', earned: 60_00, corrections: -20_00, balance: 40_00 });
    const [payout] = (await t.billAt(MARCH_END)).payouts;
    expect(await t.app.query(as(t.vasya), (w) => showPayslip(w, payout?.id ?? ''))).toMatchObject({ payout: { amount: 40_00, status: 'sent' }, earned: 60_00, corrections: -20_00, carried: 0 });
    await expect(correct(1, t.tom.id)).rejects.toMatchObject({ code: 'billing.not_a_worker' });
    for (const amount of [0, 0.5, -MAX_MINOR - 1]) await expect(correct(amount)).rejects.toMatchObject({ code: 'billing.bad_amount' });
    await expect(t.app.run(as(t.vasya), (w) => correctWorker(w, { worker: t.vasya.id, amount: 1, reason: 'me' }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('that began with a fine is carried from the month of the fine on, as the plan says', async () => {
    const t = await openCompany(db);
    await t.end({ type: 'order_failed', fined: true });
    t.clock.set(APRIL_END);
    await t.end();
    const MAY_END = new Date('2026-05-31T17:00:00.000Z');
    t.clock.set(MAY_END);
    const plan = await t.app.query(t.boss, (w) => planBilling(w, MAY_END));
    const { payouts } = await runBilling(t.app, SYSTEM, {});
    const essence = ({ month, amount }: { month: string; amount: number }) => `${month} ${amount}`;
    expect(plan.payouts.map(essence)).toEqual(['2026-03 -4000', '2026-04 -4000', '2026-05 2000']);
    expect(payouts.map(essence)).toEqual(plan.payouts.map(essence));
  });
});

describeOnBoth('a closed month', (db) => {
  const close = (t: Company, month: string) => by(t, (w) => closeMonth(w, { month }));

  test('is closed once it is over and its payouts are settled, and closing it again changes nothing (B11)', async () => {
    const t = await openCompany(db);
    await t.end();
    t.goldHat.answers.push({ outcome: 'unknown', reason: 'late' });
    await t.billAt(MARCH_END);
    await expect(close(t, '2026-03')).rejects.toMatchObject({ code: 'billing.month_not_over', params: { month: '2026-03' } });
    t.clock.set('2026-03-31T20:59:59.999Z');
    await expect(close(t, '2026-03')).rejects.toMatchObject({ code: 'billing.month_not_over' });
    t.clock.set('2026-03-31T21:00:00.000Z');
    await expect(close(t, '2026-03')).rejects.toMatchObject({ code: 'billing.month_not_settled', params: { month: '2026-03', payouts: 1 } });
    await runBilling(t.app, SYSTEM, {});
    const closedAt = t.clock.now();
    expect(await close(t, '2026-03')).toEqual({ month: '2026-03', closedAt });
    t.clock.advance(60);
    expect(await close(t, '2026-03')).toEqual({ month: '2026-03', closedAt });
    expect(await t.app.query(t.boss, (w) => listClosedMonths(w))).toEqual([{ month: '2026-03', closedAt }]);
    expect((await events(t)).filter((type) => type === 'month_closed')).toHaveLength(1);
    for (const month of ['2026-13', '26-03', '2026-3']) await expect(close(t, month)).rejects.toMatchObject({ code: 'billing.bad_month' });
  });

  test('takes no entry any more, whoever sets the clock back: the database itself refuses it (reliability 10)', async () => {
    const t = await openCompany(db);
    await t.end();
    t.clock.set('2026-04-01T00:00:00.000Z');
    await runBilling(t.app, SYSTEM, {});
    await close(t, '2026-03');
    t.clock.set('2026-03-31T20:59:59.999Z');
    for (const work of [() => t.end(), () => by(t, (w) => grantBonus(w, { worker: t.vasya.id, amount: 1, ...REASON })), () => t.pay('2026-000001', 1)]) {
      await expect(work()).rejects.toMatchObject({ code: 'machine.month_closed', kind: 'conflict' });
    }
    await expect(t.sql(`INSERT INTO transfers SELECT 'x', debit, credit, 1, kind, 'x', at, actor_kind, actor_id FROM transfers WHERE kind = 'charge'`)).rejects.toThrow('the month is closed');
    expect(await account(t)).toMatchObject({ charged: 100_00, paid: 0 });
    t.clock.set('2026-03-31T21:00:00.000Z');
    await t.end();
    expect(await account(t)).toMatchObject({ charged: 200_00 });
  });

  test('is closed by admins only, and shown to managers', async () => {
    const t = await openCompany(db);
    const manager = await join(t, 'Max', ['manager']);
    t.clock.set(APRIL_END);
    await expect(t.app.run(as(manager), (w) => closeMonth(w, { month: '2026-03' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await t.app.query(as(manager), (w) => listClosedMonths(w))).toEqual([]);
  });
});

describeOnBoth('a new tariff', (db) => {
  const change = (t: Company, from: Date, what: TariffChange) => by(t, (w) => changeTariff(w, { from, change: what }));
  const estimate = async (t: Company) => t.app.query(SYSTEM, (w) => estimatePrice(w, { client: t.tom.id, service: 's' }));

  test('holds from its date on; what was priced before keeps its own, to the end (B2)', async () => {
    const t = await openCompany(db);
    const old = await t.place();
    const from = new Date(MONDAY.getTime() + 3_600_000);
    expect(await change(t, from, { basePrice: 200_00, workerShareBp: 5_000, fine: 10_00 })).toMatchObject({ id: 2, effectiveFrom: from, basePrice: 200_00, addedBy: t.bossPerson.id, addedAt: MONDAY, transferKeyDays: 90 });
    expect(await estimate(t)).toMatchObject({ tariff: 1, price: 100_00 });
    t.clock.set(from);
    expect(await estimate(t)).toMatchObject({ tariff: 2, price: 200_00 });
    await t.finish(old);
    expect(await account(t, t.vasya)).toMatchObject({ earned: 60_00 });
    await t.finish(await t.place(), { type: 'order_failed' });
    expect(await account(t, t.vasya)).toMatchObject({ earned: 60_00, fined: 10_00 });
    expect((await t.app.query(t.boss, (w) => listTariffs(w))).map(({ id, fine }) => [id, fine])).toEqual([[1, 40_00], [2, 10_00]]);
  });

  test('moves the days of invoices and payouts from its date on, and none is made twice or missed (B5)', async () => {
    const t = await openCompany(db);
    await t.end();
    // Within the day a week could be skipped, or come twice.
    await expect(change(t, new Date('2026-03-12T00:00:00.000Z'), { payoutHour: 8 })).rejects.toMatchObject({ code: 'billing.tariff_not_at_midnight' });
    await change(t, new Date('2026-03-11T21:00:00.000Z'), { billing: { weekday: 5, hour: 9 }, payoutHour: 8 });
    expect((await t.billAt(SUNDAY)).invoices).toHaveLength(1);
    await t.end();
    t.clock.set('2026-03-12T00:00:00.000Z');
    expect(await t.app.query(SYSTEM, (w) => nextBilling(w))).toEqual({ invoices: new Date('2026-03-13T06:00:00.000Z'), payouts: new Date('2026-03-31T05:00:00.000Z') });
    const run = await t.billAt(new Date('2026-03-31T05:00:00.000Z'));
    expect(run.invoices.map(({ cutOff }) => cutOff)).toEqual([new Date('2026-03-13T06:00:00.000Z')]);
    expect(run.payouts).toMatchObject([{ month: '2026-03', amount: 120_00 }]);
  });

  test('is not for the past, nor for an instant that has its own, and two at once get two numbers', async () => {
    const t = await openCompany(db);
    const later = (hours: number) => new Date(MONDAY.getTime() + hours * 3_600_000);
    await expect(change(t, new Date(MONDAY.getTime() - 1), {})).rejects.toMatchObject({ code: 'billing.tariff_in_the_past' });
    const made = await Promise.all([change(t, later(1), { fine: 1 }), change(t, later(2), { basePrice: 1 })]);
    expect(made.map(({ id }) => id).sort()).toEqual([2, 3]);
    await expect(change(t, later(1), {})).rejects.toMatchObject({ code: 'billing.tariff_taken', params: { from: later(1).toISOString() } });
    const { before, after } = await t.app.query(t.boss, (w) => previewTariff(w, { from: later(1.5), change: { fine: 2 } }));
    expect([before.effectiveFrom, before.fine, after.fine, after.id]).toEqual([later(1), 1, 2, 4]);
    expect(await t.app.query(t.boss, (w) => listTariffs(w))).toHaveLength(3);
    const manager = await join(t, 'Max', ['manager']);
    await expect(t.app.run(as(manager), (w) => changeTariff(w, { from: later(9), change: {} }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('whose numbers cannot be is refused, and the number named', async () => {
    const t = await openCompany(db);
    const wrong: [keyof TariffChange, TariffChange][] = [
      ['formula', { formula: 'secret@9' as 'constant@1' }],
      ...[0, -1, 0.5, NaN].map((basePrice): [keyof TariffChange, TariffChange] => ['basePrice', { basePrice }]),
      ['tiers', { tiers: [{ over: 2, percent: 5 }, { over: 2, percent: 6 }] }],
      ['tiers', { tiers: [{ over: 1, percent: 5 }, { over: 2, percent: 5 }] }],
      ['tiers', { tiers: [{ over: -1, percent: 5 }] }],
      ['tiers', { tiers: [{ over: 1, percent: 101 }] }],
      ['workerShareBp', { workerShareBp: 10_001 }],
      ['fine', { fine: -1 }],
      ['billing', { billing: { weekday: 0, hour: 20 } }],
      ['billing', { billing: { weekday: 7, hour: 24 } }],
      ['reviewHours', { reviewHours: 121 }],
      ['retryDays', { retryDays: [0] }],
      ['payoutHour', { payoutHour: 24 }],
      ['transferKeyDays', { transferKeyDays: 0 }],
      ['telegram', { telegram: { currency: 'eur', rateMinor: 100 } }],
      ['telegram', { telegram: { currency: 'EUR', rateMinor: 0 } }],
    ];
    for (const [field, what] of wrong) await expect(change(t, APRIL_END, what)).rejects.toMatchObject({ code: 'billing.bad_tariff', params: { field } });
    expect(await change(t, APRIL_END, { tiers: [], workerShareBp: 0, fine: 0, telegram: { currency: 'EUR', rateMinor: 100 } })).toMatchObject({ id: 2, tiers: [] });
    t.clock.set(APRIL_END);
    expect(await estimate(t)).toMatchObject({ percent: 0, firstTier: 0 });
  });

  test('that gives the worker nothing and takes no fine leaves no empty entry', async () => {
    const t = await openCompany(db);
    await change(t, MONDAY, { workerShareBp: 0, fine: 0, tiers: [{ over: 0, percent: 100 }] });
    await t.finish(await t.place());
    await t.finish(await t.place(), { type: 'order_failed' });
    await t.billAt(SUNDAY);
    await t.pay('2026-000001', 200_00);
    await t.finish(await t.place());
    expect(await account(t)).toMatchObject({ charged: 200_00 });
    expect(await account(t, t.vasya)).toMatchObject({ entries: [] });
    expect(await t.billAt(MARCH_END)).toEqual({ invoices: [], payouts: [], parked: [] });
  });
});

describeOnBoth('the books', (db) => {
  test.each(['prices', 'credit_notes', 'refunds', 'write_offs', 'corrections', 'closed_periods'])('%s refuses UPDATE and DELETE (reliability 8)', async (table) => {
    const t = await openCompany(db);
    await t.finish(await t.place());
    await t.finish(await t.place({ client: t.tom.id }));
    await t.billAt(SUNDAY);
    await t.pay('2026-000001', 300_00);
    await by(t, (w) => refundClient(w, { client: t.tom.id, amount: 1, ...REASON }));
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1, ...REASON }));
    await by(t, (w) => correctWorker(w, { worker: t.vasya.id, amount: 1, ...REASON }));
    const other = await join(t, 'Ann', ['client']);
    await t.end({ client: other.id });
    const [open] = (await t.billAt(sunday(1))).invoices;
    await by(t, (w) => writeOffInvoice(w, { invoice: open?.id ?? '', ...REASON }));
    await t.billAt(APRIL_END);
    await by(t, (w) => closeMonth(w, { month: '2026-03' }));
    const column = { prices: 'price_minor', closed_periods: 'ends_at' }[table] ?? 'amount_minor';
    await expect(t.sql(`UPDATE ${table} SET ${column} = ${column}`)).rejects.toThrow('append-only');
    await expect(t.sql(`DELETE FROM ${table}`)).rejects.toThrow('append-only');
    if (db.dialect === 'postgres') await expect(t.sql(`TRUNCATE ${table} CASCADE`)).rejects.toThrow('append-only');
  });

  test('take no transfer of nothing, of less, or to itself (reliability 8)', async () => {
    const t = await openCompany(db);
    await t.end();
    for (const [amount, credit] of [[0, `'x'`], [-1, `'x'`], [1, 'debit']] as const) {
      await expect(t.sql(`INSERT INTO transfers SELECT 'x', debit, ${credit}, ${amount}, kind, 'x', at, actor_kind, actor_id FROM transfers WHERE kind = 'charge'`)).rejects.toMatchObject({ reason: 'constraint' });
    }
  });

  test('hold money as whole numbers only (reliability 9)', async () => {
    const t = await openCompany(db);
    const columns = db.dialect === 'sqlite'
      ? await t.rows<{ name: string; type: string }>(`SELECT m.name || '.' || c.name AS name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'`)
      : await t.rows<{ name: string; type: string }>(`SELECT table_name || '.' || column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public'`);
    const money = columns.filter(({ name }) => /_minor$/.test(name));
    expect(money.length).toBeGreaterThan(20);
    expect(money.filter(({ type }) => !/^(INTEGER|bigint)$/.test(type))).toEqual([]);
    const billing = columns.filter(({ name }) => /^(tariffs|transfers|invoices|invoice_lines|charges|payments|allocations|earnings|payouts|prices|credit_notes|refunds|write_offs|corrections)\./.test(name));
    expect(billing.filter(({ type }) => /real|double|float|decimal|numeric/i.test(type))).toEqual([]);
  });
});

describe('business time', () => {
  const tariff: Tariff = {
    id: 1, effectiveFrom: new Date(0), formula: 'constant@1', basePrice: 1, tiers: [], workerShareBp: 0, fine: 0, billing: { weekday: 7, hour: 20 }, reviewHours: 0,
    retryDays: [], payoutHour: 20, transferKeyDays: 1, telegram: null,
  };
  const [from, to] = [new Date('2026-01-01T00:00:00Z'), new Date('2041-01-01T00:00:00Z')];

  /** Zones whose clocks go alike need no second look: told apart by their offsets three times a month. */
  const zones = (): string[] => {
    const alike = new Map<string, string>();
    for (const name of Intl.supportedValuesOf('timeZone')) {
      const zone = IANAZone.create(name);
      const offsets: number[] = [];
      for (let month = 0; month < 180; month++) for (const day of [1, 11, 21]) offsets.push(zone.offset(Date.UTC(2026, month, day)));
      alike.set(offsets.join(), name);
    }
    return [...alike.values()];
  };

  test('weeks and months tile in every zone from 2026 to 2040 (reliability 11)', () => {
    const all = zones();
    expect(all.length).toBeGreaterThan(50);
    for (const name of all) {
      const zone = IANAZone.create(name);
      /** The wall clock there, as if it were UTC: luxon's own calendar takes ten times as long. */
      const wall = (at: Date) => new Date(at.getTime() + zone.offset(at.getTime()) * 60_000);
      const weeks = cutOffs([tariff], name, from, to).map(wall);
      const odd = weeks.filter((at, place) => at.getUTCDay() !== 0 || at.getUTCHours() !== 20 || at.getUTCMinutes() !== 0 || (place > 0 && at.getTime() - (weeks[place - 1]?.getTime() ?? 0) !== 7 * DAY_MS));
      expect({ name, weeks: weeks.length >= 782, odd }).toEqual({ name, weeks: true, odd: [] });
      const months = payDays([tariff], name, from, to);
      const wrong = months.filter(({ month, at }, place) => {
        const [end, nextDay] = [wall(at), new Date(wall(at).getTime() + DAY_MS)];
        const isNext = place === 0 || months[place - 1]?.month === new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth(), 0)).toISOString().slice(0, 7);
        return end.toISOString().slice(0, 7) !== month || end.getUTCHours() !== 20 || nextDay.getUTCDate() !== 1 || !isNext;
      });
      expect({ name, months: months.length >= 180, wrong }).toEqual({ name, months: true, wrong: [] });
    }
  });

  test('a month that a new tariff ends a second time on its last day is paid once (B8)', () => {
    const hour = (at: number) => new Date(Date.UTC(2026, 2, 31, at));
    const ends = [{ month: '2026-03', at: hour(5) }, { month: '2026-03', at: hour(17) }, { month: '2026-04', at: APRIL_END }];
    const worker = { worker: 'w', closedMonth: null, opening: 0 };
    const plan = (...entries: [Date, number][]) => planPayouts([{ ...worker, entries: entries.map(([at, amount]) => ({ at, amount })) }], ends).map(({ month, amount }) => `${month} ${amount}`);
    expect(plan([hour(1), 60], [hour(6), 30])).toEqual(['2026-03 60', '2026-04 30']);
    expect(plan([hour(6), 30])).toEqual(['2026-03 30']);
  });

  test('whatever tariffs follow each other, cut-offs and month ends rise', () => {
    const change = fc.record({ day: fc.integer({ min: 1, max: 200 }), weekday: fc.integer({ min: 1, max: 7 }), hour: fc.nat(23) });
    fc.assert(
      fc.property(fc.uniqueArray(change, { selector: ({ day }) => day, maxLength: 6 }), (changes) => {
        const later = changes.sort((one, other) => one.day - other.day).map(({ day, weekday, hour }, at): Tariff => ({
          ...tariff, id: at + 2, effectiveFrom: new Date(from.getTime() + day * 86_400_000), billing: { weekday, hour }, payoutHour: hour,
        }));
        const until = new Date(from.getTime() + 260 * 86_400_000);
        const found = cutOffs([tariff, ...later], 'Europe/Moscow', from, until).map((at) => at.getTime());
        expect(found).toEqual([...new Set(found)].sort((one, other) => one - other));
        expect(Math.max(...found.map((at, place) => at - (found[place - 1] ?? at)))).toBeLessThanOrEqual(14 * 86_400_000 * (1 + changes.length));
        const months = payDays([tariff, ...later], 'Europe/Moscow', from, until).map(({ month }) => month);
        expect(months).toEqual([...months].sort());
      }),
    );
  });
});
