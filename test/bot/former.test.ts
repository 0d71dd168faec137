import { grantBonus } from '../../src/domain/billing';
import type { Language } from '../../src/domain/shared/work';
import { deactivateUser, reactivateUser, whoWrites } from '../../src/domain/users';
import { describeOnBoth } from '../support/databases';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

describeOnBoth('a worker who was deactivated', (databases) => {
  const hired = async (language: Language) => {
    const t = await openBotWorld(databases);
    const tom = await t.hire('Tom', language);
    await tom.start();
    await tom.sees(/Tom/);
    const person = await t.app.query(t.boss, (w) => whoWrites(w, tom.id));
    return { t, tom, worker: person?.id ?? '' };
  };

  test.each([
    ['en', 'Earnings', /Due to you: 50\.00.CU/, 'My jobs', 'No access. /menu'],
    ['ru', 'Заработок', /50,00.к\.е\./, 'Мои дела', 'Нет доступа. /menu'],
  ] as const)('goes on seeing what is owed and was paid, and nothing else (B10, U4; %s)', async (language, label, due, jobs, refused) => {
    const { t, tom, worker } = await hired(language);
    await t.app.run(t.boss, (w) => grantBonus(w, { worker, amount: 5_000, reason: 'good work' }));
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: worker }));
    await tom.says('/menu');
    const menu = await tom.sees(language === 'en' ? /Your account here is closed, Tom/ : /Tom, ваша учётная запись здесь закрыта/);
    expect(menu.buttons).toEqual([[label]]);
    await tom.presses(label, { on: menu });
    await tom.sees(due);
    await tom.says('/pay');
    await tom.sees(due);
    for (const typed of ['/jobs', '/ratings', '/orders', '/alerts', '/kits', '/money']) {
      await tom.says(typed);
      await tom.sees(refused);
    }
    await tom.says(jobs);
    await t.bot.idle();
    expect(tom.menu().map(({ command }) => command)).toContain('pay');
  });

  test('is told so before filling in a form that could not be sent, and whom to ask', async () => {
    const t = await openBotWorld(databases, { bot: { support: 'https://t.me/mcf_help' } });
    const barsik = await t.invite('Barsik', ['client']);
    await barsik.start();
    await barsik.sees(/Hello, Barsik/);
    await t.app.run(t.boss, async (w) => deactivateUser(w, { person: (await whoWrites(w, barsik.id))?.id ?? '' }));
    for (const typed of ['/start', '/menu', '/help', '/apply', '/status', '/apply']) {
      await barsik.says(typed);
      const told = await barsik.sees('Your account here is closed, Barsik. If that is a mistake, tell whoever invited you.');
      expect(told.keyboard).toEqual([[expect.objectContaining({ text: 'Contact us', url: 'https://t.me/mcf_help' })]]);
    }
    await t.bot.idle();
    expect(barsik.menu().map(({ command }) => command)).toEqual(['menu', 'cancel', 'help']);
  });

  test.each([
    ['en', 'You no longer work for us', 'Welcome back! You work for us again: jobs come here.', 'My jobs', 'No jobs'],
    ['ru', 'Вы у нас больше не работаете', 'С возвращением! Вы снова у нас работаете: дела придут сюда.', 'Мои дела', 'нет'],
  ] as const)('hears that the account is back, and works on (U4; %s)', async (language, gone, back, jobs, none) => {
    const { t, tom, worker } = await hired(language);
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: worker }));
    await t.dispatch();
    await tom.sees(gone);
    await t.app.run(t.boss, (w) => reactivateUser(w, { person: worker }));
    await t.dispatch();
    await tom.presses(jobs, { on: await tom.sees(back) });
    await tom.sees(none);
  });
});
