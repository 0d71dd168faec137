import { pack } from '../../src/bot/callback-data';
import { assignOrder, editService, listOrders, moveOrder, placeOrder, showOrder } from '../../src/domain/orders';
import type { Language } from '../../src/domain/shared/work';
import { listWorkers, markAbsence } from '../../src/domain/staffing';
import type { Cat } from '../../src/simulator';
import { offer } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

/** The same order as in English, by a cat who reads Russian. */
async function orderInRussian(cat: Cat): Promise<void> {
  await cat.says('/order');
  await cat.presses('Стаканы');
  await cat.presses('Без описания');
  await cat.sees('Куда прийти?');
  await cat.says('Диван');
  await cat.sees('Когда?');
  await cat.says('завтра в 10');
  await cat.sees('Оценка');
  await cat.presses('Подтвердить');
  await cat.sees(/№1 · /);
}

describeOnBoth('an order that was placed', (databases) => {
  /** Barsik's order of tomorrow at ten, which Tom has. */
  async function placed(language: Language = 'en') {
    const t = await openBotWorld(databases);
    await offer(t);
    const [barsik, tom] = [await t.invite('Barsik', ['client'], language), await t.hire('Tom')];
    for (const cat of [barsik, tom]) {
      await cat.start();
      await cat.sees(/Barsik!|Tom/);
    }
    const card = language === 'en' ? await order(barsik) : undefined;
    await t.bot.idle();
    // The question that the card replaced lost its buttons, which is a change to see.
    if (card) expect((await barsik.sees('When?')).buttons).toEqual([]);
    const facts = (no = '1') => t.app.query(t.boss, (w) => showOrder(w, no));
    return { t, barsik, tom, facts, card: card! };
  }

  test('is moved for the same price, by presses and after a restart, and client and worker hear of it', async () => {
    const { t, barsik, tom, facts, card } = await placed();
    await t.dispatch();
    await tom.sees(/New job #1/);
    await barsik.presses('Move');
    const days = await barsik.sees('#1: to which day?');
    expect(days.buttons).toEqual([['Mon 2', 'Tue 3', 'Wed 4'], ['Thu 5', 'Fri 6', 'Sat 7'], ['›'], ['Cancel']]);
    await barsik.presses('Wed 4');
    await barsik.sees('Wed 4 Mar: what time?');
    await t.restart();
    await barsik.presses('15:00');
    const sure = await barsik.sees(/#1: Tue 3 Mar, 10:00 → Wed 4 Mar, 15:00\. Same order, same price 100\.00.CU\./);
    expect((await facts()).at).toEqual(new Date('2026-03-03T07:00:00Z'));
    await barsik.presses('Confirm');
    const moved = await barsik.sees(/#1 · .* Wed 4 Mar, 15:00 .*\nTom will come Wed 4 Mar, 15:00\.\nPrice 100\.00/);
    expect([days.id, moved.id]).toEqual([card.id, card.id]);
    await barsik.presses('Confirm', { on: sure });
    await barsik.hears('Already done.');
    await t.dispatch();
    await barsik.sees('#1: moved to Wed 4 Mar, 15:00. Tom will come.');
    await tom.sees('#1: moved to Wed 4 Mar, 15:00, Sofa, Arbat 7.');
    expect(tom.messages().find(({ text }) => text.startsWith('New job #1'))?.text).toContain('Wed 4 Mar, 15:00');
    expect(barsik.messages().filter(({ text }) => text.includes('moved to'))).toHaveLength(1);
  });

  test('stays where it is while nobody is free, and another time is asked for', async () => {
    const { t, barsik, facts } = await placed();
    const [tom] = await t.app.query(t.boss, (w) => listWorkers(w));
    await t.app.run(t.boss, (w) => markAbsence(w, { worker: tom?.id ?? '', from: new Date('2026-03-04T00:00:00Z'), to: new Date('2026-03-05T00:00:00Z') }));
    await barsik.says('move');
    await barsik.sees('#1: to which day?');
    await barsik.says('4 march 15:00');
    await barsik.sees(/→ Wed 4 Mar, 15:00/);
    await barsik.presses('Confirm');
    const again = await barsik.sees(/Nobody is free at that time, so order 1 stays where it is\.\n#1: to which day\?/);
    expect(again.buttons[0]).toContain('Wed 4');
    await barsik.says('6 march at 11');
    await barsik.sees(/→ Fri 6 Mar, 11:00/);
    await barsik.says('friday 11:30');
    await barsik.sees(/→ Fri 6 Mar, 11:30/);
    await barsik.says('friday 11:00');
    await barsik.sees(/→ Fri 6 Mar, 11:00/);
    await barsik.says('confirm');
    await barsik.sees(/Tom will come Fri 6 Mar, 11:00/);
    expect(await facts()).toMatchObject({ at: new Date('2026-03-06T08:00:00Z'), worker: { name: 'Tom' } });
  });

  test.each([
    ['en', 'Move', /^It is at that time already\.\n#1: to which day\?/, '10:00', /^It is at that time already\.\nTue 3 Mar: what time\?/, 'tomorrow 10am', 'tomorrow'],
    ['ru', 'Перенести', /^Заказ и так на это время\.\n№1: на какой день\?/, '10:00', /^Заказ и так на это время\.\nвт 3 марта: во сколько\?/, 'завтра в 10', 'завтра'],
  ] as const)('is not moved to the time that it has, which is said and asked again (%s)', async (language, move, atDay, pressed, atTime, when, day) => {
    const { barsik, facts } = await placed(language);
    if (language === 'ru') await orderInRussian(barsik);
    await barsik.presses(move);
    await barsik.sees(/#1: to which day|№1: на какой день/);
    await barsik.says(when);
    await barsik.sees(atDay);
    await barsik.says(day);
    await barsik.sees(/what time\?|во сколько\?/);
    await barsik.presses(pressed);
    await barsik.sees(atTime);
    await barsik.presses('11:00');
    await barsik.sees(/→ (Tue 3 Mar|вт 3 марта), 11:00/);
    expect((await facts()).at).toEqual(new Date('2026-03-03T07:00:00Z'));
  });

  test.each(['/menu', '/start'])('%s in the middle of a question about it leaves that, and its card is as it was', async (command) => {
    const { barsik, facts, card } = await placed();
    await barsik.presses('Cancel order');
    await barsik.sees('Why cancel?');
    await barsik.says(command);
    const menu = await barsik.sees(/^Left off\.\n(What shall we do\?|Hello, Barsik!)/);
    expect(menu.buttons[0]).toEqual(['Order']);
    expect(barsik.messages().find(({ id }) => id === card.id)).toMatchObject({ text: card.text, buttons: card.buttons });
    await barsik.says('my orders');
    await barsik.sees('Your orders');
    expect(await facts()).toMatchObject({ status: 'assigned' });
  });

  test('is not moved when it is too late, and a card that still offers it explains why', async () => {
    const { t, barsik, facts, card } = await placed();
    expect(card.buttons).toEqual([['Move', 'Directions'], ['Cancel order']]);
    t.clock.set('2026-03-02T19:01:00Z');
    await barsik.presses('Move', { on: card });
    await barsik.hears('It could be moved until Mon 2 Mar, 22:00.');
    expect((await barsik.sees(/Tom will come/)).buttons).toEqual([['Directions'], ['Cancel order']]);
    await barsik.presses('Directions');
    await barsik.sees('#1: how does one find the place?');
    await barsik.presses('Cancel');
    await barsik.sees(/Tom will come/);
    expect(await facts()).toMatchObject({ at: new Date('2026-03-03T07:00:00Z'), directions: null });
  });

  test('too late between question and answer: the order stays, and its card comes back', async () => {
    const { t, barsik, facts } = await placed();
    await barsik.presses('Move');
    await barsik.sees('#1: to which day?');
    await barsik.says('thursday 9:00');
    await barsik.sees(/→ Thu 5 Mar, 09:00/);
    t.clock.set('2026-03-02T19:01:00Z');
    await barsik.presses('Confirm');
    await barsik.hears(/Order 1 can no longer be moved/);
    await barsik.sees(/Tom will come Tue 3 Mar, 10:00/);
    expect((await facts()).at).toEqual(new Date('2026-03-03T07:00:00Z'));
  });

  test('wrong input while it is moved: a past date, one too soon, what is no date, a voice and a forward', async () => {
    const { barsik } = await placed();
    await barsik.presses('Move');
    await barsik.sees('#1: to which day?');
    await barsik.says('yesterday 10am');
    await barsik.sees("That's past. Tue 3 Mar, 10:00?");
    await barsik.says('in 10 minutes');
    await barsik.sees(/too soon: an order needs 60 minutes' notice\.\n#1: to which day\?/);
    await barsik.says('purr');
    await barsik.sees(/could not read a day or time\.\n#1: to which day\?/);
    await barsik.sendsVoice();
    await barsik.sees('Please type it.\n#1: to which day?');
    await barsik.forwards('tomorrow 10am');
    await barsik.sees('No forwards: send your own.\n#1: to which day?');
    await barsik.sendsSticker();
    await barsik.sees('Nice. Now:\n#1: to which day?');
    await barsik.says('x'.repeat(101));
    await barsik.sees(/101 characters, limit 100/);
    await barsik.says('cancel');
    await barsik.sees(/Tom will come Tue 3 Mar, 10:00/);
  });

  test('how to find the place is told, seen by the worker, changed and taken back', async () => {
    const { t, barsik, tom, facts } = await placed();
    await t.dispatch();
    const job = await tom.sees(/New job #1/);
    await barsik.presses('Directions');
    await barsik.sees('#1: how does one find the place? The worker will see it.');
    await barsik.says('x'.repeat(501));
    await barsik.sees(/501 characters, limit 500/);
    await barsik.sendsPhoto();
    await barsik.sees(/Please type it\.\n#1: how/);
    await barsik.says('Second <b>yard</b>, ring twice');
    await barsik.sees(/Kept; the worker will see it\.\n#1 · .*\n.*\nHow to find it: «Second <b>yard<\/b>, ring twice»/);
    await t.dispatch();
    await tom.sees(/How to find it: «Second <b>yard<\/b>, ring twice»/);
    expect(tom.messages().find(({ id }) => id === job.id)?.text).toContain('ring twice');
    await barsik.presses('Directions');
    await barsik.sees(/it says «Second <b>yard<\/b>, ring twice» now/);
    await barsik.presses('Take it off');
    await barsik.hears('Taken off.');
    await barsik.sees(/#1 · (?![^]*How to find)/);
    expect((await facts()).directions).toBeNull();
  });

  test('is copied once: both cards name each other, and no second copy is offered', async () => {
    const { t, barsik } = await placed();
    await barsik.presses('Cancel order');
    await barsik.presses('Plans changed');
    await barsik.presses('Yes, cancel');
    const original = await barsik.sees(/Cancelled: plans changed/);
    await barsik.presses('Choose another date');
    await barsik.sees('Copy of #1: when?');
    await barsik.says('thursday 9:00');
    await barsik.sees(/Copy of #1, Thu 5 Mar, 09:00: matched anew, estimate 100\.00.CU\. #1 is still owed\./);
    await barsik.presses('Confirm');
    await barsik.sees(/#2 · .*\nTom will come.*\nPrice 100\.00.CU · copy of #1/);
    const linked = barsik.messages().find(({ id }) => id === original.id);
    expect(linked?.text).toMatch(/Price 100\.00.CU · copied as #2/);
    expect(linked?.buttons).toEqual([['Copy: #2'], ['Why this sum?']]);
    await barsik.presses('Choose another date', { on: original });
    await barsik.hears('copied as #2');
    await barsik.presses('Copy: #2');
    await barsik.sees(/#2 · /);
    await t.bot.idle();
    expect(await t.app.query(t.boss, (w) => listOrders(w))).toHaveLength(2);
  });

  test('in Russian: what a service is, moving by typed words, and directions', async () => {
    const { t, barsik, facts } = await placed('ru');
    await t.app.run(t.boss, (w) => editService(w, 'Glass dropping', { descriptionRu: 'Роняем <стаканы> с любой высоты', descriptionEn: 'We drop glasses' }));
    await barsik.says('/order');
    await barsik.sees('Чем помочь?\nСтаканы: Роняем <стаканы> с любой высоты');
    await barsik.presses('Стаканы');
    await barsik.presses('Без описания');
    await barsik.sees('Куда прийти?');
    await barsik.says('Диван');
    await barsik.sees(/Когда/);
    await barsik.says('завтра в 10');
    await barsik.presses('Подтвердить');
    await barsik.sees(/Мастер — Tom/);
    await barsik.says('перенести');
    await barsik.sees('№1: на какой день?');
    await barsik.says('в четверг в 15');
    await barsik.sees(/№1: вт 3 марта, 10:00 → чт 5 марта, 15:00\. Тот же заказ, та же цена 100,00.к\.е\. Мастер может быть другой/);
    await barsik.says('подтвердить');
    await barsik.sees(/Мастер — Tom\. Ждите чт 5 марта, 15:00\./);
    await barsik.says('Как найти');
    await barsik.sees('№1: как найти место? Мастер это увидит.');
    await barsik.says('Через двор');
    await barsik.sees(/Сохранено, мастер увидит\.\n№1 · [^]*Как найти: «Через двор»/);
    expect(await facts()).toMatchObject({ at: new Date('2026-03-05T12:00:00Z'), directions: 'Через двор' });
  });

  test("is nobody else's: forged presses of another client and of the worker change nothing", async () => {
    const { t, tom, facts } = await placed();
    const murka = await t.invite('Murka', ['client']);
    await murka.start();
    await murka.sees('Murka!');
    const { id } = await facts();
    for (const action of ['move', 'directions'] as const) {
      const data = pack({ kind: 'thing', thing: 'order', action, id, version: 'assigned' });
      await murka.pressesData(data);
      await murka.hears('No access');
      await tom.pressesData(data);
      await tom.sees('No access');
    }
    await t.bot.idle();
    expect(await facts()).toMatchObject({ at: new Date('2026-03-03T07:00:00Z'), directions: null });
  });

  test('is found among many: every order is listed, a page at a time', async () => {
    const { t, barsik, facts } = await placed();
    const { client, service } = await facts();
    for (let hour = 0; hour < 13; hour++) await placeOrder(t.app, t.boss, { id: t.app.newId(), client: client.id, service: service.id, place: 'Sofa', at: new Date(Date.UTC(2026, 2, 6, 3 + hour)) });
    await barsik.says('/orders');
    const first = await barsik.sees('Your orders');
    await barsik.presses('›');
    const second = await barsik.sees('Your orders');
    const listed = [first, second].flatMap(({ buttons }) => buttons.flat()).filter((label) => label.startsWith('#'));
    expect([listed.length, new Set(listed).size]).toEqual([14, 14]);
    expect(second.buttons.at(-1)).toEqual(['‹']);
  });

  test('that staff moved and gave to another worker, shows so on the card it has', async () => {
    const { t, barsik, tom } = await placed();
    await t.dispatch();
    await tom.sees(/New job #1/);
    const bagheera = await t.hire('Bagheera');
    await bagheera.start();
    await bagheera.sees(/Bagheera/);
    await moveOrder(t.app, t.boss, { order: '1', at: new Date('2026-03-05T12:00:00Z') });
    const [other] = (await t.app.query(t.boss, (w) => listWorkers(w))).filter(({ name }) => name === 'Bagheera');
    await t.app.run(t.boss, (w) => assignOrder(w, { order: '1', worker: other?.id ?? '', reason: 'nearer' }));
    await t.dispatch();
    await barsik.sees(/#1 · .*Thu 5 Mar, 15:00.*\nBagheera will come/);
    await tom.sees(/Job is off: it went to another worker/);
    await bagheera.sees(/New job #1: .*Thu 5 Mar, 15:00/);
  });
});
