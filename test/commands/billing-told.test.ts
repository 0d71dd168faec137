import { billed, CAT, owing, tariff } from './billing-support';
import { company, complete, type Machine, place, textWith } from './support';

let here: Machine;

/** A client whose order was completed on Friday; its invoice is made as a draft on Sunday. */
async function drafted(): Promise<string> {
  await tariff(here, '2026-11-21 00:00', '--review-hours', '24');
  here.clock = '2026-11-22T17:01:00Z';
  await here.json('billing', 'run');
  return (await here.mcf('invoices', 'list', '--status', 'draft')).out.match(/draft-[0-9a-f]{8}/)?.[0] ?? '';
}

describe('a run that is early', () => {
  const EARLY = 'This is early: as of Mon 30 Nov 20:00, in 2 days; ';

  beforeEach(async () => {
    here = await owing();
    here.clock = '2026-11-28T17:01:00Z';
  });

  test('says so on stderr where nobody is asked, and what goes on later invoices and payouts; nothing is refused', async () => {
    const { code, out, err } = await here.mcf('billing', 'run', '--as-of', '2026-11-30 20:00');
    expect({ code, out }).toEqual({ code: 0, out: textWith('✔ 1 invoice, 200.00: 0 paid, 1 open; 1 payout, 60.00') });
    expect(err).toContain(`! ${EARLY}orders that end until then will not be on it, but on later ones, what is earned until then will wait for the next payouts.\n`);
    expect((await here.mcf('billing', 'run', '--as-of', '2026-12-30 20:00')).err).not.toContain('early');
  });

  test('says so under --json beside the document, and for payouts alone', async () => {
    const { out, err } = await here.mcf('payouts', 'run', '--as-of', '2026-11-30 20:00', '--json');
    expect(err).toContain(`! ${EARLY}what is earned until then will wait for the next payouts.\n`);
    expect(JSON.parse(out)).toMatchObject([{ month: '2026-11' }]);
  });
});

describe('billing status after a missed day', () => {
  beforeEach(async () => {
    here = await owing();
    here.clock = '2026-12-02T09:00:00Z';
  });

  test('says what is due now and since when, and leads to the run', async () => {
    here.columns = 100;
    const { out, err } = await here.mcf('billing');
    expect(out).toContain('Billing\n  due now            1 invoice, 200.00; 1 payout, 60.00; since Sun 22 Nov 20:00');
    expect(err).toContain('→ mcf billing run\n');
    here.columns = null;
    expect(await here.json('billing', 'status')).toMatchObject({
      due: { invoices: { count: 1, amount: CAT(20_000) }, payouts: { count: 1, amount: CAT(6_000) }, carried_forward: 0, since: '2026-11-22T17:00:00.000Z' },
    });
  });

  test('tells of nothing once it is made up for: what waits is under way', async () => {
    await here.json('billing', 'run');
    expect(await here.json('billing', 'status')).toMatchObject({ due: { invoices: { count: 0 }, payouts: { count: 0 }, since: null }, payouts_under_way: 1 });
    expect((await here.mcf('billing')).out).not.toContain('due now');
  });
});

test('a draft is due from the end of its review, and what is below zero is to be carried forward', async () => {
  here = await owing();
  here.clock = '2026-11-20T12:06:00Z';
  await here.json('workers', 'correct', 'C-4', '--amount', '-100', '--reason', 'a vase');
  await drafted();
  here.clock = '2026-12-02T09:00:00Z';
  expect((await here.mcf('billing')).out).toContain('  due now            1 invoice, 200.00; 1 to carry forward; since Mon 23 Nov 20:01');
  expect((await here.mcf('billing', 'run', '--dry-run')).out).toContain('Would issue 1 invoice, 200.00, carry 1 balance forward.\n');
  expect((await here.mcf('billing', 'run')).out).toBe('✔ 1 invoice, 200.00: 0 paid, 1 open; no payouts; 1 carried forward\n');
});

test('a dry run tells the next dates after the instant it is for', async () => {
  here = await billed();
  expect((await here.mcf('billing', 'run', '--dry-run', '--as-of', '2026-11-12 12:00')).out).toBe('No invoices before Sun 15 Nov 20:00; no payouts before Mon 30 Nov 20:00.\n');
});

describe('issuing drafts', () => {
  test('tells the number that one gets', async () => {
    here = await owing();
    here.clock = '2026-11-20T12:06:00Z';
    const draft = await drafted();
    expect((await here.mcf('invoices', 'issue', draft)).out).toBe('✔ invoice 2026-000001 issued · 200.00, open\n');
  });

  test('tells the numbers of several, and what credit leaves open', async () => {
    here = await owing();
    here.clock = '2026-11-20T12:06:00Z';
    await here.json('users', 'add', '--name', 'Mila', '--role', 'client');
    await here.json('orders', 'place', '--client', 'Mila', '--service', 'glass dropping', '--place', 'Hall', '--at', '2026-11-22 15:00');
    await here.json('orders', 'cancel', '3', '--reason', 'plans_changed');
    await drafted();
    await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '50');
    const names = (await here.mcf('invoices', 'list', '--status', 'draft', '--csv')).out.match(/^[0-9a-f-]{36}(?=,.*Barsik)|^[0-9a-f-]{36}(?=,.*Mila)/gm) ?? [];
    expect((await here.mcf('invoices', 'issue', ...names)).out).toMatch(
      /^✔ 2 invoices, 300\.00: 0 paid, 2 open\n(?=[^]* {2}invoice 2026-00000[12] {2}200\.00, 150\.00 still open\n)(?=[^]* {2}invoice 2026-00000[12] {2}100\.00, open\n)/,
    );
  });
});

describe('a void invoice takes no payments, and says where the money belongs', () => {
  beforeEach(async () => {
    here = await billed();
  });
  const pay = () => here.error('invoices', 'pay', '2026-000001', '--amount', '5');

  test('on the one that replaced it, however often it was replaced', async () => {
    for (const number of ['2026-000001', '2026-000002']) await here.json('invoices', 'void', number, '--reason', 'wrong', '--reissue', '--yes');
    expect(await pay()).toMatchObject({
      code: 4,
      error: { code: 'billing.invoice_not_open', message: 'Invoice 2026-000001 is void and takes no payments.', hint: 'mcf invoices pay 2026-000003' },
    });
  });

  test("else on the client's account", async () => {
    await here.json('invoices', 'void', '2026-000001', '--reason', 'wrong', '--yes');
    expect(await pay()).toMatchObject({ code: 4, error: { hint: 'mcf invoices pay --client C-000002' } });
    await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '5');
    expect(await here.json('billing', 'statement', 'C-2')).toMatchObject({ credit: CAT(500) });
  });
});

describe('the same amount once more on one day, without a reference', () => {
  const TWICE = /! the same amount was booked today already, as payment-[0-9a-f]{8}; if it is the same money: mcf billing reverse payment-[0-9a-f]{8}\n/;

  beforeEach(async () => {
    here = await billed();
  });

  test('is booked in a pipe, with a caution on stderr that tells how to take it back', async () => {
    const pay = (...more: string[]) => here.mcf('invoices', 'pay', '2026-000001', '--amount', '50', ...more);
    expect((await pay()).err).not.toMatch(TWICE);
    const again = await pay('--json');
    expect(again).toMatchObject({ code: 0, err: textWith(TWICE) });
    expect(JSON.parse(again.out)).toMatchObject({ paid: CAT(10_000) });
    const name = /reverse (\S+)/.exec(again.err)?.[1] ?? '';
    expect((await here.mcf('billing', 'reverse', name, '--reason', 'twice', '--yes')).code).toBe(0);
    expect((await pay('--reference', 'TRF-1')).err).not.toMatch(TWICE);
    here.clock = '2026-11-23T12:00:00Z';
    expect((await pay()).err).not.toMatch(TWICE);
  });

  test('on account just so', async () => {
    const pay = () => here.mcf('invoices', 'pay', '--client', 'C-2', '--amount', '300');
    expect((await pay()).err).not.toMatch(TWICE);
    expect(await pay()).toMatchObject({ code: 0, err: textWith(TWICE) });
    expect(await here.json('billing', 'statement', 'C-2')).toMatchObject({ paid: CAT(60_000) });
  });
});

describe('lists name people by number', () => {
  test('invoices, payouts and the tariff in CSV', async () => {
    here = await company();
    await place(here, '2026-11-20 16:30');
    await complete(here, '1');
    await tariff(here, '2026-12-01 00:00', '--discount', '10000:5 20000.50:6', '--telegram', 'EUR:95');
    here.clock = '2026-11-30T17:01:00Z';
    await here.json('billing', 'run');
    expect((await here.mcf('invoices', 'list', '--csv')).out).toMatch(/,paid,open,client\.number\r\n.*,0\.00,100\.00,C-000002\n$/);
    expect(await here.json('invoices', 'list')).toMatchObject([{ client: { name: 'Barsik', number: 'C-000002' } }]);
    expect((await here.mcf('payouts', 'list', '--csv')).out).toMatch(/,error,worker\.number,paper\r\n.*,C-000004,C-000004\/2026-11\n$/);
    const tariffs = (await here.mcf('billing', 'tariff', '--csv')).out;
    expect(tariffs).toContain(',10000:5 20000.50:6,');
    expect(tariffs).toContain(',EUR:95,');
    expect(await here.json('billing', 'tariff')).toMatchObject([{}, { discount: [{ over: CAT(10_000_00), percent: 5 }, { percent: 6 }], telegram: { currency: 'EUR', rate_minor: 95 } }]);
  });
});
