import { company, complete, type Machine, place, TEXT, textWith } from './support';

const CAT = (minor: number) => ({ minor, currency: 'CAT' });
let here: Machine;

/** One completed and one cancelled order on Friday, told on Sunday a minute after the cut-off. */
beforeEach(async () => {
  here = await company();
  await place(here, '2026-11-20 16:30');
  await place(here, '2026-11-22 12:00');
  await complete(here, '1');
  await here.json('orders', 'cancel', '2', '--reason', 'plans_changed');
  here.clock = '2026-11-22T17:01:00Z';
});

test('billing says what is due now and next, what is open and what is parked', async () => {
  expect(await here.json('billing', 'status')).toEqual({
    next: { invoices: '2026-11-29T17:00:00.000Z', payouts: '2026-11-30T17:00:00.000Z' },
    open: { count: 0, amount: CAT(0) },
    drafts: { count: 0, amount: CAT(0), issued_from: null },
    collections: { unclear: 0, refused: 0 },
    payouts_under_way: 0,
    closed_months: [],
    parked: [],
    due: { invoices: { count: 1, amount: CAT(20_000) }, payouts: { count: 0, amount: CAT(0) }, carried_forward: 0, since: '2026-11-22T17:00:00.000Z' },
  });
  expect((await here.mcf('billing')).out).toContain('Billing\n  due now            1 invoice, 200.00; since Sun 22 Nov 20:00, 1 min ago\n  next invoices      Sun 29 Nov 20:00, in 7 days\n');
});

test('billing run --dry-run tells everything and writes nothing', async () => {
  const { out } = await here.mcf('billing', 'run', '--dry-run');
  expect(out).toBe('Would issue 1 invoice, 200.00; no payouts before Mon 30 Nov 20:00.\nWHO     WHAT                AMOUNT\nBarsik  invoice, 2 charges  200.00\n');
  expect(await here.json('billing', 'run', '--dry-run')).toMatchObject({ invoices: [{ id: null, number: null, total: CAT(20_000) }], payouts: [], parked: [] });
  expect(await here.json('invoices', 'list')).toEqual([]);
  expect((await here.mcf('invoices')).out).toBe('No invoices yet. What is due: mcf billing run --dry-run\n');
});

test('billing run issues INVOICE, and again nothing', async () => {
  const run = await here.json<{ invoices: { lines: { order: string; amount: object }[] }[] }>('billing', 'run');
  expect(run).toEqual({
    invoices: [
      {
        id: TEXT,
        number: '2026-000001',
        client: { id: TEXT, name: 'Barsik' },
        status: 'open',
        cut_off: '2026-11-22T17:00:00.000Z',
        issued_at: textWith(/^2026-11-22T17:01/),
        review_until: null,
        replaces: null,
        replaced_by: null,
        total: CAT(20_000),
        credited: CAT(0),
        paid: CAT(0),
        open: CAT(20_000),
        lines: [expect.objectContaining({ amount: CAT(10_000) }), expect.objectContaining({ order: TEXT })],
      },
    ],
    payouts: [],
    parked: [],
  });
  expect((await here.mcf('billing', 'run')).out).toBe('✔ no invoices; no payouts\n');
});

test('a future --as-of is refused in production, but for a dry run', async () => {
  here.clock = null;
  process.env.NODE_ENV = 'production';
  try {
    expect(await here.error('billing', 'run', '--as-of', '2036-01-01T00:00Z')).toMatchObject({ code: 5, error: { code: 'machine.clock_fixed' } });
    expect(await here.error('payouts', 'run', '--as-of', '2036-01-01T00:00Z')).toMatchObject({ code: 5 });
    expect(await here.json('billing', 'run', '--as-of', '2036-01-01T00:00Z', '--dry-run')).toMatchObject({ parked: [] });
  } finally {
    process.env.NODE_ENV = 'test';
  }
});

test('invoices list, show and pay', async () => {
  await here.json('billing', 'run');
  here.columns = 80;
  const list = await here.mcf('invoices', 'list', '--status', 'open');
  expect(list.out).toBe('NUMBER       STATUS  CLIENT  ISSUED   TOTAL    OPEN\n2026-000001  open    Barsik  now     200.00  200.00\n');
  expect(list.err).toContain('→ mcf invoices show 2026-000001\n');
  const { out, err } = await here.mcf('invoices', 'show', '2026-000001');
  expect(out).toContain('Invoice 2026-000001 · open · Barsik\n');
  expect(out).toContain('  order 1  100.00  glass dropping for 20 Nov 16:30, completed\n');
  expect(out).toContain('  order 2  100.00  glass dropping for 22 Nov 12:00, cancelled\n');
  expect(err).toContain('→ mcf invoices pay 2026-000001 --amount 200.00\n');
  here.columns = null;
  expect((await here.mcf('invoices', 'pay', '2026-000001', '--amount', '50.00', '--reference', 'TRF-1')).out).toBe(
    '✔ 50.00 for invoice 2026-000001 · 150.00 still open\n',
  );
  expect(await here.error('invoices', 'pay', '2026-000001', '--amount', '50', '--reference', 'TRF-1')).toMatchObject({ code: 4, error: { code: 'billing.payment_repeated' } });
  expect(await here.json('invoices', 'pay', '2026-000001', '--amount', '160,00')).toMatchObject({ number: '2026-000001', status: 'paid', paid: CAT(20_000), open: CAT(0) });
  expect(await here.error('invoices', 'pay', '2026-000001', '--amount', '1')).toMatchObject({ code: 4, error: { code: 'billing.invoice_not_open', message: 'Invoice 2026-000001 is paid and takes no payments.' } });
  expect((await here.mcf('invoices', 'list', '--client', 'C-2', '--csv')).out).toContain(',2026-000001,');
  expect((await here.mcf('invoices', 'list', '--status', 'void')).out).toBe('None match. All: mcf invoices list\n');
});

test('billing statement shows a client all of it, also as it was', async () => {
  await here.json('billing', 'run');
  await here.json('invoices', 'pay', '2026-000001', '--amount', '250');
  await place(here, '2026-11-23 12:00');
  const statement = await here.json<{ entries: { kind: string }[]; planned: object[] }>('billing', 'statement', 'C-2');
  expect(statement).toMatchObject({ as: 'client', charged: CAT(20_000), paid: CAT(25_000), owed_at_week_end: CAT(-5_000), credit: CAT(5_000) });
  expect(statement.entries.map(({ kind }) => kind).sort()).toEqual(['charge', 'charge', 'payment']);
  expect(statement.planned).toEqual([expect.objectContaining({ number: 3, price: CAT(10_000) })]);
  expect(await here.json('billing', 'statement', 'C-2', '--as-of', '2026-11-21 12:00')).toMatchObject({ paid: CAT(0), owed_at_week_end: CAT(20_000) });
  const { out } = await here.mcf('billing', 'statement', 'C-2');
  expect(out).toContain("Barsik C-000002 · client\n  charged                  200.00\n  paid                    -250.00\n  owed at the week's end   -50.00\n  credit                    50.00, counted in what is paid; no invoice has taken it\n");
  expect(out).toContain('planned: 1 order, not counted above\n');
});

test('workers bonus and workers statement', async () => {
  expect(await here.json('workers', 'bonus', 'C-4', '--amount', '50.00', '--reason', 'clean paws')).toMatchObject({
    worker: { name: 'Tom' },
    amount: CAT(5_000),
    reason: 'clean paws',
    granted_by: { name: 'Boss' },
  });
  expect(await here.json('workers', 'statement', 'C-4')).toMatchObject({ as: 'worker', earned: CAT(6_000), fined: CAT(0), bonuses: CAT(5_000), balance: CAT(11_000) });
  expect((await here.mcf('workers', 'statement', 'C-4')).out).toContain('Tom C-000004 · worker\n  earned    60.00\n  fined     0.00\n  bonuses   50.00\n  paid out  0.00\n  due       110.00\n');
});

test('billing ledger balances, in a table, in JSON and for hledger', async () => {
  const entries = await here.json<{ amount: { minor: number } }[]>('billing', 'ledger');
  expect(entries.map(({ amount }) => amount.minor).sort((a, b) => a - b)).toEqual([6_000, 10_000, 10_000]);
  expect(JSON.parse((await here.mcf('billing', 'ledger', '--format', 'json')).out)).toEqual(entries);
  expect(await here.json('billing', 'ledger', '--as-of', '2026-11-01 12:00')).toEqual([]);
  const { out } = await here.mcf('billing', 'ledger', '--format', 'hledger');
  expect(out).toMatch(/^commodity 1000\.00 CAT\n(tag \w+\n)+account bank {2}; type: C\naccount clients {2}; type: A\n[^]*\naccount clients:C-000002\naccount expenses:work\n/);
  expect(out).toMatch(/^2026-11-20 \* charge \| order 1 {2}; person: C-000002, paper: order 1, entry: \S+, id: \S+\n {4}clients:C-000002 {2}100\.00 CAT\n {4}revenue:services {2}-100\.00 CAT$/m);
  expect((await here.mcf('billing', 'ledger')).out).toContain('  clients:C-000002  revenue:services  100.00  order 1  -');
});

test('billing release takes the account by any of its names', async () => {
  for (const account of ['clients:C-2', 'C-2', 'nobody']) {
    expect(await here.error('billing', 'release', account)).toMatchObject({ code: 3, error: { code: 'billing.account_not_parked', params: { account } } });
  }
  expect(await here.error('billing', 'release', 'C-99')).toMatchObject({ code: 3, error: { code: 'users.person_not_found' } });
});

describe('payouts', () => {
  beforeEach(() => {
    here.clock = '2026-11-30T17:01:00Z';
  });

  test('payouts wait where there is nobody to ask, and say so', async () => {
    const { code, out, err } = await here.mcf('billing', 'run');
    expect({ code, out }).toEqual({ code: 0, out: '✔ 1 invoice, 200.00: 0 paid, 1 open; 1 payout, 60.00: 1 prepared, not sent\n' });
    expect(err).toContain('1 payout waits: MCF_GOLD_HAT_URL is not set');
    expect(await here.json('payouts', 'list')).toMatchObject([{ month: '2026-11', status: 'pending', error: null }]);
    expect((await here.mcf('billing', 'run', '--dry-run')).out).toContain('Would go on with 1 payout, 60.00; no invoices before ');
    expect(await here.mcf('billing', 'run')).toMatchObject({ out: '✔ no invoices; no payouts\n', err: textWith('! 1 payout waits: MCF_GOLD_HAT_URL is not set\n') });
    expect(await here.json('billing', 'run')).toEqual({ invoices: [], payouts: [], parked: [] });
  });

  test('payouts run pays what is due; what nobody answers for stays open, and payouts reconcile asks again', async () => {
    // Nobody listens at the port of "discard".
    here.goldHat = 'http://127.0.0.1:9/gold-hat';
    const [payout] = await here.json<{ id: string }[]>('payouts', 'run');
    expect(payout).toEqual({ id: TEXT, worker: { id: TEXT, name: 'Tom' }, month: '2026-11', status: 'unknown', amount: CAT(6_000), error: TEXT });
    const listed = { ...payout, worker: { id: TEXT, name: 'Tom', number: 'C-000004' }, paper: 'C-000004/2026-11' };
    const again = await here.mcf('payouts', 'reconcile');
    expect(again.out).toMatch(/^WORKER {2}MONTH +AMOUNT {2}WAS +NOW\nTom +2026-11 +60\.00 {2}unknown {2}unknown: /);
    expect(await here.json('payouts', 'reconcile')).toEqual([{ ...listed, was: 'unknown' }]);
    expect(await here.json('payouts', 'show', 'C-4/2026-11')).toEqual({ ...payout, jobs: 1, earned: CAT(6_000), fined: CAT(0), bonuses: CAT(0), corrections: CAT(0), carried: CAT(0) });
    expect((await here.mcf('payouts', 'show', payout?.id ?? '')).out).toContain('Payout C-000004/2026-11 · unknown\n  worker  Tom C-000004\n  earned  60.00, 1 order\n  amount  60.00\n');
    expect(await here.json('payouts', 'list', '--worker', 'C-4')).toEqual([listed]);
    expect((await here.mcf('payouts')).out).toMatch(/^PAYOUT {12}STATUS +WORKER {2}AMOUNT {2}WHY\nC-000004\/2026-11 {2}unknown +Tom +60\.00 {2}/);
  });

  test('there are none before they are due', async () => {
    here.clock = '2026-11-29T12:00:00Z';
    expect((await here.mcf('payouts', 'run')).out).toBe('✔ no invoices; no payouts\n');
    expect((await here.mcf('payouts', 'list')).out).toBe('No payouts yet. What is due: mcf billing run --dry-run\n');
  });
});
