import { addTest, applyForWork, assignBattery, overrideDecision, showBattery, type Question } from '../../src/domain/staffing';
import { describeOnBoth, type Databases } from '../support/databases';
import { closeWorlds, openBotWorld } from './support';

afterEach(closeWorlds);

const both = (text: string) => ({ en: text, ru: `${text} (ru)` });
const question = (text: string, right: number): Question => ({ text: both(text), options: ['Run', '<b>Hide</b>', 'Purr'].map(both), right });
const QUESTIONS = [question('A vase & you?', 0), question('A cucumber?', 1), question('A lap?', 2)];

/** A candidate who was given a choice test; `seconds` for each question. */
async function given(databases: Databases, options: { seconds?: number; language?: 'en' | 'ru' } = {}) {
  const { seconds, language = 'en' } = options;
  const t = await openBotWorld(databases);
  const murka = await t.sim.cats.add({ name: 'Murka', language });
  await murka.says('/start');
  await murka.sees(/./);
  const form = { vacancy: 'helper', name: 'Murka', age: 3, breed: null, colour: null, contact: null, photoFileId: null, language };
  const { id } = await t.app.run({ kind: 'stranger', personId: null, roles: [], channel: 'bot' }, (w) => applyForWork(w, { ...form, chatId: murka.id }));
  await t.app.run(t.boss, (w) => addTest(w, { key: 'manners', type: 'choice', name: { en: 'Manners', ru: 'Манеры' }, questions: QUESTIONS, vacancies: ['helper'], ...(seconds !== undefined && { seconds }) }));
  await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id }));
  await t.dispatch();
  const result = async () => (await t.app.query(t.boss, (w) => showBattery(w, id))).items[0]?.value;
  const pass = (count: number) => t.clock.set(new Date(t.clock.now().getTime() + count * 1000));
  return { t, murka, id, result, pass };
}

describeOnBoth('a choice test in the chat', (databases) => {
  test('one card, edited in place, from the message to the thanks; the score stays ours', async () => {
    const { t, murka, result } = await given(databases, { seconds: 20, language: 'ru' });
    const told = await murka.sees('Тест «Манеры»: 3 вопроса по 20 с, без паузы.');
    await murka.presses('Начать', { on: told });
    const first = await murka.sees(/Тест «Манеры»\n1 из 3, 20 с: A vase & you\? \(ru\)\nА\) Run \(ru\)\nБ\) <b>Hide<\/b> \(ru\)\nВ\) Purr \(ru\)/);
    expect(first.id).toBe(told.id);
    expect(first.buttons).toEqual([['А', 'Б', 'В'], ['Отмена']]);
    await murka.presses('А', { on: first });
    await murka.sees(/2 из 3/);
    await murka.presses('Б', { on: first });
    await murka.sees(/3 из 3/);
    await murka.presses('А', { on: first });
    const end = await murka.sees(/Спасибо, тест закончен\.\n.*\n✓ анкета ✓ тесты 1 из 1 ▸ решение скоро\nРассматриваем\./);
    expect(end.id).toBe(told.id);
    expect(await result()).toBe(2);
    await murka.pressesData(first.keyboard[0]?.[0]?.data ?? '', { on: end });
    await murka.hears('Уже сделано.');
    await t.bot.idle();
    expect(await result()).toBe(2);
  });

  test('typed letters of either alphabet, numbers and words are answers too', async () => {
    const { murka, result } = await given(databases);
    await murka.sees('Test "Manners": 3 questions, no time limit.');
    await murka.says('/status');
    await murka.sees(/tests 0 of 1/);
    await murka.says('take test');
    await murka.sees(/no time limit\.\nYou may leave it and go on later\./);
    await murka.says('start');
    await murka.sees(/1 of 3: A vase/);
    await murka.says('perhaps');
    await murka.sees(/Please press a button\.\n.*\n1 of 3/);
    await murka.says('а');
    await murka.sees(/2 of 3/);
    await murka.says('2');
    await murka.sees(/3 of 3/);
    await murka.says('purr');
    await murka.sees(/Thank you, the test is done\./);
    expect(await result()).toBe(3);
  });

  test('who is late hears so and goes on; a press that comes twice answers once', async () => {
    const { t, murka, result } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    const card = await murka.sees(/1 of 3, 20 s/);
    t.clock.set(new Date(t.clock.now().getTime() + 21_000));
    await murka.presses('A', { on: card });
    await murka.sees(/Time's up, not counted\.\n.*\n2 of 3/);
    await murka.pressesData(card.keyboard[0]?.[0]?.data ?? '', { on: card });
    await murka.hears('Already done.');
    t.clock.set(new Date(t.clock.now().getTime() + 19_000));
    await murka.presses('B', { on: card });
    await murka.sees(/3 of 3/);
    t.clock.set(new Date(t.clock.now().getTime() + 60_000));
    await murka.presses('C', { on: card });
    await murka.sees(/Thank you, the test is done\. 1 of 3 answers came in time and count\./);
    expect(await result()).toBe(1);
  });

  test.each([
    ['en', ['Start', 'A', 'The test is done. No answer came in time, so none counts.']],
    ['ru', ['Начать', 'А', 'Тест закончен. Ни один ответ не пришёл вовремя, поэтому не засчитан ни один.']],
  ] as const)('who was late every time is told that nothing counted (%s)', async (language, [start, a, none]) => {
    const { murka, result, pass } = await given(databases, { seconds: 20, language });
    await murka.presses(start);
    for (const at of [1, 2, 3]) {
      const card = await murka.sees(new RegExp(`${at} (of|из) 3, 20`));
      pass(21);
      await murka.presses(a, { on: card });
    }
    await murka.sees(none);
    expect(await result()).toBe(0);
  });

  test.each([
    ['en', { take: 'Take test', intro: 'Test "Manners": 3 questions, 20 s each, no pause.\nOnce begun it cannot be paused', start: 'Start', cancel: 'Cancel', stand: /▸ tests 0 of 1/, first: '1 of 3, 20 s' }],
    ['ru', { take: 'Пройти тест', intro: 'Тест «Манеры»: 3 вопроса по 20 с, без паузы.\nНачатый тест не остановить', start: 'Начать', cancel: 'Отмена', stand: /▸ тесты 0 из 1/, first: '1 из 3, 20 с' }],
  ] as const)('from the status the test is told of first, and only Start starts the clock (%s)', async (language, words) => {
    const { murka, pass } = await given(databases, { seconds: 20, language });
    await murka.sees(words.intro);
    await murka.says('/status');
    const status = await murka.sees(words.stand);
    await murka.presses(words.take, { on: status });
    const intro = await murka.sees(words.intro);
    expect(intro.buttons).toEqual([[words.start], [words.cancel]]);
    pass(600);
    await murka.presses(words.cancel, { on: intro });
    const again = await murka.sees(words.stand);
    expect(again.buttons[0]).toEqual([words.take]);
    await murka.presses(words.take, { on: again });
    await murka.presses(words.start, { on: await murka.sees(words.intro) });
    await murka.sees(words.first);
  });

  test('the Start of a message begins the test that the message told of, and no other one', async () => {
    const { t, murka, id } = await given(databases, { seconds: 20 });
    const told = await murka.sees(/Test "Manners"/);
    await t.app.run(t.boss, (w) => addTest(w, { key: 'grace_of_paws', type: 'choice', questions: QUESTIONS, seconds: 10 }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: id, add: ['grace_of_paws'] }));
    await murka.presses('Start', { on: told });
    const other = await murka.sees(/^Test "Grace of paws": 3 questions, 10 s each/);
    await murka.presses('Start', { on: other });
    await murka.sees(/Test "Grace of paws"\n1 of 3, 10 s/);
  });

  test.each([
    ['en', { start: 'Start', cancel: 'Cancel', goOn: 'Go on with the test', runs: 'The test "Manners" is under way: the time of its question runs on.', left: '1 of 3, 15 s', up: /Test "Manners"\n1 of 3: time's up, not counted\.$/, next: 'Go on', second: /^Test "Manners"\n2 of 3, 20 s/, b: 'B' }],
    ['ru', { start: 'Начать', cancel: 'Отмена', goOn: 'Продолжить тест', runs: 'Тест «Манеры» начат: время вопроса идёт.', left: '1 из 3, 15 с', up: /Тест «Манеры»\n1 из 3: время вышло, не засчитано\.$/, next: 'Дальше', second: /^Тест «Манеры»\n2 из 3, 20 с/, b: 'Б' }],
  ] as const)('left and taken up again, the time goes on, and where it is up the next question waits for a press (%s)', async (language, words) => {
    const { murka, result, pass } = await given(databases, { seconds: 20, language });
    await murka.presses(words.start);
    await murka.sees(/1 (of|из) 3, 20/);
    await murka.presses(words.cancel);
    await murka.sees(words.runs);
    pass(5);
    await murka.presses(words.goOn);
    await murka.sees(words.left);
    await murka.says(words.cancel);
    await murka.sees(words.runs);
    pass(60);
    await murka.says(words.goOn);
    const up = await murka.sees(words.up);
    expect(up.buttons).toEqual([[words.next], [words.cancel]]);
    pass(3600);
    await murka.presses(words.next, { on: up });
    const second = await murka.sees(words.second);
    pass(19);
    await murka.presses(words.b, { on: second });
    await murka.presses(words.b, { on: await murka.sees(/3 (of|из) 3/) });
    await murka.sees(language === 'en' ? '2 of 3 answers came in time and count.' : 'Вовремя пришли и засчитаны ответы: 2 из 3.');
    expect(await result()).toBe(1);
  });

  test('after whatever comes between, the answer that is pressed next counts, and the time shown is true', async () => {
    const { murka, pass, result } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    const first = await murka.sees(/1 of 3, 20 s/);
    await murka.says('/status');
    const status = await murka.sees(/is under way/);
    await murka.presses('Withdraw application', { on: status });
    await murka.sees('Withdraw your application?');
    pass(7);
    await murka.presses('A', { on: first });
    const second = await murka.sees(/2 of 3, 20 s/);
    pass(8);
    await murka.sendsSticker();
    await murka.sees(/Nice\. Now:\nTest "Manners"\n2 of 3, 12 s/);
    await murka.sendsVoice();
    await murka.sees(/Please press a button\.\nTest "Manners"\n2 of 3, 12 s/);
    await murka.presses('B', { on: second });
    const third = await murka.sees(/3 of 3, 20 s/);
    pass(30);
    await murka.sendsSticker();
    await murka.sees(/3 of 3: time's up, not counted\./);
    await murka.presses('Go on');
    await murka.sees('2 of 3 answers came in time and count.');
    await murka.presses('C', { on: third });
    await murka.hears('Already done.');
    expect(await result()).toBe(2);
  });

  test.each([
    ['en', { start: 'Start', a: 'A', cutOff: /^We were offline, so this attempt doesn't count\. You can begin the test afresh:\nTest "Manners": 3 questions/ }],
    ['ru', { start: 'Начать', a: 'А', cutOff: /^Мы были не на связи, поэтому эта попытка не считается\. Тест можно начать заново:\nТест «Манеры»: 3 вопроса/ }],
  ] as const)('an attempt that we cut off does not count: the test begins afresh, also after a restart (%s)', async (language, words) => {
    const { t, murka, result, pass } = await given(databases, { seconds: 20, language });
    await murka.presses(words.start);
    await murka.presses(words.a, { on: await murka.sees(/1 (of|из) 3/) });
    const second = await murka.sees(/2 (of|из) 3/);
    await t.bot.stop();
    pass(600);
    await t.restart();
    await murka.presses(words.a, { on: second });
    const afresh = await murka.sees(words.cutOff);
    pass(3600);
    await murka.presses(words.start, { on: afresh });
    for (const [at, option] of [[1, 0], [2, 1], [3, 2]] as const) {
      const card = await murka.sees(new RegExp(`^Тест «Манеры»\n${at} из 3, 20 с|^Test "Manners"\n${at} of 3, 20 s`));
      pass(19);
      await murka.presses(card.buttons[0]?.[option] ?? '', { on: card });
    }
    await murka.sees(/the test is done\.\n|тест закончен\.\n/);
    expect(await result()).toBe(3);
  });

  test('an outage loses nothing either for who left the test before it, or sends something else after it', async () => {
    const { t, murka, pass } = await given(databases, { seconds: 20 });
    const outage = async () => {
      await t.bot.stop();
      pass(600);
      await t.restart();
    };
    await murka.presses('Start');
    await murka.presses('Cancel', { on: await murka.sees(/1 of 3/) });
    const left = await murka.sees(/is under way/);
    await outage();
    await murka.presses('Go on with the test', { on: left });
    await murka.presses('Start', { on: await murka.sees(/^We were offline/) });
    await murka.sees(/^Test "Manners"\n1 of 3, 20 s/);
    await outage();
    await murka.sendsSticker();
    await murka.presses('Go on', { on: await murka.sees(/Now:\nTest "Manners"\nWe were offline/) });
    await murka.presses('Start', { on: await murka.sees(/^We were offline.*\nTest "Manners": 3 questions/) });
    await murka.sees(/^Test "Manners"\n1 of 3, 20 s/);
  });

  test('who answered in time is heard in spite of an outage', async () => {
    const { t, murka, pass } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    const card = await murka.sees(/1 of 3/);
    await t.bot.stop();
    pass(10);
    await t.restart();
    await murka.presses('A', { on: card });
    await murka.sees(/2 of 3, 20 s/);
  });

  test('a test that was decided on meanwhile is closed, in words that are for cats', async () => {
    const { t, murka, id } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    const card = await murka.sees(/1 of 3/);
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'soft paws' }));
    await murka.presses('A', { on: card });
    await murka.hears('This test is not open any more.');
    await murka.sees(/Yes: you are in\./);
  });
});
