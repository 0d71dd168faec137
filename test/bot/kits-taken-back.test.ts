import { countStock, editItem, issueKit, returnKit } from '../../src/domain/consumables';
import { assignOrder, cancelOrder, startOrder } from '../../src/domain/orders';
import type { Language } from '../../src/domain/shared/work';
import { as, photo } from '../support/app';
import { describeOnBoth, languagesOn } from '../support/databases';
import { openWorld, type Player, type World } from '../support/world';

const at = new Date(Date.UTC(2026, 2, 3, 12));

const SAID = {
  en: {
    undo: 'Not issued after all…', why: '#1: was the kit not issued after all? Its worker will hear so. Why, in your own words?', yes: 'Yes, it was not issued', keep: 'Keep it',
    sure: 'Take back that the kit of #1 was issued: «wrong press». What was taken for it is in stock again, and the kit is to be issued anew.',
    worker: '#1: your kit was not issued after all, that was noted by mistake. You will see here when it is.', has: 'The worker has the kit.', issued: 'The kit is issued.',
    elsewhere: '#1: another message shows this now.', give: 'Bring its kit back, please', issue: 'Issued', other: 'Issued other…', over: 'Handed over', partly: 'Not all of it…',
  },
  ru: {
    undo: 'На самом деле не выдан…', why: '№1: набор на самом деле не выдан? Мастер об этом узнает. Почему, своими словами?', yes: 'Да, не выдан', keep: 'Оставить',
    sure: 'Отменить выдачу набора №1: «wrong press». Взятое для него снова на складе, набор нужно выдать заново.',
    worker: '№1: набор на самом деле не выдан, это отметили по ошибке. Когда выдадут, будет видно здесь.', has: 'Набор у мастера.', issued: 'Набор выдан.',
    elsewhere: '№1: теперь это в другом сообщении.', give: 'Верните, пожалуйста, набор', issue: 'Выдано', other: 'Выдано другое…', over: 'Набор передан', partly: 'Не всё…',
  },
};

describeOnBoth('the cards of a kit', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  const booked = async (language: Language) => {
    const barsik = await world.join('Barsik', 'client', language);
    const ann = await world.join('Ann', 'supplies', language);
    const jerry = await world.hire('Jerry', language);
    const order = await world.place(barsik, at);
    const after = async (work: Promise<unknown>) => {
      await work;
      await world.settle();
    };
    return {
      barsik, ann, jerry, order,
      issue: () => after(world.app.run(as(ann.person), (w) => issueKit(w, { order }))),
      assign: ({ person }: Player) => after(world.app.run(world.boss, (w) => assignOrder(w, { order, worker: person.id, reason: 'ill' }))),
      start: ({ person }: Player) => after(world.app.run(as(person), (w) => startOrder(w, { order, photo: photo('sofa') }))),
      cancel: () => after(world.app.run(world.boss, (w) => cancelOrder(w, { order, reason: 'client_asked' }))),
      takeBack: () => after(world.app.run(as(ann.person), (w) => returnKit(w, { order }))),
    };
  };
  const about = ({ cat }: Player) => cat.messages().filter(({ text }) => /[#№]1\b/.test(text));
  /** Where a button is that issues the kit, or says that it was handed over. */
  const live = (ann: Player, ...labels: string[]) => about(ann).filter(({ buttons }) => buttons.flat().some((label) => labels.includes(label)));
  const texts = (who: Player) => about(who).map(({ text }) => text).join('\n');

  test.each(languagesOn(db))('lead back where it was issued by mistake, and everybody hears what is true (%s)', async (language) => {
    const said = SAID[language];
    const { barsik, ann, jerry, issue } = await booked(language);
    await issue();
    await barsik.cat.sees(said.has);
    await ann.cat.presses(said.undo);
    expect((await ann.cat.sees(said.why)).buttons.flat()).toContain(said.keep);
    await ann.cat.says('wrong press');
    await ann.cat.sees(said.sure);
    await ann.cat.presses(said.yes);
    await world.settle();
    await jerry.cat.sees(said.worker);
    expect([texts(barsik).includes(said.has), texts(jerry).includes(said.issued)]).toEqual([false, false]);
    const [card, ...others] = live(ann, said.issue);
    expect([card?.buttons, others]).toEqual([[[said.issue, said.other]], []]);
    await ann.cat.presses(said.issue, { on: card });
    await world.settle();
    await barsik.cat.sees(said.has);
    expect(live(ann, said.undo)).toHaveLength(1);
  });

  test.each(languagesOn(db))('offer no such thing once the order has begun (%s)', async (language) => {
    const said = SAID[language];
    const { ann, jerry, issue, start } = await booked(language);
    await issue();
    expect(live(ann, said.undo)).toHaveLength(1);
    await start(jerry);
    expect(live(ann, said.undo)).toEqual([]);
  });

  test.each(languagesOn(db))('are one, however often its order changes hands, and nobody is asked for it any more once it was handed over (O6; %s)', async (language) => {
    const said = SAID[language];
    const { ann, jerry, issue, assign, cancel } = await booked(language);
    await issue();
    for (const name of ['Tom', 'Васька']) {
      await assign(await world.hire(name, language));
      expect(live(ann, said.issue, said.over)).toMatchObject([{ text: expect.stringContaining(name) as string }]);
    }
    expect(texts(ann)).not.toContain('Tom');
    expect(texts(jerry)).toContain(said.give);
    await ann.cat.presses(said.over, { on: live(ann, said.over)[0] });
    await world.settle();
    expect(live(ann, said.issue, said.other, said.over)).toEqual([]);
    expect(texts(jerry)).not.toContain(said.give);
    expect(about(ann).filter(({ text }) => text !== said.elsewhere)).toHaveLength(2);
    await cancel();
    expect(live(ann, said.issue, said.other, said.over, said.undo)).toEqual([]);
  });

  test.each(languagesOn(db))('are none to press on once the order is over, though another has the kit until it came back (%s)', async (language) => {
    const said = SAID[language];
    const { ann, jerry, issue, assign, cancel, takeBack } = await booked(language);
    await issue();
    await assign(await world.hire('Tom', language));
    await cancel();
    expect([live(ann, said.issue, said.other, said.over), texts(jerry).includes(said.give)]).toEqual([[], true]);
    await takeBack();
    expect(texts(jerry)).not.toContain(said.give);
    expect(about(ann).flatMap(({ buttons }) => buttons)).toEqual([]);
  });

  test.each(languagesOn(db))('are one, also where one was asked for from the list of kits (%s)', async (language) => {
    const said = SAID[language];
    const { ann } = await booked(language);
    await ann.cat.says('/kits');
    await ann.cat.presses(language === 'en' ? 'Tue 3 Mar, 15:00 · #1 · Jerry' : 'вт 3 марта, 15:00 · №1 · Jerry');
    expect(live(ann, said.issue)).toHaveLength(1);
    await ann.cat.sees(said.elsewhere);
  });

  test.each([
    ['en', 'Noted, but nothing in stock is called so: a hug.'],
    ['ru', 'Записано, но на складе такого нет: a hug.'],
  ] as const)('do not take the place of a word on what was noted and is no item (C4; %s)', async (language, words) => {
    const said = SAID[language];
    const { ann, cancel } = await booked(language);
    await world.app.run(as(ann.person), (w) => editItem(w, { item: 'glasses', changes: { isCounted: true } }));
    await world.app.run(as(ann.person), (w) => countStock(w, { item: 'glasses', count: 9, reason: 'first count' }));
    const heard = () => ann.cat.messages().filter(({ text, from }) => from === 'bot' && text.includes(words)).length;
    await ann.cat.presses(said.other);
    await ann.cat.says('1 glass and a hug');
    await world.settle();
    expect(heard()).toBe(1);
    await cancel();
    await ann.cat.presses(said.partly);
    await ann.cat.says('1 glass and a hug');
    await world.settle();
    expect(heard()).toBe(2);
  });
});
