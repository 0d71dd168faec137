import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readPdf } from '../documents/papers/read';
import { billed, CAT, owing, tariff } from './billing-support';
import { type Machine, textWith } from './support';

let here: Machine;

const NUMBER = '2026-000001';
const show = (number = NUMBER) => here.json<{ id: string; status: string; money: object[]; credit_notes: object[] }>('invoices', 'show', number);

describe('of an issued invoice', () => {
  beforeEach(async () => {
    here = await billed();
  });

  test('void lets its orders go on the next one, and what was paid is credit', async () => {
    await here.json('invoices', 'pay', NUMBER, '--amount', '50');
    expect(await here.error('invoices', 'void', NUMBER)).toMatchObject({ code: 2, error: { message: 'Missing: --reason, --yes.' } });
    here.columns = 80;
    const { out, err } = await here.mcf('invoices', 'void', NUMBER, '--reason', 'wrong address', '--yes');
    expect(out).toBe(`✔ invoice ${NUMBER} · void\n`);
    expect(err).toContain('→ mcf billing statement C-000002\n');
    here.columns = null;
    expect(await show()).toMatchObject({ status: 'void', void_reason: 'wrong address', replaced_by: null });
    expect(await here.json('billing', 'statement', 'C-2')).toMatchObject({ credit: CAT(5_000), owed_at_week_end: CAT(15_000) });
    here.clock = '2026-11-29T17:01:00Z';
    expect(await here.json('billing', 'run')).toMatchObject({ invoices: [{ number: '2026-000002', paid: CAT(5_000), open: CAT(15_000) }] });
  });

  test('void --reissue replaces it at once', async () => {
    expect(await here.json('invoices', 'void', NUMBER, '--reason', 'wrong address', '--reissue', '--yes')).toMatchObject({
      number: NUMBER,
      status: 'void',
      reissued: { number: '2026-000002', status: 'open', replaces: NUMBER, total: CAT(20_000) },
    });
    expect((await here.mcf('invoices', 'show', NUMBER)).out).toContain(`Invoice ${NUMBER} · void · Barsik\n  issued       Sun 22 Nov 20:01\n  replaced by  2026-000002\n`);
    expect(await here.error('invoices', 'void', NUMBER, '--reason', 'again', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.invoice_wrong_state' } });
  });

  test('credit takes an amount off by a credit note, and what was paid too much is credit', async () => {
    expect((await here.mcf('invoices', 'credit', NUMBER, '--amount', '20.00', '--reason', 'late by an hour')).out).toBe(
      `✔ credit note CN-2026-000001: 20.00 off invoice ${NUMBER} · 180.00 still open\n`,
    );
    here.clock = '2026-11-22T17:02:00Z';
    expect((await here.mcf('invoices', 'pay', NUMBER, '--amount', '180')).out).toBe(`✔ 180.00 for invoice ${NUMBER} · paid\n`);
    here.clock = '2026-11-22T17:03:00Z';
    expect(await here.json('invoices', 'credit', NUMBER, '--amount', '30', '--reason', 'and wet')).toMatchObject({
      number: NUMBER,
      credited: CAT(5_000),
      credit_note: { number: 'CN-2026-000002', amount: CAT(3_000), reason: 'and wet' },
    });
    expect(await here.error('invoices', 'credit', NUMBER, '--amount', '151', '--reason', 'all')).toMatchObject({ code: 4, error: { code: 'billing.credit_too_high' } });
    expect((await show()).credit_notes).toEqual([
      expect.objectContaining({ number: 'CN-2026-000001', reason: 'late by an hour', issued_by: expect.objectContaining({ name: 'Boss' }) as object }),
      expect.objectContaining({ number: 'CN-2026-000002', amount: CAT(3_000) }),
    ]);
    const { out } = await here.mcf('invoices', 'show', NUMBER);
    expect(out).toMatch(/^ {2}credit note CN-2026-000001 {3}-20\.00 {2}late by an hour, Boss {2}22 Nov 20:01$/m);
    expect(out).toMatch(/^ {2}taken off again +30\.00 /m);
    expect((await here.mcf('billing', 'statement', 'C-2')).out).toMatch(/^22 Nov 20:03 {2}credit note +- {2}off 2026-000001, and wet, Boss +CN-2026-000002 +-30\.00$/m);
  });

  test('a credit note is found by its number, shown, explained and saved as a PDF', async () => {
    await here.json('invoices', 'pay', NUMBER, '--amount', '200');
    here.clock = '2026-11-22T17:02:00Z';
    await here.json('invoices', 'credit', NUMBER, '--amount', '20', '--reason', 'late by an hour');
    here.clock = '2026-11-22T17:03:00Z';
    await here.json('invoices', 'credit', NUMBER, '--amount', '30', '--reason', 'and wet');
    const card = [
      'Credit note CN-2026-000002 · 30.00 · Barsik',
      '  issued     Sun 22 Nov 20:03, by Boss',
      '  for        and wet',
      '  invoice    2026-000001, issued Sun 22 Nov 20:01',
      '  left       200.00 - 20.00 by earlier notes - 30.00 = 150.00 of the invoice',
      '  paid       200.00 by then - 20.00 back to credit before - 30.00 back to credit now = 150.00, 0.00 still open',
      '  to credit  30.00 that was paid too much',
      '',
    ].join('\n');
    for (const words of [['invoices', 'show'], ['billing', 'why'], ['explain']]) expect((await here.mcf(...words, 'cn-2026-000002')).out).toBe(card);
    expect(await here.json('invoices', 'show', 'CN-2026-000002')).toMatchObject({ kind: 'credit_note', number: 'CN-2026-000002', amount: CAT(3_000), to_credit: CAT(3_000), invoice: { number: NUMBER } });
    const file = join(here.home, 'note.pdf');
    expect((await here.mcf('invoices', 'pdf', 'CN-2026-000002', '--out', file, '--language', 'en')).code).toBe(0);
    expect((await readPdf(readFileSync(file))).lines.join('\n')).toContain('CN-2026-000002');
    for (const words of [['invoices', 'show'], ['invoices', 'pdf'], ['billing', 'why'], ['explain']]) {
      expect(await here.error(...words, 'CN-2026-000009')).toMatchObject({ code: 3, error: { message: 'There is no credit note “CN-2026-000009”.' } });
    }
    const { entries } = await here.json<{ entries: object[] }>('billing', 'statement', 'C-2');
    expect(entries).toContainEqual(expect.objectContaining({ kind: 'credit_note', paper: 'CN-2026-000002', invoice: NUMBER }));
  });

  test('what became of its total is told so that it adds up', async () => {
    await here.json('invoices', 'pay', NUMBER, '--amount', '50');
    await here.json('invoices', 'credit', NUMBER, '--amount', '20', '--reason', 'late');
    await here.json('invoices', 'write-off', NUMBER, '--reason', 'moved away', '--yes');
    expect((await here.mcf('invoices', 'show', NUMBER)).out).toContain('  total         200.00\n  credited      -20.00\n  paid          -50.00\n  written off  -130.00\n  still owed      0.00\n');
    here = await billed();
    await here.json('invoices', 'pay', NUMBER, '--amount', '50');
    await here.json('invoices', 'void', NUMBER, '--reason', 'wrong', '--yes');
    expect((await here.mcf('invoices', 'show', NUMBER)).out).toContain('  total        200.00\n  voided      -200.00\n  still owed     0.00\n');
  });

  test('at 80 columns a statement keeps every paper and every sum', async () => {
    await here.json('invoices', 'credit', NUMBER, '--amount', '20', '--reason', 'late by an hour and a half, and wet all over');
    here.columns = 80;
    const { out } = await here.mcf('billing', 'statement', 'C-2');
    expect(out).toMatch(/^20 Nov 15:05 {2}charge +1 {2}glass dropping, compl… +2026-000001 +100\.00$/m);
    expect(out).toMatch(/^22 Nov 20:01 {2}credit note +- {2}off 2026-000001.*… +CN-2026-000001 +-20\.00$/m);
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test('what cannot be done is refused with what can be done instead', async () => {
    expect(await here.error('invoices', 'pay', NUMBER, '--amount', '0')).toMatchObject({
      code: 4,
      error: { code: 'billing.bad_amount', message: '--amount: a payment is more than zero. Money that goes back to the client is a refund.', hint: 'mcf billing refund --help' },
    });
    expect(await here.error('workers', 'bonus', 'C-4', '--amount=-1', '--reason', 'x')).toMatchObject({ code: 4, error: { message: '--amount: a bonus is more than zero. What takes away is a correction.' } });
    expect(await here.error('invoices', 'pay', NUMBER, '--amount', '1,000')).toMatchObject({ code: 2, error: { message: '--amount: “1,000” can be read as two sums. Write 1000.00 or 1,000.00.' } });
    expect(await here.error('billing', 'tariff', '--from', '2026-12-01 00:00', '--base-price', '9999999999999', '--yes')).toMatchObject({
      code: 2,
      error: { message: '--base-price: “9999999999999” is too much; at most 9,007,199,254.74 can be given here.' },
    });
    expect(await here.error('billing', 'tariff', '--from', '2026-12-01 00:00', '--discount', '10,000:5', '--yes')).toMatchObject({ code: 2, error: { message: textWith('two sums') } });
    expect(await here.json('billing', 'tariff', '--from', '2026-12-01 00:00', '--discount', '10,000.00:5,20000:6 30000:7', '--dry-run')).toMatchObject({
      discount: [{ over: CAT(10_000_00), percent: 5 }, { over: CAT(20_000_00), percent: 6 }, { over: CAT(30_000_00), percent: 7 }],
    });
    expect(await here.error('billing', 'refund', 'C-4', '--amount', '5', '--reason', 'x')).toMatchObject({ code: 4, error: { code: 'billing.not_a_client', hint: 'mcf workers correct C-000004' } });
    await here.json('invoices', 'void', NUMBER, '--reason', 'wrong', '--yes');
    expect(await here.error('invoices', 'credit', NUMBER, '--amount', '5', '--reason', 'x')).toMatchObject({
      code: 4,
      error: { message: `Invoice ${NUMBER} is void: nothing is owed on it, so nothing can be taken off.` },
    });
  });

  test('write-off gives up what is open, and the loss is in the ledger', async () => {
    await here.json('invoices', 'pay', NUMBER, '--amount', '50');
    expect(await here.error('invoices', 'write-off', NUMBER, '--reason', 'moved away')).toMatchObject({ code: 2, error: { message: 'Missing: --yes.' } });
    expect((await here.mcf('invoices', 'write-off', NUMBER, '--reason', 'moved away', '--yes')).out).toBe(`✔ invoice ${NUMBER} · uncollectible · 150.00 written off\n`);
    expect(await here.json('billing', 'ledger', '--balances')).toContainEqual({ account: 'expenses:write-offs', balance: CAT(15_000), person: null });
    expect((await here.mcf('billing', 'why', NUMBER)).out).toContain('  200.00 - 50.00 paid = 150.00 given up\n');
    expect(await here.error('invoices', 'write-off', NUMBER, '--reason', 'x', '--yes')).toMatchObject({ code: 4, error: { code: 'billing.invoice_wrong_state' } });
  });

  test('reopen asks again for what was given up, so that money that came after all can be booked on it', async () => {
    await here.json('invoices', 'write-off', NUMBER, '--reason', 'moved away', '--yes');
    expect(await here.error('invoices', 'pay', NUMBER, '--amount', '50')).toMatchObject({ code: 4, error: { code: 'billing.invoice_not_open', hint: `mcf invoices reopen ${NUMBER}` } });
    expect((await here.mcf('invoices', 'reopen', NUMBER, '--reason', 'paid after all')).out).toBe(`✔ invoice ${NUMBER} · open · 200.00 still owed\n`);
    expect(await here.error('invoices', 'reopen', NUMBER, '--reason', 'again')).toMatchObject({ code: 4, error: { message: textWith('only one that was written off is opened again') } });
    await here.json('invoices', 'pay', NUMBER, '--amount', '50');
    const { out } = await here.mcf('billing', 'why', NUMBER);
    expect(out).toMatch(/written off +-200\.00 .*moved away.*\n.*open again +200\.00 .*paid after all.*\n.*paid +-50\.00/);
    expect(out).toContain('  200.00 - 50.00 paid = 150.00 open\n');
    expect((await here.mcf('billing', 'statement', 'C-2')).out).toMatch(/reopening .*paid after all.* 2026-000001 +200\.00/);
    expect(await here.json('billing', 'ledger', '--balances')).not.toContainEqual(expect.objectContaining({ account: 'expenses:write-offs', balance: CAT(20_000) }));
  });

  test('money on account pays the oldest open ones, and what is left can be refunded', async () => {
    expect((await here.mcf('invoices', 'pay', '--client', 'C-2', '--amount', '250', '--reference', 'TRF-7')).out).toBe(
      `✔ 250.00 of Barsik's on account · 50.00 of credit\n  invoice ${NUMBER}  paid\n`,
    );
    expect(await here.error('invoices', 'pay', '--client', 'C-2', '--amount', '1', '--reference', 'TRF-7')).toMatchObject({ code: 4, error: { code: 'billing.payment_repeated' } });
    expect(await here.error('invoices', 'pay', NUMBER, '--client', 'C-2', '--amount', '1')).toMatchObject({ code: 2, error: { message: 'Too much on the line: NUMBER, --client.' } });
    expect(await here.error('invoices', 'pay', '--client', 'C-3', '--amount', '1')).toMatchObject({ code: 4, error: { code: 'billing.not_a_client' } });
    expect(await here.error('billing', 'refund', 'C-2', '--amount', '50.01', '--reason', 'x')).toMatchObject({
      code: 4,
      error: { code: 'billing.not_enough_credit', hint: 'mcf billing statement C-000002' },
    });
    expect((await here.mcf('billing', 'refund', 'C-2', '--amount', '20', '--reason', 'paid twice')).out).toBe('✔ refund 20.00 to Barsik · 30.00 of credit left\n');
    expect(await here.json('billing', 'refund', 'C-2', '--amount', '30', '--reason', 'leaves')).toMatchObject({ client: { name: 'Barsik' }, amount: CAT(3_000), credit: CAT(0) });
    expect((await here.mcf('billing', 'statement', 'C-2')).out).toMatch(/^22 Nov 20:01 {2}refund +- {2}paid twice, Boss +refund-[0-9a-f]{8} +20\.00$/m);
    expect(await here.json('invoices', 'pay', '--client', 'C-2', '--amount', '5')).toMatchObject({ client: { name: 'Barsik' }, credit: CAT(500), invoices: [] });
  });

  test('there is no card to charge again, and no charge to settle', async () => {
    expect(await here.error('invoices', 'retry', NUMBER)).toMatchObject({ code: 6, error: { code: 'billing.cards_not_offered' } });
    expect(await here.error('invoices', 'resolve', NUMBER, '--outcome', 'paid', '--reason', 'seen')).toMatchObject({ code: 3, error: { code: 'billing.collection_not_found' } });
  });
});

describe('while invoices are reviewed', () => {
  const draftName = async () => (await here.mcf('invoices', 'list', '--status', 'draft')).out.match(/draft-[0-9a-f]{8}/)?.[0] ?? '';

  beforeEach(async () => {
    here = await owing();
    here.clock = '2026-11-20T12:06:00Z';
    await tariff(here, '2026-11-21 00:00', '--review-hours', '24');
    here.clock = '2026-11-22T17:01:00Z';
  });

  test('a run makes drafts and says so, and another one issues them once the review is over', async () => {
    expect((await here.mcf('billing', 'run', '--dry-run')).out).toBe(
      'Would make 1 draft, 200.00; no payouts before Mon 30 Nov 20:00.\nWHO     WHAT              AMOUNT\nBarsik  draft, 2 charges  200.00\n',
    );
    expect((await here.mcf('billing', 'run')).out).toBe('✔ 1 draft, 200.00, to be looked at until Mon 23 Nov 20:01; no payouts\n');
    expect((await here.mcf('billing', 'run')).out).toBe('✔ no invoices; no payouts\n');
    expect(await here.json('billing', 'status')).toMatchObject({ drafts: { count: 1, amount: CAT(20_000), issued_from: textWith(/^2026-11-23T17:01/) }, open: { count: 0 } });
    here.columns = 80;
    const status = await here.mcf('billing');
    expect(status.out).toContain('  drafts             1 draft, 200.00, issued from Mon 23 Nov 20:01, tomorrow\n');
    expect(status.err).toContain('→ mcf invoices list --status draft\n');
    here.columns = null;
    here.clock = '2026-11-23T18:00:00Z';
    expect((await here.mcf('billing', 'run', '--dry-run')).out).toContain('Would issue 1 invoice, 200.00; no payouts before');
    expect((await here.mcf('billing', 'run', '--dry-run')).out).toContain('Barsik  invoice of a draft, 2 charges  200.00\n');
    expect((await here.mcf('billing', 'run')).out).toBe('✔ 1 invoice, 200.00: 0 paid, 1 open; no payouts\n');
  });

  test('a draft has a name of its own, is issued by it, and takes no money before', async () => {
    await here.json('billing', 'run');
    const draft = await draftName();
    here.columns = 80;
    const shown = await here.mcf('invoices', 'show', draft);
    expect(shown.out).toContain(`Invoice ${draft} · draft · Barsik\n  will be issued  Mon 23 Nov 20:01, tomorrow, unless somebody does before\n`);
    expect(shown.err).toContain(`→ mcf invoices issue ${draft}\n`);
    const listed = await here.mcf('invoices', 'issue', '--client', 'C-2');
    expect(listed.out).toMatch(new RegExp(`^NUMBER.*\n${draft}  draft   Barsik  tomorrow  200.00  0.00\n$`));
    expect(listed.err).toContain(`→ mcf invoices issue ${draft}\n`);
    here.columns = null;
    expect(await here.error('invoices', 'pay', draft, '--amount', '5')).toMatchObject({
      code: 4,
      error: { code: 'billing.invoice_not_open', message: `Invoice ${draft} is a draft and takes no payments.` },
    });
    for (const words of [['credit', draft, '--amount', '5', '--reason', 'late'], ['write-off', draft, '--reason', 'gone', '--yes']]) {
      expect(await here.error('invoices', ...words)).toMatchObject({ code: 4, error: { message: textWith(`${draft} is a draft: nobody owes anything on it yet.`), hint: `mcf invoices void ${draft}` } });
    }
    expect(await here.error('invoices', 'pdf', draft)).toMatchObject({
      code: 4,
      error: { code: 'billing.invoice_wrong_state', message: `${draft} is a draft: it has neither a number nor a paper yet. Issue it first.`, hint: `mcf invoices issue ${draft}` },
    });
    expect(await here.error('invoices', 'issue')).toMatchObject({ code: 2, error: { message: 'Missing: NUMBER.' } });
    expect(await here.json('invoices', 'issue', draft)).toMatchObject([{ number: '2026-000001', status: 'open' }]);
    expect(await here.error('invoices', 'issue', draft)).toMatchObject({ code: 3, error: { code: 'billing.invoice_not_found' } });
    expect(await here.error('invoices', 'issue', '2026-000001')).toMatchObject({
      code: 4,
      error: { code: 'billing.invoice_wrong_state', message: 'Invoice 2026-000001 is open, so it is not issued: only drafts are.' },
    });
    expect((await here.mcf('invoices', 'issue', '--client', 'C-2')).out).toBe('No drafts. All invoices: mcf invoices list\n');
  });

  test('a dropped draft never gets a number', async () => {
    await here.json('billing', 'run');
    const draft = await draftName();
    expect((await here.mcf('invoices', 'void', draft, '--reason', 'a client of ours', '--yes')).out).toBe(`✔ draft ${draft} · void\n`);
    expect(await here.json('invoices', 'show', draft)).toMatchObject({ number: null, status: 'void', void_reason: 'a client of ours' });
    expect(await here.json('invoices', 'list', '--status', 'draft')).toEqual([]);
  });
});
