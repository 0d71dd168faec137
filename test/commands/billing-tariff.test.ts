import { CAT } from './billing-support';
import { company, type Machine } from './support';

let here: Machine;
beforeEach(async () => {
  here = await company();
});

const DECEMBER = '2026-12-01 00:00';

test('the versions, the one in force with all its numbers, and what the coming ones change', async () => {
  await here.json('billing', 'tariff', '--from', DECEMBER, '--base-price', '110', '--worker-share', '62.5', '--review-hours', '24', '--retry-days', 'none', '--yes');
  const { code, out } = await here.mcf('billing', 'tariff');
  expect(code).toBe(0);
  expect(out).toBe(
    [
      'Tariff 1 · in force since the beginning',
      '  base price     100.00',
      '  formula        constant@1',
      '  discount       5 % over 10,000.00, +1 % per 10,000.00, to 12 %',
      '  worker share   60 %',
      '  fine           40.00',
      '  invoices       every Sunday at 20:00',
      '  review         none',
      '  retries        after 1, 3 and 7 days',
      "  payouts        the month's last day at 20:00",
      '  transfer keys  90 days',
      '  telegram       not offered',
      'VERSION  FROM             STATE     CHANGES                                    BY',
      '      1  the beginning    in force  -                                          -',
      '      2  Tue 1 Dec 00:00  coming    base price, worker share, review, retries  Boss',
      'Tariff 2 · from Tue 1 Dec 00:00',
      '  base price    100.00 → 110.00',
      '  worker share  60 % → 62.5 %',
      '  review        none → 24 hours as drafts',
      '  retries       after 1, 3 and 7 days → none',
      '',
    ].join('\n'),
  );
  here.clock = '2026-12-02T09:00:00Z';
  expect(await here.json('billing', 'tariff')).toMatchObject([
    { version: 1, state: 'past', from: '1970-01-01T00:00:00.000Z', base_price: CAT(100_00), worker_share_bp: 6_000, added_by: null },
    { version: 2, state: 'in_force', from: '2026-11-30T21:00:00.000Z', base_price: CAT(110_00), worker_share_bp: 6_250, review_hours: 24, retry_days: [] },
  ]);
});

test('every number has its flag', async () => {
  const flags = ['--discount', '20000:7 10000:5', '--fine', '45', '--billing', 'sat 18:00', '--retry-days', '2,5', '--payout-hour', '19', '--telegram', 'eur:95'];
  expect(await here.json('billing', 'tariff', '--from', DECEMBER, ...flags, '--yes')).toMatchObject({
    version: 2,
    added: true,
    discount: [{ over: CAT(10_000_00), percent: 5 }, { over: CAT(20_000_00), percent: 7 }],
    fine: CAT(45_00),
    billing: { weekday: 6, hour: 18 },
    retry_days: [2, 5],
    payout_hour: 19,
    telegram: { currency: 'EUR', rate_minor: 95 },
    before: { version: 1, telegram: null },
  });
  expect(await here.json('billing', 'tariff', '--from', '2026-12-02 00:00', '--discount', 'none', '--telegram', 'none', '--yes')).toMatchObject({ discount: [], telegram: null });
});

test('what is too long for a line stands on two, before and after', async () => {
  const { out } = await here.mcf('billing', 'tariff', '--from', DECEMBER, '--discount', '10000:5 20000:6 40000:9', '--dry-run');
  expect(out).toBe(
    'Tariff 2 · from Tue 1 Dec 00:00\n  discount    5 % over 10,000.00, +1 % per 10,000.00, to 12 %\n  → discount  5 % over 10,000.00, 6 % over 20,000.00, 9 % over 40,000.00\nNothing was written.\n',
  );
});

test('--dry-run writes nothing; without a terminal nothing is added but by --yes', async () => {
  expect(await here.json('billing', 'tariff', '--from', DECEMBER, '--fine', '0', '--dry-run')).toMatchObject({ version: 2, fine: CAT(0), added: false });
  expect(await here.error('billing', 'tariff', '--fine', '0')).toMatchObject({ code: 2, error: { message: 'Missing: --from, --yes.' } });
  expect(await here.error('billing', 'tariff', '--from', DECEMBER, '--yes')).toMatchObject({ code: 2, error: { code: 'cli.usage' } });
  expect(await here.json('billing', 'tariff')).toHaveLength(1);
});

test.each([
  ['--review-hours', '121', 4, '--review-hours: a review is from 0 to 120 hours, so that it ends before the next invoices.'],
  ['--discount', '10000:5 20000:5', 4, '--discount: each discount must be higher than the one before, a whole number from 1 to 100 per cent, and begin at another amount.'],
  ['--base-price', '0', 4, '--base-price: the price must be more than zero.'],
  ['--worker-share', '101', 4, '--worker-share: a share is from 0 to 100 per cent.'],
  ['--fine', '-1', 4, '--fine: a fine is not less than zero.'],
  ['--billing', 'sunday 24:00', 4, '--billing: the hour is from 0 to 23.'],
  ['--retry-days', '0,3', 4, '--retry-days: up to 10 retries, each 1 to 60 days after the one before, and no sooner than that one was.'],
  ['--payout-hour', '24', 4, '--payout-hour: the hour is from 0 to 23.'],
  ['--telegram', 'EUR:0', 4, '--telegram: a currency has three letters, and 1 CU is worth 1 to 1,000,000 of its smallest coins.'],
  ['--billing', 'someday 20:00', 2, '--billing: “someday 20:00” cannot be read. Write it like this: "sunday 20:00".'],
  ['--discount', '5 %', 2, '--discount: “5 %” cannot be read. Write it like this: "10000:5 20000:6", none.'],
  ['--worker-share', 'half', 2, '--worker-share: “half” cannot be read. Write it like this: 60.'],
  ['--telegram', '95', 2, '--telegram: “95” cannot be read. Write it like this: EUR:95, none.'],
])('%s %s is refused by its name', async (flag, value, code, message) => {
  expect(await here.error('billing', 'tariff', '--from', DECEMBER, flag, value, '--yes')).toMatchObject({ code, error: { message } });
});

test('a version cannot begin in the past, nor where another one does', async () => {
  expect(await here.error('billing', 'tariff', '--from', '2026-11-19 00:00', '--fine', '1', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.tariff_in_the_past' } });
  await here.json('billing', 'tariff', '--from', DECEMBER, '--fine', '1', '--yes');
  expect(await here.error('billing', 'tariff', '--from', DECEMBER, '--fine', '2', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.tariff_taken' } });
});
