import { openApp } from '../../src/compose';
import { readConfig } from '../../src/config';
import { openDatabase } from '../../src/db/connection';
import { recordTelegramPayment, type TelegramPayment } from '../../src/domain/billing';
import { SYSTEM } from '../../src/domain/shared/work';
import { billed, CAT, owing } from './billing-support';
import type { Machine } from './support';

let here: Machine;
beforeEach(async () => {
  here = await billed();
});

/** One statement past all walls. */
async function sql(statement: string): Promise<void> {
  const database = openDatabase(`sqlite:${here.home}/mcf.db`);
  await database.transaction((transaction) => transaction.write(statement));
  await database.close();
}

/** What the messenger tells of a payment. */
async function byTelegram(payment: TelegramPayment): Promise<void> {
  const app = openApp(readConfig({ MCF_HOME: here.home, MCF_CLOCK: here.clock ?? undefined }));
  await app.run(SYSTEM, (w) => recordTelegramPayment(w, payment));
  await app.close();
}

test('billing ledger --balances tells what every account holds, on any day; together it is nothing', async () => {
  await here.json('workers', 'correct', 'C-4', '--amount', '-40.00', '--reason', 'the fine was owed');
  expect((await here.mcf('billing', 'ledger', '--balances')).out).toBe(
    [
      'ACCOUNT               WHOSE   BALANCE',
      'expenses:corrections  -        -40.00',
      'expenses:work         -         60.00',
      'revenue:services      -       -200.00',
      'clients:C-000002      Barsik   200.00',
      'workers:C-000004      Tom      -20.00',
      'all together 0.00',
      '',
    ].join('\n'),
  );
  expect(await here.json('billing', 'ledger', '--balances', '--as-of', '2026-11-22 20:00')).toEqual([
    { account: 'expenses:work', balance: CAT(6_000), person: null },
    { account: 'revenue:services', balance: CAT(-20_000), person: null },
    { account: expect.stringMatching(/^clients:/) as string, balance: CAT(20_000), person: 'C-000002' },
    { account: expect.stringMatching(/^workers:/) as string, balance: CAT(-6_000), person: 'C-000004' },
  ]);
  expect((await here.mcf('billing', 'ledger', '--balances', '--csv')).out).toMatch(/^account,balance,person\r\nexpenses:corrections,-40\.00,\r\n[^]*\r\nworkers:\S+,-20\.00,C-000004\n$/);
  expect((await here.mcf('billing', 'ledger', '--balances', '--as-of', '2026-01-01 00:00')).out).toBe('The ledger is empty: nothing was charged yet. Orders: mcf orders list\n');
  expect(await here.error('billing', 'ledger', '--balances', '--format', 'hledger')).toMatchObject({ code: 2 });
});

test('workers correct puts an account right, in either direction', async () => {
  expect((await here.mcf('workers', 'correct', 'C-4', '--amount', '-40.00', '--reason', 'the fine was owed')).out).toBe('✔ correction -40.00 for Tom\n');
  expect(await here.json('workers', 'correct', 'C-4', '--amount=10', '--reason', 'soap')).toMatchObject({ worker: { name: 'Tom' }, amount: CAT(1_000), reason: 'soap', made_by: { name: 'Boss' } });
  expect(await here.error('workers', 'correct', 'C-4', '--amount', '0', '--reason', 'nothing')).toMatchObject({ code: 4, error: { code: 'billing.bad_amount' } });
  expect(await here.error('workers', 'correct', 'C-2', '--amount', '-1', '--reason', 'x')).toMatchObject({ code: 4, error: { code: 'billing.not_a_worker', message: 'C-2 is no worker.' } });
  expect(await here.error('workers', 'correct', 'C-4')).toMatchObject({ code: 2, error: { message: 'Missing: --amount, --reason.' } });
  const { out } = await here.mcf('workers', 'statement', 'C-4');
  expect(out).toContain('  corrections  -30.00\n');
  expect(out).toMatch(/^22 Nov 20:01 {2}correction +- {2}the fine was owed, Boss +- +-40\.00$/m);
  expect((await here.mcf('billing', 'ledger', '--format', 'hledger')).out).toMatch(/^ {4}workers:C-000004 {2}40\.00 CAT\n {4}expenses:corrections {2}-40\.00 CAT$/m);
});

test('billing close closes a month that is over, and lists the closed ones', async () => {
  expect((await here.mcf('billing', 'close')).out).toBe('No month is closed yet. The last that is over: mcf billing close 2026-10\n');
  expect(await here.error('billing', 'close', '2026-11')).toMatchObject({ code: 2, error: { message: 'Missing: --yes.' } });
  expect(await here.error('billing', 'close', '2026-11', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.month_not_over' } });
  expect(await here.error('billing', 'close', 'October', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.bad_month', hint: 'mcf billing close 2026-11' } });
  expect((await here.mcf('billing', 'close', '2026-10', '--yes')).out).toBe('✔ 2026-10 is closed\n');
  expect((await here.mcf('billing', 'close', '2026-10', '--yes')).out).toBe('✔ 2026-10 was closed already\n');
  expect(await here.json('billing', 'close')).toEqual([{ month: '2026-10', closed_at: expect.stringMatching(/^2026-11-22T17:01/) as string }]);
  expect((await here.mcf('billing', 'close')).out).toBe('MONTH    CLOSED\n2026-10  Sun 22 Nov 20:01\n');
  expect(await here.json('billing', 'status')).toMatchObject({ closed_months: ['2026-10'] });
  expect((await here.mcf('billing')).out).toContain('  closed months      up to 2026-10\n');
});

test('a month with payouts on their way is not closed', async () => {
  here.clock = '2026-12-01T09:00:00Z';
  await here.json('billing', 'run');
  expect(await here.error('billing', 'close', '2026-11', '--yes')).toMatchObject({
    code: 4,
    error: { code: 'billing.month_not_settled', message: 'Payouts of 2026-11 or before are still under way: 1.', hint: 'mcf payouts reconcile' },
  });
});

test('billing replay makes all money anew, and ends with 4 where a table holds anything else', async () => {
  await here.json('invoices', 'pay', '2026-000001', '--amount', '50');
  const { code, out } = await here.mcf('billing', 'replay');
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^✔ 4 prices, 1 invoice and 0 payouts from \d+ events: none different\n$/) as string });
  await sql('DROP TRIGGER allocations_no_update');
  await sql('UPDATE allocations SET amount_minor = 5001');
  const again = await here.mcf('billing', 'replay');
  expect(again.code).toBe(4);
  expect(again.out).toMatch(/^4 prices, 1 invoice and 0 payouts from \d+ events: \d differences?\.\nWHAT +NUMBER +EXPECTED +FOUND\n/);
  expect(again.out).toMatch(/^allocations\.amount_minor +2026-000001 +50\.00 +50\.01$/m);
  here.columns = 80;
  expect((await here.mcf('billing', 'replay')).err).toContain('→ mcf billing why 2026-000001\n');
  here.columns = null;
  const told = JSON.parse((await here.mcf('billing', 'replay', '--json')).out) as object;
  expect(told).toMatchObject({ prices: 4, invoices: 1, different: expect.any(Number) as number, older: { before: null } });
  expect((told as { differences: object[] }).differences).toContainEqual({ what: 'allocations.amount_minor', id: expect.any(String) as string, number: '2026-000001', expected: 5_000, found: 5_001 });
});

test('a dry run shows as many rows as are asked for, and tells how many there are', async () => {
  here = await owing();
  here.clock = '2026-11-30T17:01:00Z';
  expect((await here.mcf('billing', 'run', '--dry-run', '--limit', '1')).out).toBe(
    'Would issue 1 invoice, 200.00, make 1 payout, 60.00.\nWHO     WHAT                AMOUNT\nBarsik  invoice, 2 charges  200.00\n1 of 2 · all: --limit 0\n',
  );
});

test('every row of the ledger leads to its paper, its person and its invoice', async () => {
  await here.json('invoices', 'pay', '2026-000001', '--amount', '150', '--reference', 'from Barsik');
  await here.json('invoices', 'credit', '2026-000001', '--amount', '60', '--reason', 'late');
  await here.json('billing', 'refund', 'C-2', '--amount', '10', '--reason', 'paid twice');
  await here.json('workers', 'bonus', 'C-4', '--amount', '5', '--reason', 'clean paws');
  here.clock = '2026-11-30T17:01:00Z';
  await here.json('billing', 'run');
  const rows = await here.json<{ kind: string; person: string; paper: string; invoice: string | null }[]>('billing', 'ledger');
  expect(rows.map(({ kind, person, paper, invoice }) => [kind, person, paper.replace(/-[0-9a-f]{8}$/, '-…'), invoice]).sort()).toEqual([
    ['bonus', 'C-000004', 'bonus-…', null],
    ['charge', 'C-000002', 'order 1', '2026-000001'],
    ['charge', 'C-000002', 'order 2', '2026-000001'],
    ['credit_note', 'C-000002', 'CN-2026-000001', '2026-000001'],
    ['earning', 'C-000004', 'order 1', null],
    ['payment', 'C-000002', 'payment-…', '2026-000001'],
    ['payout', 'C-000004', 'C-000004/2026-11', null],
    ['refund', 'C-000002', 'refund-…', null],
  ]);
  expect((await here.mcf('billing', 'ledger', '--csv')).out).toContain(',person,paper,invoice,bank_reference\r\n');
  const journal = (await here.mcf('billing', 'ledger', '--format', 'hledger')).out;
  expect(journal).toMatch(/^2026-11-22 \* credit_note \| CN-2026-000001 {2}; person: C-000002, paper: CN-2026-000001, invoice: 2026-000001, entry: /m);
  // What the bank wrote is told as it is; nobody else is named.
  expect(journal).toContain(', reference: from Barsik, entry: ');
  expect(journal.replace('from Barsik', '')).not.toMatch(/Barsik|Tom|late|paid twice/);
});

test('a payment in the messenger is told in its own currency too, with its rate', async () => {
  await here.json('billing', 'tariff', '--from', '2026-11-22 20:02', '--telegram', 'EUR:44', '--yes');
  here.clock = '2026-11-24T12:00:00Z';
  const [invoice] = await here.json<{ id: string }[]>('invoices', 'list');
  await byTelegram({ payload: `i1:${invoice?.id}:20000:EUR:44`, currency: 'EUR', amount: 8_800, charge: 'CHARGE-1' });
  const told = { amount: { minor: 8_800, currency: 'EUR' }, rate_minor: 44 };
  expect((await here.mcf('invoices', 'show', '2026-000001')).out).toMatch(/^ {2}paid {2}-200\.00 {2}telegram 88\.00 EUR at 0\.44 CHARGE-1 {2}24 Nov 15:00$/m);
  expect((await here.mcf('billing', 'why', '2026-000001')).out).toContain('  telegram 88.00 EUR at 0.44 CHARGE-1  ');
  expect((await here.mcf('billing', 'statement', 'C-2')).out).toMatch(/^24 Nov 15:00 {2}payment +- {2}for 2026-000001, 88\.00 EUR at 0\.44, CHARGE-1 +payment-[0-9a-f]{8} +-200\.00$/m);
  for (const command of [['invoices', 'show', '2026-000001'], ['billing', 'why', '2026-000001']]) expect(await here.json(...command)).toMatchObject({ money: [{ payment: { method: 'telegram' }, in_currency: told }] });
  const { entries } = await here.json<{ entries: object[] }>('billing', 'statement', 'C-2');
  expect(entries).toContainEqual(expect.objectContaining({ kind: 'payment', in_currency: told }));
});
