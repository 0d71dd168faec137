import { listAlerts } from '../../src/domain/notifications';
import { assignOrder, cancelOrder, failOrder, matchAgain, moveOrder, placeOrder, reportCannotCome, startOrder } from '../../src/domain/orders';
import { issueKit } from '../../src/domain/consumables';
import { markAbsence } from '../../src/domain/staffing';
import type { Language } from '../../src/domain/shared/work';
import type { MessageView } from '../../src/simulator';
import { as, photo } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = (hour: number, day = 3) => new Date(Date.UTC(2026, 2, day, hour - 3));

const SAID = {
  en: { job: /New job #1/, off: /#1: Job is off: it went to another worker\. Don't go\./, here: "I'm here", cannot: "I can't do it", comes: /#1: Tom will come Tue 3 Mar, 15:00\.$/, leo: /#1: Leo will come Tue 3 Mar, 15:00\.$/ },
  ru: { job: /Новое дело №1/, off: /№1: Дело снято: дело у другого мастера\. Идти не нужно\./, here: 'Я на месте', cannot: 'Не смогу', comes: /№1: Мастер — Tom\. Ждите вт 3 марта, 15:00\.$/, leo: /№1: Мастер — Leo\. Ждите вт 3 марта, 15:00\.$/ },
};

/** The card is still there, but says that the job is off and has nothing to press on. */
function expectOff({ cat }: Player, card: number, off: RegExp): void {
  const now = cat.messages().find(({ id }) => id === card);
  expect(now?.text).toMatch(off);
  expect(now?.buttons).toEqual([]);
}

describeOnBoth('an order that changes hands', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  const orderOf = async (client: Player) => {
    const placed = await placeOrder(world.app, as(client.person), { id: world.app.newId(), client: client.person.id, service: 'Glass dropping', place: 'Secret kitchen', at: at(15) });
    await world.settle();
    return placed.id;
  };
  const textsOf = ({ cat }: Player) => cat.messages().map(({ text }) => text);

  const booked = async (language: Language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const tom = await world.hire('Tom', language);
    const order = await orderOf(barsik);
    const card = await tom.cat.sees(SAID[language].job);
    return { barsik, tom, order, card, leo: await world.hire('Leo', language) };
  };

  test.each(languagesOn(db))('by hand says so on the old card, to whoever presses its buttons all the same, and to the client (%s)', async (language) => {
    const said = SAID[language];
    const { barsik, tom, order, card, leo } = await booked(language);
    expect(textsOf(barsik).filter((text) => said.comes.test(text))).toEqual([]);
    await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: leo.person.id, reason: 'ill' }));
    await world.settle();
    expectOff(tom, card.id, said.off);
    expect(textsOf(tom).at(-1)).toMatch(said.off);
    await barsik.cat.sees(said.leo);
    const seen = tom.cat.messages().length;
    for (const stale of [said.here, said.cannot]) {
      await tom.cat.presses(stale, { on: card });
      await tom.cat.hears(language === 'en' ? "Job is off: it went to another worker. Don't go." : 'Дело снято: дело у другого мастера. Идти не нужно.');
    }
    expect(tom.cat.messages()).toHaveLength(seen);
    expect(textsOf(tom).join()).not.toMatch(/Leo|No access|Нет доступа/);
    expect((await leo.cat.sees(said.job)).buttons).toEqual([[said.here], [said.cannot]]);
  });

  test.each(languagesOn(db))('by matching again or by being moved says so on the old card too (%s)', async (language) => {
    const said = SAID[language];
    const { barsik, tom, order, card, leo } = await booked(language);
    await world.app.run(as(tom.person), (w) => reportCannotCome(w, { order, reason: 'ill' }));
    await matchAgain(world.app, world.boss, { order });
    await world.settle();
    expectOff(tom, card.id, said.off);
    await barsik.cat.sees(said.leo);
    const next = await leo.cat.sees(said.job);
    await world.app.run(world.boss, (w) => markAbsence(w, { worker: leo.person.id, from: at(9, 4), to: at(20, 4) }));
    await moveOrder(world.app, world.boss, { order, at: at(15, 4), reason: 'rain' });
    await world.settle();
    expectOff(leo, next.id, said.off);
    await leo.cat.presses(said.here, { on: next });
    await leo.cat.hears(language === 'en' ? 'Job is off' : 'Дело снято');
  });
});

describeOnBoth('what the cards say of it', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  const orderOf = async (client: Player) => {
    const placed = await placeOrder(world.app, as(client.person), { id: world.app.newId(), client: client.person.id, service: 'Glass dropping', place: 'Secret kitchen', at: at(15) });
    await world.settle();
    return placed.id;
  };

  test.each(languagesOn(db))('a job shows what was really handed out for it (C1; %s)', async (language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const tom = await world.hire('Tom', language);
    const order = await orderOf(barsik);
    await tom.cat.sees(language === 'en' ? /Kit: acceptance form, 2 glasses\./ : /Набор: акт приёмки, 2 glasses\./);
    await world.app.run(world.boss, (w) => issueKit(w, { order, handedOut: 'a ball & a <form>' }));
    await world.settle();
    await tom.cat.sees(language === 'en' ? /Kit: a ball & a <form>\. You earn[^]*The kit is issued\./ : /Набор: a ball & a <form>\. Заработок/);
    expect(tom.cat.messages().map(({ text }) => text).join('\n')).not.toContain('2 glasses');
  });

  test('a manager who opens an alert anew presses on that one: the older copy has no buttons, and its presses explain themselves', async () => {
    const barsik = await world.join('Barsik', 'client', 'en');
    const max = await world.join('Max', 'manager', 'en');
    const ann = await world.join('Ann', 'manager', 'ru');
    const order = await orderOf(barsik);
    const olds: MessageView[] = [];
    for (const [player, word] of [[max, /#1: No worker/], [ann, /№1: Нет мастера/]] as const) {
      const old = await player.cat.sees(word);
      olds.push(old);
      await player.cat.says('/alerts');
      const list = await player.cat.sees(player === max ? '1 alert' : '1 ');
      await player.cat.presses(list.buttons[0]?.[0] ?? '');
      await player.cat.says('/board');
      await player.cat.sees(player === max ? /^Mon 2 Mar/ : /^пн 2 марта/);
      await world.bot.idle();
      const copies = player.cat.messages().filter(({ text }) => word.test(text));
      expect(copies.map(({ id }) => id === old.id)).toEqual([true, false]);
      expect(copies.map(({ buttons }) => buttons.length > 0)).toEqual([false, true]);
    }
    await world.app.run(world.boss, (w) => cancelOrder(w, { order, reason: 'client_asked' }));
    await world.settle();
    expect(await world.app.query(world.boss, listAlerts)).toEqual([]);
    expect(max.cat.messages().filter(({ text }) => /#1: No worker[^]*Now: cancelled\.$/.test(text))).toHaveLength(1);
    await max.cat.presses('Mine', { on: olds[0] });
    await max.cat.hears('Now: cancelled');
  });

  test.each(languagesOn(db))('a review leads to its order (%s)', async (language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const max = await world.join('Max', 'manager', language);
    const tom = await world.hire('Tom', language);
    const order = await orderOf(barsik);
    await world.app.run(world.boss, (w) => issueKit(w, { order }));
    await world.moveTo(at(15).toISOString());
    await world.app.run(as(tom.person), (w) => startOrder(w, { order, photo: photo('there') }));
    await world.app.run(as(tom.person), (w) => failOrder(w, { order, reason: 'ill' }));
    await world.settle();
    const review = await max.cat.sees(language === 'en' ? /#1: Review/ : /№1: Разбор/);
    expect(review.buttons).toEqual([language === 'en' ? ['Close review', 'Order'] : ['Закрыть разбор', 'Заказ']]);
    await max.cat.presses(language === 'en' ? 'Order' : 'Заказ', { on: review });
    await max.cat.sees(language === 'en' ? /Client: Barsik · worker: Tom/ : /Barsik[^]*Tom/);
  });

  test.each(languagesOn(db))('a worker who is ill may say at once how long that lasts, below the job (M4; %s)', async (language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const tom = await world.hire('Tom', language);
    await orderOf(barsik);
    const [cannot, ill, here, away] = language === 'en' ? ["I can't do it", "I'm ill", "I'm here", "I'm away"] as const : ['Не смогу', 'Болею', 'Я на месте', 'Меня не будет'] as const;
    await tom.cat.presses(cannot);
    await tom.cat.presses(ill);
    const told = await tom.cat.sees(language === 'en' ? /Passed on/ : /Передано/);
    expect(told.buttons).toEqual([[here], [away]]);
    await tom.cat.presses(away);
    const asked = await tom.cat.sees(language === 'en' ? 'From which day are you away?' : 'С какого дня вас не будет?');
    expect(asked.id).not.toBe(told.id);
    expect(tom.cat.messages().find(({ id }) => id === told.id)).toMatchObject({ buttons: [[here], [away]] });
  });
});
