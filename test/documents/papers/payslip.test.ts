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
    'When What for Granted by Amount',
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
  const shown = await told(payslip({ language: 'ru', jobs, bonuses: [], carried: -2500, amount: -6500, status: 'carried_forward', paidAt: null, key: null }));
  expect(shown).toContain('-65,00 к.е. переходит на следующий месяц, не взыскивается.');
  expect(shown.slice(-4)).toEqual(['Заработок 0,00 к.е.', 'Штрафы -40,00 к.е.', 'Перенос с прошлых месяцев -25,00 к.е.', 'Переходит дальше -65,00 к.е.']);
  expect(shown.join(' ')).not.toContain('К выплате');
});

test('a month without jobs says so, and still tells what earlier months left', async () => {
  const shown = await told(payslip({ jobs: [], bonuses: [], carried: 4000, amount: 4000, status: 'unknown', paidAt: null }));
  expect(shown).toEqual(expect.arrayContaining(['being checked', 'There were no jobs this month.', 'Carried from earlier months 40.00 CU', 'To pay out 40.00 CU']));
});

test('a correction tells when, what for and who (B9)', async () => {
  const corrections = [{ at: march(20), amount: -1000, reason: '№42 начислен дважды', by: 'Борис' }];
  const shown = await told(payslip({ language: 'ru', corrections, amount: 5700 }));
  expect(shown).toEqual(expect.arrayContaining(['пт 20 марта 2026 №42 начислен дважды Борис -10,00 к.е.', 'Поправки -10,00 к.е.']));
});

test('a share of part of a per cent keeps it', async () => {
  const jobs = payslip().jobs.map((job) => ({ ...job, shareBp: 6250 }));
  expect((await told(payslip({ jobs }))).join(' ')).toContain(' 62.5% ');
  expect((await told(payslip({ jobs, language: 'ru' }))).join(' ')).toContain(' 62,5 % ');
});
