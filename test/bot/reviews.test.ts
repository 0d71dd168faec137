import { pack, type Press } from '../../src/bot/callback-data';
import { assignOrder, cancelOrder, placeOrder } from '../../src/domain/orders';
import { closeReview, showReview } from '../../src/domain/quality';
import type { Language } from '../../src/domain/shared/work';
import { workerRating } from '../../src/domain/staffing';
import { as } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = (hour: number) => new Date(Date.UTC(2026, 2, 3, hour - 3));

describeOnBoth('reviews in the chat', (db) => {
  let world: World;
  let barsik: Player;
  let tom: Player;

  beforeEach(async () => {
    world = await openWorld(await db.url());
    barsik = await world.join('Barsik', 'client', 'en');
    tom = await world.hire('Tom', 'en');
  });
  afterEach(() => world.close());

  const orderAt = async (hour: number) => {
    const placed = await placeOrder(world.app, as(barsik.person), { id: world.app.newId(), client: barsik.person.id, service: 'Glass dropping', place: 'Kitchen', at: at(hour) });
    await world.settle();
    return placed;
  };
  const failed = async () => {
    const order = await orderAt(10);
    await world.moveTo('2026-03-03T08:00:00Z');
    return order;
  };
  const review = (order: string) => world.app.query(world.boss, (w) => showReview(w, order));

  test.each([
    ['en', { card: /^#1: Review: failed/, how: 'mcf reviews close 1 --verdict "worker at fault" --note "what happened"', close: 'Close review', whose: '#1: whose fault was it?', nobody: "Nobody's", what: 'What happened?', said: 'the door was shut', sure: "Close the review of #1: nobody at fault, «the door was shut».\nIt doesn't count against Tom in the ratings; money stays as it is.", yes: 'Yes, close it', closed: /^#1: Review: failed[^]*Review closed: nobody at fault\.$/, waits: 'No alerts.\n1 review waits.', reviews: 'Reviews' }],
    ['ru', { card: /^№1: Разбор: /, how: 'mcf reviews close 1 --verdict "исполнитель виноват" --note "что случилось"', close: 'Закрыть разбор', whose: '№1: чья вина?', nobody: 'Никто', what: 'Что случилось?', said: 'дверь закрыта', sure: 'Закрыть разбор №1: никто не виноват, «дверь закрыта».\nTom: в оценках это не минус; деньги не меняются.', yes: 'Да, закрыть', closed: /^№1: Разбор: [^]*Разбор закрыт: никто не виноват\.$/, waits: 'Тревог нет.\nЖдёт 1 разбор.', reviews: 'Разборы' }],
  ] as const)('say how they are closed, are asked for among alerts, and closed there on every card (%s)', async (language: Language, said) => {
    const max = await world.join('Max', 'manager', language);
    const ida = await world.join('Ida', 'manager', language);
    const order = await failed();
    const [card, other] = [await max.cat.sees(said.card), await ida.cat.sees(said.card)];
    expect(card.text).toContain(said.how);
    await max.cat.says('/alerts');
    const alerts = await max.cat.sees(said.waits);
    await max.cat.presses(said.reviews, { on: alerts });
    const list = await max.cat.sees(said.waits.split('\n')[1] ?? '');
    await max.cat.presses(list.buttons[0]?.[0] ?? '', { on: list });
    const posted = await max.cat.sees(said.card);
    await max.cat.presses(said.close, { on: posted });
    await max.cat.sees(said.whose);
    await max.cat.presses(said.nobody);
    await max.cat.sees(said.what);
    await max.cat.says(said.said);
    await max.cat.sees(said.sure);
    expect(await review(order.id)).toMatchObject({ status: 'open' });
    await max.cat.presses(said.yes);
    await max.cat.sees(said.closed);
    await world.settle();
    expect(ida.cat.messages().find(({ id }) => id === other.id)?.text).toMatch(said.closed);
    expect(await review(order.id)).toMatchObject({ status: 'closed', note: said.said });
    expect(await world.app.query(world.boss, (w) => workerRating(w, tom.person.id))).toMatchObject({ failed: 1, notOk: 0 });
    await ida.cat.presses(said.close, { on: other });
    await ida.cat.hears(language === 'en' ? 'Already done.' : 'Уже сделано.');
  });

  test('closed on the command line show it on the card, and are no business of others', async () => {
    const max = await world.join('Max', 'manager', 'en');
    const ann = await world.join('Ann', 'supplies', 'en');
    const order = await failed();
    const card = await max.cat.sees(/#1: Review/);
    const press = (action: string) => pack({ kind: 'thing', thing: 'review', action, id: order.id, version: 'open' } as Press);
    for (const { cat } of [barsik, tom, ann]) {
      for (const action of ['show', 'close']) await cat.pressesData(press(action));
      await cat.says('/reviews');
      await cat.sees(/No access/);
      expect(cat.transcript()).not.toMatch(/Review|whose fault/);
    }
    await world.app.run(world.boss, (w) => closeReview(w, { review: order.id, verdict: 'worker at fault', note: 'overslept' }));
    await world.settle();
    const now = max.cat.messages().find(({ id }) => id === card.id);
    expect(now?.text).toMatch(/Review closed: worker at fault\.$/);
    expect(now?.buttons).toEqual([['Order']]);
    await max.cat.says('/reviews');
    await max.cat.sees('No reviews wait.');
  });

  test('are not for whoever gave the order to its worker, and that is said (Q2)', async () => {
    const max = await world.join('Max', 'manager', 'en');
    const leo = await world.hire('Leo', 'en');
    const order = await orderAt(15);
    await world.app.run(as(max.person), (w) => assignOrder(w, { order: order.id, worker: order.worker?.id === tom.person.id ? leo.person.id : tom.person.id, reason: 'nearer' }));
    await world.app.run(as(barsik.person), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    await world.settle();
    await max.cat.presses('Close review', { on: await max.cat.sees(/#1: Review: cancelled/) });
    await max.cat.presses("Client's");
    await max.cat.sees('What happened?');
    await max.cat.says('changed plans');
    await max.cat.sees(/client at fault, «changed plans»\.\nRatings and money stay as they are\./);
    await max.cat.presses('Yes, close it');
    await max.cat.hears('Nobody reviews an order they assigned or completed themselves.');
    expect(await review(order.id)).toMatchObject({ status: 'open' });
  });
});
