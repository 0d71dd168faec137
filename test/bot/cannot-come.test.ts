import { pack } from '../../src/bot/callback-data';
import { assignOrder, failNoShows, orderTimeline, setDirections, showOrder } from '../../src/domain/orders';
import type { Language } from '../../src/domain/shared/work';
import { SYSTEM } from '../../src/domain/shared/work';
import { listAbsences, listWorkers, matureOutcomes } from '../../src/domain/staffing';
import { offer } from '../support/app';
import type { Databases } from '../support/databases';
import { describeOnBoth } from '../support/databases';
import { closeWorlds, openBotWorld, order } from './support';

afterEach(closeWorlds);

/** An order of tomorrow at ten that Tom got. */
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
  const card = await tom.sees(/(New job|Новое дело) [#№]1/);
  const facts = () => t.app.query(t.boss, (w) => showOrder(w, '1'));
  const absences = () => t.app.query(t.boss, (w) => listAbsences(w));
  return { t, barsik, ann, tom, card, facts, absences };
}

describeOnBoth('a worker who cannot come', (databases) => {
  test('is told first what it costs, says so by one press and once, and may come all the same', async () => {
    const { t, ann, tom, card, facts } = await assigned(databases);
    await tom.presses("I can't do it");
    const why = await tom.sees(/#1: why\? A manager will seek a replacement\. Till then it's yours; no-show costs 40\.00.CU\./);
    expect(why).toMatchObject({ id: card.id, buttons: [["I'm ill"], ['Other…'], ['Cancel']] });
    expect((await facts()).cannotCome).toBeNull();
    await tom.presses("I'm ill");
    const told = await tom.sees(/Passed on: a replacement is sought\. Till then it's yours; no-show costs 40\.00/);
    expect(told.buttons).toEqual([["I'm here"], ["I'm away"]]);
    expect(await facts()).toMatchObject({ cannotCome: 'ill', status: 'assigned', worker: { name: 'Tom' } });
    await tom.presses("I'm ill", { on: why });
    await tom.hears('Already done.');
    await tom.presses("I can't do it", { on: card });
    await tom.hears('Already done.');
    for (const word of ["I can't do it", '/jobs']) {
      await tom.says(word);
      await tom.sees(/10:00 #1 Glass dropping, Sofa, Arbat 7 · replacement sought/);
    }
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.presses("I'm here", { on: told });
    await tom.sees('#1: send a photo of the place.');
    await tom.sendsPhoto();
    await tom.sees(/Soft paws!/);
    await t.bot.idle();
    expect((await facts()).status).toBe('started');
  });

  test('says why in own words, typed, also after a restart; they reach the timeline, and the next worker gets the job', async () => {
    const { t, tom, facts } = await assigned(databases, 'ru');
    await tom.says('не смогу');
    await tom.sees(/№1: почему\? Менеджер поищет замену\. До неё дело ваше, неявка: штраф 40,00.к\.е\./);
    await t.restart();
    await tom.presses('Другое…');
    await tom.sees('Почему? Своими словами.');
    await tom.sendsVoice();
    await tom.sees('Напишите текстом, пожалуйста.\nПочему? Своими словами.');
    await tom.forwards('я болен');
    await tom.sees(/Пересланное не подойдёт/);
    await tom.sendsSticker();
    await tom.sees(/Красиво/);
    await tom.says('x'.repeat(501));
    await tom.sees(/501 символ, можно 500/);
    await tom.says('Лапа <b>болит</b>');
    await tom.sees(/Передано: ищем замену\. До неё дело ваше, неявка: штраф 40,00/);
    const timeline = await t.app.query(t.boss, (w) => orderTimeline(w, '1'));
    expect(timeline.find(({ event }) => event.type === 'worker_cannot_come')?.note).toBe('Лапа <b>болит</b>');
    const other = await t.hire('Bagheera');
    await other.start();
    await other.sees('Bagheera');
    const [bagheera] = (await t.app.query(t.boss, (w) => listWorkers(w))).filter(({ name }) => name === 'Bagheera');
    await t.app.run(t.boss, (w) => assignOrder(w, { order: '1', worker: bagheera?.id ?? '', reason: 'ill' }));
    await t.dispatch();
    await tom.sees(/Дело снято: дело у другого мастера\. Идти не нужно\./);
    expect((await other.sees(/New job #1/)).buttons).toEqual([["I'm here"], ["I can't do it"]]);
    expect((await facts()).cannotCome).toBeNull();
  });

  test('changes its mind, or is too late: nothing is passed on', async () => {
    const { t, tom, card, facts } = await assigned(databases);
    await tom.presses("I can't do it");
    await tom.presses('Cancel');
    expect((await tom.sees(/New job #1/)).buttons).toEqual([["I'm here"], ["I can't do it"]]);
    await tom.presses("I can't do it", { on: card });
    const why = await tom.sees(/#1: why\?/);
    t.clock.set('2026-03-03T07:31:00Z');
    await t.bot.idle();
    await failNoShows(t.app, SYSTEM);
    await tom.presses("I'm ill", { on: why });
    await tom.hears(/Order 1 is failed, so this cannot be done/);
    await tom.sees(/Job failed: the kit was not issued\. No fine\./);
    expect((await facts()).cannotCome).toBeNull();
  });

  test("sees how to find the place, and nobody else's press passes its job on", async () => {
    const { t, tom, barsik, facts } = await assigned(databases);
    const { id } = await facts();
    await t.app.run(t.boss, (w) => setDirections(w, { order: '1', text: 'second yard' }));
    await t.dispatch();
    await tom.sees(/For Barsik\.\nHow to find it: «second yard»\nKit: acceptance form, 2 glasses\. You earn 60\.00.CU; failing costs 40\.00/);
    const stranger = await t.hire('Bagheera');
    await stranger.start();
    await stranger.sees('Bagheera');
    const forged = pack({ kind: 'thing', thing: 'job', action: 'cannot', id, version: 'assigned' });
    await stranger.pressesData(forged);
    await stranger.hears('No access');
    await barsik.pressesData(forged);
    await barsik.sees('No access');
    expect((await facts()).cannotCome).toBeNull();
  });
});

describeOnBoth('a worker who will be away', (databases) => {
  test('picks the days, is told which jobs stay its own, and takes it back', async () => {
    const { t, tom, absences } = await assigned(databases);
    await tom.says('/jobs');
    await tom.presses("I'm away");
    const from = await tom.sees('From which day are you away?');
    expect(from.buttons).toEqual([['Mon 2', 'Tue 3', 'Wed 4'], ['Thu 5', 'Fri 6', 'Sat 7'], ['›'], ['Cancel']]);
    await tom.presses('›');
    await tom.presses('‹');
    await tom.presses('Tue 3');
    const to = await tom.sees('Away from Tue 3 Mar. Up to and including which day?');
    expect(to.buttons[0]).toEqual(['Tue 3', 'Wed 4', 'Thu 5']);
    await t.restart();
    await tom.presses('Wed 4');
    await tom.sees(/Away: Tue 3 Mar – Wed 4 Mar\. No new jobs come for that time\.\nThese jobs stay yours until a replacement is found:\n#1, Tue 3 Mar, 10:00; no-show costs 40\.00/);
    expect(await absences()).toEqual([]);
    await tom.presses("Yes, I'm away");
    const list = await tom.sees(/• Tue 3 Mar – Wed 4 Mar\n#1, Tue 3 Mar, 10:00; no-show costs 40\.00.CU\nThese jobs stay yours\. If you can't come, open the job/);
    expect(list.buttons).toEqual([['#1'], ['Take back: Tue 3 Mar – Wed 4 Mar'], ['Add another', 'My jobs']]);
    expect(await absences()).toMatchObject([{ from: new Date('2026-03-02T21:00:00Z'), to: new Date('2026-03-04T21:00:00Z'), booked: [expect.any(String)] }]);
    await tom.presses('#1');
    await tom.sees(/New job #1/);
    await tom.presses('Take back: Tue 3 Mar – Wed 4 Mar', { on: list });
    await tom.hears('Taken back: jobs come again.');
    await tom.presses('Take back: Tue 3 Mar – Wed 4 Mar', { on: list });
    await tom.hears('Already done.');
    expect(tom.messages().find(({ id }) => id === list.id)).toMatchObject({ text: 'No absences.', buttons: [['Add another', 'My jobs']] });
    expect(await absences()).toEqual([]);
  });

  test('types it, with times; a past day, an end before the beginning and nonsense are asked again', async () => {
    const { tom, absences } = await assigned(databases, 'ru');
    await tom.says('меня не будет');
    await tom.sees('С какого дня вас не будет?');
    await tom.says('1 марта 2026');
    await tom.sees('Дата уже прошла. пн 2 марта?\nС какого дня');
    await tom.says('мур');
    await tom.sees(/Не получилось прочесть день или время\.\nС какого дня/);
    await tom.sendsPhoto();
    await tom.sees(/Напишите текстом, пожалуйста\.\nС какого дня/);
    await tom.forwards('завтра');
    await tom.sees(/Пересланное не подойдёт/);
    await tom.sendsSticker();
    await tom.sees(/Красиво/);
    await tom.says('x'.repeat(101));
    await tom.sees(/101 символ, можно 100/);
    await tom.says('5 марта 14:00');
    await tom.sees('Не будет с чт 5 марта, 14:00. По какой день включительно?');
    await tom.says('4 марта');
    await tom.sees(/Это раньше начала или уже прошло\.\nНе будет с чт 5 марта, 14:00/);
    await tom.says('назад');
    await tom.sees('С какого дня вас не будет?');
    await tom.says('4 марта');
    await tom.sees('Не будет с ср 4 марта. По какой день включительно?');
    await tom.says('5 марта 18:00');
    await tom.sees('Вас не будет: ср 4 марта – чт 5 марта, 18:00. Новых дел на это время не дадим.');
    await tom.says('наверное');
    await tom.sees(/Нажмите кнопку/);
    await tom.says('да, не будет');
    await tom.sees('• ср 4 марта – чт 5 марта, 18:00');
    expect(await absences()).toMatchObject([{ from: new Date('2026-03-03T21:00:00Z'), to: new Date('2026-03-05T15:00:00Z'), booked: [] }]);
    await tom.says('/jobs');
    await tom.presses('Меня не будет');
    await tom.sees('• ср 4 марта – чт 5 марта, 18:00');
  });

  test.each([
    ['en', { away: "I'm away", from: 'From which day are you away?', both: 'from Friday to Sunday', span: 'Away: Fri 6 Mar – Sun 8 Mar. No new jobs come for that time.', back: 'Back', half: 'from Friday to the sofa', kept: /^I could not read a day or time\.\nAway from Fri 6 Mar\. Up to/, end: 'until Monday 14:00', other: 'Away: Fri 6 Mar – Mon 9 Mar, 14:00.', nowhere: '31 Feb', none: /^There is no such day or time\.\nFrom which day/ }],
    ['ru', { away: 'меня не будет', from: 'С какого дня вас не будет?', both: 'с пятницы до воскресенья', span: 'Вас не будет: пт 6 марта – вс 8 марта. Новых дел на это время не дадим.', back: 'назад', half: 'с пятницы до дивана', kept: /^Не получилось прочесть день или время\.\nНе будет с пт 6 марта\. По какой/, end: 'до понедельника 14:00', other: 'Вас не будет: пт 6 марта – пн 9 марта, 14:00.', nowhere: '31 февраля', none: /^Такого дня или времени не бывает\.\nС какого дня/ }],
  ] as const)('says both ends at once; where only the first was understood, that one is kept (%s)', async (language, words) => {
    const { tom } = await assigned(databases, language);
    await tom.says('/jobs');
    await tom.says(words.away);
    await tom.sees(words.from);
    await tom.says(words.nowhere);
    await tom.sees(words.none);
    await tom.says(words.both);
    await tom.sees(words.span);
    await tom.says(words.back);
    await tom.says(words.back);
    await tom.sees(words.from);
    await tom.says(words.half);
    await tom.sees(words.kept);
    await tom.says(words.end);
    await tom.sees(words.other);
  });

  test("takes back nothing of another worker's", async () => {
    const { t, tom, absences } = await assigned(databases);
    await tom.says("I'm away");
    await tom.presses('Thu 5');
    await tom.sees('Away from Thu 5 Mar');
    await tom.presses('Thu 5');
    await tom.presses("Yes, I'm away");
    await tom.sees('• Thu 5 Mar');
    const [absence] = await absences();
    const other = await t.hire('Bagheera');
    await other.start();
    await other.sees('Bagheera');
    await other.pressesData(pack({ kind: 'thing', thing: 'absence', action: 'remove', id: absence?.id ?? '', version: 'open' }));
    await other.hears('Already done.');
    expect(await absences()).toHaveLength(1);
  });
});

describeOnBoth('how jobs turned out', (databases) => {
  test('is told to their worker in plain words, by /pay and its button, and to nobody else', async () => {
    const { t, barsik, ann, tom } = await assigned(databases);
    await tom.says('/pay');
    await tom.sees(/March 2026 so far: 0 jobs 0\.00.CU, fines 0\.00.CU, bonuses 0\.00/);
    await tom.presses('My ratings');
    await tom.sees('My ratings\nNo job has ended yet.');
    await ann.presses('Issued');
    await ann.sees(/Issued/);
    t.clock.set('2026-03-03T06:30:00Z');
    await tom.says("I'm here");
    await tom.sees('#1: send a photo of the place.');
    await tom.sendsPhoto();
    await tom.sees('Soft paws!');
    await tom.presses('Done');
    await tom.sendsPhoto();
    await tom.sees('You earn 60.00');
    await tom.says('my ratings');
    await tom.sees(/Completed: 1, failed: 0\.\nNot decided yet: 1\.\n.*\n#1 · Tue 3 Mar · completed · not decided yet/);
    t.clock.set('2026-04-20T09:00:00Z');
    await matureOutcomes(t.app, SYSTEM);
    await tom.says('/ratings');
    await tom.sees(/Good outcomes: 1 of 1, 100%\.\n.*\n#1 · Tue 3 Mar · completed · good/);
    await tom.presses('Earnings');
    await tom.sees(/April 2026 so far: 0 jobs/);
    await barsik.says('/ratings');
    await barsik.sees(/No access/);
  });
});
