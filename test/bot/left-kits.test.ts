import { issueKit, listKits, missKit, returnKit, stopMissing } from '../../src/domain/consumables';
import { assignOrder, cancelOrder } from '../../src/domain/orders';
import type { Language } from '../../src/domain/shared/work';
import { deactivateUser } from '../../src/domain/users';
import { as } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = new Date(Date.UTC(2026, 2, 3, 12));

const SAID = {
  en: { left: /^#1: Kit changed: Leo, Tue 3 Mar, 15:00\.\n• acceptance form[^]*\nTom has a kit for this order; Leo needs one\.$/, back: '#1, Tom: The order is no longer theirs. Take the kit back.', taken: ['Taken back', 'Not all of it…'], give: /Job is off: it went to another worker\. Don't go\. Bring its kit back, please, or give it to whoever comes for it\.$/, over: 'Handed over', issued: ['Issued', 'Issued other…'], done: '#1, Tom: The kit was handed over.', has: /The kit is issued/, several: 'These have kits for this order: Tom, Leo; Rex needs one.', by: ['Handed over by Tom', 'Handed over by Leo'], rest: '#1, Leo: The order is no longer theirs. Take the kit back.', over_there: '#1: Nobody waits for the kit at the place any more.' },
  ru: { left: /^№1: Набор изменился: Leo, вт 3 марта, 15:00\.\n• акт приёмки[^]*\nНабор этого заказа — у мастера Tom; нужен мастеру Leo\.$/, back: '№1, Tom: Заказ уже не у этого мастера. Заберите набор.', taken: ['Вернули', 'Не всё…'], give: /Верните, пожалуйста, набор или отдайте тому, кто за ним придёт\.$/, over: 'Набор передан', issued: ['Выдано', 'Выдано другое…'], done: /Набор передан\.$/, has: /Набор выдан/, several: 'Наборы этого заказа — у мастеров: Tom, Leo; нужен мастеру Rex.', by: ['Набор передал Tom', 'Набор передал Leo'], rest: '№1, Leo: Заказ уже не у этого мастера. Заберите набор.', over_there: '№1: На месте набор больше не ждут.' },
};

describeOnBoth('a kit in the chat whose order changes hands', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  const booked = async (language: Language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const ann = await world.join('Ann', 'supplies', language);
    const tom = await world.hire('Tom', language);
    const order = await world.place(barsik, at);
    return { ann, tom, order, leo: await world.hire('Leo', language) };
  };
  const issue = async (order: string, handedOut?: string) => {
    await world.app.run(world.boss, (w) => issueKit(w, { order, ...(handedOut !== undefined && { handedOut }) }));
    await world.settle();
  };
  const now = ({ cat }: Player, id: number) => cat.messages().find((message) => message.id === id);

  test.each(languagesOn(db))('is asked back from who has it, and handed over by one press (O6; %s)', async (language) => {
    const said = SAID[language];
    const { ann, tom, order, leo } = await booked(language);
    await issue(order);
    await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: leo.person.id, reason: 'ill' }));
    await world.settle();
    const asked = await ann.cat.sees(said.left);
    const back = await ann.cat.sees(said.back);
    expect([asked.buttons, back.buttons]).toEqual([[said.issued, [said.over], said.taken], [said.taken]]);
    await tom.cat.sees(said.give);
    await ann.cat.presses(said.over, { on: asked });
    await world.settle();
    await ann.cat.sees(said.done);
    await leo.cat.sees(said.has);
    expect(ann.cat.messages().flatMap(({ buttons }) => buttons.flat())).not.toContain(said.taken[0]);
  });

  test.each(languagesOn(db))('is handed over by who is named on the button, where several have one (%s)', async (language) => {
    const said = SAID[language];
    const { ann, order, leo } = await booked(language);
    const rex = await world.hire('Rex', language);
    for (const { person } of [leo, rex]) {
      await issue(order);
      await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: person.id, reason: 'ill' }));
      await world.settle();
    }
    const asked = await ann.cat.sees(said.several);
    expect(asked.buttons.slice(0, 3)).toEqual([said.issued, ...said.by.map((label) => [label])]);
    await ann.cat.presses(said.by[0] ?? '', { on: asked });
    await world.settle();
    await rex.cat.sees(said.has);
    await ann.cat.sees(said.rest);
    expect(await world.app.query(world.boss, (w) => listKits(w))).toMatchObject([{ status: 'issued', left: [{ worker: leo.person.id, backAt: null }, { isHandedOver: true }] }]);
  });

  test('is not taken from another than was shown where a button of before is pressed', async () => {
    const { ann, order, leo } = await booked('en');
    const rex = await world.hire('Rex', 'en');
    await issue(order);
    await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: leo.person.id, reason: 'ill' }));
    await world.settle();
    const old = await ann.cat.sees(SAID.en.left);
    await world.app.run(world.boss, (w) => returnKit(w, { order }));
    await issue(order);
    await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: rex.person.id, reason: 'ill' }));
    await world.settle();
    await ann.cat.presses(SAID.en.over, { on: old });
    await ann.cat.hears('Now: kit requested');
    const [kit] = await world.app.query(world.boss, (w) => listKits(w));
    expect(kit).toMatchObject({ status: 'requested', worker: rex.person.id });
    expect(now(ann, old.id)?.buttons).toContainEqual([SAID.en.over]);
    await ann.cat.presses(SAID.en.over, { on: now(ann, old.id) });
    await world.settle();
    await rex.cat.sees(SAID.en.has);
  });

  test.each(languagesOn(db))('that a worker at the place misses no longer, or another has to bring, is not called for any more (O3; %s)', async (language) => {
    const { ann, tom, leo, order } = await booked(language);
    const call = async ({ person }: Player) => {
      await world.app.run(as(person), (w) => missKit(w, { order }));
      await world.settle();
      return ann.cat.sees(language === 'en' ? `${person.name} is at the place and has no kit.` : `${person.name} на месте, набора нет.`);
    };
    const over = { text: SAID[language].over_there, buttons: [] };
    const first = await call(tom);
    await world.app.run(as(tom.person), (w) => stopMissing(w, { order }));
    await world.settle();
    const second = await call(tom);
    await world.app.run(world.boss, (w) => assignOrder(w, { order, worker: leo.person.id, reason: 'ill' }));
    await world.settle();
    const third = await call(leo);
    expect([first, second, third].map(({ id }) => now(ann, id))).toMatchObject([over, over, { buttons: [SAID[language].issued] }]);
    await world.app.run(world.boss, (w) => cancelOrder(w, { order, reason: 'client_asked' }));
    await world.settle();
    expect(now(ann, third.id)).toMatchObject({ text: expect.stringMatching(language === 'en' ? /kit not needed$/ : /набор не нужен$/) as string, buttons: [] });
  });

  test('names who has it, though nobody has the order any more', async () => {
    const { ann, tom, leo, order } = await booked('en');
    await issue(order);
    await world.app.run(world.boss, (w) => deactivateUser(w, { person: leo.person.id }));
    await world.app.run(world.boss, (w) => deactivateUser(w, { person: tom.person.id }));
    await world.app.run(world.boss, (w) => cancelOrder(w, { order, reason: 'client_asked' }));
    await world.settle();
    const back = await ann.cat.sees('#1, Tom: Kit not needed. Take it back.');
    await ann.cat.presses('Not all of it…', { on: back });
    await ann.cat.says('the form');
    await world.settle();
    await ann.cat.sees(/^#1, Tom: Kit not needed\. It came back .*: the form$/);
  });

  test('holds the acceptance form whatever is noted of it (C1)', async () => {
    const { ann, tom, order } = await booked('en');
    await issue(order, '3 glasses');
    await tom.cat.sees(/Kit: acceptance form, 3 glasses\. You earn/);
    await ann.cat.sees(/Handed out: acceptance form, 3 glasses$/);
  });

  test('that a worker at the place misses is no longer to be issued there once it is issued elsewhere (O3)', async () => {
    const { ann, tom, order } = await booked('en');
    await world.app.run(as(tom.person), (w) => missKit(w, { order }));
    await world.settle();
    const alarm = await ann.cat.sees(/#1: Tom is at the place and has no kit\./);
    expect(alarm.buttons).toEqual([['Issued', 'Issued other…']]);
    await issue(order);
    expect(now(ann, alarm.id)).toMatchObject({ text: expect.stringMatching(/has no kit\.[^]*kit issued/) as string, buttons: [] });
  });
});
