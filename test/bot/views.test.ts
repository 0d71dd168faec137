import fc from 'fast-check';

import { unpack } from '../../src/bot/callback-data';
import { jobCard } from '../../src/bot/views/job-card';
import { endedJobs, jobsAsked, jobsOfDay } from '../../src/bot/views/job-list';
import { NO_SETTINGS } from '../../src/bot/money-settings';
import { chatInvoice, invoiceCard, payWays } from '../../src/bot/views/invoice';
import { chargeCard, enterCard, methodCard, removeCard } from '../../src/bot/views/method';
import { moneyCard, moneyHistory } from '../../src/bot/views/money';
import { orderCard, orderNotice, orderUnmatched } from '../../src/bot/views/order-card';
import { payCard, payoutCard } from '../../src/bot/views/pay';
import { ratingsCard } from '../../src/bot/views/ratings';
import { MESSAGES, render } from '../../src/bot/views/render';
import { reviewCard } from '../../src/bot/views/review-card';
import { escapeHtml, MAX_CAPTION, MAX_TEXT, post, visibleLength, withFile, withinLimit, type Reader } from '../../src/bot/views/view';
import { whyPrices } from '../../src/bot/views/why';
import type { Post } from '../../src/gateways/telegram-api';
import { parseHtml } from '../../src/simulator/bot-api/html';
import { aCharge, aClientAccount, aMethod, anAccount, anExplanation, anInvoice, anInvoiceCard, anOrder, anOrderExplanation, aPayoutExplanation, aPayslipPaper, aStory, BY_CARD, CONTENTS, FULL_PAYSLIP, STARTS, TERMS } from './facts';

const READERS: Reader[] = (['en', 'ru'] as const).map((language) => ({ language, zone: 'Europe/Moscow', now: new Date('2026-03-11T12:00:00Z') }));
const [EN, RU] = READERS as [Reader, Reader];
const IN_EUROS = { currency: 'EUR', rateMinor: 6, amount: 1_140 };

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

  test('a person is one press away where one is configured, and pressing leads no further', () => {
    const helped = { ...reader, support: 'https://t.me/mcf_help' };
    const rows = (message: 'order_card' | 'job_card', extra: object = {}) => CONTENTS[message].map((content) => render(content, { ...helped, ...extra }).keyboard.map((row) => row.map((one) => ('url' in one ? `${one.text}: ${one.url}` : one.text)).join(' | ')));
    expect({ client: rows('order_card'), worker: rows('job_card') }).toMatchSnapshot();
    expect(JSON.stringify([rows('order_card', { support: null }), rows('job_card', { support: null })])).not.toContain('t.me');
  });

  test('money', () => {
    const payouts = [FULL_PAYSLIP.payout];
    const statement = aClientAccount();
    const shown = {
      worker: payCard(reader, { statement: anAccount(), payouts, payday: TERMS.payday }),
      indebted: payCard(reader, { statement: anAccount({ balance: -4_000, corrections: -100 }), payouts: [], payday: TERMS.payday }),
      payout: payoutCard(reader, FULL_PAYSLIP, { explanation: aPayoutExplanation(), paper: aPayslipPaper() }),
      client: moneyCard(reader, { statement, invoices: [anInvoice()], planned: [anOrder()], nextInvoices: reader.now }),
      newcomer: moneyCard(reader, { statement: { ...statement, entries: [], charged: 0, paid: 0, takenOff: 0, owedAtWeekEnd: 0, credit: 0 }, invoices: [], planned: [], nextInvoices: reader.now }),
      history: moneyHistory(reader, statement, 0),
    };
    for (const one of Object.values(shown)) check(one);
    expect(Object.fromEntries(Object.entries(shown).map(([name, { text, keyboard }]) => [name, [text, keyboard.map((row) => row.map((button) => button.text).join(' | ')).join(' / ')]]))).toMatchSnapshot();
  });

  test('paying', () => {
    const bank = { paymentToken: '1:TEST:x', bankDetails: ['Cat Bank <1>', '40702 810'] };
    const shown = [
      ...[aMethod(), BY_CARD, aMethod({ last4: '4242' })].flatMap((method) => [payWays(reader, anInvoiceCard({ method }), bank), payWays(reader, anInvoiceCard({ method }), NO_SETTINGS)]),
      payWays(reader, anInvoiceCard({ method: BY_CARD, charge: aCharge({ retryAt: null }) }), bank),
      ...[aMethod(), BY_CARD, aMethod({ method: 'telegram', last4: '4242' })].flatMap((method) => [methodCard(reader, method, bank), methodCard(reader, method, NO_SETTINGS, '<kept>')]),
      enterCard(reader, 'https://cards.test/1', []),
      enterCard(reader, 'https://cards.test/1', [anInvoice()]),
      enterCard(reader, null, Array.from({ length: 12 }, () => anInvoice())),
      chargeCard(reader, '4242', [anInvoice(), anInvoice()]),
      removeCard(reader, '4242', 'card'),
      removeCard(reader, '4242', 'telegram'),
    ];
    for (const one of shown) check(one);
    expect(shown.map(({ text, keyboard }) => [text, keyboard.map((row) => row.map((button) => button.text).join(' | ')).join(' / ')])).toMatchSnapshot();
    const { title, description, label } = chatInvoice(reader, anInvoice({ lines: Array.from({ length: 999 }, () => anInvoice().lines[0]!) }));
    expect(title.length).toBeLessThanOrEqual(32);
    expect(description.length).toBeLessThanOrEqual(255);
    expect([title, description, label]).toMatchSnapshot();
  });

  test('why an invoice asks for its sum', () => {
    const at = new Date('2026-03-16T12:00:00Z');
    const by = { id: '1', name: 'Boss' };
    const plain = { id: '1', replaced: 0, creditNote: null };
    const back = { at, by, reason: 'the wrong cat' };
    const byHand = { id: '3', method: 'manual', reference: 'TRF-1', amount: 19_000, reversal: back } as const;
    const card = { ...plain, payment: { id: '1', method: 'card', reference: 'charge:1', amount: 19_000, reversal: null }, from: 'payment' } as const;
    const inChat = { ...plain, payment: { id: '2', method: 'telegram', reference: 'tg:1', amount: 19_000, reversal: null }, from: 'payment' } as const;
    const whys = [
      anExplanation(),
      anExplanation(anInvoice({ paid: 4_000, open: 10_000, credited: 5_000 }), { money: [{ at, amount: 4_000, ...inChat }], creditNotes: [{ id: '1', number: 'CN-2026-000003', amount: 5_000, reason: 'a glass too many', issuedBy: by, at }] }),
      anExplanation(anInvoice({ status: 'paid', paid: 19_000, open: 0 }), { money: [{ ...plain, at, amount: 4_000, from: 'credit', payment: null }, { at, amount: 20_000, ...card }, { ...plain, at, amount: -5_000, from: 'taken_off', payment: null }] }),
      anExplanation(anInvoice({ status: 'void', open: 0 }), { voidReason: 'the wrong cat' }),
      anExplanation(anInvoice({ open: 4_000, paid: 15_000 }), { money: [{ ...plain, at, amount: 19_000, from: 'payment', payment: byHand, replaced: 15_000 }, { ...plain, id: '2', at, amount: -4_000, from: 'taken_back', payment: byHand }] }),
      anExplanation(anInvoice({ status: 'uncollectible', open: 0 }), { writeOffs: [{ id: '9', amount: 19_000, reason: null, madeBy: by, at }] }),
    ];
    const shown = whys.map((why) => invoiceCard(reader, anInvoiceCard({ invoice: why.invoice }), NO_SETTINGS, { explanation: why, currencies: [IN_EUROS], starts: STARTS }));
    for (const one of shown) check(one);
    expect(shown.map(({ text }) => text)).toMatchSnapshot();
  });

  test('why a long invoice asks for its sum: what does not fit is on the paper, and the total is there', () => {
    const lines = Array.from({ length: 60 }, (_, at) => ({ ...anInvoice().lines[0]!, order: { id: anInvoice().id, number: 100 + at, at: reader.now } }));
    const long = anExplanation(anInvoice({ lines }));
    const { text } = invoiceCard(reader, anInvoiceCard({ invoice: long.invoice }), NO_SETTINGS, { explanation: long, currencies: [], starts: STARTS });
    check({ text, keyboard: [] });
    expect(text.split('\n').slice(-6)).toMatchSnapshot();
  });
});

test('why this sum: list price, discount, and the rule for what did not come off', () => {
  const failed = anOrder({ status: 'failed', endReason: 'no_client' });
  const reasons = (reader: Reader) => orderCard(reader, failed, { why: { explanation: anOrderExplanation(), starts: STARTS } }).text.split('\n').slice(-3).join('\n');
  expect(reasons(EN)).toMatch(/^#42 · Scratching · Thu 12 Mar · failed: 100\.00.CU − 5% = 95\.00.CU, in full by the rules\nDiscount 5%: you had paid 10,240\.00.CU by then, more than 10,000\.00.CU\. Tariff 1\.\nOn invoice 2026-000017: to be paid\.$/);
  expect(reasons(RU)).toMatch(/^№42 · Царапание · чт 12 марта · сорван: 100,00.к\.е\. − 5 % = 95,00.к\.е\., полностью по правилам\nСкидка 5 %: к тому времени вы оплатили 10.240,00.к\.е\., больше 10.000,00.к\.е\. Тариф 1\.\nВ счёте 2026-000017: ждёт оплаты\.$/);
  expect(orderCard(EN, anOrder({ status: 'completed' }), { why: { explanation: anOrderExplanation('completed'), starts: STARTS } }).text).not.toMatch(/by the rules/);
});

test('why these prices: the same discount is told once, what was rounded, and the estimate that was another', () => {
  const price = { isRecorded: true, ...aStory({ listPrice: 9_999, discount: 500, price: 9_499 }) } as const;
  const same = { estimate: aStory(), price, comparison: 'same', causes: [] } as const;
  expect(whyPrices(EN, [41, 42].map((number) => ({ ...same, number, causes: [] })), STARTS)).toEqual([expect.stringMatching(/^Discount 5%: .* Tariff 1\. The discount of 4\.9995 is rounded to 5\.00.CU\.$/)]);
  const old = { estimate: null, price: { isRecorded: false, tariff: 1, listPrice: 10_000, percent: 5, discount: 500, price: 9_500 }, comparison: 'not_recorded', causes: [] } as const;
  const dearer = { estimate: aStory({ price: 9_000 }), price: { isRecorded: true, ...aStory({ tariff: 2 }) }, comparison: 'differs', causes: ['tariff', 'paid'] } as const;
  expect(whyPrices(RU, [{ ...old, number: 41, causes: [] }, { ...dearer, number: 42, causes: [...dearer.causes] }], STARTS)).toEqual([
    '№41: Скидка 5 %: тогда ещё не записывали, из чего она складывается.',
    expect.stringMatching(/^№42: Скидка 5 %: к тому времени вы оплатили .* Тариф 2\.$/),
    expect.stringMatching(/^№42: оценка была 90,00.к\.е\., цена 95,00.к\.е\.: к подбору мастера начал действовать тариф 2, к подбору мастера скидка стала 5 %\.$/),
  ]);
});

test('where there is no discount yet it is told what was paid, and when one begins; where there never is one, that alone', () => {
  const none = { estimate: null, price: { isRecorded: true, ...aStory({ paid: 990_000, tier: { over: 0, percent: 0 }, discount: 0, price: 10_000 }) }, comparison: 'same', causes: [], number: 41 } as const;
  const why = (reader: Reader, starts: ReadonlyMap<number, number>) => whyPrices(reader, [{ ...none, causes: [] }], starts).join().replaceAll('\u00a0', ' ');
  expect(why(EN, STARTS)).toBe('No discount: you had paid 9,900.00 CU by then, and it starts once you have paid more than 10,000.00 CU. Tariff 1.');
  expect(why(RU, STARTS)).toBe('Скидки не было: к тому времени вы оплатили 9 900,00 к.е., а она начинается, когда оплачено больше 10 000,00 к.е. Тариф 1.');
  expect(why(EN, new Map([[1, 0]]))).toBe('No discount: you had paid 9,900.00 CU by then. Tariff 1.');
});

test('a job offers to be there, then to start with the photo that waited, then to end', () => {
  const labels = (order: Parameters<typeof anOrder>[0], keptAt?: Date) =>
    jobCard(EN, { order: anOrder(order), terms: TERMS, items: [], ...(keptAt && { keptAt }) }).keyboard.flat().map(({ text }) => text);
  const kept = new Date('2026-03-12T12:01:00Z');
  const cannot = "I can't do it";
  expect(labels({})).toEqual(["I'm here", cannot]);
  const notyet = 'Not there after all';
  expect(labels({}, kept)).toEqual([notyet, cannot]);
  expect(labels({ supplies: 'issued' })).toEqual(["I'm here", cannot]);
  expect(labels({ supplies: 'issued' }, kept)).toEqual(['Start', notyet, cannot]);
  expect(labels({ supplies: 'overridden' }, kept)).toEqual(['Start', notyet, cannot]);
  expect(labels({ cannotCome: 'ill' })).toEqual(["I'm here"]);
  expect(labels({ status: 'started' })).toEqual(['Done', "Can't go on"]);
});

test('whoever was given an order after its time is awaited by when it must have started, and not at a time that has passed', () => {
  const late = anOrder({ assignedAt: new Date('2026-03-12T12:10:00Z'), startBy: new Date('2026-03-12T12:40:00Z') });
  expect(orderNotice(EN, late).text).toBe('#42: Tom will come, by 15:40 at the latest.');
  expect(orderNotice(RU, late).text).toBe('№42: Мастер — Tom, придёт не позже 15:40.');
  expect(orderNotice(EN, anOrder()).text).toBe('#42: Tom will come Thu 12 Mar, 15:00.');
});

test('a sum ends its sentence with one full stop, also where a post is put together', () => {
  const plainPrice = anOrder({ worker: null, status: 'unmatched', estimate: 9_500 });
  expect(orderUnmatched(RU, plainPrice).text).toMatch(/Цена 95,00.к\.е\.$/);
});

test.each([
  ['worker', 'worker at fault', 'исполнитель виноват'],
  ['client', 'client at fault', 'клиент виноват'],
  ['клиент виноват', 'client at fault', 'клиент виноват'],
  ['nobody at fault', 'nobody at fault', 'никто не виноват'],
  ['worker overslept', 'worker overslept', 'worker overslept'],
])('a verdict kept as %s is read in the language of whoever reads it; free words stay as they are', (verdict, english, russian) => {
  const card = (reader: Reader) => reviewCard(reader, { order: anOrder({ status: 'failed' }), review: { status: 'closed', verdict, complaint: null } }).text;
  expect(card(EN)).toContain(`Review closed: ${english}.`);
  expect(card(RU)).toContain(`Разбор закрыт: ${russian}.`);
});

test('an order is moved as long as the rule lets it, told how to find, and copied once', () => {
  const labels = (change: Parameters<typeof anOrder>[0]) => orderCard(EN, anOrder(change)).keyboard.flat().map(({ text }) => text);
  const [until, past] = [EN.now, new Date(EN.now.getTime() - 1)];
  expect(labels({ movableUntil: until })).toEqual(['Move', 'Directions', 'Cancel order']);
  expect(labels({ movableUntil: past })).toEqual(['Directions', 'Cancel order']);
  expect(labels({ movableUntil: until, status: 'unmatched' })).toEqual(['Move', 'Directions', 'Cancel order']);
  expect(labels({ status: 'started' })).toEqual(['Directions']);
  const over = { status: 'cancelled', endReason: 'nobody_free', worker: null, price: null } as const;
  expect(labels(over)).toEqual(['Choose another date']);
  const copied = { ...over, copyOf: { id: anOrder().id, number: 41 }, copiedAs: { id: anOrder().id, number: 45 } };
  expect(labels(copied)).toEqual(['Copy: #45']);
  expect(orderCard(EN, anOrder(copied)).text).toContain('copy of #41 · copied as #45');
  expect(orderCard(RU, anOrder(copied)).text).toContain('копия №41 · копия: №45');
});

test('jobs are shown a day at a time, a busy day in parts, and no job is left out', () => {
  const job = (number: number, at: string) => anOrder({ number, at: new Date(at) });
  const busy = Array.from({ length: 13 }, (_, at) => job(100 + at, `2026-03-13T${String(5 + at).padStart(2, '0')}:00:00Z`));
  const jobs = [job(41, '2026-03-12T07:00:00Z'), job(42, '2026-03-12T21:30:00Z'), ...busy.slice(1), job(200, '2026-03-15T07:00:00Z')];
  const shown = (arg: string) => {
    const { text, keyboard } = jobsOfDay(EN, jobs, jobsAsked(arg));
    const turns = keyboard.flat().filter((one) => ['‹', '›'].includes(one.text)).map((one) => ('callback_data' in one ? `${one.text}${one.callback_data}` : ''));
    return [parseHtml(text).text.split('\n').map((line) => line.slice(0, 18)), turns];
  };
  expect(shown('')).toEqual([['Thu 12 Mar, 1 job', '10:00 #41 Scratchi'], ['›g:jobs:d20260313']]);
  expect(shown('d20260313')[0]).toHaveLength(13);
  expect(shown('d20260313')).toMatchObject([{ 0: 'Fri 13 Mar, 13 job', 1: '00:30 #42 Scratchi' }, ['‹g:jobs:d20260312', '›g:jobs:d20260313p1']]);
  expect(shown('d20260313p1')).toEqual([['Fri 13 Mar, 13 job', '20:00 #112 Scratch'], ['‹g:jobs:d20260313', '›g:jobs:d20260315']]);
  // A day that has no jobs any more leads to the next that has some, and behind the last to the last.
  expect(shown('d20260314')[0]).toEqual(['Sun 15 Mar, 1 job', '10:00 #200 Scratch']);
  expect(shown('d20270101')).toEqual([['Sun 15 Mar, 1 job', '10:00 #200 Scratch'], ['‹g:jobs:d20260313p1']]);
  const ended = [0, 1].map((page) => endedJobs(EN, jobs.toReversed(), 'completed', page));
  for (const one of ended) check(one);
  expect(ended.flatMap(({ keyboard }) => keyboard.flat().filter((one) => one.text.startsWith('#')))).toHaveLength(jobs.length);
});

test('how jobs turned out is told without anybody else’s words', () => {
  const rating = { completed: 12, failed: 3, ok: 10, notOk: 2, pending: 2, rating: 10 / 12, recent: (['ok', 'not_ok', 'pending', 'in_review', 'excluded'] as const).map((state) => ({ order: anOrder().id, endedAt: anOrder().at, state })) };
  const order = anOrder({ status: 'failed', endReason: 'other', endNote: 'my secret words' });
  for (const reader of READERS) {
    const card = ratingsCard(reader, rating, [order]);
    check(card);
    expect(card.text).not.toMatch(/secret|\{\{|ratings\./);
    expect(card.text).toMatchSnapshot();
    check(ratingsCard(reader, { ...rating, completed: 0, failed: 0, ok: 0, notOk: 0, pending: 0, rating: null, recent: [] }, []));
  }
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
    const note = { id: '1', number: 'CN-1', amount: 100, reason: typed, issuedBy: { id: '1', name: typed }, at: reader.now };
    const explanation = anExplanation(anInvoice(), { creditNotes: [note], voidReason: typed });
    const invoice = invoiceCard(reader, anInvoiceCard({ charge: aCharge({ error: typed }), method: BY_CARD }), { paymentToken: null, bankDetails: [typed] }, { explanation, currencies: [], starts: STARTS });
    for (const shownPost of [invoice, payWays(reader, anInvoiceCard(), { paymentToken: null, bankDetails: [typed] }), render({ message: 'worker_corrected', correction: { amount: -1, reason: typed, by: typed } }, reader)]) check(shownPost);
    expect(parseHtml(withFile(invoice, { name: 'x.pdf', bytes: Buffer.alloc(1) }).text).text.length).toBeLessThanOrEqual(MAX_CAPTION);
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
