import { addTest, applyForWork, assignBattery, showBattery, type Question } from '../../src/domain/staffing';
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
  return { t, murka, result };
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
    const end = await murka.sees(/Спасибо, тест пройден\.\n.*\n✓ анкета ✓ разговор ✓ тесты 1 из 1 ▸ решение скоро\nРассматриваем\./);
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
    await murka.sees(/Thank you, the test is done\./);
    expect(await result()).toBe(1);
  });

  test('left and taken up again, the time of a question goes on running', async () => {
    const { t, murka } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    await murka.sees(/1 of 3, 20 s/);
    await murka.presses('Cancel');
    const status = await murka.sees(/tests 0 of 1/);
    t.clock.set(new Date(t.clock.now().getTime() + 5_000));
    await murka.presses('Take test', { on: status });
    await murka.sees(/1 of 3, 15 s/);
  });

  test('who was kept waiting by us is not late: the question gets its whole time anew, also after a restart', async () => {
    const { t, murka, result } = await given(databases, { seconds: 20 });
    await murka.presses('Start');
    const card = await murka.sees(/1 of 3, 20 s/);
    await t.bot.stop();
    t.clock.set(new Date(t.clock.now().getTime() + 600_000));
    await t.restart();
    await murka.presses('A', { on: card });
    await murka.sees(/We were offline\..*\n.*\n1 of 3, 20 s/);
    t.clock.set(new Date(t.clock.now().getTime() + 19_000));
    await murka.presses('A', { on: card });
    await murka.sees(/2 of 3, 20 s/);
    t.clock.set(new Date(t.clock.now().getTime() + 19_000));
    await murka.presses('B', { on: card });
    await murka.sees(/3 of 3, 20 s/);
    t.clock.set(new Date(t.clock.now().getTime() + 21_000));
    await murka.presses('C', { on: card });
    await murka.sees(/Thank you, the test is done\./);
    expect(await result()).toBe(2);
  });
});
