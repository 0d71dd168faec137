import { orderPhotos, showOrder } from '../../src/domain/orders';
import type { Language } from '../../src/domain/shared/work';
import { offer } from '../support/app';
import { describeOnBoth, type Databases } from '../support/databases';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

/** An order of tomorrow at ten that Tom got, its kit issued unless that is to wait. */
async function assigned(databases: Databases, options: { language?: Language; isIssued?: boolean } = {}) {
  const t = await openBotWorld(databases);
  await offer(t);
  const [barsik, ann, max, tom] = [await t.invite('Barsik', ['client']), await t.invite('Ann', ['supplies']), await t.invite('Max', ['manager']), await t.hire('Tom', options.language ?? 'en')];
  for (const cat of [barsik, ann, max, tom]) {
    await cat.start();
    await cat.sees(cat.name);
  }
  await order(barsik);
  await t.dispatch();
  await ann.sees(/#1/);
  if (options.isIssued !== false) {
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    await t.dispatch();
  }
  await tom.sees(/(job|дело) [#№]1/i);
  const facts = () => t.app.query(t.boss, (w) => showOrder(w, '1'));
  return { t, barsik, ann, max, tom, facts, state: async () => (await facts()).status };
}

/** The same, and Tom started it at ten sharp. */
async function started(databases: Databases, language: Language = 'en') {
  const world = await assigned(databases, { language });
  world.t.clock.set('2026-03-03T07:00:00Z');
  await world.tom.presses(language === 'en' ? "I'm here" : 'Я на месте');
  await world.tom.sees(/photo of the place|фото места/);
  await world.tom.sendsPhoto({ sample: 'sofa' });
  await world.tom.sees(/Soft paws|Мягких лап/);
  return world;
}

describeOnBoth('a photo that nobody asked for', (databases) => {
  test.each([
    ['en', 'You have no job this could be for.', 'My jobs', /No jobs here/],
    ['ru', 'У вас нет дела, к которому бы оно подошло.', 'Мои дела', /дел нет|Дел здесь нет/],
  ] as const)('leads a worker without any job to the jobs (%s)', async (language, said, label, list) => {
    const t = await openBotWorld(databases);
    const tom = await t.hire('Tom', language);
    await tom.start();
    await tom.sees(/Tom/);
    await tom.sendsPhoto();
    const shown = await tom.sees(said);
    expect(shown.buttons).toEqual([[label]]);
    await tom.presses(label, { on: shown });
    await tom.sees(list);
  });

  test.each([
    ['en', 'Photo kept. Is this the signed form for #1?', 'Yes, done', 'No, just a photo', 'All right, the photo is not used.'],
    ['ru', 'Фото сохранено. Это подписанный акт по №1?', 'Да, готово', 'Нет, просто фото', 'Хорошо, фото никуда не пойдёт.'],
  ] as const)('ends the one started job only by the press that says it is the form (%s)', async (language, asks, yes, no, forgotten) => {
    const { tom, state } = await started(databases, language);
    await tom.sendsPhoto({ sample: 'fish' });
    const asked = await tom.sees(asks);
    expect(asked.buttons).toEqual([[yes], [no]]);
    await tom.presses(no);
    await tom.sees(forgotten);
    expect(await state()).toBe('started');
    await tom.says(language === 'en' ? 'done' : 'готово');
    const wanted = await tom.sees(language === 'en' ? '#1: now a photo of the signed form.' : '№1: теперь фото подписанного акта.');
    expect(wanted.buttons).toEqual([[language === 'en' ? 'Cancel' : 'Отмена']]);
    await tom.presses(language === 'en' ? 'Cancel' : 'Отмена');
    await tom.sendsPhoto({ sample: 'form' });
    await tom.presses(yes, { on: await tom.sees(asks) });
    await tom.sees(language === 'en' ? /Done\. You earn/ : /Выполнено\. Ваши/);
    expect(await state()).toBe('completed');
  });

  test('does not end a job by [Done], which asks for the form and offers that photo to press on', async () => {
    const { t, tom, state } = await started(databases);
    const card = tom.messages().at(-1);
    t.clock.set('2026-03-03T07:50:00Z');
    await tom.sendsPhoto({ sample: 'fish' });
    await tom.sees(/Is this the signed form/);
    await tom.presses('Done', { on: card });
    const asked = await tom.sees('#1: now a photo of the signed form.');
    expect(asked.buttons).toEqual([['Use the photo of 10:50'], ['Cancel']]);
    expect(await state()).toBe('started');
    t.clock.set('2026-03-03T07:52:00Z');
    await tom.presses('Use the photo of 10:50');
    await tom.sees(/Done\. You earn/);
    expect(await state()).toBe('completed');
    expect(await t.app.query(t.boss, (w) => orderPhotos(w, '1'))).toMatchObject([{ kind: 'started' }, { kind: 'completed', takenAt: new Date('2026-03-03T07:50:00Z') }]);
  });

  test('of the place is offered in the same way by [I\'m here]', async () => {
    const { t, tom, state } = await assigned(databases);
    const card = tom.messages().at(-1);
    t.clock.set('2026-03-03T06:50:00Z');
    await tom.sendsPhoto({ sample: 'sofa' });
    await tom.sees('Photo kept. Which job is it for?');
    await tom.presses("I'm here", { on: card });
    await tom.sees('#1: send a photo of the place.');
    expect(await state()).toBe('assigned');
    await tom.presses('Use the photo of 09:50');
    await tom.sees(/Soft paws/);
    expect(await state()).toBe('started');
  });
});

describeOnBoth('a start long before its time', (databases) => {
  test.each([
    ['en', "I'm here", /photo of the place/, '#1 is for Tue 3 Mar, 10:00. Are you there now?', 'Not yet', 'Yes, started', /Started at Mon 2 Mar, 12:00/],
    ['ru', 'Я на месте', /фото места/, '№1 назначен на вт 3 марта, 10:00. Вы уже на месте?', 'Ещё нет', 'Да, начинаю', /Начали в пн 2 марта, 12:00/],
  ] as const)('is asked about first, and the photo waits for the answer (%s)', async (language, here, wants, asks, no, yes, begun) => {
    const { tom, state } = await assigned(databases, { language });
    for (const answer of [no, yes]) {
      await tom.presses(here);
      await tom.sees(wants);
      await tom.sendsPhoto({ sample: 'sofa' });
      const asked = await tom.sees(asks);
      expect(asked.buttons[0]).toEqual([yes, no]);
      expect(await state()).toBe('assigned');
      await tom.presses(answer, { on: asked });
      if (answer === no) await tom.sees(language === 'en' ? /Job #1[^]*The kit is issued/ : /Дело №1[^]*Набор выдан/);
    }
    await tom.sees(begun);
    expect(await state()).toBe('started');
  });

  test('is not asked about an hour before, and what is no picture is refused before the question', async () => {
    const { t, tom, state } = await assigned(databases);
    await tom.presses("I'm here");
    await tom.sees(/photo of the place/);
    await tom.sendsDocument({ bytes: Buffer.from('no picture'), fileName: 'x.jpg', mimeType: 'image/jpeg' });
    const refused = await tom.sees(/JPEG[^]*photo of the place|A photo[^]*photo of the place/);
    expect(refused.buttons).toEqual([['Cancel']]);
    t.clock.set('2026-03-03T06:00:00Z');
    await tom.sendsPhoto();
    await tom.sees(/Started at 09:00/);
    expect(await state()).toBe('started');
  });
});

describeOnBoth('a worker at the place without its kit', (databases) => {
  test('is told of to supplies and managers, once, and the kit is issued by that message', async () => {
    const { t, ann, max, tom, facts } = await assigned(databases, { isIssued: false });
    t.clock.set('2026-03-03T06:55:00Z');
    for (let count = 0; count < 2; count++) {
      await tom.says("I'm here");
      await tom.sees('#1: send a photo of the place.');
      await tom.sendsPhoto();
      await tom.sees('Photo kept (09:55). Waiting for the kit; staff know.');
      await t.dispatch();
    }
    const told = /#1: Tom is at the place and has no kit\. By Tue 3 Mar, 10:00\./;
    for (const cat of [ann, max]) expect((await cat.sees(told)).buttons).toEqual([['Issued', 'Issued other…']]);
    for (const cat of [ann, max]) expect(cat.messages().filter(({ text }) => told.test(text))).toHaveLength(1);
    await ann.presses('Issued', { on: ann.messages().at(-1) });
    await ann.sees(/Tom is at the place and has no kit\.[^]*kit issued$/);
    await t.dispatch();
    await ann.sees(/Issued Tue 3 Mar, 09:55, Ann/);
    expect((await facts()).supplies).toBe('issued');
  });

  test('is called for no more once the worker says that it is not there after all, and anew when it is', async () => {
    const { t, ann, tom } = await assigned(databases, { isIssued: false });
    t.clock.set('2026-03-03T06:55:00Z');
    const call = async () => {
      await tom.says("I'm here");
      await tom.sees('#1: send a photo of the place.');
      await tom.sendsPhoto();
      await tom.sees('Photo kept (09:55). Waiting for the kit; staff know.');
      await t.dispatch();
      return ann.sees('#1: Tom is at the place and has no kit.');
    };
    const first = await call();
    await tom.presses('Not there after all');
    await tom.hears('All right, the photo is not used.');
    await t.dispatch();
    expect(ann.messages().find(({ id }) => id === first.id)).toMatchObject({ text: '#1: Nobody waits for the kit at the place any more.', buttons: [] });
    expect((await call()).id).not.toBe(first.id);
  });
});
