import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readPdf } from '../documents/papers/read';
import { billed, CAT } from './billing-support';
import { type Machine, place } from './support';

const NUMBER = '2026-000001';
let here: Machine;
beforeEach(async () => {
  here = await billed();
});

const pay = (amount: string, reference: string) => here.json('invoices', 'pay', NUMBER, '--amount', amount, '--reference', reference);
const paper = async (number: string, language = 'en') => {
  const file = join(here.home, `${number}.pdf`);
  await here.json('invoices', 'pdf', number, '--out', file, '--force', '--language', language);
  return (await readPdf(readFileSync(file))).lines.join('\n');
};

test('an invoice whose payment was taken back promises no credit on its paper, and names who took it back and why', async () => {
  await pay('200', 'TRF-1');
  await here.json('billing', 'reverse', 'TRF-1', '--reason', "another client's money", '--yes');
  const english = await paper(NUMBER);
  expect(english).toContain('payment taken back, it was 200.00 CU');
  expect(english).not.toContain('credit');
  expect(await paper(NUMBER, 'ru')).not.toContain('остаток');
  const { out } = await here.mcf('billing', 'why', NUMBER);
  expect(out).toMatch(/^ {2}taken back +200\.00 {2}manual TRF-1, by Boss: another client's money +22 Nov 20:01\n {2}200\.00 = 200\.00 open$/m);
});

test('a payment that was taken back out of credit is not told as what pays its invoice', async () => {
  await pay('200', 'TRF-1');
  await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '200', '--reference', 'TRF-2');
  await here.json('billing', 'reverse', 'TRF-1', '--reason', 'a mistake', '--yes');
  expect((await here.mcf('invoices', 'show', NUMBER)).out).toContain('manual TRF-1; taken back 22 Nov 20:01 by Boss: a mistake; credit pays 200.00 of it now');
  expect(await paper(NUMBER)).toContain('from your credit, in place of');
});

test('a credit note in the same instant as the payment before it tells what was paid, and what of it is credit', async () => {
  await pay('200', 'TRF-1');
  expect((await here.mcf('invoices', 'credit', NUMBER, '--amount', '150', '--reason', 'wet')).out).toBe(
    `✔ credit note CN-2026-000001: 150.00 off invoice ${NUMBER} · paid · 150.00 of what was paid became credit\n`,
  );
  const { out } = await here.mcf('billing', 'why', 'CN-2026-000001');
  expect(out).toContain('  paid       200.00 by then - 150.00 back to credit now = 50.00, 0.00 still open\n');
  expect(await paper('CN-2026-000001')).toMatch(/total 200\.00 CU\nPaid -200\.00 CU\nCredit note CN-2026-000001 -150\.00 CU\nBack to your credit 150\.00 CU\nStill to pay 0\.00 CU/);
  await here.json('invoices', 'credit', NUMBER, '--amount', '50', '--reason', 'and cold');
  expect(await paper('CN-2026-000002')).toMatch(/Earlier credit notes -150\.00 CU\nPaid -200\.00 CU\nBack to your credit before 150\.00 CU\nCredit note CN-2026-000002 -50\.00 CU\nBack to your credit 50\.00 CU\nStill to pay 0\.00 CU/);
  expect((await here.mcf('billing', 'why', NUMBER)).out).toContain('  200.00 - 200.00 credited = 0.00 open\n');
});

test('credit of a credit note that pays another invoice is told, by invoice', async () => {
  await pay('200', 'TRF-1');
  here.clock = '2026-11-23T12:00:00Z';
  await place(here, '2026-11-24 12:00');
  await here.json('orders', 'cancel', '3', '--reason', 'plans_changed');
  here.clock = '2026-11-29T17:01:00Z';
  await here.json('billing', 'run');
  expect((await here.mcf('invoices', 'credit', NUMBER, '--amount', '150', '--reason', 'wet')).out).toBe(
    `✔ credit note CN-2026-000001: 150.00 off invoice ${NUMBER} · paid · 150.00 of what was paid became credit, of which 100.00 paid invoice 2026-000002\n`,
  );
  expect(await here.json('invoices', 'credit', NUMBER, '--amount', '10', '--reason', 'wet')).toMatchObject({ to_credit: CAT(1_000), paid_invoices: [] });
});

test('a statement of one instant has each entry after what it follows from', async () => {
  await pay('200', 'TRF-1');
  await here.json('billing', 'reverse', 'TRF-1', '--reason', 'a mistake', '--yes');
  await pay('200', 'TRF-1');
  const { entries } = await here.json<{ entries: { kind: string }[] }>('billing', 'statement', 'C-2');
  expect(entries.map(({ kind }) => kind)).toEqual(['charge', 'charge', 'payment', 'reversal', 'payment']);
});

test('one bank transfer is booked once, however its reference is typed', async () => {
  await pay('20', 'Trf 77');
  for (const typed of ['trf 77', 'TRF 77', ' TRF  77 ', 'trf77']) {
    expect(await here.error('invoices', 'pay', NUMBER, '--amount', '20', '--reference', typed)).toMatchObject({ code: 4, error: { code: 'billing.payment_repeated' } });
  }
  expect(await here.json('billing', 'reverse', 'TRF 77', '--reason', 'a mistake', '--yes')).toMatchObject({ payment: { reference: 'Trf 77' } });
  await pay('20', 'TRF77');
});

test("the bank's reference is in every export of the ledger", async () => {
  await pay('20', 'TRF-77, Barsik');
  await here.json('invoices', 'pay', NUMBER, '--amount', '5');
  const entries = await here.json<{ kind: string; bank_reference: string | null }[]>('billing', 'ledger');
  expect(entries.map((entry) => [entry.kind, entry.bank_reference])).toEqual([['charge', null], ['earning', null], ['charge', null], ['payment', 'TRF-77, Barsik'], ['payment', null]]);
  const [head, ...rows] = (await here.mcf('billing', 'ledger', '--csv')).out.trim().split('\n');
  expect([head?.trim().endsWith(',bank_reference'), rows.at(-2)?.trim().endsWith('"TRF-77, Barsik"')]).toEqual([true, true]);
  expect((await here.mcf('billing', 'ledger', '--format', 'hledger')).out).toMatch(/^2026-11-22 \* payment \| payment-\w{8} {2}; person: C-000002, .*reference: TRF-77 Barsik, entry: [\w-]{36}, id: [\w-]{36}$/m);
});

test('what a paid or a given up invoice refuses is told with what to do instead', async () => {
  await pay('200', 'TRF-1');
  expect(await here.error('invoices', 'void', NUMBER, '--reason', 'wrong', '--yes')).toMatchObject({
    code: 4,
    error: { code: 'billing.invoice_wrong_state', message: expect.stringContaining('by a credit note') as string, hint: `mcf invoices credit ${NUMBER} --amount 200.00` },
  });
  await here.json('billing', 'reverse', 'TRF-1', '--reason', 'a mistake', '--yes');
  await here.json('invoices', 'write-off', NUMBER, '--reason', 'moved away', '--yes');
  expect(await here.error('invoices', 'pay', NUMBER, '--amount', '60')).toMatchObject({
    code: 4,
    error: { code: 'billing.invoice_not_open', message: expect.stringContaining('was given up') as string, hint: `mcf invoices reopen ${NUMBER}` },
  });
  await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '60');
  expect((await here.mcf('billing', 'statement', 'C-2')).out).toContain(
    "  charged                  200.00\n  taken off               -200.00\n  paid                     -60.00, net of 200.00 taken back\n  owed at the week's end   -60.00\n  credit                    60.00, counted in what is paid; no invoice has taken it\n",
  );
});

test("a worker's share that had to be rounded says from what, and a fine why it was, and what to do if that is unjust", async () => {
  await here.json('billing', 'tariff', '--from', '2026-11-22 20:02', '--base-price', '117.25', '--worker-share', '62.5', '--yes');
  here.clock = '2026-11-23T12:00:00Z';
  await place(here, '2026-11-24 12:00');
  expect((await here.mcf('billing', 'why', '3')).out).toContain('62.5 % of 117.25 = 73.28 (rounded from 73.28125) once it is completed');
});
