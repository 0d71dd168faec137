import { renderCreditNote, renderInvoice } from '../../../src/documents/papers';
import { readPdf } from './read';
import { creditNote, invoice, line, march, noted, paid } from './samples';

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
  const [creditNotes, payments] = [[noted()], [paid()]];
  const partly = { credited: 5000, paid: 10_000, open: 14_500 };
  const listed = (await told(invoice(LINES, { ...partly, creditNotes, payments }))).join(' ');
  expect(listed).toContain('Credit note 2026-C-000001, Mon 30 Mar 2026: a -50.00 CU torn curtain');
  expect(listed).toContain('Paid Tue 31 Mar 2026: bank transfer -100.00 CU To pay 145.00 CU');
  const summed = (await told(invoice(LINES, partly))).join(' ');
  expect(summed).toContain('Total 295.00 CU Credit notes -50.00 CU Paid -100.00 CU To pay 145.00 CU');
});

test('what goes off an invoice again is not called paid', async () => {
  const payments = [paid(), paid({ amount: -10_000, method: 'payment taken back', place: 2 })];
  expect((await told(invoice(LINES, { payments, open: 29_500 }))).join(' ')).toContain('Paid Tue 31 Mar 2026: bank transfer -100.00 CU Tue 31 Mar 2026: payment taken back 100.00 CU To pay 295.00 CU');
});

test('credit notes and payments are told in the order they happened', async () => {
  const creditNotes = [noted({ number: 'N1', at: march(30), place: 1 }), noted({ number: 'N2', at: march(30), place: 3 })];
  const payments = [paid({ at: march(30), amount: 2_000, method: 'cash', place: 0 }), paid({ at: march(30), amount: 3_000, place: 2 })];
  const shown = (await told(invoice(LINES, { creditNotes, payments, credited: 10_000, paid: 5_000, open: 14_500 }))).join(' ');
  expect(shown.match(/cash|transfer|N\d(?=,)/g)).toEqual(['cash', 'N1', 'transfer', 'N2']);
});

test('a payment of which the invoice took a part tells the whole', async () => {
  const part = { paid: 22_222, open: 0, total: 22_222, payments: [paid({ amount: 22_222, of: 25_000 })] };
  expect((await told(invoice(LINES, part))).join(' ')).toContain('Paid Tue 31 Mar 2026: bank transfer, of 250.00 CU -222.22 CU');
  expect((await told(invoice(LINES, { ...part, language: 'ru' }))).join(' ')).toContain('Оплачено вт 31 марта 2026: bank transfer, из -222,22 к.е. 250,00 к.е.');
});

test('the longest reason of a credit note, and the longest name, are told whole', async () => {
  const reason = `${'Обещали почесать за ухом с первого раза. '.repeat(12).slice(0, 490)} конец`;
  const name = `${'Пушистохвост Мурлыкающий '.repeat(4).slice(0, 93)} Пятый`;
  const client = { name, number: 9 };
  const words = async (bytes: Buffer) => (await readPdf(bytes)).pages.flat().map(({ text }) => text).join(' ');
  const shown = await words(await renderInvoice(invoice(LINES, { language: 'ru', client, replaces: '2026-000011', creditNotes: [noted({ reason })], credited: 5_000, open: 24_500 })));
  const note = await words(await renderCreditNote(creditNote({ language: 'ru', client, reason })));
  for (const text of [shown, note]) {
    expect(text.replace(/\s+/g, ' ')).toContain(reason);
    expect(text.replace(/\s+/g, ' ')).toContain(`${name} C-000009`);
  }
});

test.each([
  ['due', 'en', { state: 'due', last4: '4242' }, 'How it is paid List prices 300.00 CU', ['We charge card •• 4242.', 'No need to transfer anything.']],
  ['due', 'ru', { state: 'due', last4: '4242' }, 'Как оплачивается По прайсу 300,00 к.е.', ['Спишем с карты •• 4242.', 'Переводить ничего не нужно.']],
  ['on its way', 'en', { state: 'charging' }, 'How it is paid List prices 300.00 CU', ['Charging the card; waiting for the bank.', 'No need to transfer anything.']],
  ['checked by staff', 'ru', { state: 'parked' }, 'Как оплачивается По прайсу 300,00 к.е.', ['Списание с карты проверяет менеджер,', 'платить ещё раз не нужно.']],
] as const)('where a card pays it, which is %s, the invoice says so and asks for no transfer (%s)', async (_, language, card, heading, lines) => {
  const shown = await told(invoice(LINES, { language, card, payTo: ['IBAN GB33'] }));
  expect(shown).toContain(heading);
  for (const one of lines) expect(shown.join('\n')).toContain(one);
  expect(shown.join(' ')).not.toContain('IBAN');
  const nothing = await told(invoice(LINES, { language, card, status: 'paid', paid: 29_500, open: 0 }));
  expect(nothing.join(' ')).not.toContain(lines[0]);
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
