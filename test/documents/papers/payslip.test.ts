import { renderPayslip, type PayslipPaper } from '../../../src/documents/papers';
import { readPdf } from './read';
import { march, payslip } from './samples';

const told = async (paper: PayslipPaper) => (await readPdf(await renderPayslip(paper))).lines;

test('a pay slip reads like its page', async () => {
  expect(await told(payslip())).toEqual([
    'Make Cats Free',
    'To pay out',
    'Pay slip, March 2026',
    '67.00 CU',
    'sent',
    'Worker Month Sent',
    'Murka C-000311 March 2026 Tue 31 Mar 2026, 20:00',
    'Jobs',
    "Order Service When What Order's price Share Amount",
    '#42 Scratching Thu 12 Mar, 12:00 earned 95.00 CU 60% 57.00 CU',
    '#43 Hunting Fri 13 Mar, 12:00 fine -40.00 CU',
    'Bonuses',
    'When What for By Amount',
    'Sat 14 Mar 2026 a mouse in the office Boss 50.00 CU',
    'Earned 57.00 CU',
    'Fines -40.00 CU',
    'Bonuses 50.00 CU',
    'To pay out 67.00 CU',
    'Transfer key: payout:0190a1b2:2026-03',
  ]);
});

test('a debt is carried on, never collected', async () => {
  const jobs = payslip().jobs.slice(1);
  const shown = await told(payslip({ language: 'ru', jobs, bonuses: [], carried: -2500, carriedFrom: [{ from: 'forward', month: null, amount: -2500 }], amount: -6500, status: 'carried_forward', paidAt: null, key: null }));
  expect(shown).toContain('-65,00 к.е. переходит на следующий месяц, не взыскивается.');
  expect(shown.slice(-4)).toEqual(['Заработок 0,00 к.е.', 'Штрафы -40,00 к.е.', 'Перенос с прошлых месяцев -25,00 к.е.', 'Переходит дальше -65,00 к.е.']);
  expect(shown.join(' ')).not.toContain('К выплате');
});

test('a month without jobs says so, and still tells what earlier months left', async () => {
  const shown = await told(payslip({ jobs: [], bonuses: [], carried: 4000, carriedFrom: [{ from: 'forward', month: null, amount: 4000 }], amount: 4000, status: 'unknown', paidAt: null }));
  expect(shown).toEqual(expect.arrayContaining(['being checked', 'There were no jobs this month.', 'Carried from earlier months 40.00 CU', 'To pay out 40.00 CU']));
});

test('a correction tells when, what for and who (B9)', async () => {
  const corrections = [{ at: march(20), amount: -1000, reason: '№42 начислен дважды', by: 'Борис' }];
  const shown = await told(payslip({ language: 'ru', corrections, amount: 5700 }));
  expect(shown).toEqual(expect.arrayContaining(['пт 20 марта 2026 №42 начислен дважды Борис -10,00 к.е.', 'Поправки -10,00 к.е.']));
});

test('what earlier months left over is told with its month', async () => {
  const carriedFrom = [
    { from: 'forward' as const, month: '2026-02', amount: -1_000 },
    { from: 'returned' as const, month: '2026-01', amount: 6_000 },
    { from: 'resent' as const, month: '2025-12', amount: -3_000 },
    { from: 'late' as const, month: '2026-02', amount: 500 },
    { from: 'returned' as const, month: null, amount: 1_500 },
  ];
  const [english, russian] = [await told(payslip({ carried: 4000, carriedFrom, amount: 10_700 })), await told(payslip({ language: 'ru', carried: 4000, carriedFrom, amount: 10_700 }))];
  expect(english.slice(-7, -2)).toEqual([
    'Carried over from February 2026 -10.00 CU',
    'Returned payout for January 2026 60.00 CU',
    'Payout for December 2025 that arrived after all -30.00 CU',
    'Booked after February 2026 was closed 5.00 CU',
    'Carried from earlier months 15.00 CU',
  ]);
  expect(russian.slice(-7, -2)).toEqual([
    'Перенос за февраль 2026 -10,00 к.е.',
    'Вернувшаяся выплата за январь 2026 60,00 к.е.',
    'Всё же дошла выплата за декабрь 2025 -30,00 к.е.',
    'Записано, когда февраль 2026 уже закрыли 5,00 к.е.',
    'Перенос с прошлых месяцев 15,00 к.е.',
  ]);
});

test.each(['ru', 'en'] as const)('what it is stands in one line for every month (%s)', async (language) => {
  for (let month = 1; month <= 12; month++) {
    const { pages } = await readPdf(await renderPayslip(payslip({ language, month: `2026-${String(month).padStart(2, '0')}` })));
    expect(pages[0]?.filter(({ text }) => /^(Pay slip, .* 2026|Расчётный листок: .* 2026)$/.test(text))).toHaveLength(1);
  }
});

test('a fine tells why its order failed, in the words of the chat', async () => {
  const jobs = payslip().jobs.map((job) => (job.kind === 'fine' ? { ...job, reason: 'no_show' } : job));
  expect((await told(payslip({ jobs }))).join(' ')).toMatch(/#43 Hunting \(failed: nobody.* came\)/);
  expect((await told(payslip({ jobs, language: 'ru' }))).join(' ')).toMatch(/№43 Hunting \(срыв: мастер.* не пришёл\)/);
  const unknown = jobs.map((job) => ({ ...job, reason: 'never_heard_of' }));
  expect((await told(payslip({ jobs: unknown }))).join(' ')).not.toMatch(/failed|never/);
});

test('a share that was rounded tells what it was rounded from; one that was not does not', async () => {
  const [job, fine] = payslip().jobs;
  const jobs = [{ ...job!, price: 69_500, shareBp: 6255, amount: 43_472 }, { ...job!, orderNumber: 44 }, fine!];
  const english = await told(payslip({ jobs, amount: 50_172 }));
  expect(english).toContain('#42 Scratching Thu 12 Mar, 12:00 earned 695.00 CU 62.55% = 434.7225 434.72 CU');
  expect(english).toContain('#44 Scratching Thu 12 Mar, 12:00 earned 95.00 CU 60% 57.00 CU');
  expect(english).toContain('Shares are rounded to the nearest 0.01 CU, half of it up.');
  const russian = await told(payslip({ jobs, amount: 50_172, language: 'ru' }));
  expect(russian.join(' ')).toContain('62,55 % = 434,7225 434,72 к.е.');
  expect(russian).toContain('Доли округляются до ближайшей 0,01 к.е., ровно половина вверх.');
  expect((await told(payslip())).join(' ')).not.toContain('rounded');
  const tiny = await told(payslip({ jobs: [{ ...job!, price: 1, shareBp: 50, amount: 0 }] }));
  expect(tiny.join(' ')).toContain('0.5% = 0.00005 0.00 CU');
});

test('a share of part of a per cent keeps it', async () => {
  const jobs = payslip().jobs.map((job) => ({ ...job, shareBp: 6250 }));
  expect((await told(payslip({ jobs }))).join(' ')).toContain(' 62.5% ');
  expect((await told(payslip({ jobs, language: 'ru' }))).join(' ')).toContain(' 62,5 % ');
});
