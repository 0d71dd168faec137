import fc from 'fast-check';

import { unpack } from '../../src/bot/callback-data';
import { jobCard } from '../../src/bot/views/job-card';
import { invoiceCard, moneyCard, payCard } from '../../src/bot/views/money';
import { orderCard } from '../../src/bot/views/order-card';
import { MESSAGES, render } from '../../src/bot/views/render';
import { escapeHtml, MAX_TEXT, post, visibleLength, withinLimit, type Reader } from '../../src/bot/views/view';
import type { Post } from '../../src/gateways/telegram-api';
import { parseHtml } from '../../src/simulator/bot-api/html';
import { anAccount, anInvoice, anOrder, CONTENTS, TERMS } from './facts';

const READERS: Reader[] = (['en', 'ru'] as const).map((language) => ({ language, zone: 'Europe/Moscow', now: new Date('2026-03-11T12:00:00Z') }));
const [EN, RU] = READERS as [Reader, Reader];

/** What Telegram would refuse. */
function check({ text, keyboard }: Post): void {
  const shown = parseHtml(text).text;
  expect(shown.trim()).not.toBe('');
  expect(shown.length).toBeLessThanOrEqual(MAX_TEXT);
  for (const button of keyboard.flat()) {
    expect(button.text.trim()).not.toBe('');
    if ('callback_data' in button) expect(unpack(button.callback_data)).toBeDefined();
  }
}

test('the table of views is the table of messages', () => expect(new Set(MESSAGES)).toEqual(new Set(Object.keys(CONTENTS))));

describe.each(READERS)('in $language', (reader) => {
  test.each(Object.entries(CONTENTS))('%s', (_key, contents) => {
    for (const content of contents) check(render(content, reader));
    expect(contents.map((content) => render(content, reader).text).join('\n')).not.toMatch(/\{\{|undefined|null|NaN|Invalid/);
    expect(contents.map((content) => render(content, reader).text)).toMatchSnapshot();
  });

  test('money', () => {
    check(payCard(reader, anAccount(), TERMS.payday));
    check(payCard(reader, anAccount({ balance: -4_000 }), TERMS.payday));
    check(invoiceCard(reader, anInvoice({ paid: 500, open: 18_500 }), { why: true, back: true }));
    const client = { as: 'client', person: { id: '1', number: 1, name: 'B' }, asOf: reader.now, entries: [], charged: 100, paid: 200, owedAtWeekEnd: -100, credit: 100 } as const;
    const facts = { statement: { ...client, entries: [] }, invoices: [anInvoice()], planned: [anOrder()], nextInvoices: reader.now };
    check(moneyCard(reader, facts));
    expect([payCard(reader, anAccount(), TERMS.payday), invoiceCard(reader, anInvoice(), { why: true }), moneyCard(reader, facts)].map(({ text }) => text)).toMatchSnapshot();
  });
});

test('why this sum: list price, discount, and the rule for what did not come off', () => {
  const failed = anOrder({ status: 'failed', endReason: 'no_client' });
  expect(orderCard(EN, failed, { why: true }).text).toMatch(/#42 · Scratching · Thu 12 Mar · failed: 100\.00.CU − 5% = 95\.00.CU, in full by the rules/);
  expect(orderCard(RU, failed, { why: true }).text).toMatch(/№42 · Царапание · чт 12 марта · сорван: 100,00.к\.е\. − 5 % = 95,00.к\.е\., полностью по правилам/);
  expect(orderCard(EN, anOrder({ status: 'completed' }), { why: true }).text).not.toMatch(/by the rules/);
});

test('a job offers to be there, then to start with the photo that waited, then to end', () => {
  const labels = (order: Parameters<typeof anOrder>[0], keptAt?: Date) =>
    jobCard(EN, { order: anOrder(order), terms: TERMS, items: [], ...(keptAt && { keptAt }) }).keyboard.flat().map(({ text }) => text);
  const kept = new Date('2026-03-12T12:01:00Z');
  expect(labels({})).toEqual(["I'm here"]);
  expect(labels({}, kept)).toEqual([]);
  expect(labels({ supplies: 'issued' })).toEqual(["I'm here"]);
  expect(labels({ supplies: 'issued' }, kept)).toEqual(['Start']);
  expect(labels({ supplies: 'overridden' }, kept)).toEqual(['Start']);
  expect(labels({ status: 'started' })).toEqual(['Done', "Can't go on"]);
});

const HOSTILE = ['<b>bold', '</b>', '&amp;', '<a href="tg://user?id=1">x</a>', '*_`[', "'; DROP TABLE orders; --", '\u202eevil', '🐱'.repeat(300), 'x'.repeat(1000), '{{name}} $t(menu)', '\u0000\u0007'];

test.each(HOSTILE)('hostile text %j is shown as text', (typed) => {
  const order = anOrder({ place: typed, description: typed, status: 'failed', endReason: 'other', endNote: typed, worker: { id: anOrder().id, number: 1, name: typed || 'x' } });
  for (const reader of READERS) {
    const { text } = orderCard(reader, order);
    const shown = parseHtml(text).text;
    expect(shown).toContain(parseHtml(escapeHtml(typed)).text);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    check(jobCard(reader, { order, terms: TERMS, items: [typed] }));
  }
});

test('whatever is too long is cut to the limit and stays HTML', () => {
  const line = fc.string({ maxLength: 3000, unit: 'binary' }).map((typed) => `<b>${escapeHtml(typed)}</b>`);
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const { text } = post(lines);
      expect(parseHtml(text).text.length).toBeLessThanOrEqual(MAX_TEXT);
    }),
  );
  expect(visibleLength(withinLimit(`&amp;`.repeat(5000)))).toBeLessThanOrEqual(MAX_TEXT);
});
