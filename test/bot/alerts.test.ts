import { pack, type Press } from '../../src/bot/callback-data';
import { listAlerts } from '../../src/domain/notifications';
import { assignOrder, cancelOrder, completeOrder, listOrders, placeOrder, reportCannotCome, showOrder, startOrder } from '../../src/domain/orders';
import { markAbsence, removeAbsence } from '../../src/domain/staffing';
import { as, photo } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = (hour: number, day = 3) => new Date(Date.UTC(2026, 2, day, hour - 3));

describeOnBoth('managers in the chat', (db) => {
  let world: World;
  let barsik: Player;
  let max: Player;
  let ann: Player;

  beforeEach(async () => {
    world = await openWorld(await db.url());
    barsik = await world.join('Barsik', 'client', 'en');
    max = await world.join('Max', 'manager', 'en');
    ann = await world.join('Ann', 'manager', 'ru');
  });
  afterEach(() => world.close());

  const orderAt = async (when: Date) => {
    const placed = await placeOrder(world.app, as(barsik.person), { id: world.app.newId(), client: barsik.person.id, service: 'Glass dropping', place: 'Secret kitchen', at: when });
    await world.settle();
    return placed;
  };
  const cardsOf = (player: Player, pattern: RegExp) => player.cat.messages().filter(({ text }) => pattern.test(text));
  const open = () => world.app.query(world.boss, listAlerts);
  const show = (order: string) => world.app.query(world.boss, (w) => showOrder(w, order));

  test('see an order without a worker; the first one takes it on, every copy says so, and it closes once it is matched again (M5)', async () => {
    const order = await orderAt(at(15));
    const mine = await max.cat.sees(/#1: No worker: Tue 3 Mar, 15:00\.\nGlass dropping · Barsik$/);
    await ann.cat.sees(/№1: Нет мастера: вт 3 марта, 15:00\.\nСтаканы · Barsik$/);
    expect(mine.buttons).toEqual([['Mine'], ['Match again', 'Assign…'], ['Order']]);
    await max.cat.presses('Mine');
    await world.settle();
    await max.cat.sees(/Barsik\nMax is on it\.$/);
    expect(cardsOf(ann, /№1: Нет мастера[^]*Занимается Max\.$/)).toHaveLength(1);
    expect(cardsOf(ann, /№1: Нет мастера/)).toHaveLength(1);
    await ann.cat.pressesData(pack({ kind: 'thing', thing: 'alert', action: 'take', id: (await open())[0]?.id ?? '', version: 'open' }), { on: cardsOf(ann, /№1/)[0] });
    await ann.cat.hears('Занимается Max.');
    await max.cat.presses('Match again');
    await max.cat.hears('Nobody is free.');
    const { person: tom } = await world.hire('Tom', 'en');
    await ann.cat.presses('Подобрать снова');
    await ann.cat.hears('Мастер — Tom.');
    await world.settle();
    await max.cat.sees(/#1: No worker[^]*Now: assigned, Tom\.$/);
    expect(cardsOf(ann, /Уже иначе: назначен, Tom\.$/)).toHaveLength(1);
    expect(await show(order.id)).toMatchObject({ status: 'assigned', worker: { id: tom.id } });
    expect(await open()).toEqual([]);
    await max.cat.pressesData(pack({ kind: 'thing', thing: 'alert', action: 'take', id: '0199f0de-1234-7abc-8def-0123456789ab', version: 'open' }));
    await max.cat.hears('There is no such alert.');
  });

  test('are reminded before its time, by a short word below the card (M5)', async () => {
    await orderAt(at(20, 2));
    await max.cat.sees(/#1: No worker: Mon 2 Mar, 20:00\./);
    await max.cat.presses('Mine');
    await max.cat.sees(/Max is on it/);
    await world.moveTo(at(17, 2).toISOString());
    await max.cat.sees(/#1: Still no worker: Mon 2 Mar, 20:00\.\nGlass dropping · Barsik\nMax is on it\.$/);
    await world.moveTo(at(20, 2).toISOString());
    await max.cat.sees(/#1: No worker[^]*Now: cancelled\.$/);
    expect(await open()).toEqual([]);
  });

  test('hear in its own words why a worker cannot come, and assign another one by hand, with a reason (M4)', async () => {
    const tom = await world.hire('Tom', 'en');
    const order = await orderAt(at(15));
    const felix = await world.hire('Felix', 'en');
    const leo = await world.hire('Leo', 'en');
    await world.app.run(world.boss, (w) => markAbsence(w, { worker: leo.person.id, from: at(10), to: at(20) }));
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order: order.id, reason: 'other', note: 'a thorn in my <paw>' }));
    await world.settle();
    await max.cat.sees(/#1: Tom can't come: «a thorn in my <paw>»\.\nGlass dropping · Barsik · Tue 3 Mar, 15:00$/);
    await max.cat.presses('Assign…');
    const list = await max.cat.sees(/#1 · Glass dropping · Tue 3 Mar, 15:00\. Who comes\?\nTom: can't come\nLeo: away then/);
    expect(list.buttons).toEqual([['Felix'], ['Cancel']]);
    await max.cat.presses('Felix');
    const why = await max.cat.sees(/Why Felix\? You can't review this order then\./);
    expect(why.buttons).toEqual([['The client asked for it'], ['The worker is ill'], ['Other…'], ['Back', 'Cancel']]);
    await max.cat.presses('The worker is ill');
    await max.cat.sees(/#1 · Glass dropping · Tue 3 Mar, 15:00\nClient: Barsik · worker: Felix\nState: assigned, kit requested\./);
    await world.settle();
    expect(await show(order.id)).toMatchObject({ worker: { id: felix.person.id }, price: order.price, cannotCome: null });
    expect(cardsOf(ann, /№1: Tom не сможет: «a thorn in my <paw>»\.[^]*Уже иначе: назначен, Felix\.$/)).toHaveLength(1);
    await tom.cat.sees(/Job is off/);
    expect(await open()).toEqual([]);
    await max.cat.presses('Assign…');
    expect((await max.cat.sees(/Who comes\?\nTom: can't come\nFelix: has the order\nLeo: away then/)).buttons).toEqual([['Tom'], ['Cancel']]);
    for (const { cat } of [max, ann]) expect(cat.transcript()).not.toContain('Secret kitchen');
  });

  test('match an order of one who cannot come with anybody but that worker', async () => {
    const tom = await world.hire('Tom', 'en');
    const order = await orderAt(at(15));
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order: order.id, reason: 'ill' }));
    await world.settle();
    await max.cat.sees(/#1: Tom can't come: «the worker is ill»\./);
    await max.cat.presses('Match again');
    await max.cat.hears('Nobody is free.');
    expect(await show(order.id)).toMatchObject({ status: 'assigned', worker: { id: tom.person.id }, cannotCome: 'ill' });
    await world.hire('Felix', 'en');
    await max.cat.presses('Match again');
    await max.cat.hears('Found: Felix.');
    await world.settle();
    await tom.cat.sees(/Job is off/);
    expect(await show(order.id)).toMatchObject({ worker: { name: 'Felix' }, price: order.price });
  });

  test('are told where somebody was faster, and the list is made anew', async () => {
    const tom = await world.hire('Tom', 'en');
    await world.app.run(world.boss, (w) => markAbsence(w, { worker: tom.person.id, from: at(10), to: at(20) }));
    const [first, second] = [await orderAt(at(15)), await orderAt(at(15))];
    const felix = await world.hire('Felix', 'en');
    await max.cat.sees(/#2: No worker/);
    await max.cat.presses('Assign…', { on: cardsOf(max, /#2: No worker/)[0] });
    await max.cat.sees(/#2 · Glass dropping[^]*Who comes/);
    await max.cat.presses('Felix');
    await max.cat.sees(/Why Felix/);
    await world.app.run(world.boss, (w) => assignOrder(w, { order: first.id, worker: felix.person.id, reason: 'lives next door' }));
    await max.cat.says('because');
    const again = await max.cat.sees(/busy or away at that time\.[^]*Who comes\?\nNobody is free then\.\nTom: away then\nFelix: busy with #1$/);
    expect(again.buttons).toEqual([['Cancel']]);
    expect(await show(second.id)).toMatchObject({ status: 'unmatched' });
  });

  test('hear of absences over booked orders, of photos seen before, of late kits and orders that go on too long (M4, O3, O4, C2)', async () => {
    const tom = await world.hire('Tom', 'en');
    const [first, second] = [await orderAt(at(15)), await orderAt(at(18))];
    const away = await world.app.run(as(tom.person), (w) => markAbsence(w, { worker: tom.person.id, from: at(14), to: at(22) }));
    await world.settle();
    const absence = await max.cat.sees(/Tom is away: Tue 3 Mar, 14:00 – Tue 3 Mar, 22:00\. 2 booked orders stay: #1, #2\.$/);
    expect(absence.buttons).toEqual([['Mine'], ['#1', '#2']]);
    await world.app.run(world.boss, (w) => cancelOrder(w, { order: second.id, reason: 'client_asked' }));
    await world.settle();
    await ann.cat.sees(/Tom: отсутствие[^]*Остаётся 1 заказ: №1\.$/);
    await world.app.run(as(tom.person), (w) => removeAbsence(w, away.id));
    await world.settle();
    await max.cat.sees(/Tom is away[^]*Now: no orders are left there\.$/);

    await world.moveTo(at(14).toISOString());
    await ann.cat.sees(/№1: Набор не выдан\. До вт 3 марта, 15:00: Tom, Barsik\.$/);
    await ann.cat.presses('Набор');
    await ann.cat.sees(/№1 · До вт 3 марта, 15:00: Tom, Barsik/);
    await ann.cat.presses('Выдано');
    await world.settle();
    await max.cat.sees(/#1: Kit not issued[^]*Now: kit issued\.$/);

    await world.moveTo(at(15).toISOString());
    await world.app.run(as(tom.person), (w) => startOrder(w, { order: first.id, photo: photo('same') }));
    await world.moveTo(at(18).toISOString());
    await max.cat.sees(/#1: Started, but not finished: Tom/);
    await world.app.run(as(tom.person), (w) => completeOrder(w, { order: first.id, photo: photo('same') }));
    await world.settle();
    await max.cat.sees(/#1: Started, but not finished[^]*Now: completed\.$/);
    const reused = await max.cat.sees(/#1: Photo of the form already used: #1\./);
    expect(reused.buttons).toEqual([['Mine', 'Settled'], ['Order']]);
    expect(await open()).toMatchObject([{ kind: 'photo' }]);
    await max.cat.presses('Settled', { on: reused });
    await world.settle();
    await max.cat.sees(/Photo of the form already used[^]*Settled\.$/);
    await ann.cat.sees(/Фото акта уже было: №1\.[^]*Разобрано\.$/);
    expect(await open()).toEqual([]);
  });

  test('list what needs a hand, what nobody is on first, and find both commands', async () => {
    expect(max.cat.menu().map(({ command }) => command)).toEqual(['alerts', 'board', 'reviews', 'menu', 'cancel', 'settings', 'help']);
    await max.cat.says('/alerts');
    await max.cat.sees('Nothing needs a hand.');
    for (let hour = 9; hour < 16; hour++) await orderAt(at(hour));
    for (let hour = 9; hour < 16; hour++) await orderAt(at(hour, 4));
    await max.cat.presses('Mine', { on: cardsOf(max, /#1: No worker/)[0] });
    await max.cat.sees(/Max is on it/);
    await max.cat.says('alerts');
    const first = await max.cat.sees('14 alerts');
    expect(first.buttons[0]).toEqual(['#2: No worker: Tue 3 Mar, 10:00.']);
    expect(first.buttons.at(-1)).toEqual(['›']);
    await max.cat.presses('›');
    const second = await max.cat.sees('14 alerts');
    expect(second.buttons).toEqual([['#14: No worker: Wed 4 Mar, 15:00.'], ['Max · #1: No worker: Tue 3 Mar, 9:00.'], ['‹']].map((row) => [row[0]?.replace(' 9:00', ' 09:00')]));
    await max.cat.presses('#14: No worker: Wed 4 Mar, 15:00.');
    await max.cat.sees(/#14: No worker: Wed 4 Mar, 15:00\.\nGlass dropping/);
  });

  test('are the only ones to whom these buttons answer', async () => {
    const tom = await world.hire('Tom', 'en');
    await world.app.run(world.boss, (w) => markAbsence(w, { worker: tom.person.id, from: at(10), to: at(20) }));
    const order = await orderAt(at(15));
    await max.cat.sees(/#1: No worker/);
    const supplies = await world.join('Kitty', 'supplies', 'en');
    const [alert] = await open();
    const thing = (name: 'alert' | 'staff', action: string) => pack({ kind: 'thing', thing: name, action, id: name === 'alert' ? (alert?.id ?? '') : order.id, version: 'unmatched' } as Press);
    const presses = [...['show', 'take', 'match', 'assign', 'settle'].map((action) => thing('alert', action)), ...['show', 'card', 'assign', 'cancel', 'fail', 'photos', 'timeline'].map((action) => thing('staff', action)), 'g:alerts:', 'g:board:'];
    const before = await world.app.query(world.boss, (w) => listOrders(w));
    for (const { cat } of [barsik, tom, supplies]) {
      const seen = cat.messages().length;
      for (const data of presses) await cat.pressesData(data);
      for (const typed of ['/board', '/alerts', 'Alerts']) await cat.says(typed);
      await cat.says('/help');
      await cat.sees(/Buttons do everything here/);
      await world.bot.idle();
      const after = cat.messages().slice(seen).map(({ text }) => text).join('\n');
      expect(after).toContain('No access');
      expect(after).not.toMatch(/#1|Barsik|Glass dropping ·|needs a hand/);
    }
    expect(await world.app.query(world.boss, (w) => listOrders(w))).toEqual(before);
    expect(await open()).toMatchObject([{ id: alert?.id, takenBy: null }]);
  });
});
