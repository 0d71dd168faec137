import { collectDue, listCollections, listInvoices, recordPayment, runBilling, showPaymentMethod } from '../../src/domain/billing';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openMoneyWorld, said, sunday, type Client, type MoneyWorld } from './money-support';
import { closeWorlds } from './support';

afterEach(closeWorlds);

const WORDS = {
  en: {
    how: 'How I pay',
    enter: 'Enter a card',
    entered: "I've entered it",
    open: 'Open the page',
    pay: 'Pay',
    by_hand: 'You pay by bank transfer: the details are in the invoice',
    waiting: 'The card is not entered yet.',
    kept: '•• 4242 kept.\nYou pay by card •• 4242: we charge it when an invoice is due.',
    issued: 'Invoice 2026-000001: 1 order, 100.00 CU, up to Sun 8 Mar, 20:00.\nWe charge card •• 4242.',
    failed: '2026-000001 is unpaid: the bank declined the card. We retry Mon 9 Mar, 20:00.',
    again: 'Charging the card failed: the bank declined the card. We retry Mon 9 Mar, 20:00.\nBy bank transfer; put 2026-000001 as the reference:\nCat Bank\naccount 40702 810',
    paid: '2026-000001: received 100.00 CU. Thank you!',
    over: '2026-000001 is unpaid, 100.00 CU to go. We have stopped trying your card: please pay another way.',
    remove: 'Remove the card',
    sure: 'Remove card •• 4242?\nFrom then on you pay by bank transfer or in cash.',
    yes: 'Yes, remove',
    removed: 'The card is removed.\nYou pay by bank transfer',
  },
  ru: {
    how: 'Как я плачу',
    enter: 'Ввести карту',
    entered: 'Готово',
    open: 'Открыть страницу',
    pay: 'Оплатить',
    by_hand: 'Вы платите переводом: реквизиты в PDF счёта.',
    waiting: 'Карта ещё не введена.',
    kept: '•• 4242 сохранена.\nВы платите картой •• 4242: спишем сами, когда придёт счёт.',
    issued: 'Счёт 2026-000001: 1 заказ, 100,00 к.е., по вс 8 марта, 20:00.\nСпишем с карты •• 4242.',
    failed: '2026-000001 не оплачен: банк отклонил карту. Повторим пн 9 марта, 20:00.',
    again: 'Списать с карты не вышло: банк отклонил карту. Повторим пн 9 марта, 20:00.\nПереводом; в назначении укажите 2026-000001:\nCat Bank\naccount 40702 810',
    paid: '2026-000001: получено 100,00 к.е. Спасибо!',
    over: '2026-000001 не оплачен, осталось 100,00 к.е. Карту больше не пробуем: оплатите, пожалуйста, другим способом.',
    remove: 'Убрать карту',
    sure: 'Убрать карту •• 4242?\nДальше платить переводом или наличными.',
    yes: 'Да, убрать',
    removed: 'Карта убрана.\nВы платите переводом',
  },
} as const;

/** Enters a card by way of the gateway's page, which opens from a button. */
async function enterCard(t: MoneyWorld, { cat }: Client, words: (typeof WORDS)['en' | 'ru']): Promise<void> {
  await cat.says('/money');
  await cat.presses(words.how);
  await cat.sees(words.by_hand);
  await cat.presses(words.enter);
  const page = await cat.sees(/payment service|платёжной службы/);
  const [button] = page.keyboard[0] ?? [];
  expect(button).toMatchObject({ text: words.open, url: expect.stringContaining('/card/enter/') as string });
  await cat.presses(words.entered);
  await cat.hears(words.waiting);
  t.sim.card.keep(button?.url?.split('/').at(-1) ?? '', '4242 4242 4242 4242');
  await cat.presses(words.entered);
  await cat.sees(said(words.kept));
}

const chargesOf = async (t: MoneyWorld) => {
  const [invoice] = await t.app.query(t.boss, (w) => listInvoices(w));
  return t.app.query(t.boss, (w) => listCollections(w, { invoice: invoice?.id ?? '' }));
};

describeOnBoth('a card on file', (databases) => {
  test.each(languagesOn(databases))('is entered on its own page, declined, tried again and charged, and removed (%s)', async (language) => {
    const words = WORDS[language];
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik', language);
    const { cat } = barsik;
    await enterCard(t, barsik, words);
    await t.owes(barsik);
    t.sim.card.setMode('decline', 1);
    t.clock.set(sunday());
    await t.settle();
    const issued = await cat.sees(said(words.issued));
    expect(issued.document?.name).toBe('invoice-2026-000001.pdf');
    const failed = await cat.sees(said(words.failed));
    await cat.presses(words.pay, { on: failed });
    const ways = await cat.sees(said(words.again));
    expect(ways.id).toBe(failed.id);
    await t.at('2026-03-09T16:59:00Z');
    expect(await chargesOf(t)).toMatchObject([{ status: 'declined' }]);
    await t.at('2026-03-09T17:00:00Z');
    await cat.sees(said(words.paid));
    expect(await chargesOf(t)).toMatchObject([{ status: 'declined' }, { status: 'paid' }]);
    await cat.presses(words.remove);
    await cat.sees(said(words.sure));
    await cat.presses(words.yes);
    await cat.sees(said(words.removed));
    expect(await t.app.query(t.boss, (w) => showPaymentMethod(w, { client: barsik.person.id }))).toMatchObject({ method: 'manual', last4: null });
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });

  test.each([
    ['en', 'Once the card is kept we charge the open invoice at once: 2026-000001, 100.00 CU. To pay it another way, press [Back].', 'Once the card is kept we charge the open invoices at once: 2026-000001, 100.00 CU; 2026-000002, 100.00 CU.', 'Pay by card •• 4242? We charge the open invoice at once: 2026-000002, 100.00 CU.', 'Yes, charge it', 'Back', 'By card •• 4242'],
    ['ru', 'Как только карта сохранится, сразу спишем за открытый счёт: 2026-000001, 100,00 к.е. Чтобы оплатить его иначе, нажмите [Назад].', 'Как только карта сохранится, сразу спишем за открытые счета: 2026-000001, 100,00 к.е.; 2026-000002, 100,00 к.е.', 'Платить картой •• 4242? Сразу спишем за открытый счёт: 2026-000002, 100,00 к.е.', 'Да, списать', 'Назад', 'Картой •• 4242'],
  ] as const)('is charged for open invoices only after that was said, with a way out (%s)', async (language, charged, both, sure, yes, back, choose) => {
    const words = WORDS[language];
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik', language);
    const { cat } = barsik;
    await t.owes(barsik);
    await t.at(sunday());
    await cat.says('/money');
    await cat.presses(words.how);
    await cat.presses(words.enter);
    await cat.sees(said(charged));
    await cat.presses(back);
    await cat.sees(words.by_hand);
    await t.settle();
    expect(await chargesOf(t)).toEqual([]);
    await cat.presses(words.enter);
    const page = await cat.sees(said(charged));
    t.sim.card.keep(page.keyboard[0]?.[0]?.url?.split('/').at(-1) ?? '', '4242 4242 4242 4242');
    // What is charged is another sum by now: nothing is kept before that is said.
    await t.owes(barsik);
    await t.at(sunday(1));
    await cat.presses(words.entered);
    await cat.sees(said(both));
    expect(await t.app.query(t.boss, (w) => showPaymentMethod(w, { client: barsik.person.id }))).toMatchObject({ method: 'manual', last4: null });
    await t.app.run(t.boss, (w) => recordPayment(w, { invoice: '2026-000001', amount: 10_000, reference: 'bank 1' }));
    await cat.presses(words.entered);
    await cat.sees(said(charged.replace('000001', '000002')));
    await cat.presses(words.entered);
    await cat.sees(said(words.kept.replace('\n', language === 'en' ? ' We charge now: 2026-000002, 100.00 CU.\n' : ' Списываем: 2026-000002, 100,00 к.е.\n')));
    await cat.presses(language === 'en' ? 'By bank transfer' : 'Переводом');
    await cat.sees(words.by_hand);
    await cat.presses(choose);
    await cat.sees(said(sure));
    await cat.presses(back);
    await cat.sees(words.by_hand);
    await t.settle();
    expect(await t.app.query(t.boss, (w) => listCollections(w, { invoice: '2026-000002' }))).toEqual([]);
    await cat.presses(choose);
    await cat.presses(yes);
    await cat.sees(said(language === 'en' ? 'We charge now: 2026-000002, 100.00 CU.\nYou pay by card' : 'Списываем: 2026-000002, 100,00 к.е.\nВы платите картой'));
    await t.settle();
    expect(await t.app.query(t.boss, (w) => listCollections(w, { invoice: '2026-000002' }))).toMatchObject([{ status: 'paid', amount: 10_000 }]);
  });

  test('that is refused every time is given up with one reminder', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik');
    await enterCard(t, barsik, WORDS.en);
    await t.owes(barsik);
    t.sim.card.setMode('decline');
    for (const instant of [sunday(), '2026-03-11T17:00:00Z', '2026-03-16T17:00:00Z', '2026-03-30T17:00:00Z', '2026-04-20T17:00:00Z']) await t.at(instant);
    await barsik.cat.sees(said(WORDS.en.over));
    expect(barsik.cat.messages().filter(({ text }) => said(WORDS.en.over).test(text))).toHaveLength(1);
    await barsik.cat.presses('Why this sum?', { on: barsik.cat.messages().find(({ document }) => document) });
    await barsik.cat.sees(said('Charging the card failed: the bank declined the card. We have stopped trying; please pay another way.'));
  });

  test('a refusal is not told where the client pays another way by then', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik');
    await enterCard(t, barsik, WORDS.en);
    await t.owes(barsik);
    t.sim.card.setMode('decline', 1);
    t.clock.set(sunday());
    await runBilling(t.app, t.boss, {});
    await collectDue(t.app, t.boss);
    await barsik.cat.presses('By bank transfer');
    await barsik.cat.sees('You pay by bank transfer');
    await t.dispatch();
    await barsik.cat.sees(said('Invoice 2026-000001: 1 order, 100.00 CU, up to Sun 8 Mar, 20:00.\nBank details in the PDF.'));
    expect(barsik.cat.transcript()).not.toContain('unpaid');
  });

  test('a gateway that is down is told of at once, and a button made for another card explains itself', async () => {
    const t = await openMoneyWorld(databases);
    const barsik = await t.client('Barsik');
    const { cat } = barsik;
    t.sim.card.setMode('error_500_before', 1);
    await cat.says('/money');
    await cat.presses('How I pay');
    await cat.presses('Enter a card');
    await cat.hears('We cannot do it right now. Please try again later.');
    await enterCard(t, barsik, WORDS.en);
    await cat.pressesData('g:method:erase1234');
    await cat.hears('The card is another one by now: •• 4242.');
    await cat.presses('Remove the card');
    await cat.presses('Yes, remove');
    await cat.sees('The card is removed.');
    await cat.pressesData('g:method:erase4242');
    await cat.hears('There is no card any more.');
    await cat.pressesData('g:method:card4242');
    await cat.hears('There is no card any more.');
  });
});
