import { pack } from '../../src/bot/callback-data';
import { overrideKit } from '../../src/domain/consumables';
import { completeOrder, placeOrder, startOrder } from '../../src/domain/orders';
import { closeReview, listReviews } from '../../src/domain/quality';
import type { Language } from '../../src/domain/shared/work';
import { as, photo } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const WORDS = 'the glass <is> still there';

const SAID = {
  en: {
    card: /^#1 · Glass[^]*Done!/, wrong: 'Something was wrong…', ask: /^#1: what was wrong\?/, kept: /^Thank you, our managers have it\.\n#1 · Glass[^]*You told us what was wrong: we are looking into it\./,
    review: /^#1: Review: completed\.\nThe client says: «the glass <is> still there»\nFind out why/, line: '#1 · complaint', close: 'Close review', nobody: "Nobody's", what: 'What happened?',
    sure: "Close the review of #1: nobody at fault, «it was glued».\nIt doesn't count against Tom in the ratings; money stays as it is.", yes: 'Yes, close it', closed: /Review closed: nobody at fault\.$/,
    over: '#1: thank you for telling us what was wrong. We looked into it. About money, ask whoever invited you.', looked: /You told us what was wrong: we looked into it\./, done: 'Already done.',
  },
  ru: {
    card: /^№1 · Стаканы[^]*Готово!/, wrong: 'Что-то не так…', ask: /^№1: что было не так\?/, kept: /^Спасибо, передано менеджерам\.\n№1 · Стаканы[^]*Вы сказали, что было не так: разбираемся\./,
    review: /^№1: Разбор: выполнен\.\nСлова клиента: «the glass <is> still there»\nРазберитесь/, line: '№1 · жалоба', close: 'Закрыть разбор', nobody: 'Никто', what: 'Что случилось?',
    sure: 'Закрыть разбор №1: никто не виноват, «it was glued».\nTom: в оценках это не минус; деньги не меняются.', yes: 'Да, закрыть', closed: /Разбор закрыт: никто не виноват\.$/,
    over: '№1: спасибо, что сказали, что было не так. Мы разобрались. О деньгах спросите у того, кто вас пригласил.', looked: /Вы сказали, что было не так: мы разобрались\./, done: 'Уже сделано.',
  },
} as const;

describeOnBoth('what a client says was wrong, in the chat', (db) => {
  let world: World;
  let tom: Player;
  beforeEach(async () => {
    world = await openWorld(await db.url());
    tom = await world.hire('Tom', 'en');
  });
  afterEach(() => world.close());

  const placed = async (client: Player) => {
    const at = new Date((await world.app.query(world.boss, (w) => Promise.resolve(w.now.getTime()))) + 2 * 3_600_000);
    const order = await placeOrder(world.app, as(client.person), { id: world.app.newId(), client: client.person.id, service: 'Glass dropping', place: 'Kitchen', at });
    await world.settle();
    return order;
  };
  const completed = async (client: Player) => {
    const order = await placed(client);
    await world.app.run(world.boss, (w) => overrideKit(w, { order: order.id, reason: 'none needed' }));
    await world.app.run(as(tom.person), (w) => startOrder(w, { order: order.id, photo: photo(`place ${order.number}`) }));
    await world.app.run(as(tom.person), (w) => completeOrder(w, { order: order.id, photo: photo(`form ${order.number}`) }));
    await world.settle();
    return order;
  };
  const reviews = () => world.app.query(world.boss, (w) => listReviews(w));
  const wrong = (id: string) => pack({ kind: 'thing', thing: 'order', action: 'complain', id, version: 'completed' });

  test.each(languagesOn(db))('is asked for by a quiet button, read by managers, and answered once it was looked into (%s)', async (language: Language) => {
    const said = SAID[language];
    const [barsik, max] = [await world.join('Barsik', 'client', language), await world.join('Max', 'manager', language)];
    await completed(barsik);
    const card = await barsik.cat.sees(said.card);
    expect(card.buttons.at(-1)).toEqual([said.wrong]);
    await barsik.cat.presses(said.wrong, { on: card });
    await barsik.cat.sees(said.ask);
    await barsik.cat.says(WORDS);
    const after = await barsik.cat.sees(said.kept);
    expect(after.buttons.flat()).not.toContain(said.wrong);
    await world.settle();

    const review = await max.cat.sees(said.review);
    await max.cat.says('/reviews');
    expect((await max.cat.sees(/1/)).buttons[0]).toEqual([said.line]);
    await max.cat.presses(said.close, { on: review });
    await max.cat.presses(said.nobody);
    await max.cat.sees(said.what);
    await max.cat.says('it was glued');
    await max.cat.sees(said.sure);
    await max.cat.presses(said.yes);
    await max.cat.sees(said.closed);
    await world.settle();
    await barsik.cat.sees(said.over);
    expect(barsik.cat.messages().find(({ id }) => id === after.id)?.text).toMatch(said.looked);
    expect(barsik.cat.transcript()).not.toMatch(/glued|at fault|виноват/);
    expect(tom.cat.transcript()).not.toMatch(/glass <is>|told us/);
  });

  test('is heard once, whatever is pressed twice, on two phones or too late', async () => {
    const barsik = await world.join('Barsik', 'client', 'en');
    const order = await completed(barsik);
    const card = await barsik.cat.sees(/^#1 · Glass/);
    await barsik.cat.presses('Something was wrong…', { on: card });
    await barsik.cat.presses('Something was wrong…', { on: card }).catch(() => undefined);
    await barsik.cat.pressesData(wrong(order.id));
    await barsik.cat.sees(/what was wrong\?/);
    await barsik.cat.says('late');
    await barsik.cat.sees(/our managers have it/);
    await barsik.cat.pressesData(wrong(order.id));
    await barsik.cat.hears('Already done.');
    await barsik.cat.says('Something was wrong…');
    await barsik.cat.sees(/You told us what was wrong/);
    await world.settle();
    expect(await reviews()).toMatchObject([{ complaint: { words: 'late' } }]);
  });

  test('comes to managers as a message of its own where a review was open already', async () => {
    const [barsik, max] = [await world.join('Barsik', 'client', 'en'), await world.join('Max', 'manager', 'en')];
    await placed(barsik);
    await world.moveTo('2026-03-02T13:00:00Z');
    const first = await max.cat.sees(/^#1: Review: failed/);
    expect(first.text).not.toContain('The client says');
    await barsik.cat.presses('Something was wrong…', { on: await barsik.cat.sees(/^#1 · Glass[^]*failed/) });
    await barsik.cat.sees(/what was wrong\?/);
    await barsik.cat.says('I waited for hours');
    await barsik.cat.sees(/our managers have it/);
    await world.settle();
    const second = await max.cat.sees(/^#1: Review: failed[^]*The client says: «I waited for hours»/);
    expect(second.id).toBeGreaterThan(first.id);
    expect(await reviews()).toMatchObject([{ reason: 'failed', complaint: { words: 'I waited for hours' } }]);
    await world.app.run(world.boss, (w) => closeReview(w, { review: '1', verdict: 'worker', note: 'overslept' }));
    await world.settle();
    await barsik.cat.sees('#1: thank you for telling us what was wrong. We looked into it. About money, ask whoever invited you.');
  });

  test('is typed like the label of the button where one order fits', async () => {
    const barsik = await world.join('Barsik', 'client', 'en');
    await completed(barsik);
    await barsik.cat.says('something was wrong…');
    await barsik.cat.sees(/^#1: what was wrong\?/);
  });

  test('is nobody else\'s to say: a forged press learns and changes nothing', async () => {
    const [barsik, murka, ann, max] = [await world.join('Barsik', 'client', 'en'), await world.join('Murka', 'client', 'en'), await world.join('Ann', 'supplies', 'en'), await world.join('Max', 'manager', 'en')];
    const order = await completed(barsik);
    const stranger = await world.sim.cats.add({ name: 'Stranger', language: 'en' });
    await stranger.start();
    await stranger.sees(/Hello/);
    await murka.cat.pressesData(wrong(order.id));
    await murka.cat.hears(/No access/);
    for (const cat of [tom.cat, ann.cat, max.cat, stranger]) {
      await cat.pressesData(wrong(order.id));
      await cat.sees(/No access/);
    }
    for (const cat of [murka.cat, stranger, tom.cat, ann.cat, max.cat]) expect(cat.transcript()).not.toMatch(/what was wrong/);
    expect(await reviews()).toEqual([]);
  });
});
