import { answerTest, assignBattery, overrideDecision, recordResult, reviseTest, showBattery, startTest } from '../../../src/domain/staffing';
import type { Actor } from '../../../src/domain/shared/work';
import { join, as, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis } from '../../support/screening';
import { addManners, apply, itself, move, QUESTIONS } from './intake-support';

describeOnBoth('choice tests in the chat', (db) => {
  let t: TestApp;
  let cat: string;
  let me: Actor;
  const start = (test = 'manners') => t.app.run(me, (w) => startTest(w, { test }));
  const answer = (question: number, option: number | null) => t.app.run(me, (w) => answerTest(w, { test: 'manners', question, option }));
  const seconds = (count: number) => t.clock.set(new Date(t.clock.now().getTime() + count * 1000));
  const value = async () => (await t.app.query(t.boss, (w) => showBattery(w, cat))).items.find(({ test }) => test === 'manners')?.value;
  const assign = (add: string[] = []) => t.app.run(t.boss, (w) => assignBattery(w, { candidate: cat, add }));
  beforeEach(async () => {
    t = await openTestApp(await db.url());
    await addManners(t);
    cat = (await apply(t)).id;
    me = await itself(t, cat);
  });
  afterEach(() => t.app.close());

  test('ask one question after the other and record the right answers at the end', async () => {
    await assign();
    const [first, second] = QUESTIONS;
    const named = { test: 'manners', name: { en: 'Manners', ru: 'Manners' }, total: 2, seconds: 20, late: false };
    expect(await start()).toEqual({ ...named, at: 0, text: first?.text, options: first?.options });
    seconds(19);
    expect(await answer(0, 1)).toEqual({ ...named, at: 1, text: second?.text, options: second?.options });
    expect(await value()).toBeNull();
    expect(await answer(1, 2)).toEqual({ test: 'manners', done: true, late: false, counted: 2, total: 2 });
    expect(await value()).toBe(1);
  });

  test('never show which option is right', async () => {
    await assign();
    expect(JSON.stringify([await start(), await answer(0, 1)])).not.toMatch(/right/);
  });

  test('do not count an answer that comes too late', async () => {
    await assign();
    await start();
    seconds(20);
    expect(await answer(0, 1)).toMatchObject({ at: 1, late: false });
    seconds(21);
    expect(await answer(1, 0)).toEqual({ test: 'manners', done: true, late: true, counted: 1, total: 2 });
    expect(await value()).toBe(1);
  });

  test('take a question whose time ran out for unanswered', async () => {
    await assign();
    await start();
    expect(await answer(0, null)).toMatchObject({ at: 1, late: true });
    expect(await answer(1, 0)).toMatchObject({ done: true, late: false });
    expect(await value()).toBe(1);
  });

  test('wait for ever where no time is set', async () => {
    await t.app.run(t.boss, (w) => reviseTest(w, { key: 'manners', seconds: null }));
    await assign();
    expect(await start()).toMatchObject({ seconds: null });
    seconds(86_400);
    expect(await answer(0, 1)).toMatchObject({ at: 1, late: false, seconds: null });
  });

  test('take a press that comes twice once', async () => {
    await assign();
    await start();
    await answer(0, 1);
    expect(await answer(0, 0)).toMatchObject({ at: 1, late: false });
    await answer(1, 0);
    expect(await answer(1, 2)).toEqual({ test: 'manners', done: true, late: false, counted: null, total: 2 });
    expect(await value()).toBe(2);
  });

  test('take two presses at the same time once', async () => {
    await assign();
    await start();
    const both = await Promise.all([answer(0, 1), answer(0, 0)]);
    expect(both.map((one) => ('at' in one ? one.at : 'done'))).toEqual([1, 1]);
    await answer(1, 0);
    expect([1, 2]).toContain(await value());
  });

  test('go on where they were left, with the time going on, too', async () => {
    await assign();
    await start();
    await answer(0, 1);
    seconds(5);
    expect(await start()).toMatchObject({ at: 1, seconds: 15 });
    seconds(100);
    expect(await start()).toMatchObject({ at: 1, seconds: 0 });
    expect(await answer(1, 0)).toMatchObject({ done: true, late: true });
    expect(await value()).toBe(1);
  });

  test('do not count an attempt during which nobody heard the cat: it begins afresh', async () => {
    await assign();
    const begun = t.clock.now();
    await start();
    seconds(5);
    await answer(0, 1);
    seconds(21);
    const heardSince = t.clock.now();
    const late = (input: { question: number; option: number | null }, since: Date) => t.app.run(me, (w) => answerTest(w, { test: 'manners', ...input, heardSince: since }));
    expect(await late({ question: 1, option: 0 }, heardSince)).toEqual({ test: 'manners', cutOff: true });
    await expect(answer(1, 0)).rejects.toMatchObject({ code: 'staffing.test_not_started' });
    expect(await start()).toMatchObject({ at: 0, seconds: 20 });
    seconds(19);
    expect(await late({ question: 0, option: 1 }, t.clock.now())).toMatchObject({ at: 1, late: false });
    seconds(21);
    expect(await late({ question: 1, option: 0 }, begun)).toEqual({ test: 'manners', done: true, late: true, counted: 1, total: 2 });
    expect(await value()).toBe(1);
  });

  test('that were left before an outage begin afresh, too, but only where their time is up', async () => {
    await assign();
    await start();
    seconds(10);
    const goOn = () => t.app.run(me, (w) => startTest(w, { test: 'manners', heardSince: t.clock.now() }));
    expect(await goOn()).toMatchObject({ at: 0, seconds: 10 });
    seconds(11);
    expect(await goOn()).toEqual({ test: 'manners', cutOff: true });
    expect(await goOn()).toMatchObject({ at: 0, seconds: 20 });
  });

  test('refuse answers that do not exist, and tests that were not begun or are done', async () => {
    await expect(start()).rejects.toMatchObject({ code: 'staffing.not_in_battery' });
    await assign();
    await expect(answer(0, 1)).rejects.toMatchObject({ code: 'staffing.test_not_started' });
    await start();
    for (const option of [2, -1, 0.5]) await expect(answer(0, option)).rejects.toMatchObject({ code: 'staffing.bad_option' });
    await answer(0, 1);
    await answer(1, 0);
    await expect(start()).rejects.toMatchObject({ code: 'staffing.test_done' });
  });

  test('are over once staff recorded a result or decided', async () => {
    await assign();
    await start();
    await t.app.run(t.boss, (w) => overrideDecision(w, { candidate: cat, accept: false, reason: 'no' }));
    await expect(answer(0, 1)).rejects.toMatchObject({ code: 'staffing.test_not_started' });
    await expect(start()).rejects.toMatchObject({ code: 'staffing.already_decided' });
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: cat, test: 'manners', value: 2 }));
    await expect(start()).rejects.toMatchObject({ code: 'staffing.test_done' });
  });

  test("are one's own: who is no candidate takes none, and only choice tests are taken", async () => {
    await addExampleTests(t);
    await assign(['jump']);
    await expect(start('jump')).rejects.toMatchObject({ code: 'staffing.not_for_chat' });
    const client = await join(t, 'Barsik', ['client']);
    await expect(t.app.run(as(client), (w) => startTest(w, { test: 'manners' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.run(t.boss, (w) => startTest(w, { test: 'manners' }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('let the hypothesis decide where theirs was the last result (S5)', async () => {
    await addExampleTests(t);
    await move(t, await hypothesis(t, { vacancy: 'helper', require: '[{id: fast, when: "reaction_ms < 100"}]' }), 'adopted');
    await assign();
    for (const test of ['jump', 'reaction_time']) await t.app.run(t.boss, (w) => recordResult(w, { candidate: cat, test, value: 200 }));
    await start();
    await answer(0, 1);
    await answer(1, 0);
    expect((await t.app.query(t.boss, (w) => showBattery(w, cat))).candidate.status).toBe('rejected');
  });
});
