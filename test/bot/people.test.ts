import { deactivateUser, whoWrites } from '../../src/domain/users';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

describeOnBoth('who writes', (databases) => {
  test('a stranger is greeted, and comes in by a link that is pasted', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client'], 'ru');
    await barsik.says('/start');
    const greeting = await barsik.sees('Здравствуйте! Одни коты здесь просят помочь, другие помогают. А вы?');
    expect(greeting.buttons).toEqual([['Хочу работать'], ['У меня приглашение']]);
    await t.bot.idle();
    expect(barsik.menu().map(({ command }) => command)).toEqual(['apply', 'status', 'menu', 'cancel', 'help']);
    for (const command of ['/order', '/orders', '/money', '/jobs', '/pay', '/kits']) {
      await barsik.says(command);
      expect((await barsik.sees(/Нет доступа/)).buttons).toEqual([['Хочу работать'], ['У меня приглашение']]);
    }
    await barsik.presses('У меня приглашение');
    await barsik.sees('Пришлите ссылку.');
    await barsik.says('not-a-code');
    await barsik.sees(/Приглашение не действует. Попросите новое./);
    await barsik.says(`https://t.me/MakeCatsFreeBot?start=${barsik.record.start_code}`);
    const hello = await barsik.sees('Здравствуйте, Barsik! Берём кошачьи дела на себя: царапаем, роняем стаканы. Что закажете?');
    expect(hello.buttons).toEqual([['Заказать'], ['Мои заказы'], ['Счета'], ['English']]);
  });

  test('an invitation opens once, and again for whom it opened', async () => {
    const t = await openBotWorld(databases);
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees('Hello, Barsik!');
    await barsik.start();
    await barsik.sees('Hello, Barsik!');
    const thief = await t.sim.cats.add({ name: 'Thief', language: 'en', startCode: barsik.record.start_code });
    await thief.start();
    expect((await thief.sees('Invitation not valid. Ask for a new one.')).buttons).toEqual([['I want to work'], ['I have an invitation']]);
  });

  test('language and roles decide the menu, and the deactivated are strangers', async () => {
    const t = await openBotWorld(databases);
    const tom = await t.hire('Tom');
    await tom.start();
    await tom.sees('Hello, Tom');
    await t.bot.idle();
    expect(tom.menu()).toEqual(
      [['jobs', 'My jobs'], ['pay', 'Earnings'], ['menu', 'Menu'], ['cancel', 'Cancel'], ['settings', 'Settings'], ['help', 'Help']].map(([command, description]) => ({ command, description })),
    );
    await tom.says('/settings');
    await tom.sees('Language: English');
    await tom.presses('Русский');
    await tom.sees('Язык: русский');
    await t.bot.idle();
    expect(tom.menu()[0]).toEqual({ command: 'jobs', description: 'Мои дела' });
    await tom.says('/help');
    await tom.sees(/пришлите фото подписанного акта/);
    const person = await t.app.query(SYSTEM, (w) => whoWrites(w, tom.id));
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: person?.id ?? '' }));
    await tom.says('/jobs');
    await tom.sees('Нет доступа');
    await t.bot.idle();
  });

  test('who blocked the bot and comes back gets what was missed', async () => {
    const t = await openBotWorld(databases);
    const { offer } = await import('../support/app');
    await offer(t);
    const [barsik, tom] = [await t.invite('Barsik', ['client']), await t.hire('Tom')];
    await barsik.start();
    await barsik.sees('Barsik');
    await tom.start();
    await tom.sees('Tom');
    tom.blocks();
    const { order } = await import('./support');
    await order(barsik);
    await t.dispatch();
    expect(tom.messages().some(({ text }) => text.includes('#1'))).toBe(false);
    tom.unblocks();
    await tom.says('/menu');
    await tom.sees('What shall we do?');
    await t.dispatch();
    await tom.sees(/New job #1/);
  });
});
