import fc from 'fast-check';

import { renderCreditNote, renderInvoice, renderPayslip } from '../../../src/documents/papers';
import { readPdf, type Node } from './read';
import { creditNote, invoice, line, march, noted, paid, payslip } from './samples';

const orders = (count: number) => Array.from({ length: count }, (_, at) => line(1000 + at, { percent: 5, amount: 9500, service: `Service ${at}` }));

const WHY = ['Discount 5%: you had paid more than 10,000.00 CU.', 'Order 1000 failed: the worker did not come.'];
const BANK = ['Make Cats Free Ltd', 'IBAN GB33 BUKB 2020 1555 5555 55', 'Sour Cream Bank', 'Reference: 2026-000017'];

describe('pages', () => {
  test.each([1, 10, 25])('%d orders with reasons and bank details stand on one page', async (count) => {
    const { lines, pages } = await readPdf(await renderInvoice(invoice(orders(count), { why: WHY, payTo: BANK })));
    expect(pages).toHaveLength(1);
    expect(lines.at(-1)).toBe(WHY[1]);
    expect(lines.join(' ')).not.toMatch(/1 \/ 1/);
  });

  test.each<[string, number, 'failed' | 'completed', number, string?]>([
    ['30 that failed, with what became of the money', 30, 'failed', 3],
    ['30 whose services take two lines', 30, 'completed', 0, 'Break a glass at the table and look quite surprised'],
    ['40', 40, 'completed', 0],
  ])('%s stand on one page, as closely as it takes', async (_, count, outcome, notes, service = 'Scratching') => {
    const creditNotes = Array.from({ length: notes }, (_note, at) => noted({ number: `N${at}`, place: at }));
    const lines = orders(count).map((one) => ({ ...one, outcome, service }));
    const { pages } = await readPdf(await renderInvoice(invoice(lines, { creditNotes, payments: [paid({ place: 9 })], why: WHY, payTo: BANK })));
    expect(pages).toHaveLength(1);
  });

  test.each([38, 39, 40, 41, 42])('of %d orders whose totals need another page, the last ones stand with the totals', async (count) => {
    const creditNotes = Array.from({ length: 12 }, (_, at) => noted({ number: `N${at}`, place: at }));
    const { pages } = await readPdf(await renderInvoice(invoice(orders(count), { payTo: BANK, creditNotes })));
    const [, last = []] = pages;
    expect(pages).toHaveLength(2);
    expect(last.map(({ text }) => text)).toEqual(expect.arrayContaining(['Amount', `#${999 + count}`, `#${997 + count}`, 'Total', 'Bank details']));
  });

  test('the last jobs of a long month stand with the totals of the pay slip', async () => {
    for (let count = 33; count <= 44; count++) {
      const jobs = Array.from({ length: count }, (_job, at) => ({ ...payslip().jobs[0]!, orderNumber: 1000 + at, amount: 5706, price: 9501, shareBp: 6006 }));
      const { pages } = await readPdf(await renderPayslip(payslip({ jobs, bonuses: count % 2 === 0 ? [] : payslip().bonuses })));
      const last = pages.at(-1)?.map(({ text }) => text) ?? [];
      expect(last).toEqual(expect.arrayContaining([count % 2 === 0 ? `#${997 + count}` : 'Bonuses', 'Amount', 'Earned', 'To pay out']));
    }
  });

  test('more flow on, each page with heads, its number and whose it is; no order is lost or told twice', async () => {
    const { lines, pages } = await readPdf(await renderInvoice(invoice(orders(120), { why: WHY, payTo: BANK })));
    const texts = pages.map((page) => page.map(({ text }) => text));
    expect(texts).toHaveLength(3);
    for (const [at, page] of texts.entries()) {
      expect(page).toEqual(expect.arrayContaining(['Order', 'Service', 'When', 'Outcome', 'Price', 'Discount', 'Amount']));
      expect(page.at(-1)).toBe(`Invoice 2026-000017 · ${at + 1} / 3`);
      if (at > 0) expect(page[0]).toBe('Invoice 2026-000017 · Barsik C-000042');
    }
    const told = lines.flatMap((one) => /^#(\d+) Service/.exec(one)?.[1] ?? []);
    expect(told).toEqual(orders(120).map(({ orderNumber }) => String(orderNumber)));
    expect(lines.filter((one) => one.startsWith('Total'))).toHaveLength(1);
  });

  test('amounts stand under each other, unit under unit', async () => {
    const lines = [1, 95, 999_999, 102_400_000].map((amount, at) => line(at, { amount, listPrice: amount }));
    const [page = []] = (await readPdf(await renderInvoice(invoice(lines)))).pages;
    const amounts = page.filter(({ text }) => /CU$/.test(text));
    const edges = [...new Set(amounts.map(({ right }) => Math.round(right)))].sort((one, other) => one - other);
    expect(edges).toHaveLength(2);
    expect(edges[1]).toBe(Math.round(595.28 - 48));
  });
});

test('the largest amount there can be is broken nowhere', async () => {
  const amount = Number.MAX_SAFE_INTEGER;
  const lines = [line(42, { listPrice: amount, amount })];
  const { lines: shown } = await readPdf(await renderInvoice(invoice(lines, { language: 'ru' })));
  expect(shown.join('\n').match(/90 071 992 547 409,91 к\.е\./g)).toHaveLength(5);
});

describe('the file', () => {
  test('the same paper gives the same bytes, whatever was rendered before it', async () => {
    const papers = [() => renderInvoice(invoice(orders(3))), () => renderPayslip(payslip()), () => renderCreditNote(creditNote({ language: 'ru' }))];
    for (const render of papers) {
      const first = await render();
      await renderInvoice(invoice([line(1, { service: 'Ёлка, Éclair: й и́' })], { client: { name: 'Ёжик Àéî', number: 7 }, language: 'ru' }));
      expect((await render()).equals(first)).toBe(true);
    }
  });

  test('a paper in Russian takes no letters from the next one in English', async () => {
    const english = invoice([line(42, { service: 'look over a sofa' })], { client: { name: 'Leo', number: 7 } });
    await jest.isolateModulesAsync(async () => {
      const fresh = await import('../../../src/documents/papers');
      await fresh.renderInvoice(invoice([line(42, { service: 'Ёлка, о, а' })], { client: { name: 'Ёжик', number: 7 }, language: 'ru' }));
      const { lines } = await readPdf(await fresh.renderInvoice(english));
      expect(lines.join(' ')).toContain('look over a sofa');
      expect((await fresh.renderInvoice(english)).equals(await renderInvoice(english))).toBe(true);
    });
  });

  test.each([
    ['an invoice', () => renderInvoice(invoice(orders(2), { language: 'ru' })), 'Счёт 2026-000017', 'ru', 'D:20260329170000Z'],
    ['a pay slip', () => renderPayslip(payslip()), 'Pay slip, March 2026', 'en', 'D:20260331170000Z'],
    ['a pay slip that is not paid', () => renderPayslip(payslip({ paidAt: null })), 'Pay slip, March 2026', 'en', 'D:20260331205959Z'],
    ['a credit note', () => renderCreditNote(creditNote()), 'Credit note 2026-C-000001', 'en', 'D:20260330090000Z'],
  ])('%s says what it is, in which language, of when', async (_, render, title, language, createdAt) => {
    const { info } = await readPdf(await render());
    expect(info).toMatchObject({ Title: title, Author: 'Make Cats Free', Language: language, CreationDate: createdAt });
  });

  test('it is read aloud in order, tables as tables', async () => {
    const { structure } = await readPdf(await renderInvoice(invoice(orders(2), { why: WHY })));
    const roles = (node: Node): string[] => [node.role, ...(node.children ?? []).flatMap(roles)];
    const told = structure.flatMap(roles).filter((role) => role && !['P', 'Root'].includes(role));
    const cells = (role: string, count: number) => Array.from({ length: count }, () => role);
    const sum = ['TR', 'TH', 'TD'];
    expect(told).toEqual([
      ...['Document', 'H1', 'Table', 'TR', ...cells('TH', 7), 'TR', ...cells('TD', 7), 'TR', ...cells('TD', 7)],
      ...['Table', ...sum, ...sum, ...sum, ...sum, 'H2'],
    ]);
  });
});

describe('texts that are anybody’s', () => {
  const HOSTILE = `🐱👨‍👩‍👧‍👦 ‮مرحبا‬ שלום Ж́́́́ \u0000\t\n\ud800 $t(bot:hello) {{number}} <b> ${'Длинно'.repeat(90)}`;

  test('a sign that the font lacks is replaced so that one sees it, and nothing else changes', async () => {
    const names = { '🐱 Tom': '? Tom', '👨‍👩‍👧‍👦': '?', 'Еле\u0301на': 'Еле\u0301на', 'и\u0306од': 'йод', 'a\u202eb\u200bc': 'abc', 'a\u0000\n\tb': 'a b', 'שלום': '????', $1: '$1', '$t(x) {{no}}': '$t(x) {{no}}' };
    for (const [name, shown] of Object.entries(names)) {
      const { lines } = await readPdf(await renderInvoice(invoice(orders(1), { client: { name, number: 42 } })));
      expect(lines[6]?.split(' Sun 29')[0]).toBe(`${shown} C-000042`);
    }
  });

  test('a long name is cut before the number, by which a cat is known', async () => {
    const { lines, pages } = await readPdf(await renderInvoice(invoice(orders(60), { client: { name: HOSTILE, number: 42 } })));
    expect(lines.slice(0, 9).join(' ')).toContain('C-000042');
    expect(pages[1]?.[0]?.text).toMatch(/C-000042$/);
  });

  test('hundreds of credit notes with endless reasons flow on', async () => {
    const creditNotes = Array.from({ length: 60 }, (_, at) => noted({ number: `N${at}`, amount: 1, reason: HOSTILE.repeat(2), place: at }));
    const paper = invoice(orders(1), { creditNotes, why: [HOSTILE], payTo: Array.from({ length: 20 }, () => HOSTILE), credited: 60, open: 9440 });
    const { lines, pages } = await readPdf(await renderInvoice(paper));
    expect(pages.length).toBeGreaterThan(3);
    expect(creditNotes.every(({ number }) => lines.some((one) => one.includes(`Credit note ${number},`)))).toBe(true);
    expect(pages.flat().filter(({ text }) => text.endsWith('…')).length).toBeGreaterThan(creditNotes.length);
  });

  test('nothing throws or leaves the page, whatever is written or owed', async () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 500 }), fc.constant(HOSTILE));
    const amount = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
    const papers = fc.record({ text, amount, language: fc.constantFrom('ru' as const, 'en' as const), count: fc.integer({ min: 0, max: 8 }) });
    await fc.assert(
      fc.asyncProperty(papers, async ({ amount, count, language, text }) => {
        const lines = Array.from({ length: count }, (_, at) => line(at, { service: text, amount, listPrice: amount, outcome: 'failed' }));
        const cat = { name: text, number: 42 };
        const granted = [{ at: march(1), amount, reason: text, by: text }];
        const files = await Promise.all([
          renderInvoice(invoice(lines, { language, total: amount, open: amount, client: cat, why: [text], payTo: [text], payments: [paid({ at: march(1), amount, of: amount, method: text })], card: { state: 'due', last4: text } })),
          renderPayslip(payslip({ language, worker: cat, carriedFrom: [{ from: 'late', month: '2026-02', amount }], bonuses: granted, corrections: granted, amount, key: text })),
          renderCreditNote(creditNote({ language, client: cat, amount, reason: text, by: text })),
        ]);
        for (const { pages } of await Promise.all(files.map(readPdf))) {
          const items = pages.flat();
          expect(items.filter(({ right, x, y }) => x < 47 || right > 549 || y < 20 || y > 822)).toEqual([]);
          expect(items.map((item) => item.text).join('')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
        }
      }),
      { numRuns: 8, seed: 20_260_329 },
    );
  });
});
