import { pack } from '../../src/bot/callback-data';
import { issueKit } from '../../src/domain/consumables';
import { completeOrder, placeOrder, reportCannotCome, showOrder, startOrder } from '../../src/domain/orders';
import { as, photo } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = (hour: number, day = 3) => new Date(Date.UTC(2026, 2, day, hour - 3));

describeOnBoth("the day's orders in the chat", (db) => {
  let world: World;
  let barsik: Player;
  let max: Player;
  let tom: Player;

  beforeEach(async () => {
    world = await openWorld(await db.url());
    barsik = await world.join('Barsik', 'client', 'en');
    max = await world.join('Max', 'manager', 'en');
    tom = await world.hire('Tom', 'en');
  });
  afterEach(() => world.close());

  const orderAt = async (when: Date) => {
    const placed = await placeOrder(world.app, as(barsik.person), { id: world.app.newId(), client: barsik.person.id, service: 'Glass dropping', place: 'Secret kitchen', at: when });
    await world.settle();
    return placed;
  };
  const show = (order: string) => world.app.query(world.boss, (w) => showOrder(w, order));

  test('stand day by day, those that need a hand first', async () => {
    await orderAt(at(10));
    const [busy, cannot] = [await orderAt(at(10)), await orderAt(at(18))];
    await orderAt(at(9, 4));
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order: cannot.id, reason: 'ill' }));
    expect(busy.status).toBe('unmatched');
    await max.cat.says('/board');
    const today = await max.cat.sees(/^Mon 2 Mar, 0 orders$/);
    expect(today.buttons).toEqual([['‹ Sun 1 Mar', 'Tue 3 Mar ›']]);
    await max.cat.presses('Tue 3 Mar ›');
    const day = await max.cat.sees(
      /^Tue 3 Mar, 3 orders\n⚠️ 10:00 #2 Glass dropping · Barsik · — · looking for a worker\n⚠️ 18:00 #3 Glass dropping · Barsik · Tom · the worker can't come\n10:00 #1 Glass dropping · Barsik · Tom · assigned$/,
    );
    expect(day.buttons).toEqual([['#2', '#3', '#1'], ['‹ Mon 2 Mar', 'Wed 4 Mar ›']]);
    await max.cat.presses('#3');
    const card = await max.cat.sees(/#3 · Glass dropping · Tue 3 Mar, 18:00\nClient: Barsik · worker: Tom\nState: assigned, kit requested\.\nTom can't come: the worker is ill\.\nPrice 100\.00\sCU$/);
    expect(card.buttons).toEqual([['Match again', 'Assign…', 'Cancel…'], ['Timeline'], ["Day's orders"]]);
    expect(max.cat.transcript()).not.toContain('Secret kitchen');
    await max.cat.pressesData('g:board:20260230p0');
    await max.cat.pressesData('g:board:99999999p0');
    await max.cat.says("Day's orders");
    await max.cat.sees(/^Mon 2 Mar, 0 orders$/);
  });

  test.each(languagesOn(db))('tell in its own words why a worker cannot come (%s)', async (language) => {
    const boris = await world.join('Boris', 'manager', language);
    const order = await orderAt(at(18));
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order: order.id, reason: 'other', note: 'my <tail> is stuck' }));
    await boris.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: 'assigned' }));
    await boris.cat.sees(language === 'en' ? "Tom can't come: «my <tail> is stuck»." : 'Tom не сможет: «my <tail> is stuck».');
  });

  test.each([
    ['en', { again: 'Match again', found: 'Found: Leo.', nobody: 'Nobody is free.', comes: /worker: Leo/ }],
    ['ru', { again: 'Подобрать снова', found: 'Мастер — Leo.', nobody: 'Свободных нет.', comes: /мастер: Leo/ }],
  ] as const)('are matched again from the card of a worker who cannot come (M4; %s)', async (language, said) => {
    const boris = await world.join('Boris', 'manager', language);
    const order = await orderAt(at(18));
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order: order.id, reason: 'ill' }));
    await boris.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: 'assigned' }));
    const shown = await boris.cat.sees(/#1 · Glass|№1 · Стаканы/);
    await boris.cat.presses(said.again, { on: shown });
    await boris.cat.hears(said.nobody);
    await world.hire('Leo', language);
    await boris.cat.presses(said.again, { on: shown });
    await boris.cat.hears(said.found);
    const card = await boris.cat.sees(said.comes);
    expect(card.buttons.flat()).not.toContain(said.again);
    expect(await show(order.id)).toMatchObject({ worker: { name: 'Leo' } });
  });

  test.each([
    ['en', { back: 'Not started after all…', why: '#1 was not started after all?', sure: 'Take back the start of #1: «a wrong press».', yes: 'Yes, take it back', card: /State: assigned, kit issued\./ }],
    ['ru', { back: 'На самом деле не начат…', why: '№1 на самом деле не начат?', sure: 'Отменить начало №1: «a wrong press».', yes: 'Да, отменить начало', card: /Состояние: назначен, набор выдан\./ }],
  ] as const)('that were started by mistake are taken back, with a reason (O3, O5; %s)', async (language, said) => {
    const boris = await world.join('Boris', 'manager', language);
    const order = await orderAt(at(10));
    await world.app.run(world.boss, (w) => issueKit(w, { order: order.id }));
    await world.moveTo('2026-03-03T06:30:00Z');
    await world.app.run(as(tom.person), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
    await world.settle();
    await boris.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: 'started' }));
    await boris.cat.sees(/started|выполняется/);
    await boris.cat.presses(said.back);
    await boris.cat.sees(said.why);
    await boris.cat.says('a wrong press');
    await boris.cat.sees(said.sure);
    expect(await show(order.id)).toMatchObject({ status: 'started' });
    await boris.cat.presses(said.yes);
    await boris.cat.sees(said.card);
    expect(await show(order.id)).toMatchObject({ status: 'assigned', startedAt: null });
  });

  test('turn pages of a full day', async () => {
    for (let count = 0; count < 14; count++) await orderAt(at(10));
    await max.cat.says('/board');
    await max.cat.presses('Tue 3 Mar ›');
    const first = await max.cat.sees(/14 orders[^]*#2 [^]*#13 /);
    expect(first.buttons.at(-2)).toEqual(['›']);
    await max.cat.presses('›');
    const second = await max.cat.sees(/14 orders\n⚠️ 10:00 #14 [^\n]*\n10:00 #1 [^\n]*assigned$/);
    expect(second.buttons).toEqual([['#14', '#1'], ['‹'], ['‹ Mon 2 Mar', 'Wed 4 Mar ›']]);
  });

  test('are cancelled with a reason and what is still owed, and stale buttons explain', async () => {
    const order = await orderAt(at(10));
    await max.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: 'any' }));
    const card = await max.cat.sees(/#1 · Glass dropping[^]*State: assigned/);
    await max.cat.presses('Cancel…');
    const why = await max.cat.sees(/^Cancel #1\? The client still owes 100\.00\sCU\. Why\?$/);
    expect(why.buttons.slice(0, 3)).toEqual([['Plans changed'], ['The client asked for it'], ['The place does not fit the order']]);
    await max.cat.presses('The client asked for it');
    await max.cat.sees(/^Cancel #1: the client asked for it\. The client still owes 100\.00\sCU\.$/);
    await max.cat.presses('Yes, cancel');
    await max.cat.sees(/#1 · Glass dropping[^]*State: cancelled, the client asked for it\.\nPrice 100\.00\sCU$/);
    await world.settle();
    await barsik.cat.sees(/Cancelled: the client asked for it\. You owe 100\.00\sCU\./);
    await max.cat.presses('Assign…', { on: card });
    await max.cat.hears('Now: cancelled.');
    expect(await show(order.id)).toMatchObject({ status: 'cancelled', endReason: 'client_asked' });
  });

  test('show their photos and what happened; a card follows its order, and a started one is failed with its price told first', async () => {
    const [done, order] = [await orderAt(at(10)), await orderAt(at(14))];
    for (const { id } of [done, order]) await world.app.run(world.boss, (w) => issueKit(w, { order: id }));
    await max.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order.id, version: 'any' }));
    await max.cat.sees(/#2 · Glass dropping[^]*State: assigned, kit issued/);
    await world.moveTo(at(14).toISOString().replace('11:00', '10:59'));
    await world.app.run(as(tom.person), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
    await world.settle();
    const started = await max.cat.sees(/#2 · Glass dropping[^]*State: started, kit issued\.\nPrice 100\.00\sCU\nPhotos: 1$/);
    expect(started.buttons).toEqual([['Fail…', 'Not started after all…'], ['Photos', 'Timeline'], ["Day's orders"]]);
    await max.cat.presses('Photos');
    const sent = await max.cat.sees(/#2: the place, Tue 3 Mar, 13:59/);
    expect(sent.document?.name).toBe('order-2-started.jpeg');
    expect(await max.cat.opens(sent)).toEqual(photo('place').bytes);
    await max.cat.presses('Timeline');
    const told = await max.cat.sees(/#2: what happened\nMon 2 Mar, 12:0\d: placed · Barsik\n/);
    expect(told.text).toMatch(/: assigned: Tom · Barsik\n[^]*: kit issued · Boss\n[^]*: started, photo · Tom$/);
    await max.cat.presses('Back');
    await max.cat.sees(/State: started/);
    await max.cat.presses('Fail…');
    await max.cat.sees(/Fail #2\? The client owes 100\.00\sCU, the worker is fined \d+\.00\sCU\. Why\?/);
    await max.cat.presses('Other…');
    await max.cat.sees(/In your own words/);
    await max.cat.says('the cat ran away');
    await max.cat.sees(/Fail #2: the cat ran away\. The client owes/);
    await max.cat.presses('Yes, stop');
    await max.cat.sees(/State: failed, the cat ran away\./);
    await max.cat.presses('Timeline');
    expect((await max.cat.sees(/#2: what happened/)).text).toMatch(/failed · Max · «the cat ran away»/);
    await expect(world.app.run(as(tom.person), (w) => completeOrder(w, { order: order.id, photo: photo('form') }))).rejects.toMatchObject({ code: 'orders.wrong_state' });
  });
});
