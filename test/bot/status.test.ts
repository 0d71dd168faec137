import { listTasks } from '../../src/domain/notifications';
import { SYSTEM } from '../../src/domain/shared/work';
import { addCandidate, addTest, assignBattery, contactCandidate, expireBatteries, listCandidates, overrideDecision, recordResult } from '../../src/domain/staffing';
import { describeOnBoth, type Databases } from '../support/databases';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

/** A candidate in the chat whose form is there. */
async function candidate(databases: Databases, language: 'en' | 'ru' = 'en') {
  const t = await openBotWorld(databases);
  const { applyForWork } = await import('../../src/domain/staffing');
  const murka = await t.sim.cats.add({ name: 'Murka', language });
  const form = { vacancy: 'helper', name: 'Murka', age: 3, breed: 'Siamese', colour: 'Grey', contact: '@murka', photoFileId: 'photo', language };
  const stranger = { kind: 'stranger', personId: null, roles: [], channel: 'bot' } as const;
  const { id } = await t.app.run(stranger, (w) => applyForWork(w, { ...form, chatId: murka.id }));
  await murka.says('/status');
  await murka.sees(/✓/);
  return { t, murka, id };
}

describeOnBoth('where a candidate stands', (databases) => {
  test('form, talk, tests, decision: step by step, and never a score', async () => {
    const { t, murka, id } = await candidate(databases);
    await t.dispatch();
    expect((await murka.sees('We have your form. A manager will write.')).buttons).toEqual([['Where I stand']]);
    await murka.presses('Where I stand');
    await murka.sees(/✓ form ▸ talk · tests · decision after the tests\nYour form is with us\./);
    await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id }));
    await murka.says('where i stand');
    await murka.sees(/✓ form ✓ talk ▸ tests · decision after the tests/);
    for (const key of ['jump', 'stealth']) await t.app.run(t.boss, (w) => addTest(w, { key, type: 'points', vacancies: ['helper'] }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: id, test: 'jump', value: 77 }));
    await murka.says('/status');
    const testing = await murka.sees(/✓ form ✓ talk ▸ tests 1 of 2 · decision after the tests/);
    expect(testing.buttons).toEqual([['Withdraw application']]);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: false, reason: 'bites' }));
    await t.dispatch();
    await murka.sees("Thank you for your effort. We chose others: we take 3%. Scores aren't shared. Data deleted by Sun 31 May.");
    await murka.says('/status');
    await murka.sees(/✓ decision Mon 2 Mar\nNo: we chose others this time\..*\nYou may apply again from Sun 31 May\./);
    expect(murka.transcript()).not.toMatch(/77|bites/);
  });

  test('in Russian, and accepted: the next thing in the chat is the work', async () => {
    const { t, murka, id } = await candidate(databases, 'ru');
    await t.dispatch();
    await murka.sees('Анкета у нас. Менеджер напишет.');
    await murka.says('/status');
    await murka.sees(/Помощник: как ваш отбор\n✓ анкета ▸ разговор · тесты · решение после тестов/);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'soft paws' }));
    await t.dispatch();
    const welcome = await murka.sees('Вы приняты, добро пожаловать! Дела придут сюда.');
    await murka.presses('Мои дела', { on: welcome });
    await murka.sees('нет');
    await t.bot.idle();
    expect(murka.menu().map(({ command }) => command)).toEqual(['jobs', 'pay', 'menu', 'cancel', 'settings', 'help']);
    await murka.says('/status');
    await murka.sees(/✓ решение .*\nДа: вы приняты\./);
  });

  test.each([
    ['en', /Hello, Tom!/, 'Jobs come here'],
    ['ru', /Здравствуйте, Tom!/, 'Дела придут сюда'],
  ] as const)('a new worker hears once that jobs come to the chat (%s)', async (language, hello, told) => {
    const t = await openBotWorld(databases);
    const tom = await t.hire('Tom', language);
    await tom.start();
    await tom.sees(hello);
    await t.dispatch();
    await tom.sees(told);
    await tom.says('/start');
    await tom.sees(hello);
    expect(tom.messages().filter(({ text }) => text.includes(told))).toHaveLength(1);
  });

  test('taking the application back needs a second press, and says what becomes of the data', async () => {
    const { t, murka } = await candidate(databases);
    await murka.presses('Withdraw application');
    await murka.sees('Withdraw your application? Your data is deleted in 90 days, and you may apply again later.');
    await murka.presses('Keep it');
    await murka.sees(/✓ form ▸ talk/);
    const card = await murka.says('withdraw application').then(() => murka.sees(/Withdraw your application\?/));
    await murka.presses('Yes, withdraw', { on: card });
    await murka.sees(/You withdrew your application\./);
    await murka.presses('Yes, withdraw', { on: card });
    await murka.hears('Already done.');
    expect(await t.app.query(t.boss, (w) => listCandidates(w))).toMatchObject([{ status: 'withdrawn' }]);
    await t.dispatch();
    expect(murka.messages().some(({ text }) => text.includes('We have your form'))).toBe(false);
  });

  test('only what really happened is ticked: a talk that was left out, and a decision that nobody took, are not told of', async () => {
    const { t, murka, id } = await candidate(databases);
    await t.app.run(t.boss, (w) => addTest(w, { key: 'jump', type: 'points', vacancies: ['helper'] }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    await murka.says('/status');
    await murka.sees(/\n✓ form ▸ tests 0 of 1 · decision after the tests\n/);
    await murka.presses('Withdraw application');
    await murka.presses('Yes, withdraw');
    await murka.sees(/\n✓ form · tests 0 of 1\nYou withdrew your application\.\nYou may apply again from Sun 31 May\./);
  });

  test.each([
    ['en', { hello: 'Hello, Murka!', no: 'No: we chose others this time.', again: 'You may apply again from Sun 31 May.', work: 'I want to work', other: 'Русский', status: 'Where I stand' }],
    ['ru', { hello: 'Здравствуйте, Murka!', no: 'Нет: на этот раз выбрали других.', again: 'Подать анкету снова можно с вс 31 мая.', work: 'Хочу работать', other: 'English', status: 'Как мой отбор' }],
  ] as const)('who was rejected is greeted with the decision, and offered a form once it may apply again (%s)', async (language, words) => {
    const { t, murka, id } = await candidate(databases, language);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: false, reason: 'bites' }));
    await murka.says('/start');
    const told = await murka.sees(new RegExp(`^${words.hello}\n[^]*${words.no}[^]*\n${words.again}$`));
    expect(told.buttons).toEqual([[words.other]]);
    await murka.says('/menu');
    expect((await murka.sees(/^(What shall we do|Что делаем)\?$/)).buttons[0]).toEqual([words.status]);
    t.clock.set('2026-06-01T09:00:00Z');
    await murka.says('/start');
    const may = await murka.sees(new RegExp(`${words.no}[^]*`));
    expect(may.text).not.toContain(words.again);
    expect(may.buttons).toEqual([[words.work], [words.other]]);
  });

  test.each([
    ['en', /^Hello, Tom!\nCourier for nights: where you stand\n✓ form ▸ talk/, 'Withdraw application', 'Русский', 'Where I stand'],
    ['ru', /^Здравствуйте, Tom!\nCourier for nights: как ваш отбор\n✓ анкета ▸ разговор/, 'Отозвать анкету', 'English', 'Как мой отбор'],
  ] as const)('whom staff put down opens the invitation and sees where it stands, not a form (%s)', async (language, stand, withdraw, other, status) => {
    const t = await openBotWorld(databases);
    const { invitation } = await t.app.run(t.boss, (w) => addCandidate(w, { name: 'Tom', vacancy: 'courier_for_nights', language }));
    const tom = await t.sim.cats.add({ name: 'Tom', language, startCode: invitation.code });
    await tom.start();
    expect((await tom.sees(stand)).buttons).toEqual([[withdraw], [other]]);
    await tom.says('?');
    expect((await tom.sees(/what can be done|можно сделать/)).buttons[0]).toEqual([status]);
    expect(tom.transcript()).not.toMatch(/\[(Apply|Подать анкету)\]/);
  });

  test.each([
    ['en', { work: 'I want to work', name: 'Your name?', age: 'Age?', cancel: 'Cancel', none: 'You have not applied yet.\nA form you began is kept.', resume: 'Resume' }],
    ['ru', { work: 'Хочу работать', name: 'Имя?', age: 'Возраст?', cancel: 'Отмена', none: 'Анкеты от вас ещё нет.\nНачатая анкета сохранена.', resume: 'Продолжить' }],
  ] as const)('a form that was begun is gone on with from there (%s)', async (language, words) => {
    const t = await openBotWorld(databases);
    const murka = await t.sim.cats.add({ name: 'Murka', language });
    await murka.says('/apply');
    await murka.sees(words.name);
    await murka.says('Murka');
    await murka.sees(words.age);
    await murka.says('/status');
    expect((await murka.sees(words.none)).buttons).toEqual([[words.resume]]);
    await murka.says(words.cancel);
    await murka.says('/status');
    const card = await murka.sees(words.none);
    await murka.presses(words.resume, { on: card });
    await murka.sees(words.age);
  });

  test.each([
    ['en', /^The tests were not finished within 30 days, so your application is closed\.\nYou may apply again from Tue 30 Jun: \/apply$/, /^We did not get to your application within 90 days, so it is closed\./],
    ['ru', /^Тесты не закончены за 30 дней, поэтому анкета закрыта\.\nПодать анкету снова можно с вт 30 июня: \/apply$/, /^За 90 дней мы не успели заняться вашей анкетой, и она закрыта\./],
  ] as const)('whose application ran out is told why, and when it may apply again (%s)', async (language, unfinished, unattended) => {
    const { t, murka, id } = await candidate(databases, language);
    const other = await candidate(databases, language);
    await t.app.run(t.boss, (w) => addTest(w, { key: 'jump', type: 'points', vacancies: ['helper'] }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
    t.clock.set('2026-04-01T09:00:00Z');
    await expireBatteries(t.app, SYSTEM);
    await t.dispatch();
    await murka.sees(unfinished);
    await murka.says('/status');
    await murka.sees(new RegExp(unfinished.source.split('\\n')[0]?.slice(1) ?? ''));
    other.t.clock.set('2026-05-31T09:00:00Z');
    await expireBatteries(other.t.app, SYSTEM);
    await other.t.dispatch();
    await other.murka.sees(unattended);
  });

  test('nobody is told of an application that ran out when it has applied anew, or never wrote', async () => {
    const { t, murka, id } = await candidate(databases);
    await t.app.run(t.boss, (w) => addCandidate(w, { name: 'Tom', vacancy: 'helper' }));
    await t.dispatch();
    t.clock.set('2026-05-31T09:00:00Z');
    expect(await expireBatteries(t.app, SYSTEM)).toBe(2);
    expect(await t.app.run(SYSTEM, (w) => w.notifications.claim(10, w.wall))).toMatchObject([{ message: 'application_expired', person: id }]);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'known well' }));
    await t.dispatch();
    await murka.sees("You're in, welcome!");
    expect(murka.transcript()).not.toContain('We did not get to');
    expect(await t.app.query(t.boss, (w) => listTasks(w))).toEqual([]);
  });

  test('strangers have no application, and staff have no business with one', async () => {
    const t = await openBotWorld(databases);
    const murka = await t.sim.cats.add({ name: 'Murka', language: 'en' });
    await murka.says('/status');
    expect((await murka.sees('You have not applied yet.')).buttons).toEqual([['I want to work']]);
    await murka.pressesData('g:test:');
    await murka.sees('No access.');
    await murka.pressesData('g:withdraw:');
    await murka.sees('No access.');
    const ann = await t.invite('Ann', ['supplies']);
    await ann.start();
    await ann.sees('Hello, Ann');
    await ann.says('/status');
    await ann.sees('No access.');
  });
});
