import {
  beginCard,
  changeTariff,
  checkTelegramPayment,
  choosePaymentMethod,
  creditInvoice,
  currenciesOf,
  finishCard,
  listInvoices,
  quoteInvoice,
  recordPaymentOnAccount,
  recordTelegramPayment,
  showPaymentMethod,
  showStatement,
  voidInvoice,
  type InCurrency,
  type TelegramPayment,
} from '../../../src/domain/billing';
import { amountOf, payloadOf, readPayload, worthOf } from '../../../src/domain/billing/payments/telegram/offer';
import { forgetCard } from '../../../src/domain/billing/payments/forget-card';
import { proportion, share } from '../../../src/domain/shared/money';
import { catNumber } from '../../../src/domain/shared/ids';
import { SYSTEM } from '../../../src/domain/shared/work';
import { erasePerson } from '../../../src/domain/users';
import fc from 'fast-check';
import { closeTask, dispatchOutbox, listTasks, type StaffTask } from '../../../src/domain/notifications';
import { taskText } from '../../../src/output/work';
import { as, join, openTestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, sunday, SUNDAY, type Company } from './support';

const VISA = { token: 'tok-secret-1', last4: '4242' };
const MASTER = { token: 'tok-secret-2', last4: '1881' };

/** Lets Tom enter a card and pay by it. */
async function keepCard(t: Company, card = VISA) {
  const { url } = await beginCard(t.app, as(t.tom));
  t.cards.entered.set(url.split('/').at(-1) ?? '', card);
  return finishCard(t.app, as(t.tom));
}

const mine = (t: Company) => t.app.query(as(t.tom), (w) => showPaymentMethod(w));
const choose = (t: Company, method: 'manual' | 'card' | 'telegram') => t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method }));

/** From now on 1 CU is so many kopecks, in the chat. */
const offerTelegram = (t: Company, rateMinor: number, currency = 'RUB') =>
  t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency, rateMinor } } }));

describeOnBoth('how a client pays', (db) => {
  test('by hand unless another way is chosen; what is offered depends on the gateway and the tariff (B7)', async () => {
    const t = await openCompany(db);
    expect(await mine(t)).toEqual({ method: 'manual', last4: null, offered: ['manual', 'card'] });
    await offerTelegram(t, 91_50);
    expect(await choose(t, 'telegram')).toEqual({ method: 'telegram', last4: null, offered: ['manual', 'card', 'telegram'] });
    t.clock.advance(1);
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: null } }));
    expect(await mine(t)).toEqual({ method: 'manual', last4: null, offered: ['manual', 'card'] });
    await expect(choose(t, 'telegram')).rejects.toMatchObject({ code: 'billing.method_not_offered', params: { method: 'telegram' } });
  });

  test('a card is entered at the gateway, kept once, and its number never seen', async () => {
    const t = await openCompany(db);
    await expect(choose(t, 'card')).rejects.toMatchObject({ code: 'billing.no_card' });
    await expect(finishCard(t.app, as(t.tom))).rejects.toMatchObject({ code: 'billing.card_not_begun' });
    expect(await beginCard(t.app, as(t.tom))).toEqual({ url: `https://cards.test/${catNumber(t.tom.number)}/session-1` });
    expect(await finishCard(t.app, as(t.tom))).toBe('waiting');
    expect((await mine(t)).method).toBe('manual');
    t.cards.entered.set('session-1', VISA);
    const kept = { method: 'card', last4: '4242', offered: ['manual', 'card'] };
    expect(await Promise.all([finishCard(t.app, as(t.tom)), finishCard(t.app, as(t.tom))])).toEqual([kept, kept]);
    expect(await finishCard(t.app, as(t.tom))).toEqual(kept);
    expect(await t.rows(`SELECT type FROM events WHERE type = 'payment_method_changed'`)).toHaveLength(1);
    expect(await choose(t, 'manual')).toEqual({ ...kept, method: 'manual' });
    expect(await choose(t, 'card')).toEqual(kept);
  });

  test('another card takes the place of the first only once it is entered', async () => {
    const t = await openCompany(db);
    await keepCard(t);
    await beginCard(t.app, as(t.tom));
    expect(await finishCard(t.app, as(t.tom))).toBe('waiting');
    expect(await mine(t)).toMatchObject({ method: 'card', last4: '4242' });
    t.cards.entered.set('session-2', MASTER);
    expect(await finishCard(t.app, as(t.tom))).toMatchObject({ method: 'card', last4: '1881' });
  });

  test('a gateway that does not answer, or none at all, is told as such', async () => {
    const t = await openCompany(db);
    await beginCard(t.app, as(t.tom));
    t.cards.isDown = true;
    await expect(beginCard(t.app, as(t.tom))).rejects.toMatchObject({ code: 'billing.cards_unavailable', kind: 'unavailable' });
    await expect(finishCard(t.app, as(t.tom))).rejects.toMatchObject({ code: 'billing.cards_unavailable' });
  });

  test('where no gateway is configured cards are not offered', async () => {
    const t = await openTestApp(await db.url(), { cards: null });
    const tom = await join(t, 'Tom', ['client']);
    const shown = await t.app.query(as(tom), (w) => showPaymentMethod(w));
    const begun = await beginCard(t.app, as(tom)).catch((error: unknown) => error);
    await t.app.close();
    expect(shown).toEqual({ method: 'manual', last4: null, offered: ['manual'] });
    expect(begun).toMatchObject({ code: 'billing.cards_not_offered', kind: 'unavailable' });
  });

  test('managers choose for anybody, a client for itself alone, and only clients pay', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await expect(t.app.run(as(ann), (w) => choosePaymentMethod(w, { client: t.tom.id, method: 'manual' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(as(ann), (w) => showPaymentMethod(w, { client: t.tom.id }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(beginCard(t.app, as(ann), { client: t.tom.id })).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(t.boss, (w) => showPaymentMethod(w, { client: t.vasya.id }))).rejects.toMatchObject({ code: 'billing.not_a_client' });
    await beginCard(t.app, t.boss, { client: catNumber(t.tom.number) });
    t.cards.entered.set('session-1', VISA);
    expect(await finishCard(t.app, t.boss, { client: t.tom.id })).toMatchObject({ method: 'card' });
    expect(await t.app.run(t.boss, (w) => choosePaymentMethod(w, { client: t.tom.id, method: 'manual' }))).toMatchObject({ method: 'manual' });
  });

  test('the token and the last digits are in no event and no audit entry, and go with the person (U5)', async () => {
    const t = await openCompany(db);
    await t.end();
    await keepCard(t, { token: 'tok-secret-1', last4: 'last-4' });
    t.cards.answers.push({ outcome: 'unknown', reason: 'no answer' });
    await t.billAt(SUNDAY);
    const written = JSON.stringify([await t.rows('SELECT * FROM events'), await t.rows('SELECT * FROM audit')]);
    expect(/card_token\W+changed/.exec(written)).not.toBeNull();
    expect(/tok-secret|last-4|session-1/.exec(written)).toBeNull();
    expect(await t.rows(`SELECT card_token FROM collections`)).toEqual([{ card_token: VISA.token }]);
    await t.app.run(t.boss, (w) => erasePerson(w, t.tom.id));
    expect(await t.rows(`SELECT card_token FROM collections`)).toEqual([{ card_token: null }]);
    expect(await t.rows(`SELECT * FROM payment_methods`)).toEqual([]);
  });
});

describeOnBoth('the books themselves', (db) => {
  test('refuse amounts out of bounds, and a void invoice that comes back to life', async () => {
    const t = await openCompany(db);
    await t.end();
    const [{ id } = { id: '' }] = (await t.billAt(SUNDAY)).invoices;
    const [{ order_id: order } = { order_id: '' }] = await t.rows<{ order_id: string }>('SELECT order_id FROM invoice_lines');
    const put = (amount: string) => t.sql(`INSERT INTO allocations (id, invoice_id, client_id, n, amount_minor, at) VALUES ('${t.app.newId()}', '${id}', '${t.tom.id}', ${amount.length}, ${amount}, 'x')`);
    for (const amount of ['9007199254740992', '-9007199254740992', '0']) await expect(put(amount)).rejects.toThrow(/constraint|check/i);
    await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: id, reason: 'a slip' }));
    await expect(t.sql(`UPDATE invoices SET status = 'open' WHERE id = '${id}'`)).rejects.toThrow(/stays as it is|frozen|issued/i);
    const [{ id: other } = { id: '' }] = (await t.billAt(sunday(1))).invoices;
    const line = (amount: string) => t.sql(`INSERT INTO invoice_lines (invoice_id, order_id, amount_minor) VALUES ('${other}', 'none', ${amount})`);
    expect([order, other]).not.toContain('');
    for (const amount of ['9007199254740992', '0']) await expect(line(amount)).rejects.toThrow(/check/i);
  });

  test('a card is erased only while nobody else is at its owner\'s account', async () => {
    const t = await openCompany(db);
    const locked: (readonly string[])[] = [];
    await t.app.run(t.boss, async (w) => {
      const lockAll = w.billing.lockAll.bind(w.billing);
      w.billing.lockAll = (accounts) => (locked.push(accounts), lockAll(accounts));
      await forgetCard(w, { person: t.tom.id });
    });
    expect(locked).toEqual([[`clients:${t.tom.id}`]]);
  });
});

describe('an offer in the messenger', () => {
  const INVOICE = '0195a3c0-0000-7000-8000-000000000001';
  const offers = fc.record({ invoice: fc.constant(INVOICE), open: fc.integer({ min: 1, max: 100_000_000_00 }), currency: fc.constant('RUB'), rateMinor: fc.integer({ min: 1, max: 1_000_000 }) });

  test('is read as it was written, in 128 bytes at most', () => {
    fc.assert(fc.property(offers, (offer) => {
      expect(readPayload(payloadOf(offer))).toEqual(offer);
      expect(Buffer.byteLength(payloadOf(offer))).toBeLessThanOrEqual(128);
    }));
  });

  test.each(['', 'i1', `i2:${INVOICE}:1:RUB:1`, `i1:${INVOICE}:0:RUB:1`, `i1:${INVOICE}:1.5:RUB:1`, `i1:${INVOICE}:1:rub:1`, `i1:${INVOICE}:1:RUB:0`, `i1:${INVOICE}:1:RUB:1:`])(
    '%p is none of ours', (payload) => expect(readPayload(payload)).toBeUndefined(),
  );

  test('is worth what was open, to the last minor unit, whatever the rounding', () => {
    fc.assert(fc.property(offers, (offer) => expect(worthOf(offer, amountOf(offer))).toBe(offer.open)));
  });

  test.each([
    [100_00, 91_50, 9_150_00],
    [1, 50, 1],
    [1, 49, 0],
    [33_33, 91_57, 3_052_03],
  ])('%i of ours at %i a CU come to %i', (open, rateMinor, amount) => expect(amountOf({ open, rateMinor })).toBe(amount));

  test('another amount is worth what the rate says, half-up', () => {
    expect(worthOf({ open: 100_00, rateMinor: 91_50 }, 4_575_00)).toBe(50_00);
    expect(worthOf({ open: 100_00, rateMinor: 200 }, 1)).toBe(1);
    expect(worthOf({ open: 100_00, rateMinor: 201 }, 1)).toBe(0);
  });

  test('a proportion is exact where it can be, half-up elsewhere, also below zero', () => {
    expect([proportion(5, 1, 2), proportion(-5, 1, 2), proportion(7, 3, 21), proportion(2, 1, 3), proportion(-2, 1, 3)]).toEqual([3, -2, 1, 1, -1]);
    fc.assert(fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 10_000 }), (amount, bp) => expect(share(amount, bp)).toBe(proportion(amount, bp, 10_000))));
  });
});

describeOnBoth('payments in the messenger', (db) => {
  /** A company that offers Telegram payments at 91.50 roubles a CU, and Tom's open invoice over 100.00. */
  async function owing() {
    const t = await openCompany(db);
    await offerTelegram(t, 91_50);
    await t.end();
    const [{ id } = { id: '' }] = (await t.billAt(SUNDAY)).invoices;
    const quote = await t.app.query(as(t.tom), (w) => quoteInvoice(w, { invoice: id }));
    const { payload, currency, amount } = quote;
    return {
      t,
      quote,
      pay: (over: Partial<TelegramPayment> = {}) => t.app.run(SYSTEM, (w) => recordTelegramPayment(w, { payload, currency, amount, charge: 'tg-1', ...over })),
      check: (over: Partial<TelegramPayment> = {}) => t.app.query(as(t.tom), (w) => checkTelegramPayment(w, { payload, currency, amount, ...over })),
    };
  }
  const account = (t: Company) => t.app.query(as(t.tom), (w) => showStatement(w, { person: t.tom.id, as: 'client' }));
  const statuses = async (t: Company) => (await t.app.query(t.boss, (w) => listInvoices(w))).map(({ status, paid }) => `${status} ${paid}`);

  test('a quote says what is open at the rate in force, and is checked and booked as that', async () => {
    const { t, quote, check, pay } = await owing();
    expect(quote).toEqual({ invoice: quote.invoice, number: '2026-000001', currency: 'RUB', amount: 9_150_00, open: 100_00, payload: `i1:${quote.invoice}:10000:RUB:9150` });
    expect(await check()).toEqual({ ok: true });
    expect(await pay()).toEqual({ invoices: [quote.invoice], credit: 0, repeated: false, isPlaced: true });
    expect(await statuses(t)).toEqual(['paid 10000']);
    expect(await check()).toEqual({ ok: false, reason: 'not_open' });
    await expect(t.app.query(as(t.tom), (w) => quoteInvoice(w, { invoice: quote.invoice }))).rejects.toMatchObject({ code: 'billing.invoice_not_open' });
    expect(await t.rows(`SELECT method FROM payments`)).toEqual([{ method: 'telegram' }]);
  });

  test('keeps what came in its own currency and at which rate, whatever the rate is by then; also where all of it is credit', async () => {
    const { t, quote, pay } = await owing();
    t.clock.advance(1);
    await offerTelegram(t, 50_00);
    await t.pay(quote.invoice, 100_00);
    await pay();
    await pay({ charge: 'tg-2', amount: 100_00 });
    const { entries } = await account(t);
    const kept = await t.app.query(t.boss, (w) => currenciesOf(w, entries.map(({ id }) => id)));
    const byAmount = (one: InCurrency, other: InCurrency) => other.amount - one.amount;
    expect([...kept.values()].toSorted(byAmount)).toEqual([
      { currency: 'RUB', amount: 9_150_00, rateMinor: 91_50 },
      { currency: 'RUB', amount: 100_00, rateMinor: 91_50 },
    ]);
  });

  test('a payment that is told again, also at the same time, is booked once', async () => {
    const { t, pay } = await owing();
    const told = await Promise.all([pay(), pay(), pay()]);
    expect(told.filter(({ repeated }) => !repeated)).toHaveLength(1);
    expect(await pay()).toEqual({ invoices: [], credit: 0, repeated: true, isPlaced: true });
    expect(await t.rows('SELECT amount_minor FROM payments')).toEqual([{ amount_minor: 100_00 }]);
  });

  test('what cannot be let through is told with its reason', async () => {
    const { t, quote, check } = await owing();
    expect(await check({ amount: 9_150_01 })).toEqual({ ok: false, reason: 'amount_changed' });
    expect(await check({ currency: 'USD' })).toEqual({ ok: false, reason: 'rate_changed' });
    expect(await check({ payload: 'i1:nonsense' })).toEqual({ ok: false, reason: 'bad_payload' });
    expect(await check({ payload: payloadOf({ invoice: t.app.newId(), open: 1, currency: 'RUB', rateMinor: 1 }) })).toEqual({ ok: false, reason: 'bad_payload' });
    t.clock.advance(1);
    await offerTelegram(t, 92_00);
    expect(await check()).toEqual({ ok: false, reason: 'rate_changed' });
    t.clock.advance(1);
    await offerTelegram(t, 91_50);
    expect(await check()).toEqual({ ok: true });
    await t.pay(quote.invoice, 10_00);
    expect(await check()).toEqual({ ok: false, reason: 'amount_changed' });
  });

  test('nobody is asked to pay what a card is being charged for', async () => {
    const { t, quote, check } = await owing();
    await keepCard(t);
    t.cards.answers.push({ outcome: 'unknown', reason: 'no answer' });
    await t.billAt(sunday(1));
    expect(await check()).toEqual({ ok: false, reason: 'under_way' });
    await expect(t.app.query(as(t.tom), (w) => quoteInvoice(w, { invoice: quote.invoice }))).rejects.toMatchObject({ code: 'billing.collection_under_way' });
  });

  test('money that arrived is never refused: it is credit where the invoice takes it no more, and the client is told', async () => {
    const { t, quote, pay } = await owing();
    await t.pay(quote.invoice, 100_00);
    expect(await pay()).toEqual({ invoices: [], credit: 100_00, repeated: false, isPlaced: true });
    expect(await account(t)).toMatchObject({ paid: 200_00, credit: 100_00 });
    expect(await t.rows(`SELECT message, subject FROM outbox WHERE message = 'payment_became_credit'`)).toEqual([{ message: 'payment_became_credit', subject: `${quote.invoice} 10000` }]);
  });

  test('is told to the client too where it was booked on account and nothing was open', async () => {
    const { t } = await owing();
    const pay = (amount: number, reference: string) => t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount, reference }));
    const told = () => t.rows(`SELECT message, subject FROM outbox WHERE message = 'payment_became_credit'`);
    await pay(150_00, 'TRF-1');
    expect(await told()).toEqual([]);
    await pay(5_00, 'TRF-2');
    await pay(5_00, 'TRF-3');
    const once = { message: 'payment_became_credit', subject: '- 500' };
    expect(await told()).toEqual([once, once]);
    await dispatchOutbox(t.app);
    expect(t.letters.filter(({ content }) => content.message === 'payment_became_credit').map(({ content }) => content)).toMatchObject(Array(2).fill({ invoice: null, amount: 5_00 }));
  });

  test('of a voided invoice it pays the one in its place', async () => {
    const { t, quote, pay } = await owing();
    const { reissued } = await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: quote.invoice, reason: 'a slip', reissue: true }));
    expect(await pay()).toEqual({ invoices: [reissued?.id], credit: 0, repeated: false, isPlaced: true });
  });

  test('another amount, or another currency that was ever offered, counts by its rate', async () => {
    const { t, quote, pay } = await owing();
    expect(await pay({ amount: 4_575_00 })).toEqual({ invoices: [quote.invoice], credit: 0, repeated: false, isPlaced: true });
    expect(await statuses(t)).toEqual(['open 5000']);
    t.clock.advance(1);
    await offerTelegram(t, 1_00, 'USD');
    expect(await pay({ currency: 'USD', amount: 60_00, charge: 'tg-2' })).toEqual({ invoices: [quote.invoice], credit: 10_00, repeated: false, isPlaced: true });
    expect(await statuses(t)).toEqual(['paid 10000']);
  });

  test.each<[string, Partial<TelegramPayment>]>([
    ['a payload that is none of ours', { payload: 'old' }],
    ['an invoice that is none of ours', { payload: 'i1:0195a3c0-0000-7000-8000-000000000001:10000:RUB:9150' }],
    ['a currency that was never offered', { currency: 'USD' }],
    ['an amount that is worth nothing', { currency: 'RUB', amount: 0 }],
  ])('money with %s is one task for staff, however often it is told', async (_name, over) => {
    const { t, pay } = await owing();
    const unplaced = { invoices: [], credit: 0, isPlaced: false };
    const amount = over.amount ?? 500_00;
    const told = await Promise.all([pay({ amount, charge: 'tg-9', ...over }), pay({ amount, charge: 'tg-9', ...over })]);
    expect(told.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(told[0]).toMatchObject(unplaced);
    const tasks = () => t.app.query(t.boss, (w) => listTasks(w));
    const [task] = await tasks();
    expect(task).toMatchObject({ kind: 'payment_unplaced', data: { charge: 'tg-9', amount, currency: over.currency ?? 'RUB' } });
    expect(taskText(task as StaffTask, new Map())).toBe(`find out what ${amount / 100}.00 ${over.currency ?? 'RUB'} from Telegram was for, charge tg-9: mcf invoices pay`);
    await t.app.run(t.boss, (w) => closeTask(w, { task: task?.id ?? '' }));
    expect(await pay({ amount, charge: 'tg-9', ...over })).toEqual({ ...unplaced, repeated: true });
    expect(await tasks()).toEqual([]);
    expect(await t.rows(`SELECT id FROM events WHERE type = 'payment_unplaced'`)).toHaveLength(1);
    expect(await t.rows('SELECT id FROM payments')).toEqual([]);
  });

  test('a credit note in between leaves the rest as credit', async () => {
    const { t, quote, pay } = await owing();
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: quote.invoice, amount: 30_00, reason: 'sorry' }));
    expect(await pay()).toMatchObject({ invoices: [quote.invoice], credit: 30_00 });
  });

  test('a charge with a very long id is still booked once', async () => {
    const { t, pay } = await owing();
    const charge = 'x'.repeat(300);
    expect((await pay({ charge })).repeated).toBe(false);
    expect((await pay({ charge })).repeated).toBe(true);
    expect(await t.rows('SELECT amount_minor FROM payments')).toHaveLength(1);
  });

  test('only its own client is quoted and let through; only the system books', async () => {
    const { t, quote } = await owing();
    const ann = await join(t, 'Ann', ['client']);
    const { payload, currency, amount } = quote;
    await expect(t.app.query(as(ann), (w) => quoteInvoice(w, { invoice: quote.invoice }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(as(ann), (w) => checkTelegramPayment(w, { payload, currency, amount }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.run(as(t.tom), (w) => recordTelegramPayment(w, { payload, currency, amount, charge: 'c' }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('where no rate is in force nothing is quoted', async () => {
    const t = await openCompany(db);
    await t.end();
    const [{ id } = { id: '' }] = (await t.billAt(SUNDAY)).invoices;
    await expect(t.app.query(as(t.tom), (w) => quoteInvoice(w, { invoice: id }))).rejects.toMatchObject({ code: 'billing.method_not_offered' });
  });
});
