import { listOrders } from '../../src/domain/orders';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

describeOnBoth('ordering', (databases) => {
  async function ready(language: 'en' | 'ru' = 'en') {
    const t = await openBotWorld(databases);
    await offer(t);
    await offer(t, 'Scratching', 30);
    await t.hire('Tom');
    const barsik = await t.invite('Barsik', ['client'], language);
    await barsik.start();
    await barsik.sees(/Barsik!/);
    const orders = () => t.app.query(t.boss, (w) => listOrders(w));
    return { t, barsik, orders };
  }

  test('by presses alone, and a confirmation that comes twice makes one order', async () => {
    const { t, barsik, orders } = await ready();
    await barsik.says('/order');
    await barsik.sees('What shall we do?');
    await barsik.presses('Scratching');
    await barsik.presses('Skip');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    const days = await barsik.sees('When?');
    expect(days.buttons).toEqual([['Mon 2', 'Tue 3', 'Wed 4'], ['Thu 5', 'Fri 6', 'Sat 7'], ['›'], ['Back', 'Cancel']]);
    await barsik.presses('›');
    await barsik.presses('Sun 8');
    const times = await barsik.sees('Sun 8 Mar: what time?');
    expect(times.buttons[0]).toEqual(['08:00', '09:00', '10:00', '11:00']);
    await barsik.presses('10:00');
    const confirm = await barsik.sees(/Scratching, Sun 8 Mar, 10:00, Sofa/);
    await barsik.presses('Confirm');
    await barsik.presses('Confirm', { on: confirm });
    await barsik.hears('Already done.');
    await t.dispatch();
    expect(await orders()).toHaveLength(1);
    expect(barsik.messages().filter(({ text }) => text.includes('#1 ·'))).toHaveLength(1);
  });

  test('by typing alone: labels are presses, a bare day leads to its times', async () => {
    const { barsik, orders } = await ready('ru');
    await barsik.says('Заказать');
    await barsik.sees('Чем помочь?');
    await barsik.says('стаканы');
    await barsik.sees('Опишите задачу.');
    await barsik.says('без описания');
    await barsik.sees('Куда прийти?');
    await barsik.says('Диван <b>у окна</b> & рядом');
    await barsik.sees('Когда? Или напишите «завтра в 10».');
    await barsik.says('завтра');
    await barsik.sees('вт 3 марта: во сколько?');
    await barsik.says('назад');
    await barsik.sees('Когда?');
    await barsik.says('5 марта');
    await barsik.sees('чт 5 марта: во сколько?');
    await barsik.says('в 10');
    await barsik.sees(/Стаканы, чт 5 марта, 10:00, Диван <b>у окна<\/b> & рядом/);
    await barsik.says('ну да');
    await barsik.sees(/Нажмите кнопку[^]*чт 5 марта, 10:00/);
    await barsik.says('в 11:30');
    await barsik.sees(/Стаканы, чт 5 марта, 11:30/);
    await barsik.says('вчера в 10');
    await barsik.sees(/Когда\?/);
    await barsik.says('послезавтра в 15 часов');
    await barsik.sees(/Стаканы, ср 4 марта, 15:00/);
    await barsik.says('5 марта в 10 утра');
    await barsik.sees(/Стаканы, чт 5 марта, 10:00/);
    await barsik.says('подтвердить');
    await barsik.sees(/№1 · Стаканы · чт 5 марта, 10:00 · Диван <b>у окна<\/b> & рядом/);
    expect(await orders()).toMatchObject([{ at: new Date('2026-03-05T07:00:00Z'), place: 'Диван <b>у окна</b> & рядом', description: null }]);
  });

  test('a date that has passed suggests the next, one too soon or too far is asked again', async () => {
    const { barsik } = await ready();
    await barsik.says('/order');
    await barsik.presses('Glass dropping');
    await barsik.presses('Skip');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    await barsik.sees('When?');
    await barsik.says('yesterday 10am');
    const past = await barsik.sees("That's past. Tue 3 Mar, 10:00?");
    expect(past.buttons[0]).toEqual(['Tue 3 Mar, 10:00']);
    await barsik.says('in 10 minutes');
    await barsik.sees(/When\?/);
    await barsik.says('5 may 2026 10:00');
    await barsik.sees(/When\?/);
    await barsik.says('purr');
    // The time that was offered instead goes with the question that offered it.
    const unread = await barsik.sees('I could not read a day or time.');
    expect(unread.buttons[0]).toEqual(['Mon 2', 'Tue 3', 'Wed 4']);
    await barsik.says('yesterday 10am');
    await barsik.presses('Tue 3 Mar, 10:00');
    await barsik.sees(/Glass dropping, Tue 3 Mar, 10:00, Sofa/);
  });

  test.each([
    ['en', { service: 'Glass dropping', skip: 'Skip', where: 'Where to?', when: /When\? Or/, unread: /^There is no such day or time\.\nWhen\?/, past: /^That day is past\.\nWhen\?/, far: /^That is too far ahead: .* 60 days\.\nWhen\?/, yesterday: 'yesterday', tomorrow: 'tomorrow', time: 'Tue 3 Mar: what time?', unreadTime: /^There is no such day or time\.\nTue 3 Mar: what time\?/ }],
    ['ru', { service: 'Стаканы', skip: 'Без описания', where: 'Куда прийти?', when: /Когда\? Или/, unread: /^Такого дня или времени не бывает\.\nКогда\?/, past: /^Этот день уже прошёл\.\nКогда\?/, far: /^Это слишком далеко: .* 60 дней\.\nКогда\?/, yesterday: 'вчера', tomorrow: 'завтра', time: 'вт 3 марта: во сколько?', unreadTime: /^Такого дня или времени не бывает\.\nвт 3 марта: во сколько\?/ }],
  ] as const)('a day or time that there is not, or that is out of reach, is asked again at once (%s)', async (language, words) => {
    const { t, barsik, orders } = await ready(language);
    await barsik.says('/order');
    await barsik.presses(words.service);
    await barsik.presses(words.skip);
    await barsik.sees(words.where);
    await barsik.says('Sofa');
    await barsik.sees(words.when);
    const NO_TIMES = ['31 Feb 10:00', '2026-02-30 10:00', '2026-11-31 10:00', '2026-12-32 10:00', '2026-03-05 25:00', '2026-03-05 10:75', '25:00'];
    for (const typed of NO_TIMES) await barsik.says(typed);
    await barsik.says(words.yesterday);
    const calendar = await barsik.sees(words.past);
    expect(calendar.buttons).toHaveLength(4);
    const said = (text: RegExp) => barsik.messages().filter((message) => text.test(message.text)).length;
    expect(said(words.unread)).toBe(NO_TIMES.length);
    await barsik.says('2026-02-28');
    await barsik.says('2026-05-02');
    await barsik.sees(words.far);
    await barsik.says(words.tomorrow);
    await barsik.sees(words.time);
    for (const typed of ['25:00', '24:00', '10:75']) await barsik.says(typed);
    // Asked for a time, a day that is out of reach leads back to the question for a day.
    await barsik.says('2026-05-02');
    await barsik.says('2026-03-05 10:00');
    await barsik.sees(/10:00, Sofa/);
    await barsik.says('31 Feb');
    await barsik.sees(language === 'en' ? /^There is no such day or time\.\n[^]*10:00, Sofa/ : /^Такого дня или времени не бывает\.\n[^]*10:00, Sofa/);
    expect([said(words.unreadTime), said(words.past), said(words.far)]).toEqual([3, 2, 2]);
    expect(await orders()).toEqual([]);
    expect(t.log.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test.each([
    ['en', { service: 'Glass dropping', skip: 'Skip', where: 'Where to?', when: /When\? Or/, morning: 'tomorrow morning', atMorning: /^Tue 3 Mar: what time\?/, evening: 'wednesday evening', atEvening: /^Wed 4 Mar: what time\?/, seven: 'half past seven', summary: /Wed 4 Mar, 19:30, Sofa/ }],
    ['ru', { service: 'Стаканы', skip: 'Без описания', where: 'Куда прийти?', when: /Когда\? Или/, morning: 'завтра утром', atMorning: /^вт 3 марта: во сколько\?/, evening: 'в среду вечером', atEvening: /^ср 4 марта: во сколько\?/, seven: 'в полвосьмого', summary: /ср 4 марта, 19:30, Sofa/ }],
  ] as const)('a part of the day offers its own hours, and an hour typed then is one of them (%s)', async (language, words) => {
    const { barsik } = await ready(language);
    await barsik.says('/order');
    await barsik.presses(words.service);
    await barsik.presses(words.skip);
    await barsik.sees(words.where);
    await barsik.says('Sofa');
    await barsik.sees(words.when);
    await barsik.says(words.morning);
    expect((await barsik.sees(words.atMorning)).buttons.slice(0, -1)).toEqual([['08:00', '09:00', '10:00', '11:00']]);
    await barsik.says(words.evening);
    expect((await barsik.sees(words.atEvening)).buttons.slice(0, -1)).toEqual([['17:00', '18:00', '19:00', '20:00'], ['21:00', '22:00']]);
    await barsik.says(words.seven);
    await barsik.sees(words.summary);
  });

  test('the last day on which anything can be ordered is taken alone, also where only its small hours can', async () => {
    const { t, barsik } = await ready();
    t.clock.set('2026-03-01T21:30:00Z');
    await barsik.says('/order');
    await barsik.presses('Glass dropping');
    await barsik.presses('Skip');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    await barsik.sees('When?');
    await barsik.says('2026-05-02');
    await barsik.sees('too far ahead');
    await barsik.says('2026-05-01');
    await barsik.sees('Fri 1 May: what time?');
    await barsik.says('00:15');
    await barsik.sees(/Glass dropping, Fri 1 May, 00:15/);
  });

  test.each([
    ['en', { service: 'Glass dropping', hello: /Hello, Barsik!/, menu: 'What shall we do?', kept: 'You were ordering; [Resume] goes on with it.', task: /Describe the task\./, labels: ['Order', 'My orders', 'Invoices'], list: 'No orders yet.', back: 'Resume', menuLabel: 'menu' }],
    ['ru', { service: 'Стаканы', hello: /Здравствуйте, Barsik!/, menu: 'Что делаем?', kept: 'Вы оформляли заказ; [Продолжить] вернёт к нему.', task: /Опишите задачу\./, labels: ['Заказать', 'Мои заказы', 'Счета'], list: 'Заказов пока нет.', back: 'Продолжить', menuLabel: 'меню' }],
  ] as const)('/start and /menu leave the question: the labels they show may be typed, and the draft is offered (%s)', async (language, words) => {
    const { barsik } = await ready(language);
    await barsik.says('/order');
    await barsik.presses(words.service);
    await barsik.sees(words.task);
    for (const [command, shown] of [['/start', words.hello], ['/menu', words.menu]] as const) {
      await barsik.says(command);
      const menu = await barsik.sees(shown);
      expect(menu.text.split('\n')[0]).toBe(words.kept);
      expect(menu.buttons.flat().slice(0, 4)).toEqual([words.back, ...words.labels]);
      await barsik.says(words.labels[1]);
      await barsik.sees(words.list);
      // Nothing is open any more, so nothing is left a second time; the draft is still offered.
      await barsik.says(words.menuLabel);
      const again = await barsik.sees(words.menu);
      expect([again.text, again.buttons[0]]).toEqual([words.menu, [words.back]]);
      await barsik.says(words.back);
      await barsik.sees(words.task);
    }
  });

  test('anything can be changed before it is confirmed, and the last place offered', async () => {
    const { barsik, orders } = await ready();
    await order(barsik);
    await barsik.says('/order');
    await barsik.presses('Scratching');
    await barsik.presses('Skip');
    await barsik.presses('Same as last time: Sofa, Arbat 7');
    await barsik.sees('When?');
    await barsik.says('tomorrow 15:00');
    await barsik.sees(/Scratching, Tue 3 Mar, 15:00, Sofa, Arbat 7/);
    for (const [field, prompt, answer] of [['Task', 'Describe the task.', 'Softly'], ['Place', 'Where to?', 'Armchair'], ['Time', 'When?', 'thursday 9:00']] as const) {
      await barsik.presses('Edit');
      await barsik.presses(field);
      await barsik.sees(prompt);
      await barsik.says(answer);
      await barsik.sees(/Estimate/);
    }
    await barsik.presses('Confirm');
    await barsik.sees(/#2 · Scratching · Thu 5 Mar, 09:00 · Armchair/);
    expect((await orders())[0]).toMatchObject({ number: 2, description: 'Softly', place: 'Armchair' });
  });

  test('cancel keeps a draft to resume, also after a restart, and its old buttons still lead on', async () => {
    const { t, barsik } = await ready();
    await barsik.says('/order');
    await barsik.presses('Glass dropping');
    await barsik.sees('Describe');
    await barsik.says('Two glasses');
    await barsik.sees('Where to?');
    await t.restart();
    await barsik.says('/cancel');
    await barsik.sees('Cancelled; the draft is kept.');
    await barsik.presses('Resume');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    await barsik.sees('When?');
    await barsik.presses('Cancel');
    await barsik.sees('the draft is kept');
    await barsik.says('/menu');
    const menu = await barsik.sees('What shall we do?');
    expect(menu.buttons[0]).toEqual(['Resume']);
    await barsik.presses('Resume', { on: menu });
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    await barsik.sees(/«Two glasses»/);
  });

  test('a text sent before it is asked for becomes the task; a correction of it counts until the order is placed', async () => {
    const { barsik, orders } = await ready();
    const said = await barsik.says('Please scratch the sofa');
    await barsik.sees('New order? Text kept.');
    await barsik.edits(said, 'Please scratch the armchair');
    await barsik.sees('Updated.');
    await barsik.presses('Order');
    await barsik.presses('Scratching');
    await barsik.sees('Where to?');
    const place = await barsik.says('Arbat 7');
    await barsik.sees('When?');
    await barsik.edits(place, 'Arbat 8');
    await barsik.sees(/Updated\.\nWhen\?/);
    await barsik.says('tomorrow 10am');
    await barsik.sees(/Arbat 8, «Please scratch the armchair»/);
    await barsik.presses('Confirm');
    await barsik.sees(/#1 ·/);
    await barsik.edits(place, 'Arbat 9');
    await barsik.sees('Already placed, not changed.');
    expect((await orders())[0]).toMatchObject({ place: 'Arbat 8' });
  });

  test('a service that was taken off leads back to the choice', async () => {
    const { t, barsik } = await ready();
    await barsik.says('/order');
    await barsik.presses('Scratching');
    await barsik.presses('Skip');
    await barsik.sees('Where to?');
    await barsik.says('Sofa');
    const { retireService } = await import('../../src/domain/orders');
    await t.app.run(t.boss, (w) => retireService(w, 'Scratching'));
    await barsik.sees('When?');
    await barsik.says('tomorrow 10am');
    const again = await barsik.sees(/What shall we do\?/);
    expect(again.buttons[0]).toEqual(['Glass dropping']);
  });

  test('nobody free: kept as unmatched, and cancelling costs nothing', async () => {
    const { t, barsik } = await ready();
    await order(barsik);
    const murka = await t.invite('Murka', ['client']);
    await murka.start();
    await murka.sees('Murka!');
    const card = await order(murka);
    expect(card.text).toMatch(/Nobody is free yet.*\nEstimate 100\.00/);
    await murka.presses('Cancel order');
    const why = await murka.sees('Cancelling costs nothing. Why cancel?');
    expect(why.buttons).toEqual([['Plans changed'], ['Other…'], ['Keep it']]);
    await murka.presses('Keep it');
    await murka.sees(/#2 · .*\nNobody is free yet/);
    await murka.presses('Cancel order');
    await murka.presses('Plans changed');
    await murka.sees('Cancel #2: plans changed. Nothing to pay.');
    await murka.presses('Yes, cancel');
    await murka.sees(/#2 · .*\nCancelled: plans changed\. Nothing to pay\./);
  });
});
