import { billed, CAT } from './billing-support';
import type { Machine } from './support';

let here: Machine;
beforeEach(async () => {
  here = await billed();
});

const paid = (reference: string, amount = '200') => here.json('invoices', 'pay', '2026-000001', '--amount', amount, '--reference', reference);

test('billing reverse takes a payment back, says what is open again, and frees its reference (B11)', async () => {
  await paid('TRF-1', '250');
  const { code, out } = await here.mcf('billing', 'reverse', 'TRF-1', '--reason', 'one zero too many', '--yes');
  expect([code, out]).toEqual([0, "✔ 250.00 of Barsik's taken back\n  invoice 2026-000001  200.00 still open\n"]);
  expect(await here.error('billing', 'reverse', 'TRF-1', '--reason', 'again', '--yes')).toMatchObject({
    code: 4, error: { code: 'billing.payment_reversed', message: 'The payment TRF-1 was taken back already.', hint: 'mcf billing ledger' },
  });
  await paid('TRF-1', '25');
  expect(await here.json('billing', 'reverse', 'TRF-1', '--reason', 'once more', '--yes')).toMatchObject({
    payment: { client: { name: 'Barsik' }, reference: 'TRF-1', invoice: '2026-000001', amount: CAT(25_00) },
    credit: CAT(0),
    invoices: [{ number: '2026-000001', status: 'open', open: CAT(200_00) }],
  });
  expect((await here.mcf('billing', 'ledger', '--format', 'hledger')).out).toMatch(/^2026-11-22 \* .*reversal .*\n {4}clients:C-000002 {2}250\.00 CAT\n {4}bank {2}-250\.00 CAT$/m);
  expect(await here.json('billing', 'replay')).toMatchObject({ different: 0 });
});

test('billing reverse refuses what it does not know and names what is missing', async () => {
  expect(await here.error('billing', 'reverse')).toMatchObject({ code: 2, error: { message: 'Missing: PAYMENT, --reason.' } });
  expect(await here.error('billing', 'reverse', 'TRF-9', '--reason', 'x')).toMatchObject({
    code: 3, error: { code: 'billing.payment_not_found', message: 'There is no payment with the reference or id “TRF-9”.' },
  });
  await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '300', '--reference', 'TRF-1');
  await here.json('billing', 'refund', 'C-2', '--amount', '60', '--reason', 'asked');
  expect(await here.error('billing', 'reverse', 'TRF-1', '--reason', 'x')).toMatchObject({
    code: 4,
    error: { code: 'billing.payment_spent', message: 'Only 240.00 of Barsik’s payment TRF-1 can be taken back: the rest was refunded, or is on an invoice that was written off.', hint: 'mcf billing statement C-000002' },
  });
});

test('billing tariff --withdraw takes back a version that has not begun, and keeps it on record', async () => {
  await here.json('billing', 'tariff', '--from', '2026-12-01 00:00', '--base-price', '110', '--yes');
  expect(await here.error('billing', 'tariff', '--withdraw', '2026-12-01 00:00')).toMatchObject({ code: 2, error: { message: 'Missing: --reason, --yes.' } });
  expect(await here.error('billing', 'tariff', '--withdraw', '2026-12-02 00:00', '--reason', 'x', '--yes')).toMatchObject({ code: 3, error: { code: 'billing.no_tariff_from' } });
  expect(await here.error('billing', 'tariff', '--withdraw', '2026-12-01 00:00', '--from', '2026-12-01 00:00')).toMatchObject({ code: 2 });
  expect((await here.mcf('billing', 'tariff', '--withdraw', '2026-12-01 00:00', '--reason', 'too dear', '--yes')).out).toBe('✔ tariff 2 is withdrawn\n');
  expect((await here.mcf('billing', 'tariff')).out).toContain('Tariff 2 · from Tue 1 Dec 00:00 · withdrawn 22 Nov by Boss: “too dear”\n');
  expect(await here.json('billing', 'tariff')).toMatchObject([{ version: 1 }]);
  expect(await here.json('billing', 'tariff', '--from', '2026-12-01 00:00', '--base-price', '105', '--yes')).toMatchObject({ version: 3, before: { version: 1 } });
  expect(await here.json('billing', 'tariff', '--withdraw', '2026-12-01 00:00', '--reason', 'too cheap', '--yes')).toMatchObject({ version: 3, withdrawn: { reason: 'too cheap' } });
  expect(await here.json('billing', 'replay')).toMatchObject({ different: 0 });
});

test.each([
  ['--telegram', 'XYZ:95', 'billing.unknown_currency', 'There is no currency with the code XYZ.'],
  ['--retry-days', '7,3,1', 'billing.bad_tariff', '--retry-days: up to 10 retries, each 1 to 60 days after the one before, and no sooner than that one was.'],
  ['--base-price', '100', 'billing.tariff_unchanged', 'This version of the tariff would be just like the one before it.'],
])('a tariff with %s %s is refused', async (flag, value, code, message) => {
  expect(await here.error('billing', 'tariff', '--from', '2026-12-01 00:00', flag, value, '--yes')).toMatchObject({ code: 4, error: { code, message } });
});
