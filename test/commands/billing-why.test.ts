import { billed, CAT, tariff } from './billing-support';
import { company, complete, type Machine, place } from './support';

let here: Machine;
const why = (of: string) => here.mcf('billing', 'why', of);

/** Barsik pays 20,000.00 for order 1, so that order 2, at the old price again, is 5 % less. */
async function discounted(): Promise<void> {
  here = await company();
  await tariff(here, '2026-11-20 15:10', '--base-price', '20000');
  await tariff(here, '2026-11-23 00:00', '--base-price', '100');
  here.clock = '2026-11-20T12:30:00Z';
  await place(here, '2026-11-20 17:00');
  await complete(here, '1');
  here.clock = '2026-11-22T17:01:00Z';
  await here.json('billing', 'run');
  here.clock = '2026-11-22T17:02:00Z';
  await here.json('invoices', 'pay', '2026-000001', '--amount', '20000', '--reference', 'TRF-1');
  here.clock = '2026-11-23T08:00:00Z';
  await place(here, '2026-11-23 13:00');
}

test('an order on its way: its price, and what it will bring its worker', async () => {
  await discounted();
  expect((await why('2')).out).toBe(
    [
      'Order 2 · on its way · glass dropping',
      '  client    Barsik',
      '  estimate  95.00 = 100.00 - 5 %, and so is the price',
      '  price     95.00 = 100.00 - 5 %',
      '  discount  5 %: paid 20,000.00 before, more than 10,000.00; tariff 3',
      '  charge    none yet: it accrues when the order ends (B4)',
      '  worker    Tom: 60 % of 95.00 = 57.00 once it is completed, -40.00 if it fails (B8); tariff 3',
      '',
    ].join('\n'),
  );
});

test('what was paid before can be asked further, payment by payment', async () => {
  await discounted();
  here.columns = 80;
  expect((await why('2')).err).toContain('→ mcf billing why 2 --payments · mcf orders show 2\n');
  const { out, err } = await here.mcf('billing', 'why', '2', '--payments');
  expect(out).toContain('Paid before\n  22 Nov 20:02  20,000.00  paid  invoice 2026-000001  manual TRF-1\n  together 20,000.00\n');
  expect(err).toContain('→ mcf orders show 2\n');
  expect(await here.json('billing', 'why', '2', '--payments')).toMatchObject({ client: { paid_before: [{ invoice: '2026-000001', amount: CAT(20_000_00), payment: { reference: 'TRF-1' } }] } });
  expect(await here.json('billing', 'why', '2')).toMatchObject({ client: { paid_before: null } });
  expect((await here.mcf('billing', 'why', '1', '--payments')).out).toContain('Paid before\n  together 0.00\n');
});

test('an invoice: each order with its rule, why the discounts are what they are, and what became of the sum', async () => {
  await discounted();
  await complete(here, '2');
  here.clock = '2026-11-23T11:00:00Z';
  await place(here, '2026-11-24 13:00');
  await here.json('orders', 'cancel', '3', '--reason', 'plans_changed');
  here.clock = '2026-11-29T17:01:00Z';
  await here.json('billing', 'run');
  await here.json('invoices', 'pay', '2026-000002', '--amount', '50', '--reference', 'TRF-2');
  here.clock = '2026-11-29T17:02:00Z';
  await here.json('invoices', 'credit', '2026-000002', '--amount', '20', '--reason', 'late');
  here.columns = 80;
  const { code, out, err } = await why('2026-000002');
  expect({ code, lines: out.split('\n') }).toEqual({
    code: 0,
    lines: [
      'Invoice 2026-000002 · Barsik · open · 190.00',
      '  order 2  100.00 - 5 % = 95.00  completed 23 Nov',
      '  order 3  100.00 - 5 % = 95.00  cancelled 23 Nov, paid in full (O7)',
      '  5 %: paid 20,000.00 before, more than 10,000.00; tariff 3',
      '  paid                        -50.00  manual TRF-2  29 Nov 20:01',
      '  credit note CN-2026-000001  -20.00  late, Boss    29 Nov 20:02',
      '  190.00 - 20.00 credited - 50.00 paid = 120.00 open',
      '',
    ],
  });
  expect(err).toContain('→ mcf invoices pay 2026-000002 --amount 120.00\n');
  expect(await here.json('explain', '2026-000002')).toMatchObject({
    kind: 'invoice',
    number: '2026-000002',
    open: CAT(12_000),
    lines: [
      { number: 2, rule: 'B4', comparison: 'same', price: { recorded: true, tariff: 3, paid_before: CAT(20_000_00), over: CAT(10_000_00), percent: 5, discount: CAT(500) } },
      { number: 3, rule: 'O7' },
    ],
    credit_notes: [{ number: 'CN-2026-000001', amount: CAT(2_000) }],
    money: [{ amount: CAT(5_000), from: 'payment', payment: { method: 'manual', reference: 'TRF-2' } }],
  });
});

test('an estimate that its price differs from, and why', async () => {
  here = await company();
  await tariff(here, '2026-11-20 16:00', '--base-price', '110');
  await place(here, '2026-11-21 12:00');
  await place(here, '2026-11-21 12:00');
  here.clock = '2026-11-20T13:30:00Z';
  await here.json('orders', 'cancel', '1', '--reason', 'plans_changed');
  await here.json('jobs', 'run', 'matching');
  const { out } = await why('2');
  expect(out).toContain('  estimate  100.00; no discount: it starts above 10,000.00 paid, so far 0.00; tariff 1\n  price     110.00\n');
  expect(out).toContain('  differs   tariff 2 had come by the time its price was fixed\n');
  expect((await why('1')).out).toMatch(/ {2}charge +100\.00, cancelled 20 Nov 16:30, paid in full \(O7\)\n {2}invoice +none yet: the next run makes it\n {2}worker +Tom: nothing: it was cancelled \(B8\)\n/);
  expect(await here.json('billing', 'why', '2')).toMatchObject({
    kind: 'order',
    ending: null,
    client: { name: 'Barsik', comparison: 'differs', causes: ['tariff'], estimate: { price: CAT(100_00) }, price: { price: CAT(110_00) }, charge: null },
    worker: { name: 'Tom', share_bp: 6_000 },
  });
});

test('an order that nobody was free for costs nothing (M5)', async () => {
  here = await company();
  await place(here, '2026-11-21 12:00');
  await place(here, '2026-11-21 12:00');
  expect((await why('2')).out).toContain('  price     none: nobody was found for it yet\n');
  await here.json('orders', 'cancel', '2', '--reason', 'plans_changed');
  expect((await why('2')).out).toMatch(/ {2}charge +none: nobody was free, so it costs nothing \(M5\)\n$/);
});

test('a payout: its entries, and what earlier months left over', async () => {
  here = await billed();
  await here.json('workers', 'bonus', 'C-4', '--amount', '5', '--reason', 'clean paws');
  here.clock = '2026-11-22T17:02:00Z';
  await here.json('workers', 'correct', 'C-4', '--amount', '-140.00', '--reason', 'a broken vase');
  here.clock = '2026-11-30T17:01:00Z';
  await here.json('billing', 'run');
  const first = await why('C-4/2026-11');
  expect(first.out).toBe(
    [
      'Payout C-000004/2026-11 · Tom · carried_forward · -75.00',
      'WHEN          WHAT              HOW                        AMOUNT',
      '20 Nov 15:05  earning, order 1  60 % of 100.00; tariff 1    60.00',
      '22 Nov 20:01  bonus             clean paws, Boss             5.00',
      '22 Nov 20:02  correction        a broken vase, Boss       -140.00',
      '',
    ].join('\n'),
  );
  here.clock = '2026-12-20T12:00:00Z';
  await here.json('workers', 'bonus', 'C-4', '--amount', '100', '--reason', 'a new vase');
  here.clock = '2026-12-31T17:01:00Z';
  await here.json('billing', 'run');
  const { out } = await here.mcf('explain', 'c-4/2026-12');
  expect(out).toContain('Payout C-000004/2026-12 · Tom · pending · 25.00\n');
  expect(out).toMatch(/^- +carried forward {2}from 2026-11 +-75\.00$/m);
  expect(await here.json('billing', 'why', 'C-4/2026-12')).toMatchObject({ kind: 'payout', carried: { amount: CAT(-7_500), forward: CAT(-7_500), previous: { month: '2026-11' } }, entries: [{ kind: 'bonus', amount: CAT(10_000) }] });
  expect((await here.mcf('payouts', 'show', 'C-4/2026-12')).out).toContain('  earned       0.00, 0 orders\n  bonuses      100.00\n  from before  -75.00\n  amount       25.00\n');
});

test('a payment: by its reference or its name, which invoices it paid, what became credit, and that it was taken back', async () => {
  await discounted();
  await complete(here, '2');
  here.clock = '2026-11-29T17:01:00Z';
  await here.json('billing', 'run');
  await here.json('invoices', 'pay', '2026-000002', '--amount', '100', '--reference', 'TRF 2, Barsik');
  here.columns = 80;
  const { out, err } = await why('trf 2,  barsik');
  const [, name = ''] = /^(payment-[0-9a-f]{8}) · Barsik C-000002 · 100\.00$/m.exec(out) ?? [];
  expect(out).toBe(
    [
      `${name} · Barsik C-000002 · 100.00`,
      '  came       Sun 29 Nov 20:01, manual, booked by Boss',
      '  reference  TRF 2, Barsik',
      '  invoice 2026-000002  95.00',
      '  to credit             5.00',
      '',
    ].join('\n'),
  );
  expect(err).toContain('→ mcf billing why 2026-000002\n');
  here.columns = null;
  await here.json('billing', 'reverse', 'TRF 2, Barsik', '--reason', 'not his', '--yes');
  expect((await here.mcf('explain', name)).out).toContain("  taken back  Sun 29 Nov 20:01, by Boss, not his\n");
  expect(await here.json('explain', name)).toMatchObject({
    kind: 'payment', name, amount: CAT(100_00), person: { number: 'C-000002' },
    payment: { reference: 'TRF 2, Barsik', method: 'manual', went_on: [{ invoice: '2026-000002', amount: CAT(95_00) }], to_credit: CAT(5_00), taken_back: { reason: 'not his' } },
  });
});

test('a voided invoice says where its orders are now; what replaces it is named on both', async () => {
  here = await billed();
  await here.json('invoices', 'void', '2026-000001', '--reason', 'wrong', '--yes');
  expect((await why('2026-000001')).out).toMatch(/^ {2}order 1 +100\.00 +completed 20 Nov$/m);
  here.clock = '2026-11-29T17:01:00Z';
  await here.json('billing', 'run');
  expect((await why('2026-000001')).out).toMatch(/^ {2}order 1 +100\.00 +completed 20 Nov, now on 2026-000002$/m);
  expect(await here.json('billing', 'why', '2026-000001')).toMatchObject({ lines: [{ now_on: '2026-000002' }, { now_on: '2026-000002' }] });
  await here.json('invoices', 'void', '2026-000002', '--reason', 'wrong', '--reissue', '--yes');
  expect((await why('2026-000002')).out).toContain('\n  replaced by  2026-000003\n');
  expect((await why('2026-000003')).out).toContain('\n  replaces  2026-000002\n');
});

test('a discount that was rounded is told with all its digits', async () => {
  here = await company();
  await tariff(here, '2026-11-20 15:10', '--base-price', '1111.11', '--discount', '0:5');
  here.clock = '2026-11-20T12:30:00Z';
  await place(here, '2026-11-20 17:00');
  await complete(here, '1');
  here.clock = '2026-11-22T17:01:00Z';
  await here.json('billing', 'run');
  await here.json('invoices', 'pay', '2026-000001', '--amount', '1111.11');
  await place(here, '2026-11-23 13:00');
  expect((await why('2')).out).toContain('  price     1,055.55 = 1,111.11 - 5 % (5 % is 55.5555, rounded to 55.56)\n');
});

test('money that is taken off an invoice with a payment that paid another says so', async () => {
  here = await billed();
  await here.json('invoices', 'pay', '2026-000001', '--amount', '250', '--reference', 'J1');
  await here.json('billing', 'refund', 'C-2', '--amount', '50', '--reason', 'paid too much', '--yes');
  here.clock = '2026-11-23T08:00:00Z';
  await place(here, '2026-11-23 13:00');
  await here.json('orders', 'cancel', '3', '--reason', 'plans_changed');
  here.clock = '2026-11-29T17:01:00Z';
  await here.json('billing', 'run');
  await here.json('invoices', 'pay', '2026-000002', '--amount', '100', '--reference', 'J2');
  await here.json('billing', 'reverse', 'J1', '--reason', 'not his', '--yes');
  expect((await why('2026-000001')).out).toMatch(/taken back +200\.00 +manual J1, by Boss: not his/);
  expect((await why('2026-000002')).out).toMatch(/taken back +50\.00 +manual J1, which paid others, where its money was gone, by Boss: not his/);
});

test('a refund, a bonus and a correction, as statements and the ledger name them: who, why, how much', async () => {
  here = await billed();
  await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '250');
  await here.json('billing', 'refund', 'C-2', '--amount', '20', '--reason', 'paid too much', '--yes');
  await here.json('workers', 'bonus', 'C-4', '--amount', '7', '--reason', 'stayed late');
  await here.json('workers', 'correct', 'C-4', '--amount=-3', '--reason', 'a vase');
  const papers = (await here.json<{ kind: string; paper: string }[]>('billing', 'ledger')).filter(({ kind }) => ['refund', 'bonus', 'correction'].includes(kind)).map(({ paper }) => paper);
  const told = [];
  for (const paper of papers) told.push((await why(paper)).out.replace(paper, 'NAME'));
  expect(told).toEqual([
    'NAME · Barsik C-000002 · 20.00\n  given back  Sun 22 Nov 20:01, booked by Boss\n  for         paid too much\n',
    'NAME · Tom C-000004 · 7.00\n  granted  Sun 22 Nov 20:01, booked by Boss\n  for      stayed late\n',
    'NAME · Tom C-000004 · -3.00\n  corrected  Sun 22 Nov 20:01, booked by Boss\n  for        a vase\n',
  ]);
  expect(await here.error('billing', 'why', 'bonus-00000000')).toMatchObject({ code: 3, error: { code: 'billing.entry_not_found', hint: 'mcf billing ledger' } });
  expect(await here.error('billing', 'why', 'TRF-99')).toMatchObject({ code: 2, error: { code: 'cli.not_explained' } });
});

test('ids are taken as well as numbers; what is nothing of the kind is refused', async () => {
  here = await billed();
  const [{ id: invoice } = { id: '' }] = await here.json<{ id: string }[]>('invoices', 'list');
  const { id: order } = await here.json<{ id: string }>('orders', 'show', '1');
  expect(await here.json('billing', 'why', invoice.toUpperCase())).toMatchObject({ kind: 'invoice', id: invoice });
  expect(await here.json('explain', order)).toMatchObject({ kind: 'order', order: { id: order, number: 1 } });
  for (const asPrinted of ['#1', '№1', '№ 1']) expect(await here.json('billing', 'why', asPrinted)).toMatchObject({ kind: 'order', order: { number: 1 } });
  expect(await here.error('explain', 'C-2')).toMatchObject({ code: 3, error: { code: 'cli.never_applied', hint: 'mcf billing statement C-000002' } });
  expect(await here.error('explain', 'C-1')).toMatchObject({ code: 3, error: { code: 'cli.never_applied', hint: 'mcf users show C-000001' } });
  expect(await here.error('explain', 'C-99')).toMatchObject({ code: 3, error: { code: 'users.person_not_found' } });
  expect((await here.mcf('explain', 'C-4')).out).toMatch(/^C-000004 {2}/);
  expect(await here.error('billing', 'why', 'C-4')).toMatchObject({ code: 2, error: { code: 'cli.not_explained' } });
  expect(await here.error('billing', 'why', '00000000-0000-7000-8000-000000000000')).toMatchObject({ code: 2, error: { code: 'cli.not_explained' } });
  expect(await here.error('billing', 'why', '99')).toMatchObject({ code: 3, error: { code: 'orders.not_found' } });
  expect(await here.error('explain', '2026-000099')).toMatchObject({ code: 3, error: { code: 'billing.invoice_not_found' } });
  expect(await here.error('explain', 'C-4/2031-01')).toMatchObject({ code: 3, error: { code: 'billing.payout_not_found' } });
  expect(await here.error('billing', 'why')).toMatchObject({ code: 2, error: { message: 'Missing: ID.' } });
});
