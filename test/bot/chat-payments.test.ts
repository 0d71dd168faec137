import type { App } from '../../src/app';
import { Checkout } from '../../src/bot/checkout';
import { changeTariff, choosePaymentMethod, creditInvoice, listInvoices, quoteInvoice, recordPayment, showStatement } from '../../src/domain/billing';
import { listTasks } from '../../src/domain/notifications';
import { databaseBusy } from '../../src/errors';
import { SYSTEM } from '../../src/domain/shared/work';
import { as } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { readPdf } from '../documents/papers/read';
import { openMoneyWorld, said, sunday, type Client, type MoneyWorld } from './money-support';
import { closeWorlds } from './support';

afterEach(closeWorlds);

/** A client who pays in the chat and owes 200.00 on an open invoice. */
async function owing(t: MoneyWorld, language: 'en' | 'ru' = 'en', name = 'Barsik'): Promise<Client> {
  await t.offerChatPayments();
  const barsik = await t.client(name, language);
  await t.app.run(as(barsik.person), (w) => choosePaymentMethod(w, { method: 'telegram' }));
  await t.owes(barsik, 2);
  await t.at(sunday());
  await barsik.cat.sees('2026-000001');
  t.clock.advance(5);
  return barsik;
}

const invoiceOf = async (t: MoneyWorld) => {
  const [invoice] = await t.app.query(t.boss, (w) => listInvoices(w));
  if (!invoice) throw new Error('no invoice');
  return invoice;
};

const quoteFor = async (t: MoneyWorld, { person }: Client) => {
  const { id } = await invoiceOf(t);
  return t.app.query(as(person), (w) => quoteInvoice(w, { invoice: id }));
};

const paymentsOf = async (t: MoneyWorld, { person }: Client) => {
  const { entries } = await t.app.query(t.boss, (w) => showStatement(w, { person: person.id, as: 'client' }));
  return entries.filter(({ kind }) => kind === 'payment').map(({ amount }) => amount);
};

/** A message of Telegram that says what was paid. */
function paidMessage({ cat }: Client, payment: { payload: string; currency: string; amount: number; charge: string }) {
  const { from, chat } = cat.telegram();
  const { payload, currency, amount, charge } = payment;
  const successful_payment = { currency, total_amount: amount, invoice_payload: payload, telegram_payment_charge_id: charge, provider_payment_charge_id: `p-${charge}` };
  return { message_id: 900, date: 1, from, chat, successful_payment };
}

/** Stores updates as if Telegram had sent them, and lets a new process handle them. */
async function receives(t: MoneyWorld, { cat }: Client, messages: [updateId: number, message: object][]): Promise<void> {
  await t.bot.idle();
  await t.bot.stop();
  await t.app.run(SYSTEM, async (w) => {
    for (const [updateId, message] of messages) await w.chat.keepUpdate({ updateId, chatId: cat.id, body: JSON.stringify({ update_id: updateId, message }) });
  });
  await t.restart();
  await t.bot.idle();
  await t.dispatch();
}

/** What a cat wrote or paid before is handled once this is answered: a chat's updates keep their order. */
async function heard(t: MoneyWorld, { cat }: Client): Promise<void> {
  await cat.says('/menu');
  await cat.sees(/^(What shall we do\?|Что делаем\?)$/);
  await t.settle();
}

const WORDS = {
  en: { pay: 'Pay', issued: 'You can pay right here.', card: 'Invoice 2026-000001: 2 orders, 200.00 CU, up to Sun 8 Mar, 20:00.\nto be paid', title: 'Invoice 2026-000001', text: '2 orders, up to Sun 8 Mar, 20:00. To pay 200.00 CU.', button: 'Pay RUB 2,000.00', received: '2026-000001: received 200.00 CU. Thank you!', paid: /Invoice 2026-000001.*\npaid$/, why: 'Why this sum?', how: 'Paid Sun 8 Mar, in the chat: 200.00 CU. It came as RUB 2,000.00 for 200.00 CU, at RUB 10.00 for 1.00 CU.', paper: /Paid Sun 8 Mar 2026: in the chat, RUB.2,000\.00 at .*RUB.10\.00 for 1\.00 CU/s, late: 'This invoice needs no payment any more.' },
  ru: { pay: 'Оплатить', issued: 'Оплатить можно прямо здесь.', card: 'Счёт 2026-000001: 2 заказа, 200,00 к.е., по вс 8 марта, 20:00.\nждёт оплаты', title: 'Счёт 2026-000001', text: '2 заказа, по вс 8 марта, 20:00. К оплате 200,00 к.е.', button: 'Оплатить 2 000,00 ₽', received: '2026-000001: получено 200,00 к.е. Спасибо!', paid: /Счёт 2026-000001.*\nоплачен$/, why: 'Почему такая сумма?', how: 'Оплачено вс 8 марта, в чате: 200,00 к.е. Пришло 2 000,00 ₽ за 200,00 к.е. по курсу 10,00 ₽ за 1,00 к.е.', paper: /Оплачено вс 8 марта 2026: в чате, 2.000,00.₽ по .*курсу 10,00.₽ за 1,00 к\.е\./s, late: 'Этот счёт уже не ждёт оплаты. Платить не нужно.' },
} as const;

describeOnBoth('paying in the chat', (databases) => {
  test.each(languagesOn(databases))('the invoice is paid from its button, and its card says so (%s)', async (language) => {
    const words = WORDS[language];
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t, language);
    const { cat } = barsik;
    const issued = cat.messages().find(({ document }) => document);
    expect(issued?.caption).toContain(words.issued);
    await cat.presses(words.pay);
    const card = await cat.sees(said(words.card));
    const bill = await cat.sees(said(words.text));
    expect(bill).toMatchObject({ kind: 'invoice', invoice: { title: words.title, currency: 'RUB', total_amount: 200_000, prices: [{ amount: 200_000 }] } });
    expect(bill.buttons[0]?.[0]).toMatch(said(words.button));
    expect(await cat.pays(bill)).toMatchObject({ outcome: 'paid' });
    await heard(t, barsik);
    await cat.sees(said(words.received));
    const paid = await cat.sees(words.paid);
    expect(paid.id).toBe(card.id);
    expect(paid.buttons.flat()).not.toContain(words.pay);
    await cat.presses(words.why, { on: paid });
    const why = await cat.sees(said(words.how));
    await cat.presses('PDF', { on: why });
    const paper = await cat.sees('invoice-2026-000001.pdf');
    expect((await readPdf(await cat.opens(paper))).lines.join(' ')).toMatch(words.paper);
    // The first invoice was answered from; the button on its paper explains itself now.
    await cat.presses(words.pay, { on: issued });
    await cat.hears(language === 'en' ? 'Now: paid.' : 'Уже иначе: оплачен.');
    expect(await paymentsOf(t, barsik)).toEqual([-20_000]);
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test('told of twice at once, and three times more under new and old numbers, the money is booked once', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t);
    const quote = await quoteFor(t, barsik);
    await barsik.cat.presses('Pay');
    t.sim.payments.setMode('double', 1);
    const outcome = await barsik.cat.pays();
    await heard(t, barsik);
    await barsik.cat.sees(said(WORDS.en.received));
    const charge = outcome.outcome === 'paid' ? outcome.charge_id : '';
    const message = paidMessage(barsik, { ...quote, charge });
    await receives(t, barsik, [[901, message], [902, message], [901, message], [903, message]]);
    expect(await paymentsOf(t, barsik)).toEqual([-20_000]);
    expect(barsik.cat.messages().filter(({ text }) => said(WORDS.en.received).test(text))).toHaveLength(1);
    expect(barsik.cat.transcript()).not.toMatch(/beyond what was due|error/i);
  });

  test('money for an invoice that was paid meanwhile becomes credit, and the client is told', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t, 'ru');
    const quote = await quoteFor(t, barsik);
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 20_000, reference: 'bank 1' }));
    await t.settle();
    await receives(t, barsik, [[901, paidMessage(barsik, { ...quote, charge: 'tg-2' })]]);
    await barsik.cat.sees(said('2026-000001: 200,00 к.е. пришли сверх суммы счёта. Это ваш остаток: он пойдёт в оплату следующего счёта.'));
    await barsik.cat.says('/money');
    await barsik.cat.sees(said('Остаток в вашу пользу: 200,00 к.е.'));
    expect(await paymentsOf(t, barsik)).toEqual([-20_000, -20_000]);
  });

  test('what it was in roubles is told by the rate it was offered at, whatever the rate is by then', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t);
    const quote = await quoteFor(t, barsik);
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency: 'RUB', rateMinor: 1_100 } } }));
    await receives(t, barsik, [[901, paidMessage(barsik, { ...quote, charge: 'tg-3' })]]);
    await barsik.cat.presses('Why this sum?');
    await barsik.cat.sees(said('Paid Sun 8 Mar, in the chat: 200.00 CU. It came as RUB 2,000.00 for 200.00 CU, at RUB 10.00 for 1.00 CU.'));
  });

  test('whoever is about to pay is told why not, in the own language', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t, 'ru');
    const { cat } = barsik;
    await cat.presses('Оплатить');
    const bill = await cat.sees(said(WORDS.ru.text));
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency: 'RUB', rateMinor: 1_100 } } }));
    expect(await cat.pays(bill)).toEqual({ outcome: 'refused', reason: 'Курс уже другой. Откройте счёт в /money и нажмите [Оплатить] ещё раз.' });
    await t.app.run(t.boss, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 1_000, reason: 'sorry' }));
    expect(await cat.pays(bill)).toEqual({ outcome: 'refused', reason: 'Сумма уже другая. Откройте счёт в /money и нажмите [Оплатить] ещё раз.' });
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 19_000, reference: 'bank' }));
    expect(await cat.pays(bill)).toEqual({ outcome: 'refused', reason: WORDS.ru.late });
    expect(await paymentsOf(t, barsik)).toEqual([-19_000]);
  });

  test('who may pay is answered while everything else in that chat waits', async () => {
    const gate: { open?: () => void; closed: Promise<void> } = { closed: Promise.resolve() };
    const waiting = (app: App): App => ({ ...app, run: async (actor, work) => (actor.kind === 'person' ? gate.closed.then(() => app.run(actor, work)) : app.run(actor, work)) });
    const t = await openMoneyWorld(databases, { app: waiting });
    const barsik = await owing(t);
    await barsik.cat.presses('Pay');
    const bill = await barsik.cat.sees(said(WORDS.en.text));
    gate.closed = new Promise((resolve) => (gate.open = resolve));
    for (const text of ['/order', '/order', '/order']) await barsik.cat.says(text);
    expect(await barsik.cat.pays(bill)).toMatchObject({ outcome: 'paid' });
    expect(await paymentsOf(t, barsik)).toEqual([]);
    gate.open?.();
    await heard(t, barsik);
    await barsik.cat.sees(said(WORDS.en.received));
    expect(await paymentsOf(t, barsik)).toEqual([-20_000]);
  });

  test('who may pay is answered while more waits than there is room for', async () => {
    const gate: { open?: () => void; closed: Promise<void> } = { closed: Promise.resolve() };
    const waiting = (app: App): App => ({ ...app, run: async (actor, work) => (actor.kind === 'person' ? gate.closed.then(() => app.run(actor, work)) : app.run(actor, work)) });
    const t = await openMoneyWorld(databases, { app: waiting });
    const barsik = await owing(t);
    await barsik.cat.presses('Pay');
    const bill = await barsik.cat.sees(said(WORDS.en.text));
    await t.bot.stop();
    const { from, chat } = barsik.cat.telegram();
    await t.app.run(SYSTEM, async (w) => {
      for (let id = 5_000; id < 6_100; id++) await w.chat.keepUpdate({ updateId: id, chatId: barsik.cat.id, body: JSON.stringify({ update_id: id, message: { message_id: id, date: 1, from, chat, text: '/order' } }) });
    });
    gate.closed = new Promise((resolve) => (gate.open = resolve));
    await t.restart();
    expect(await barsik.cat.pays(bill)).toMatchObject({ outcome: 'paid' });
    gate.open?.();
  });

  test('nobody pays for others, and what was never offered is let through to nobody', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t);
    const murka = await t.client('Murka', 'ru');
    const quote = await quoteFor(t, barsik);
    const heard: unknown[] = [];
    const call = (_method: string, payload: { ok: boolean; error_message?: string }) => Promise.resolve(heard.push(payload.ok, payload.error_message));
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const asked = async (id: number, payload: string, app: App = t.app, decideMs?: number) => {
      const checkout = new Checkout({ app, log, api: { call } } as never, decideMs);
      checkout.answer({ id: '1', from: { id, is_bot: false, first_name: 'x', language_code: 'en' }, currency: 'RUB', total_amount: quote.amount, invoice_payload: payload });
      await checkout.idle();
      return heard.splice(0);
    };
    expect(await asked(barsik.cat.id, quote.payload)).toEqual([true, undefined]);
    expect(await asked(murka.cat.id, quote.payload)).toEqual([false, 'Этот счёт не ваш, оплатить его здесь нельзя.']);
    expect(await asked(77, quote.payload)).toEqual([false, "This invoice is not yours, so it can't be paid here."]);
    expect(await asked(barsik.cat.id, 'i1:junk')).toEqual([false, 'This is no invoice of ours. See /money.']);
    const broken = { ...t.app, query: () => Promise.reject(new Error('disk')) } as App;
    expect(await asked(barsik.cat.id, quote.payload, broken)).toEqual([false, 'Not possible just now. No money was taken; try in a minute.']);
    const stuck = { ...t.app, query: () => new Promise(() => undefined) } as App;
    expect(await asked(barsik.cat.id, quote.payload, stuck, 20)).toEqual([false, 'Not possible just now. No money was taken; try in a minute.']);
  });

  test('money that arrived is not given up for a fault of the database, and booked once it is over', async () => {
    let broken = false;
    let tries = 0;
    const faults = [new Error('disk'), databaseBusy()];
    const failing = (app: App): App => ({
      ...app,
      run: (actor, work) =>
        app.run(actor, async (w) => {
          if (broken && work.toString().includes('recordTelegramPayment')) throw faults[tries++ % 2] ?? new Error('none');
          return work(w);
        }),
    });
    const t = await openMoneyWorld(databases, { app: failing, bot: { pollTimeoutS: 1 } });
    const barsik = await owing(t);
    const quote = await quoteFor(t, barsik);
    broken = true;
    await receives(t, barsik, [[901, paidMessage(barsik, { ...quote, charge: 'tg-1' })]]);
    expect(await paymentsOf(t, barsik)).toEqual([]);
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toHaveLength(1);
    expect(barsik.cat.transcript()).not.toMatch(/error/i);
    const isBooked = () => paymentsOf(t, barsik).then(({ length }) => length > 0);
    broken = false;
    while (!(await isBooked())) await t.bot.idle();
    await t.settle();
    await barsik.cat.sees(said(WORDS.en.received));
    expect(await paymentsOf(t, barsik)).toEqual([-20_000]);
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toEqual([]);
  });

  test('money that nobody asked for is left to staff: nobody is told to pay again', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t, 'ru');
    await receives(t, barsik, [[901, paidMessage(barsik, { payload: 'not ours', currency: 'RUB', amount: 100, charge: 'tg-9' })]]);
    await barsik.cat.sees(/Ваш платёж пришёл, но записать его сразу не вышло: tg-9\. Второй раз платить не нужно, менеджер разберётся\./);
    const tasks = (await t.app.query(t.boss, (w) => listTasks(w))).filter(({ kind }) => kind !== 'unreachable');
    expect(tasks).toMatchObject([{ kind: 'payment_unplaced', data: { charge: 'tg-9', amount: 100, currency: 'RUB' } }]);
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toEqual([]);
    expect(t.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('a sum that the messenger does not take is paid another way', async () => {
    const t = await openMoneyWorld(databases);
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { telegram: { currency: 'RUB', rateMinor: 1 } } }));
    const barsik = await t.client('Barsik');
    await t.owes(barsik);
    await t.at(sunday());
    await barsik.cat.presses('Pay');
    await barsik.cat.presses('Pay here');
    await barsik.cat.hears("This invoice can't be paid here. Please choose another way.");
    expect(t.log.map(({ message }) => message)).toEqual(['invoice refused by the messenger']);
  });

  test('where no provider is set up nobody is offered to pay in the chat', async () => {
    const t = await openMoneyWorld(databases, { bot: { money: { paymentToken: null } } });
    const barsik = await owing(t);
    await barsik.cat.presses('Pay');
    const ways = await barsik.cat.sees(said('By bank transfer; put 2026-000001 as the reference:\nCat Bank'));
    expect(ways.buttons.flat()).toEqual(['PDF', 'How I pay', 'Back']);
    await barsik.cat.presses('How I pay');
    const method = await barsik.cat.sees('You pay by bank transfer');
    expect(method.buttons.flat()).toEqual(['Enter a card', 'Back']);
  });

  test('a forwarded invoice leads to the bot, and a typed label pays the only open one', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await owing(t);
    await barsik.cat.says('/start money');
    await barsik.cat.sees(said("Owed at the week's end: 200.00 CU"));
    await barsik.cat.says('pay');
    await barsik.cat.sees(said(WORDS.en.text));
  });
});
