import { renderCreditNote, renderInvoice } from '../../../src/documents/papers';
import { readPdf } from './read';
import { creditNote, invoice, line, march } from './samples';

const told = async (paper: Parameters<typeof renderInvoice>[0]) => (await readPdf(await renderInvoice(paper))).lines;

const LINES = [line(42, { percent: 5, amount: 9500 }), line(43, { service: 'Hunting', at: march(13, 12), outcome: 'failed' }), line(44, { outcome: 'cancelled' })];

test('an invoice reads like its page', async () => {
  const why = ['Discount 5%: you had paid more than 10,000.00 CU.'];
  expect(await told(invoice(LINES, { why, payTo: ['Make Cats Free Ltd', 'IBAN GB33'], replaces: '2026-000011' }))).toEqual([
    'Make Cats Free',
    'To pay',
    'Invoice 2026-000017',
    '295.00 CU',
    'to be paid',
    'Client Issued Orders that ended before Replaces invoice',
    'Barsik C-000042 Sun 29 Mar 2026 Sun 29 Mar 2026, 20:00 2026-000011',
    'Order Service When Outcome Price Discount Amount',
    '#42 Scratching Thu 12 Mar, 12:00 completed 100.00 CU 5% 95.00 CU',
    '#43 Hunting Fri 13 Mar, 15:00 failed * 100.00 CU 0% 100.00 CU',
    '#44 Scratching Thu 12 Mar, 12:00 cancelled * 100.00 CU 0% 100.00 CU',
    '* in full by the rules: failed and cancelled orders are paid like completed ones.',
    'Bank details List prices 300.00 CU',
    'Make Cats Free Ltd',
    'Discount -5.00 CU',
    'IBAN GB33',
    'Total 295.00 CU',
    'To pay 295.00 CU',
    'Why this sum?',
    ...why,
  ]);
});

test('a Russian invoice is Russian throughout', async () => {
  const lines = [line(42, { service: 'Почесать за ухом', listPrice: 1_024_000, amount: 1_024_000 }), line(43, { service: 'Ловить мышь', outcome: 'failed' })];
  const paper = invoice(lines, { language: 'ru', client: { name: 'Барсик', number: 42 }, payTo: ['Банк «Сметана»'] });
  const shown = await told(paper);
  expect(shown).toEqual([
    'Make Cats Free',
    'К оплате',
    'Счёт 2026-000017',
    '10 340,00 к.е.',
    'ждёт оплаты',
    'Клиент Выставлен Заказы, закрытые до',
    'Барсик C-000042 вс 29 марта 2026 вс 29 марта 2026, 20:00',
    'Заказ Услуга Когда Итог Цена Сумма',
    '№42 Почесать за ухом чт 12 марта, 12:00 выполнен 10 240,00 к.е. 10 240,00 к.е.',
    '№43 Ловить мышь чт 12 марта, 12:00 сорван * 100,00 к.е. 100,00 к.е.',
    '* полностью по правилам: сорванные и отменённые заказы оплачиваются так же, как выполненные.',
    'Реквизиты для оплаты Итого 10 340,00 к.е.',
    'Банк «Сметана»',
    'К оплате 10 340,00 к.е.',
  ]);
});

test('an order of another year is told with its year', async () => {
  expect(await told(invoice([line(42, { at: new Date('2025-12-31T20:00:00Z') })]))).toContainEqual(expect.stringContaining('Wed 31 Dec 2025, 23:00'));
  expect(await told(invoice([line(42, { at: new Date('2025-12-31T22:00:00Z') })]))).toContainEqual(expect.stringContaining('Thu 1 Jan, 01:00'));
});

test('credit notes and payments are told one by one, or in one sum where they are not given', async () => {
  const creditNotes = [{ number: '2026-C-000001', at: march(30), amount: 5000, reason: 'a torn curtain' }];
  const payments = [{ at: march(31), amount: 10_000, method: 'bank transfer' }];
  const partly = { credited: 5000, paid: 10_000, open: 14_500 };
  const listed = (await told(invoice(LINES, { ...partly, creditNotes, payments }))).join(' ');
  expect(listed).toContain('Credit note 2026-C-000001, Mon 30 Mar 2026: a -50.00 CU torn curtain');
  expect(listed).toContain('Paid Tue 31 Mar 2026: bank transfer -100.00 CU To pay 145.00 CU');
  const summed = (await told(invoice(LINES, partly))).join(' ');
  expect(summed).toContain('Total 295.00 CU Credit notes -50.00 CU Paid -100.00 CU To pay 145.00 CU');
});

test('what goes off an invoice again is not called paid', async () => {
  const payments = [{ at: march(31), amount: 10_000, method: 'bank transfer' }, { at: march(31), amount: -10_000, method: 'payment taken back' }];
  expect((await told(invoice(LINES, { payments, open: 29_500 }))).join(' ')).toContain('Paid Tue 31 Mar 2026: bank transfer -100.00 CU Tue 31 Mar 2026: payment taken back 100.00 CU To pay 295.00 CU');
});

test.each([
  ['void', { replacedBy: '2026-000018' }, 'This invoice is void: nothing is to be paid on it. Invoice 2026-000018 takes its place.'],
  ['void', {}, 'This invoice is void: nothing is to be paid on it.'],
  ['uncollectible', { paid: 9500 }, 'The rest of 200.00 CU is written off: nothing is to be paid.'],
] as const)('a %s invoice says that nothing is to be paid, and asks for nothing', async (status, more, notice) => {
  const shown = await told(invoice(LINES, { status, open: 0, payTo: ['IBAN GB33'], ...more }));
  expect(shown).toContain(notice);
  expect(shown).toContain('To pay 0.00 CU');
  expect(shown.join(' ')).not.toContain('IBAN');
});

test.each([
  ['void', {}, 'Total 295.00 CU Void, not charged -295.00 CU To pay 0.00 CU'],
  ['uncollectible', { credited: 5_000, paid: 10_000 }, 'Total 295.00 CU Credit notes -50.00 CU Paid -100.00 CU Written off -145.00 CU To pay 0.00 CU'],
] as const)('the sums of a %s invoice add up', async (status, more, sums) => {
  expect((await told(invoice(LINES, { status, open: 0, ...more }))).join(' ')).toContain(sums);
});

test('a paid invoice needs no bank details', async () => {
  const shown = await told(invoice(LINES, { status: 'paid', paid: 29_500, open: 0, payTo: ['IBAN GB33'] }));
  expect(shown).toContain('paid');
  expect(shown.join(' ')).not.toContain('IBAN');
});

test('a credit note tells what it takes off, why and who, and what is left', async () => {
  const { lines } = await readPdf(await renderCreditNote(creditNote()));
  expect(lines).toEqual([
    'Make Cats Free',
    'Reduces the invoice by',
    'Credit note 2026-C-000001',
    '50.00 CU',
    'To invoice 2026-000017, Sun 29 Mar 2026',
    'Client Issued Issued by',
    'Barsik C-000042 Mon 30 Mar 2026 Boss',
    'a torn curtain',
    'Invoice 2026-000017, total 295.00 CU',
    'Paid -100.00 CU',
    'Credit note 2026-C-000001 -50.00 CU',
    'Still to pay 145.00 CU',
  ]);
  const returned = await readPdf(await renderCreditNote(creditNote({ returned: 5_000, invoice: { ...creditNote().invoice, credited: 2_000, paid: 29_500, returned: 2_000, open: 0 } })));
  expect(returned.lines.slice(-7)).toEqual([
    'Invoice 2026-000017, total 295.00 CU',
    'Earlier credit notes -20.00 CU',
    'Paid -295.00 CU',
    'Back to your credit before 20.00 CU',
    'Credit note 2026-C-000001 -50.00 CU',
    'Back to your credit 50.00 CU',
    'Still to pay 0.00 CU',
  ]);
  const nobody = await readPdf(await renderCreditNote(creditNote({ by: null, language: 'ru' })));
  expect(nobody.lines).toContain('Клиент Выписана');
});
