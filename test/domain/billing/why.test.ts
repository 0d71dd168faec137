import {
  changeTariff, correctWorker, creditInvoice, explainEntry, explainInvoice, explainOrder, explainPayout, fixPrice, grantBonus, listPayouts, recordPaymentOnAccount,
  showPayslip, voidInvoice, writeOffInvoice, type BillingWork,
} from '../../../src/domain/billing';
import type { OrdersEvent } from '../../../src/domain/orders';
import { catNumber } from '../../../src/domain/shared/ids';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, hire, join, MONDAY } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { APRIL_END, MARCH_END, openCompany, SUNDAY, sunday, type Company, type Placed } from './support';

const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);
const order = (t: Company, id: string, actor = t.boss) => t.app.query(actor, (w) => explainOrder(w, id));
const invoice = (t: Company, reference: string, actor = t.boss) => t.app.query(actor, (w) => explainInvoice(w, reference));
const payout = (t: Company, reference: string, actor = t.boss) => t.app.query(actor, (w) => explainPayout(w, reference));
const TEXT: unknown = expect.any(String);
const soon = () => new Date(MONDAY.getTime() + 1);

/** A company whose client has paid 10,000.01 and so has the first tier. */
async function loyal(db: Parameters<typeof openCompany>[0]): Promise<Company> {
  const t = await openCompany(db);
  await t.end({ price_minor: 10_000_01 });
  await t.billAt(SUNDAY);
  return t;
}

/** Finds a worker for an order that waited: from then on it has its price. */
async function match(t: Company, waiting: Placed): Promise<Placed> {
  const { order: id, client, service } = waiting.facts;
  const price = await t.app.run(SYSTEM, (w) => fixPrice(w, { order: id, client, service, worker: t.vasya.id }));
  const { tariff, listPrice: list_price_minor, percent: discount_percent, price: price_minor } = price;
  return { ...waiting, facts: { ...waiting.facts, worker: t.vasya.id, tariff, list_price_minor, discount_percent, price_minor } };
}

describeOnBoth('an entry without a paper, explained,', (db) => {
  const entry = (t: Company, reference: string, actor = t.boss) => t.app.query(actor, (w) => explainEntry(w, reference));
  const named = async (t: Company, kind: string) => `${kind}-${((await t.rows<{ reference: string }>(`SELECT reference FROM transfers WHERE kind = '${kind}'`))[0]?.reference ?? '').slice(-8)}`;

  test('tells where a payment went as it came in, whatever was taken off later (B6)', async () => {
    const t = await openCompany(db);
    await t.end();
    await t.billAt(SUNDAY);
    await t.end();
    await t.billAt(sunday(1));
    t.clock.advance(60);
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 230_00, reference: 'TRF-1' }));
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 40_00, reason: 'late' }));
    const told = await entry(t, 'trf-1');
    expect(told).toMatchObject({
      kind: 'payment', amount: 230_00, at: new Date(sunday(1).getTime() + 3_600_000), person: { name: 'Tom' }, by: { name: 'Boss' }, reason: null,
      payment: { method: 'manual', reference: 'TRF-1', wentOn: [{ invoice: '2026-000001', amount: 100_00 }, { invoice: '2026-000002', amount: 100_00 }], toCredit: 30_00, reversal: null, inCurrency: null },
    });
    expect(await entry(t, told.id.toUpperCase())).toEqual(told);
    expect(await entry(t, await named(t, 'payment'), as(t.tom))).toEqual(told);
    await expect(entry(t, 'trf-1', as(t.vasya))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('tells who gave or took what for what, and is for staff and whose account it moved (B9, U4)', async () => {
    const t = await openCompany(db);
    await by(t, (w) => correctWorker(w, { worker: t.vasya.id, amount: -3_00, reason: 'a vase' }));
    await by(t, (w) => grantBonus(w, { worker: t.vasya.id, amount: 7_00, reason: 'quick' }));
    expect(await entry(t, await named(t, 'correction'), as(t.vasya))).toMatchObject({ kind: 'correction', amount: -3_00, reason: 'a vase', person: { name: 'Vasya' }, by: { name: 'Boss' }, payment: null });
    expect(await entry(t, await named(t, 'bonus'))).toMatchObject({ kind: 'bonus', amount: 7_00, reason: 'quick' });
    await expect(entry(t, await named(t, 'bonus'), as(t.tom))).rejects.toMatchObject({ code: 'users.forbidden' });
    for (const unknown of ['bonus-00000000', 'bonus-%', 'payment-', 'TRF-9', '']) await expect(entry(t, unknown)).rejects.toMatchObject({ code: 'billing.entry_not_found' });
  });
});

describeOnBoth('an order, explained', (db) => {
  test('tells estimate and price term by term, the rule, the invoice and what the worker gets (B2, B3, B4, B8)', async () => {
    const t = await loyal(db);
    await t.pay('2026-000001', 10_000_01);
    const at = t.clock.now();
    const id = await t.finish(await t.place());
    const { number } = (await order(t, id)).order;
    const story = {
      at, tariff: 1, formula: 'constant@1', basePrice: 100_00, listPrice: 100_00, paid: 10_000_01, allocations: 1,
      tier: { over: 10_000_00, percent: 5 }, discount: 5_00, price: 95_00,
    };
    const expected = {
      order: { id, number, at, serviceRu: 'Стаканы', serviceEn: 'Glass dropping' },
      ending: { outcome: 'completed', at, reason: null, isCharged: true, rule: 'B4', isFined: false },
      client: {
        client: { id: t.tom.id, name: 'Tom' }, estimate: story, price: { isRecorded: true, ...story }, comparison: 'same', causes: [],
        charge: { amount: 95_00, outcome: 'completed', at }, invoice: null, voided: [], paidBefore: null,
      },
      worker: { worker: { id: t.vasya.id, name: 'Vasya' }, price: 95_00, tariff: 1, shareBp: 6_000, fine: 40_00, accrued: { kind: 'earning', amount: 57_00, at } },
    };
    expect(await order(t, id)).toEqual(expected);
    const [billed] = (await t.billAt(sunday(1))).invoices;
    await by(t, (w) => voidInvoice(w, { invoice: billed?.id ?? '', reason: 'wrong', reissue: true }));
    expect((await order(t, id)).client).toMatchObject({
      invoice: { number: '2026-000003', status: 'open', cutOff: sunday(1) }, voided: [{ id: billed?.id, number: '2026-000002', status: 'void' }],
    });
  });

  test('tells on request the payments that its discount counts, and none that came after it was priced; they add up to what it was priced by (B3)', async () => {
    const t = await loyal(db);
    t.clock.advance(1);
    await t.pay('2026-000001', 4_000_00, 'FIRST');
    t.clock.advance(1);
    await t.pay('2026-000001', 6_000_01, 'SECOND');
    t.clock.advance(1);
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1_00, reason: 'a scratch' }));
    const id = await t.finish(await t.place());
    const [later] = (await t.billAt(sunday(1))).invoices;
    await t.pay(later?.id ?? '', 1_00, 'LATER');
    const told = (await t.app.query(as(t.tom), (w) => explainOrder(w, id, { payments: true }))).client;
    expect(told?.paidBefore).toMatchObject([
      { invoice: '2026-000001', amount: 4_000_00, from: 'payment', payment: { reference: 'FIRST' } },
      { invoice: '2026-000001', amount: 6_000_01, from: 'payment', payment: { reference: 'SECOND' } },
      { invoice: '2026-000001', amount: -1_00, from: 'taken_off', payment: null },
    ]);
    expect(told?.paidBefore?.reduce((sum, { amount }) => sum + amount, 0)).toBe(told?.price?.isRecorded && told.price.paid);
    expect((await order(t, id)).client?.paidBefore).toBeNull();
  });

  test('tells why the price is not the estimate: paid more meanwhile, a new tariff, both, or no worker yet', async () => {
    const t = await loyal(db);
    const told = async (id: string) => {
      const { client } = await order(t, id);
      return [client?.estimate?.price, client?.price?.price ?? null, client?.comparison, client?.causes];
    };
    const [first, second, third, never] = [await t.place({ worker: null }), await t.place({ worker: null }), await t.place({ worker: null }), await t.place({ worker: null })];
    expect(await told(first.id)).toEqual([100_00, null, 'unmatched', []]);
    await t.pay('2026-000001', 10_000_01);
    const paid = await match(t, first);
    expect(await told(first.id)).toEqual([100_00, 95_00, 'differs', ['paid']]);
    await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { basePrice: 200_00, fine: 1_00, tiers: [{ over: 10_000_01, percent: 50 }] } }));
    await match(t, second);
    expect(await told(second.id)).toEqual([100_00, 200_00, 'differs', ['tariff']]);
    await t.end({ price_minor: 10 });
    await t.billAt(sunday(1));
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 10 }));
    await match(t, third);
    expect(await told(third.id)).toEqual([100_00, 100_00, 'same', []]);
    const fourth = await t.place({ worker: null });
    expect(await told(fourth.id)).toEqual([100_00, null, 'unmatched', []]);
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000002', amount: 10, reason: 'a gift' }));
    t.clock.advance(1);
    await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { basePrice: 80_00 } }));
    await match(t, fourth);
    expect(await told(fourth.id)).toEqual([100_00, 80_00, 'differs', ['tariff', 'paid']]);
    await t.finish(paid, { type: 'order_failed' });
    expect(await order(t, paid.id)).toMatchObject({
      ending: { outcome: 'failed', reason: 'no_show', isCharged: true, rule: 'O7', isFined: true }, worker: { tariff: 1, fine: 40_00, accrued: { kind: 'fine', amount: 40_00 } },
    });
    await t.finish(never, { type: 'order_cancelled' });
    expect(await order(t, never.id)).toMatchObject({
      ending: { outcome: 'cancelled', reason: 'nobody_free', isCharged: false, rule: 'M5' }, client: { estimate: { price: 100_00 }, price: null, charge: null, invoice: null }, worker: null,
    });
  });

  test('on its way it has an estimate and a price and nothing else; failed without blame, or cancelled, it brings the worker nothing', async () => {
    const t = await openCompany(db);
    const placed = await t.place();
    expect(await order(t, placed.id)).toMatchObject({ ending: null, client: { comparison: 'same', charge: null, invoice: null }, worker: { price: 100_00, accrued: null } });
    await t.finish(placed, { type: 'order_failed', fined: false });
    expect(await order(t, placed.id)).toMatchObject({ ending: { rule: 'O7', isFined: false }, client: { charge: { amount: 100_00 } }, worker: { accrued: null } });
    const cancelled = await t.finish(await t.place(), { type: 'order_cancelled' });
    expect(await order(t, cancelled)).toMatchObject({ ending: { outcome: 'cancelled', rule: 'O7', isCharged: true }, client: { charge: { amount: 100_00 } }, worker: { accrued: null } });
  });

  test('once it was moved, is told at its new time and with whoever comes then, at the same price (O9)', async () => {
    const t = await openCompany(db);
    const { id, facts } = await t.place();
    const other = await hire(t, 'Max');
    const { type: _, ...rest } = facts;
    const at = '2026-03-05T09:00:00.000Z';
    await t.app.run(SYSTEM, (w) => w.emit({ ...rest, type: 'order_moved', at, from_at: facts.at, worker: other.id, previous_worker: t.vasya.id } as OrdersEvent));
    expect(await order(t, id)).toMatchObject({ order: { at: new Date(at) }, client: { price: { price: 100_00 } }, worker: { worker: { id: other.id } } });
  });

  test('from before prices were recorded it says so, and tells what the order itself holds', async () => {
    const t = await openCompany(db);
    const placed = await t.place();
    await t.sql(db.dialect === 'sqlite' ? 'DROP TRIGGER prices_no_delete' : 'ALTER TABLE prices DISABLE TRIGGER USER');
    await t.sql('DELETE FROM prices');
    await t.finish({ ...placed, facts: { ...placed.facts, discount_percent: 5, price_minor: 95_00 } });
    const { client, worker } = await order(t, placed.id);
    expect(client).toMatchObject({
      estimate: null, price: { isRecorded: false, tariff: 1, listPrice: 100_00, percent: 5, discount: 5_00, price: 95_00 }, comparison: 'not_recorded', causes: [], charge: { amount: 95_00 },
    });
    expect(worker).toMatchObject({ price: 95_00, shareBp: 6_000, accrued: { amount: 57_00 } });
    expect((await invoice(t, ((await t.billAt(SUNDAY)).invoices[0]?.number ?? ''))).lines).toMatchObject([{ comparison: 'not_recorded', price: { isRecorded: false } }]);
  });

  test("shows the client its side and the worker the worker's, and strangers nothing (U4, B10)", async () => {
    const t = await openCompany(db);
    const [ann, zoe] = [await join(t, 'Ann', ['client']), await hire(t, 'Zoe')];
    const id = await t.finish(await t.place());
    const [toms, vasyas] = [await order(t, id, as(t.tom)), await order(t, id, as(t.vasya))];
    expect([toms.client?.charge?.amount, toms.worker]).toEqual([100_00, null]);
    expect([vasyas.client, vasyas.worker?.accrued?.amount]).toEqual([null, 60_00]);
    for (const other of [ann, zoe]) await expect(order(t, id, as(other))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(order(t, 'no such', as(t.tom))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(order(t, 'no such')).rejects.toMatchObject({ code: 'billing.order_unknown', params: { order: 'no such' } });
  });
});

describeOnBoth('an invoice, explained', (db) => {
  test('tells its lines, what was taken off, paid and given up, and they add up to what is open (B5, B6)', async () => {
    const t = await openCompany(db);
    await t.finish(await t.place());
    const failed = await t.finish(await t.place(), { type: 'order_failed' });
    const [{ id = '' } = {}] = (await t.billAt(SUNDAY)).invoices;
    t.clock.advance(60);
    await t.pay(id, 120_00, 'BANK-7');
    t.clock.advance(60);
    const noted = t.clock.now();
    const { note } = await by(t, (w) => creditInvoice(w, { invoice: id, amount: 90_00, reason: 'a scratch' }));
    const told = await invoice(t, '2026-000001', as(t.tom));
    expect(told.invoice).toMatchObject({ id, number: '2026-000001', status: 'paid', total: 200_00, credited: 90_00, paid: 110_00, open: 0, replaces: null, replacedBy: null });
    expect(told.lines).toMatchObject([
      { outcome: 'completed', rule: 'B4', amount: 100_00, accruedAt: MONDAY, comparison: 'same', estimate: { price: 100_00 }, price: { isRecorded: true, paid: 0, tariff: 1 } },
      { order: { id: failed }, outcome: 'failed', rule: 'O7', amount: 100_00 },
    ]);
    expect(told.creditNotes).toEqual([{ id: note.id, number: 'CN-2026-000001', amount: 90_00, reason: 'a scratch', issuedBy: { id: t.bossPerson.id, name: 'Boss' }, at: noted }]);
    expect(told.money).toMatchObject([
      { at: new Date(SUNDAY.getTime() + 3_600_000), amount: 120_00, from: 'payment', payment: { id: TEXT, method: 'manual', reference: 'BANK-7', amount: 120_00, reversal: null } },
      { at: noted, amount: -10_00, from: 'taken_off', payment: null, creditNote: note.id },
    ]);
    expect([told.writeOffs, told.voidReason]).toEqual([[], null]);
    expect(await invoice(t, 'cn-2026-000001', as(t.tom))).toEqual(told);
    await expect(invoice(t, 'CN-2026-000002')).rejects.toMatchObject({ code: 'billing.invoice_not_found' });
    await expect(invoice(t, 'CN-2026-000001', as(t.vasya))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('tells credit that paid it as it was issued, its predecessor, why that was voided, and a loss', async () => {
    const t = await openCompany(db);
    await t.finish(await t.place());
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 30_00 }));
    const [{ id = '' } = {}] = (await t.billAt(SUNDAY)).invoices;
    await by(t, (w) => voidInvoice(w, { invoice: id, reason: 'the wrong cat', reissue: true }));
    await by(t, (w) => writeOffInvoice(w, { invoice: '2026-000002', reason: 'moved away' }));
    expect(await invoice(t, id)).toMatchObject({
      invoice: { status: 'void', replacedBy: '2026-000002' }, voidReason: 'the wrong cat', writeOffs: [],
      money: [{ from: 'credit', amount: 30_00, payment: null }, { from: 'taken_off', amount: -30_00 }],
    });
    expect(await invoice(t, '2026-000002')).toMatchObject({
      invoice: { status: 'uncollectible', replaces: '2026-000001', paid: 30_00, open: 0 }, voidReason: null, money: [{ from: 'credit', amount: 30_00 }],
      writeOffs: [{ amount: 70_00, reason: 'moved away', madeBy: { name: 'Boss' }, at: SUNDAY }],
    });
  });

  test('is for staff and its client (U4)', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end();
    await t.billAt(SUNDAY);
    for (const reference of ['2026-000001', '2026-000009']) await expect(invoice(t, reference, as(ann))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(invoice(t, '2026-000009')).rejects.toMatchObject({ code: 'billing.invoice_not_found' });
  });
});

describeOnBoth('a payout, explained', (db) => {
  test('tells every entry since the last closed month, and they add up (B8, B9, B11)', async () => {
    const t = await openCompany(db);
    const id = await t.finish(await t.place());
    t.clock.set(soon());
    const failed = await t.finish(await t.place(), { type: 'order_failed' });
    await by(t, (w) => grantBonus(w, { worker: t.vasya.id, amount: 7_00, reason: 'quick paws' }));
    await by(t, (w) => correctWorker(w, { worker: t.vasya.id, amount: -2_00, reason: 'a vase' }));
    const [made] = (await t.billAt(MARCH_END)).payouts;
    const told = await payout(t, `${catNumber(t.vasya.number)}/2026-03`, as(t.vasya));
    expect(told).toMatchObject({
      payout: { id: made?.id, worker: { name: 'Vasya' }, month: '2026-03', status: 'sent', amount: 25_00, error: null },
      dueAt: MARCH_END, createdAt: MARCH_END, transferKey: `payout:${t.vasya.id}:2026-03`, carried: { amount: 0, previous: null, forward: 0, returned: 0, late: 0, lateEntries: [] },
    });
    expect(told.entries.map(({ kind, amount }) => [kind, amount]).sort()).toEqual([['bonus', 7_00], ['correction', -2_00], ['earning', 60_00], ['fine', -40_00]]);
    const ofKind = (kind: string) => told.entries.find((entry) => entry.kind === kind);
    expect(ofKind('earning')).toMatchObject({ at: MONDAY, order: { id, price: 100_00, tariff: 1, shareBp: 6_000 }, reason: null, by: null });
    expect(ofKind('fine')).toMatchObject({ order: { id: failed } });
    expect(ofKind('bonus')).toMatchObject({ order: null, reason: 'quick paws', by: t.bossPerson.id });
    expect(await payout(t, made?.id ?? '')).toEqual(told);
  });

  test('tells what earlier months left over: owed, given back by Gold Hat, booked late', async () => {
    const t = await openCompany(db);
    const zoe = await hire(t, 'Zoe');
    await t.finish(await t.place(), { type: 'order_failed' });
    await t.finish(await t.place({ worker: zoe.id }));
    t.goldHat.answers.push({ outcome: 'rejected', reason: 'no such cat' });
    await t.billAt(MARCH_END);
    t.clock.set(new Date(MARCH_END.getTime() - 1));
    for (const worker of [t.vasya.id, zoe.id]) await t.finish(await t.place({ worker }));
    t.clock.set(MARCH_END);
    await t.finish(await t.place({ worker: zoe.id }));
    await t.billAt(APRIL_END);
    const of = async (person: typeof zoe, month: string) => payout(t, `${catNumber(person.number)}/${month}`);
    expect(await of(t.vasya, '2026-03')).toMatchObject({ payout: { status: 'carried_forward', amount: -40_00 }, transferKey: null, carried: { amount: 0 } });
    expect(await of(t.vasya, '2026-04')).toMatchObject({
      payout: { amount: 20_00 }, entries: [], carried: { amount: 20_00, previous: { month: '2026-03', status: 'carried_forward', amount: -40_00 }, forward: -40_00, returned: 0, late: 60_00, lateEntries: [{ kind: 'earning', amount: 60_00 }] },
    });
    expect(await of(zoe, '2026-03')).toMatchObject({ payout: { status: 'failed', error: 'no such cat', amount: 60_00 } });
    expect(await of(zoe, '2026-04')).toMatchObject({
      payout: { status: 'sent', amount: 180_00 }, entries: [{ kind: 'earning', amount: 60_00 }], carried: { amount: 120_00, previous: { month: '2026-03', status: 'failed' }, forward: 0, returned: 60_00, late: 60_00, lateEntries: [{ amount: 60_00 }] },
    });
    const slips = await t.app.query(t.boss, async (w) => Promise.all((await listPayouts(w)).map(({ id }) => showPayslip(w, id))));
    expect(slips.map(({ payout: of, jobs, earned, fines, carried }) => `${of.worker.name} ${of.month}: ${jobs} jobs, ${earned} - ${fines} + ${carried}`).sort()).toEqual([
      'Vasya 2026-03: 0 jobs, 0 - 4000 + 0', 'Vasya 2026-04: 0 jobs, 0 - 0 + 2000', 'Zoe 2026-03: 1 jobs, 6000 - 0 + 0', 'Zoe 2026-04: 1 jobs, 6000 - 0 + 12000',
    ]);
  });

  test('is for staff and its worker (U4)', async () => {
    const t = await openCompany(db);
    const zoe = await hire(t, 'Zoe');
    await t.end();
    await t.billAt(MARCH_END);
    const mine = `${catNumber(t.vasya.number)}/2026-03`;
    for (const reference of [mine, mine.replace('03', '02')]) await expect(payout(t, reference, as(zoe))).rejects.toMatchObject({ code: 'users.forbidden' });
    for (const reference of [mine.replace('-03', '-02'), 'nonsense', t.app.newId()]) await expect(payout(t, reference)).rejects.toMatchObject({ code: 'billing.payout_not_found' });
    expect((await payout(t, mine.toLowerCase())).payout.month).toBe('2026-03');
  });
});
