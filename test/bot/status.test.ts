import { addTest, assignBattery, contactCandidate, listCandidates, overrideDecision, recordResult } from '../../src/domain/staffing';
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
    await murka.sees(/Мастер: как ваш отбор\n✓ анкета ▸ разговор · тесты · решение после тестов/);
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

  test('taking the application back needs a second press, and says what becomes of the data', async () => {
    const { t, murka } = await candidate(databases);
    await murka.presses('Withdraw application');
    await murka.sees('Withdraw your application? Your data is deleted in 90 days, and you may apply again later.');
    await murka.presses('Cancel');
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
