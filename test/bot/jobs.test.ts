import { dispatchOutbox } from '../../src/domain/notifications';
import { failNoShows, showOrder } from '../../src/domain/orders';
import { SYSTEM, type Language } from '../../src/domain/shared/work';
import type { Databases } from '../support/databases';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

/** An order of tomorrow at ten that Tom got; nobody has issued its kit. */
async function assigned(databases: Databases, language: Language = 'en') {
  const t = await openBotWorld(databases);
  await offer(t);
  const [barsik, ann, tom] = [await t.invite('Barsik', ['client']), await t.invite('Ann', ['supplies']), await t.hire('Tom', language)];
  for (const cat of [barsik, ann, tom]) {
    await cat.start();
    await cat.sees(cat.name);
  }
  await order(barsik);
  await t.dispatch();
  await ann.sees(/#1/);
  const card = await tom.sees(/New job #1|Новое дело №1/);
  const state = async () => (await t.app.query(t.boss, (w) => showOrder(w, '1'))).status;
  return { t, barsik, ann, tom, card, state };
}

describeOnBoth('a job', (databases) => {
  test('a photo before the kit is kept, and starts the job once the kit is there, also after a restart', async () => {
    const { t, ann, tom, state } = await assigned(databases);
    t.clock.set('2026-03-03T07:05:00Z');
    await tom.presses("I'm here");
    await tom.sees('#1: send a photo of the place.');
    await tom.sendsPhoto();
    const waiting = await tom.sees(/Photo kept \(10:05\)\. Waiting for the kit; staff know\./);
    expect(waiting.buttons).toEqual([['Not there after all'], ["I can't do it"]]);
    expect(await state()).toBe('assigned');
    await t.restart();
    t.clock.set('2026-03-03T07:20:00Z');
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    await t.dispatch();
    const ready = await tom.sees(/The kit is issued\. Photo kept \(10:05\)\./);
    expect(ready).toMatchObject({ id: waiting.id, buttons: [['Start'], ['Not there after all'], ["I can't do it"]] });
    await tom.presses('Start');
    await tom.sees(/Started at 10:05\. Soft paws!/);
    expect(await state()).toBe('started');
  });

  test.each([
    ['en', { here: "I'm here", early: /Are you there now\?/, yes: 'Yes, started', kept: /Photo kept \(17:55\)\. Waiting for the kit/, issued: /The kit is issued\.$/, place: '#1: send a photo of the place.', started: /Started at 10:00\. Soft paws!/ }],
    ['ru', { here: 'Я на месте', early: /Вы уже на месте\?/, yes: 'Да, начинаю', kept: /Фото принято в 17:55\. Ждём набор/, issued: /Набор выдан\.$/, place: '№1: пришлите фото места.', started: /Начали в 10:00\. Мягких лап!/ }],
  ] as const)('a photo of the day before does not start it: another one is asked for (O4; %s)', async (language, said) => {
    const { t, ann, tom, state } = await assigned(databases, language);
    t.clock.set('2026-03-02T14:55:00Z');
    await tom.presses(said.here);
    await tom.sees(said.place);
    await tom.sendsPhoto();
    await tom.sees(said.early);
    await tom.presses(said.yes);
    const waiting = await tom.sees(said.kept);
    t.clock.set('2026-03-03T06:30:00Z');
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    await t.dispatch();
    const ready = await tom.sees(said.issued);
    expect(ready.id).toBe(waiting.id);
    expect(ready.buttons[0]).toEqual([said.here]);
    t.clock.set('2026-03-03T07:00:00Z');
    await tom.presses(said.here, { on: ready });
    await tom.sees(said.place);
    expect(await state()).toBe('assigned');
    await tom.sendsPhoto();
    await tom.sees(said.started);
    expect(await state()).toBe('started');
  });

  test.each([
    ['en', { here: "I'm here", early: /Are you there now\?/, yes: 'Yes, started', old: 'That photo is too old' }],
    ['ru', { here: 'Я на месте', early: /Вы уже на месте\?/, yes: 'Да, начинаю', old: 'То фото уже старое' }],
  ] as const)('nor does it when the question of the day before is answered the next day (%s)', async (language, said) => {
    const { t, tom, state } = await assigned(databases, language);
    t.clock.set('2026-03-02T14:55:00Z');
    await tom.presses(said.here);
    await tom.sees(/photo of the place|фото места/);
    await tom.sendsPhoto();
    const asked = await tom.sees(said.early);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses(said.yes, { on: asked });
    await tom.sees(said.old);
    expect(await state()).toBe('assigned');
  });

  test.each([
    ['en', { here: "I'm here", kept: /Photo kept \(09:30\)/, back: 'Not there after all', forgotten: 'All right, the photo is not used.' }],
    ['ru', { here: 'Я на месте', kept: /Фото принято в 09:30/, back: 'Я всё-таки не на месте', forgotten: 'Хорошо, фото никуда не пойдёт.' }],
  ] as const)('who waits for the kit may take it back that it is there: the photo is forgotten (%s)', async (language, said) => {
    const { t, tom } = await assigned(databases, language);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses(said.here);
    await tom.sees(/photo of the place|фото места/);
    await tom.sendsPhoto();
    const waiting = await tom.sees(said.kept);
    await tom.presses(said.back, { on: waiting });
    await tom.hears(said.forgotten);
    await t.bot.idle();
    const now = tom.messages().find(({ id }) => id === waiting.id);
    expect(now?.text).not.toMatch(said.kept);
    expect(now?.buttons[0]).toEqual([said.here]);
  });

  test('only a photo will do: text, forward and PDF are refused, an image file is taken, and of an album the first', async () => {
    const { t, ann, tom, state } = await assigned(databases);
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses("I'm here");
    await tom.sees('#1: send a photo of the place.');
    await tom.says('I am here!');
    await tom.sees('A photo, please. Text kept.\n#1: send a photo of the place.');
    await tom.forwards('photo');
    await tom.sees('No forwards: send your own.');
    await tom.sendsDocument();
    await tom.sees('A photo, please.');
    await tom.sendsDocument({ bytes: Buffer.from('no picture'), fileName: 'x.jpg', mimeType: 'image/jpeg' });
    await tom.sees(/#1: send a photo of the place/);
    await tom.sendsDocument({ sample: 'sofa' });
    await tom.sees('Soft paws!');
    expect(await state()).toBe('started');
    await tom.presses('Done');
    await tom.sees('#1: now a photo of the signed form.');
    await tom.sendsAlbum({ count: 3 });
    await tom.sees('Done. You earn 60.00');
    await tom.sees('Took the first of 2.');
    await tom.sees('Took the first of 3.');
    expect(await state()).toBe('completed');
    await t.bot.idle();
    expect(tom.messages().filter(({ text }) => text.startsWith('Took'))).toHaveLength(1);
  });

  test('after an outage messages do what presses did: a photo by itself, and typed labels', async () => {
    const { t, ann, tom, state } = await assigned(databases);
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.sendsPhoto();
    const which = await tom.sees('Photo kept. Which job is it for?');
    expect(which.buttons).toEqual([['#1: the place'], ['No, just a photo']]);
    await tom.presses('#1: the place');
    await tom.sees('Soft paws!');
    expect(await state()).toBe('started');
    await tom.says('done');
    await tom.sees('#1: now a photo of the signed form.');
    await tom.sendsPhoto();
    await tom.sees('You earn 60.00');
    expect(await state()).toBe('completed');
  });

  test('a started job can be stopped, and the fine is shown before it is', async () => {
    const { t, barsik, ann, tom, state } = await assigned(databases);
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses("I'm here");
    await tom.sees('#1: send a photo of the place.');
    await tom.sendsPhoto();
    await tom.sees('Soft paws!');
    await tom.presses("Can't go on");
    const why = await tom.sees(/The job will fail, fine 40\.00.CU\. Why\?/);
    expect(why.buttons).toEqual([['No client'], ["The place won't do"], ['It is not safe'], ["I'm ill"], ['Other…'], ['Keep it']]);
    await tom.presses('Other…');
    await tom.sees('In your own words: why?');
    await tom.says('The dog is <b>home</b>');
    const sure = await tom.sees(/Stop #1: The dog is <b>home<\/b>\. The job fails, fine 40\.00/);
    expect(await state()).toBe('started');
    await tom.presses('Yes, stop');
    await tom.sees(/Job failed: The dog is <b>home<\/b>\. Fine 40\.00/);
    await tom.presses('Yes, stop', { on: sure });
    await tom.hears('Already done.');
    expect(await state()).toBe('failed');
    await t.dispatch();
    await barsik.sees(/#1 · .*\nThe order failed: The dog is <b>home<\/b>\. We're sorry\. You owe 100\.00/);
    await barsik.presses('Why this sum?');
    await barsik.sees(/failed: 100\.00.CU − 0% = 100\.00.CU, in full by the rules/);
  });

  test('lists by day and state, a live card for each, and the earnings', async () => {
    const { t, tom, card } = await assigned(databases);
    await tom.says('/jobs');
    const list = await tom.sees(/Tue 3 Mar, 1 job\n10:00 #1 Glass dropping, Sofa, Arbat 7/);
    expect(list.buttons).toEqual([['#1'], ["I'm away"], ['Completed', 'Failed', 'Cancelled']]);
    await tom.presses('Failed');
    await tom.sees('No jobs here.');
    await tom.presses('To do');
    await tom.presses('#1');
    const live = await tom.sees(/New job #1/);
    expect(live.id).not.toBe(card.id);
    t.clock.set('2026-03-03T07:31:00Z');
    await t.bot.idle();
    await failNoShows(t.app, SYSTEM);
    await dispatchOutbox(t.app);
    await tom.sees(/Job #1.*\n.*\nJob failed: the kit was not issued\. No fine\./);
    expect(tom.messages().find(({ id }) => id === live.id)?.text).toMatch(/Job failed/);
    await tom.presses("I'm here", { on: card });
    await tom.hears('Now: failed.');
    await tom.says('/pay');
    await tom.sees(/Due to you: 0\.00.CU, paid Tue 31 Mar, 20:00\./);
  });

  test('kits: something else is handed out', async () => {
    const { t, ann } = await assigned(databases);
    await ann.presses('Issued other…');
    await ann.sees('#1: what did you hand out?');
    await ann.says('a ball & a <form>');
    await ann.sees(/Issued Mon 2 Mar, 12:00, Ann\.\nHanded out: a ball & a <form>/);
    await t.bot.idle();
  });

  test('kits: the list, the card, and issuing twice', async () => {
    const { t, ann } = await assigned(databases);
    await ann.says('/kits');
    const list = await ann.sees('Kits to hand out');
    expect(list.buttons).toEqual([['Tue 3 Mar, 10:00 · #1 · Tom']]);
    await ann.presses('Tue 3 Mar, 10:00 · #1 · Tom');
    const card = await ann.sees(/#1 · By Tue 3 Mar/);
    await ann.presses('Issued');
    await ann.sees(/Issued Mon 2 Mar, 12:00, Ann\./);
    await ann.presses('Issued', { on: card });
    await ann.hears('Already done.');
    await ann.says('/kits');
    await ann.sees('No kits to hand out.');
    await t.bot.idle();
  });
});
