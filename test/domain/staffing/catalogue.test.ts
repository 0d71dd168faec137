import fc from 'fast-check';

import { addTest, changeVacancyTests, closeVacancy, listTests, listVacancies, openVacancy, reviseTest, showTest, type TestInput, type TestType } from '../../../src/domain/staffing';
import { checkedKey, checkedTest } from '../../../src/domain/staffing/catalogue/check-test';
import { shownNames } from '../../../src/domain/staffing/catalogue/shown-names';
import { readResult } from '../../../src/domain/staffing/catalogue/read-result';
import { hire, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { QUESTIONS, STRANGER } from './intake-support';

const scale = (type: TestType, min: number, max: number) => ({ key: 'jump', version: 2, type, min, max, unit: 'cm' });

test.each([
  ['jump', { en: 'Jump', ru: 'Прыжок' }, { en: 'Jump', ru: 'Прыжок' }],
  ['night_guard', { en: 'night_guard', ru: 'night_guard' }, { en: 'Night guard', ru: 'Night guard' }],
  ['night_guard', { en: 'Guard', ru: 'night_guard' }, { en: 'Guard', ru: 'Guard' }],
  ['night_guard', { en: 'night_guard', ru: 'Сторож' }, { en: 'Night guard', ru: 'Сторож' }],
  ['ночной-сторож', { en: 'ночной-сторож', ru: 'ночной-сторож' }, { en: 'Ночной сторож', ru: 'Ночной сторож' }],
  ['ночной-сторож', { en: 'Guard', ru: 'ночной-сторож' }, { en: 'Guard', ru: 'Ночной сторож' }],
  ['__', { en: '__', ru: '__' }, { en: '__', ru: '__' }],
])('cats read the names of %s, or what stands in for them, never a key', (key, names, shown) => {
  expect(shownNames(key, names)).toEqual(shown);
});

describe('a result', () => {
  test.each([
    ['number', '187', 187],
    ['number', ' 187.5 ', 187.5],
    ['number', '-1.5', -1.5],
    ['number', '+3', 3],
    ['number', '.5', 0.5],
    ['number', '1e2', 100],
    ['number', 187.25, 187.25],
    ['number', '-0', 0],
    ['points', '40', 40],
    ['points', '40.0', 40],
    ['choice', 2, 2],
  ] as const)('of type %s may be %j', (type, given, value) => {
    const found = readResult(scale(type, -300, 300), given);
    expect(Object.is(found, value)).toBe(true);
  });

  test.each([['pass', 1], ['FAIL', 0], ['yes', 1], ['no', 0], ['1', 1], [0, 0]] as const)('of pass and fail may be %j', (given, value) => {
    expect(readResult(scale('pass_fail', 0, 1), given)).toBe(value);
  });

  test.each([
    ['number', ''],
    ['number', 'NaN'],
    ['number', NaN],
    ['number', 'Infinity'],
    ['number', Infinity],
    ['number', '0x10'],
    ['number', '0b1'],
    ['number', '1e999'],
    ['number', '1,000'],
    ['number', '1 000'],
    ['number', '187 cm'],
    ['number', 'pass'],
    ['number', '301'],
    ['number', -301],
    ['points', '40.5'],
    ['points', '301'],
    ['choice', '1.5'],
    ['pass_fail', 'maybe'],
    ['pass_fail', '2'],
    ['pass_fail', '0.5'],
    ['pass_fail', 'constructor'],
  ] as const)('of type %s is never %j, and the answer names test, value and range', (type, given) => {
    expect(() => readResult(scale(type, -300, 300), given)).toThrow(
      expect.objectContaining({ code: 'staffing.bad_result', kind: 'invalid', params: { test: 'jump@2', value: String(given), type, min: -300, max: 300, unit: 'cm' } }) as Error,
    );
  });

  test('is what was written, to the last bit', () => {
    fc.assert(
      fc.property(fc.double({ min: -300, max: 300, noNaN: true }), (value) => {
        expect(readResult(scale('number', -300, 300), String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

describe('a test', () => {
  const [first] = QUESTIONS;
  const bent = (changes: object) => ({ key: 'x', type: 'choice' as const, questions: [{ ...first, ...changes }] as typeof QUESTIONS });
  test.each<[string, TestInput & { key: string; type: TestType }, string]>([
    ['a key with capitals', { key: 'Jump', type: 'pass_fail' }, 'bad_test_key'],
    ['a key with a version', { key: 'jump@1', type: 'pass_fail' }, 'bad_test_key'],
    ['a number without a range', { key: 'x', type: 'number' }, 'bad_scale'],
    ['half a range', { key: 'x', type: 'number', min: 0 }, 'bad_scale'],
    ['an empty range', { key: 'x', type: 'number', min: 1, max: 1 }, 'bad_scale'],
    ['an endless range', { key: 'x', type: 'number', min: 0, max: Infinity }, 'bad_scale'],
    ['points that are not whole', { key: 'x', type: 'points', min: 0, max: 9.5 }, 'bad_scale'],
    ['more right answers than questions', { key: 'x', type: 'choice', questions: QUESTIONS, max: 3 }, 'bad_scale'],
    ['a choice of nothing', { key: 'x', type: 'choice' }, 'bad_questions'],
    ['an empty list of questions', { key: 'x', type: 'choice', questions: [] }, 'bad_questions'],
    ['a measured test with questions', { key: 'x', type: 'points', questions: QUESTIONS }, 'bad_questions'],
    ['a measured test with seconds', { key: 'x', type: 'points', seconds: 20 }, 'bad_questions'],
    ['a question with one option', bent({ options: [{ en: 'a', ru: 'a' }], right: 0 }), 'bad_question'],
    ['a question whose key is no option', bent({ right: 2 }), 'bad_question'],
    ['a question without a text in one language', bent({ text: { en: 'a', ru: ' ' } }), 'bad_question'],
    ['an option that is too long for a button', bent({ options: [{ en: 'x'.repeat(101), ru: 'x' }, { en: 'y', ru: 'y' }] }), 'bad_question'],
    ['three seconds', { key: 'x', type: 'choice', questions: QUESTIONS, seconds: 3 }, 'bad_seconds'],
  ])('never has %s', (_, input, code) => {
    expect(() => checkedTest(checkedKey(input.key), input.type, input)).toThrow(expect.objectContaining({ code: `staffing.${code}`, kind: 'invalid' }) as Error);
  });
});

describeOnBoth('the catalogue', (db) => {
  let t: TestApp;
  const run: TestApp['app']['run'] = (actor, work) => t.app.run(actor, work);
  const add = (input: TestInput & { key: string; type: TestType; vacancies?: string[] }) => run(t.boss, (w) => addTest(w, input));
  beforeEach(async () => {
    t = await openTestApp(await db.url());
  });
  afterEach(() => t.app.close());

  test('begins empty, with the vacancy of a helper', async () => {
    expect(await t.app.query(t.boss, listTests)).toEqual([]);
    expect(await t.app.query(STRANGER, listVacancies)).toEqual([{ key: 'helper', name: { ru: 'Помощник', en: 'Helper' }, status: 'open', tests: [] }]);
  });

  test('takes measured, graded, choice and pass/fail tests (S2)', async () => {
    expect(await add({ key: 'jump', type: 'number', unit: 'cm', min: 0.5, max: 300, name: { en: 'Jump' } })).toEqual({
      ...{ key: 'jump', version: 1, type: 'number', unit: 'cm', min: 0.5, max: 300, questions: null, seconds: null },
      name: { en: 'Jump', ru: 'Jump' },
      createdAt: t.clock.now(),
    });
    await add({ key: 'stalking', type: 'points', name: { en: 'Stalking', ru: 'Выслеживание' } });
    await add({ key: 'manners', type: 'choice', questions: QUESTIONS, seconds: 20 });
    await add({ key: 'cleanliness', type: 'pass_fail' });
    const tests = await t.app.query(t.boss, listTests);
    expect(tests.map(({ key, min, max, seconds }) => [key, min, max, seconds])).toEqual([
      ['cleanliness', 0, 1, null],
      ['jump', 0.5, 300, null],
      ['manners', 0, 2, 20],
      ['stalking', 0, 100, null],
    ]);
    expect(tests[2]?.questions).toEqual(QUESTIONS);
    expect(tests[3]?.name).toEqual({ en: 'Stalking', ru: 'Выслеживание' });
  });

  test('keeps old versions: a changed scale is a new one (S2)', async () => {
    await add({ key: 'jump', type: 'number', unit: 'cm', min: 0, max: 300, name: { en: 'Jump', ru: 'Прыжок' } });
    await expect(add({ key: 'jump', type: 'points' })).rejects.toMatchObject({ code: 'staffing.test_exists' });
    t.clock.advance(1);
    const revised = await run(t.boss, (w) => reviseTest(w, { key: 'jump', max: 400 }));
    expect(revised).toMatchObject({ key: 'jump', version: 2, unit: 'cm', min: 0, max: 400, name: { en: 'Jump', ru: 'Прыжок' }, createdAt: t.clock.now() });
    await expect(run(t.boss, (w) => reviseTest(w, { key: 'jump', max: 400, name: { en: 'Jump' } }))).rejects.toMatchObject({ code: 'staffing.test_unchanged' });
    expect((await t.app.query(t.boss, (w) => showTest(w, 'jump'))).map(({ version, max }) => [version, max])).toEqual([[2, 400], [1, 300]]);
    expect(await t.app.query(t.boss, listTests)).toEqual([{ ...revised, retiredAt: null }]);
  });

  test('gives two managers who revise at once a version each', async () => {
    await add({ key: 'jump', type: 'number', min: 0, max: 300 });
    const versions = await Promise.all([310, 320, 330].map((max) => run(t.boss, (w) => reviseTest(w, { key: 'jump', max }))));
    expect(versions.map(({ version }) => version).sort()).toEqual([2, 3, 4]);
  });

  test('counts the questions of a revised choice test anew, and may lift its limit of time', async () => {
    await add({ key: 'manners', type: 'choice', questions: QUESTIONS, seconds: 20 });
    expect(await run(t.boss, (w) => reviseTest(w, { key: 'manners', questions: QUESTIONS.slice(0, 1), seconds: null }))).toMatchObject({ version: 2, min: 0, max: 1, seconds: null });
  });

  test('knows what was probably meant', async () => {
    await add({ key: 'reaction_time', type: 'number', min: 0, max: 2000 });
    await expect(run(t.boss, (w) => reviseTest(w, { key: 'reacton_time', max: 1 }))).rejects.toMatchObject({
      code: 'staffing.test_not_found',
      params: { test: 'reacton_time', problem: 'near', nearest: 'reaction_time' },
    });
    await expect(t.app.query(t.boss, (w) => showTest(w, 'jump'))).rejects.toMatchObject({ params: { test: 'jump' } });
    await expect(run(t.boss, (w) => closeVacancy(w, 'helpr'))).rejects.toMatchObject({ code: 'staffing.vacancy_not_found', params: { nearest: 'helper' } });
  });

  describe('vacancies', () => {
    test('are opened, closed and opened again', async () => {
      expect(await run(t.boss, (w) => openVacancy(w, { key: 'courier', name: { en: 'Courier', ru: 'Курьер' } }))).toEqual({
        ...{ key: 'courier', status: 'open', tests: [] },
        name: { en: 'Courier', ru: 'Курьер' },
      });
      await expect(run(t.boss, (w) => openVacancy(w, { key: 'courier' }))).rejects.toMatchObject({ code: 'staffing.vacancy_already' });
      expect(await run(t.boss, (w) => closeVacancy(w, 'courier'))).toMatchObject({ status: 'closed' });
      await expect(run(t.boss, (w) => closeVacancy(w, 'courier'))).rejects.toMatchObject({ code: 'staffing.vacancy_already' });
      expect((await t.app.query(t.boss, listVacancies)).map(({ key, status }) => [key, status])).toEqual([['helper', 'open'], ['courier', 'closed']]);
      expect(await run(t.boss, (w) => openVacancy(w, { key: 'courier', name: { en: 'Runner' } }))).toMatchObject({ status: 'open', name: { en: 'Runner', ru: 'Курьер' } });
      await expect(run(t.boss, (w) => openVacancy(w, { key: '*' }))).rejects.toMatchObject({ code: 'staffing.bad_vacancy' });
    });

    test('of people added by hand come by themselves, but are not offered in the chat', async () => {
      await hire(t, 'Tom');
      expect((await t.app.query(t.boss, listVacancies)).map(({ key, status }) => [key, status])).toEqual([['helper', 'open'], ['courier', 'closed']]);
    });

    test('have a battery by hand (S2)', async () => {
      await add({ key: 'jump', type: 'number', min: 0, max: 300, vacancies: ['helper'] });
      await add({ key: 'stalking', type: 'points' });
      const change = (input: { add?: string[]; remove?: string[] }) => run(t.boss, (w) => changeVacancyTests(w, { vacancy: 'helper', ...input }));
      expect(await change({ add: ['stalking', 'jump'] })).toMatchObject({ tests: ['jump', 'stalking'] });
      expect(await change({ remove: ['jump'] })).toMatchObject({ tests: ['stalking'] });
      await expect(change({ remove: ['jump'] })).rejects.toMatchObject({ code: 'staffing.not_in_battery' });
      await expect(change({ add: ['flying'] })).rejects.toMatchObject({ code: 'staffing.test_not_found' });
      await expect(add({ key: 'swim', type: 'points', vacancies: ['diver'] })).rejects.toMatchObject({ code: 'staffing.vacancy_not_found' });
      expect((await t.app.query(t.boss, listTests)).map(({ key }) => key)).toEqual(['jump', 'stalking']);
    });
  });
});
