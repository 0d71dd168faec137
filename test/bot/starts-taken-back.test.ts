import { pack } from '../../src/bot/callback-data';
import { issueKit } from '../../src/domain/consumables';
import { placeOrder, showOrder, startOrder, takeBackStart } from '../../src/domain/orders';
import { deactivateUser } from '../../src/domain/users';
import { as, photo } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const SAID = [
  ['en', {
    mistake: 'Soft paws!\nStarted by mistake? Tell a manager, who can take the start back.',
    job: "#1: your start was taken back, it was noted by mistake. The job is still yours: start it at the place, by Tue 3 Mar, 10:30 at the latest. If that is wrong, tell a manager.",
    client: '#1: the start was noted by mistake. Tom comes by Tue 3 Mar, 10:30.',
    today: '#1: the start was noted by mistake. Tom comes by 10:30.',
    back: 'Not started after all…',
    sure: '«wrong job». Its worker works here no longer: another one is looked for, the price stays.',
    yes: 'Yes, take it back',
    sought: /State: looking for a worker\.\nPrice 100\.00\sCU/,
    off: /#1: Job is off: the order was taken off you/,
    another: /#1: your worker cannot come after all\. We are looking for another one; your order is safe\. Price 100\.00\sCU\.$/,
  }],
  ['ru', {
    mistake: 'Мягких лап!\nНачали по ошибке? Скажите менеджеру: начало можно отменить.',
    job: '№1: начало отменено, его отметили по ошибке. Дело по-прежнему ваше: начните на месте, не позже вт 3 марта, 10:30. Если это не так, скажите менеджеру.',
    client: '№1: начало отметили по ошибке. Мастер — Tom, начнёт не позже вт 3 марта, 10:30.',
    today: '№1: начало отметили по ошибке. Мастер — Tom, начнёт не позже 10:30.',
    back: 'На самом деле не начат…',
    sure: '«wrong job». Мастер здесь больше не работает: поищем другого, цена прежняя.',
    yes: 'Да, отменить начало',
    sought: /Состояние: ищем мастера\.\nЦена 100,00\sк\.е\./,
    off: /№1: Дело снято/,
    another: /№1: мастер всё-таки не сможет прийти\. Ищем другого, заказ не потеряется\. Цена 100,00\sк\.е\.$/,
  }],
] as const;

describeOnBoth('a start that was made by mistake', (db) => {
  let world: World;
  afterEach(() => world.close());

  /** An order of tomorrow at ten that Tom is to do, and has begun too early. */
  async function begun(language: 'en' | 'ru') {
    world = await openWorld(await db.url());
    const barsik = await world.join('Barsik', 'client', language);
    const tom = await world.hire('Tom', language);
    const order = await placeOrder(world.app, as(barsik.person), { id: world.app.newId(), client: barsik.person.id, service: 'Glass dropping', place: 'Kitchen', at: new Date('2026-03-03T07:00:00Z') });
    await world.app.run(world.boss, (w) => issueKit(w, { order: order.id }));
    const start = async () => {
      await world.app.run(as(tom.person), (w) => startOrder(w, { order: order.id, photo: photo('place') }));
      await world.settle();
    };
    await start();
    const takeBack = async () => {
      await world.app.run(world.boss, (w) => takeBackStart(w, { order: order.id, reason: 'wrong job' }));
      await world.settle();
    };
    return { order: order.id, barsik, tom, start, takeBack };
  }
  const said = ({ cat }: Player, text: string) => cat.messages().filter((message) => message.text === text).length;

  test.each(SAID)('says whom to tell, and for which day it is taken back; the second time as loudly as the first (%s)', async (language, texts) => {
    const { barsik, tom, start, takeBack } = await begun(language);
    await tom.cat.sees(texts.mistake);
    await takeBack();
    expect([said(barsik, texts.client), said(tom, texts.job)]).toEqual([1, 1]);
    await start();
    await tom.cat.sees(texts.mistake);
    await takeBack();
    expect([said(barsik, texts.client), said(tom, texts.job)]).toEqual([2, 2]);
    await world.moveTo('2026-03-03T06:30:00Z');
    await start();
    await takeBack();
    expect(said(barsik, texts.today)).toBe(1);
  });

  test.each(SAID)('by a worker who works here no longer: another one is looked for (U4; %s)', async (language, texts) => {
    const { order, barsik, tom } = await begun(language);
    const boris = await world.join('Boris', 'manager', language);
    await world.app.run(world.boss, (w) => deactivateUser(w, { person: tom.person.id }));
    await boris.cat.pressesData(pack({ kind: 'thing', thing: 'staff', action: 'show', id: order, version: 'started' }));
    await boris.cat.presses(texts.back);
    await boris.cat.sees(/\?/);
    await boris.cat.says('wrong job');
    await boris.cat.sees(texts.sure);
    await boris.cat.presses(texts.yes);
    await boris.cat.sees(texts.sought);
    await world.settle();
    await barsik.cat.sees(texts.another);
    await tom.cat.sees(texts.off);
    expect([said(barsik, texts.client), said(tom, texts.job)]).toEqual([0, 0]);
    expect(await world.app.query(world.boss, (w) => showOrder(w, order))).toMatchObject({ status: 'unmatched', worker: null });
  });
});
