import { billed, CAT, owing, tariff } from './billing-support';
import { type Machine, place, textWith } from './support';

/** What the person at the terminal answers, one after the other: a text, the beginning of a choice, or yes and no. */
let answers: (string | boolean)[] = [];
let asked: string[] = [];

interface Question {
  type: string;
  message: string;
  choices?: { name: string; value: number }[];
  source?: (term: string) => { name: string; value: number }[];
}

function reply({ type, message, choices, source }: Question): unknown {
  asked.push(message);
  const answer = answers.shift();
  if (answer === undefined) throw Object.assign(new Error('User force closed the prompt'), { name: 'ExitPromptError' });
  if (type === 'confirm' || type === 'input') return answer;
  return (source?.(String(answer)) ?? choices ?? []).find(({ name }) => name.includes(String(answer)))?.value;
}

jest.mock('inquirer', () => ({
  __esModule: true,
  default: { createPromptModule: () => ([question]: [Question]) => Promise.resolve({ it: reply(question) }) },
}));

let here: Machine;
const stdin = process.stdin.isTTY;

/** From here on somebody sits at a terminal of 80 columns. */
function sit(): void {
  [asked, answers] = [[], []];
  here.columns = 80;
  process.stdin.isTTY = true;
}

afterEach(() => {
  process.stdin.isTTY = stdin;
});

describe('of an issued invoice', () => {
  beforeEach(async () => {
    here = await billed();
    await here.json('invoices', 'pay', '2026-000001', '--amount', '50');
    sit();
  });

  test('void says what happens to orders and money before it asks', async () => {
    answers = ['2026-000001', 'wrong address', false];
    expect((await here.mcf('invoices', 'void')).out).toBe('Nothing was changed.\n');
    expect(asked).toEqual(['Invoice (type to search)', 'Why', "Void invoice 2026-000001, 200.00? Its 2 orders go on Barsik's next one. The 50.00 paid of it go to Barsik's credit."]);
    answers = [true];
    const { out, err } = await here.mcf('invoices', 'void', '2026-000001', '--reason', 'wrong address', '--reissue');
    expect(asked.at(-1)).toBe('Void invoice 2026-000001, 200.00? Its 2 orders go on a new one at once. The 50.00 paid of it go to the new one.');
    expect(out).toBe('✔ invoice 2026-000001 · void · replaced by 2026-000002, 150.00 still open\n');
    expect(err).toContain('→ mcf invoices show 2026-000002\n');
    expect(await here.mcf('invoices', 'void', '2026-000001', '--reason', 'again')).toMatchObject({ code: 4 });
    expect(asked).toHaveLength(4);
  });

  test('what cannot be voided is refused without a question', async () => {
    await here.json('invoices', 'credit', '2026-000001', '--amount', '20', '--reason', 'late');
    expect(await here.mcf('invoices', 'void', '2026-000001', '--reason', 'wrong address')).toMatchObject({ code: 4, err: textWith('billing.invoice_credited') });
    expect(asked).toEqual([]);
  });

  test('write-off names the loss before it asks', async () => {
    answers = [false, true];
    expect((await here.mcf('invoices', 'write-off', '2026-000001', '--reason', 'moved away')).out).toBe('Nothing was changed.\n');
    expect(asked).toEqual(['Give up 150.00 of invoice 2026-000001? Barsik owes it no more; the loss is 150.00.']);
    expect((await here.mcf('invoices', 'write-off', '2026-000001', '--reason', 'moved away')).out).toContain('uncollectible');
  });

  test('credit, pay, refund, correct and bonus ask for what is missing, then once for the whole of it', async () => {
    answers = ['2026-000001', '20', 'late', true, '2026-000001', '200', '', true, 'Barsik', '70', 'paid twice', true, 'Tom', '-40', 'a vase', true, 'Tom', '5', 'clean', true];
    expect((await here.mcf('invoices', 'credit')).out).toContain('credit note CN-2026-000001: 20.00 off');
    expect((await here.mcf('invoices', 'pay')).out).toContain('· paid · 70.00 kept as credit\n');
    expect((await here.mcf('billing', 'refund')).out).toBe('✔ refund 70.00 to Barsik · no credit left\n');
    const { out, err } = await here.mcf('workers', 'correct');
    expect(out).toBe('✔ correction -40.00 for Tom\n');
    expect(err).toContain('→ mcf workers statement C-000004\n');
    expect((await here.mcf('workers', 'bonus')).out).toBe('✔ bonus 5.00 for Tom\n');
    expect(asked.filter((message) => message.includes('?'))).toEqual([
      "Take 20.00 off Barsik's invoice 2026-000001? 130.00 remains open.",
      'Book 200.00 from Barsik on invoice 2026-000001? It is paid then; 70.00 becomes credit.',
      'Note that 70.00 went back to Barsik C-000002? 0.00 of credit remains.',
      'Take 40.00 from Tom C-000004, “a vase”? What is due goes from 60.00 to 20.00.',
      'Credit 5.00 to Tom C-000004, “clean”? What is due goes from 20.00 to 25.00.',
    ]);
  });

  test('pay asks for the bank’s reference, and says where the same amount was booked today already without one', async () => {
    answers = ['TRF-7', false, '', false, '', false];
    await here.mcf('invoices', 'pay', '2026-000001', '--amount', '50');
    await here.mcf('invoices', 'pay', '2026-000001', '--amount', '50');
    here.clock = '2026-11-23T00:00:00Z';
    await here.mcf('invoices', 'pay', '2026-000001', '--amount', '50');
    expect(asked).toEqual([
      "The payment's own reference (may be empty)",
      'Book 50.00 from Barsik on invoice 2026-000001? 100.00 remains open.',
      "The payment's own reference (may be empty)",
      'Book 50.00 from Barsik on invoice 2026-000001? 100.00 remains open. The same amount was booked today already.',
      "The payment's own reference (may be empty)",
      'Book 50.00 from Barsik on invoice 2026-000001? 100.00 remains open.',
    ]);
  });

  test('reverse names the reference, the invoices that are open again, and the credit that goes', async () => {
    await here.mcf('invoices', 'pay', '--client', 'C-2', '--amount', '200', '--reference', 'TRF-8', '--yes');
    sit();
    answers = [false];
    await here.mcf('billing', 'reverse', 'TRF-8', '--reason', 'a mistake');
    expect(asked).toEqual([
      'Take back 200.00 that Barsik C-000002 paid on 22 Nov, reference TRF-8? 150.00 of invoice 2026-000001 is open again, 50.00 of credit is gone.',
    ]);
  });

  test('what is declined is not booked, and --yes asks nothing', async () => {
    const before = (await here.mcf('billing', 'ledger', '--balances')).out;
    const commands = [
      ['invoices', 'pay', '2026-000001', '--amount', '150'],
      ['invoices', 'pay', '--client', 'C-2', '--amount', '1,000.00'],
      ['invoices', 'credit', '2026-000001', '--amount', '160', '--reason', 'late'],
      ['workers', 'bonus', 'C-4', '--amount', '1,000.00', '--reason', 'clean'],
      ['workers', 'correct', 'C-4', '--amount', '1', '--reason', 'soap'],
    ];
    answers = ['', false, '', ...commands.slice(1).map(() => false)];
    for (const command of commands) expect((await here.mcf(...command)).out).toBe('Nothing was changed.\n');
    expect(asked.filter((message) => message.includes('?'))).toEqual([
      'Book 150.00 from Barsik on invoice 2026-000001? It is paid then.',
      'Book 1,000.00 from Barsik C-000002 on account? 150.00 goes on invoice 2026-000001, 850.00 becomes credit.',
      "Take 160.00 off Barsik's invoice 2026-000001? Nothing is open then; of what was paid 10.00 becomes credit.",
      'Credit 1,000.00 to Tom C-000004, “clean”? What is due goes from 60.00 to 1,060.00.',
      'Credit 1.00 to Tom C-000004, “soap”? What is due goes from 60.00 to 61.00.',
    ]);
    expect((await here.mcf('billing', 'ledger', '--balances')).out).toBe(before);
    for (const command of commands) expect(await here.mcf(...command, '--yes')).toMatchObject({ code: 0 });
    expect(asked).toHaveLength(commands.length + 2);
  });

  test('what is too much for one invoice is told to go on the next one first', async () => {
    here.clock = '2026-11-23T12:00:00Z';
    process.stdin.isTTY = stdin;
    here.columns = null;
    await place(here, '2026-11-24 12:00');
    await here.json('orders', 'cancel', '3', '--reason', 'plans_changed');
    here.clock = '2026-11-29T17:01:00Z';
    await here.json('billing', 'run');
    here.clock = '2026-11-29T17:02:00Z';
    sit();
    answers = ['', false, '', true];
    await here.mcf('invoices', 'pay', '--client', 'C-2', '--amount', '300');
    const { out } = await here.mcf('invoices', 'pay', '2026-000002', '--amount', '300');
    expect(asked.filter((message) => message.includes('?'))).toEqual([
      'Book 300.00 from Barsik C-000002 on account? 150.00 goes on invoice 2026-000001, 100.00 goes on invoice 2026-000002, 50.00 becomes credit.',
      'Book 300.00 from Barsik on invoice 2026-000002? It is paid then; 150.00 goes on invoice 2026-000001, 50.00 becomes credit.',
    ]);
    expect(out).toBe('✔ 300.00 for invoice 2026-000002 · paid · 150.00 on other open invoices · 50.00 kept as credit\n');
    expect(await here.json('invoices', 'list', '--status', 'open')).toEqual([]);
  });

  test('what is refused anyway is refused without a question', async () => {
    await here.json('invoices', 'pay', '2026-000001', '--amount', '150');
    sit();
    expect(await here.mcf('invoices', 'pay', '2026-000001', '--amount', '1', '--reference', 'TRF-9')).toMatchObject({ code: 4, err: textWith('billing.invoice_not_open') });
    expect(await here.mcf('invoices', 'credit', '2026-000001', '--amount', '201', '--reason', 'x')).toMatchObject({ code: 4, err: textWith('billing.credit_too_high') });
    expect(await here.mcf('billing', 'refund', 'C-2', '--amount', '1', '--reason', 'x')).toMatchObject({ code: 4, err: textWith('billing.not_enough_credit') });
    expect(await here.mcf('workers', 'bonus', 'C-2', '--amount', '1', '--reason', 'x')).toMatchObject({ code: 4, err: textWith('billing.not_a_worker') });
    expect(asked).toEqual([]);
  });

  test('billing close asks, for nothing opens a month again', async () => {
    answers = [false];
    expect((await here.mcf('billing', 'close', '2026-10')).out).toBe('Nothing was changed.\n');
    expect(asked).toEqual(['Close 2026-10 and all before it? Nothing can be booked there any more, and nothing opens it again.']);
    expect(await here.mcf('billing', 'close', '2026-11')).toMatchObject({ code: 4 });
    expect((await here.mcf('billing', 'close')).err).toContain('→ mcf billing close 2026-10\n');
    expect(asked).toHaveLength(1);
  });

  test('a new tariff is shown before and after, and asked about', async () => {
    answers = ['tomorrow 12:00', false, true];
    const { out } = await here.mcf('billing', 'tariff', '--base-price', '110');
    expect(out).toBe('Tariff 2 · from Mon 23 Nov 12:00\n  base price  100.00 → 110.00\nNothing was changed.\n');
    expect(asked).toEqual(['From when on', 'Add this version? Prices that are fixed already stay as they are.']);
    expect((await here.mcf('billing', 'tariff', '--base-price', '110', '--from', '2026-11-23 12:00')).out).toContain('✔ tariff 2 holds from Mon 23 Nov 12:00\n');
  });
});

test('billing run names what it issues, charges and makes before it asks', async () => {
  here = await owing();
  sit();
  answers = [false];
  expect((await here.mcf('billing', 'run')).out).toBe('Nothing was changed.\n');
  expect(asked).toEqual(['Issue 1 invoice, 200.00, and charge them?']);
});

test('billing run says that it is early, and what that leaves out, before it asks', async () => {
  here = await owing();
  here.clock = '2026-11-28T17:01:00Z';
  sit();
  answers = [false, false];
  await here.mcf('billing', 'run', '--as-of', '2026-11-30 20:00');
  await here.mcf('payouts', 'run', '--as-of', '2026-11-30 20:00');
  expect(asked).toEqual([
    'Issue 1 invoice, 200.00, and charge them; make 1 payout, 60.00? This is early: as of Mon 30 Nov 20:00, in 2 days; orders that end until then will not be on it, but on later ones, what is earned until then will wait for the next payouts.',
    'Make 1 payout, 60.00? This is early: as of Mon 30 Nov 20:00, in 2 days; what is earned until then will wait for the next payouts.',
  ]);
});

test('a draft is chosen by its name and issued', async () => {
  here = await owing();
  here.clock = '2026-11-20T12:06:00Z';
  await tariff(here, '2026-11-21 00:00', '--review-hours', '24');
  here.clock = '2026-11-22T17:01:00Z';
  await here.json('billing', 'run');
  sit();
  answers = ['draft-'];
  expect((await here.mcf('invoices', 'issue')).out).toBe('✔ invoice 2026-000001 issued · 200.00, open\n');
  expect(asked).toEqual(['Invoice (type to search)']);
  expect(await here.json('invoices', 'list')).toMatchObject([{ number: '2026-000001', total: CAT(20_000) }]);
});
