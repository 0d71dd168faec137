import { addTest, changeVacancyTests, listTests, listVacancies, restoreTest, retireTest, showTest } from '../../../src/domain/staffing';
import { openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests, hypothesis } from '../../support/screening';
import { move, rowsOf, STRANGER } from './intake-support';

describeOnBoth('retiring a test', (db) => {
  let t: TestApp;
  let url: string;

  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    await addExampleTests(t);
  });

  afterEach(() => t.app.close());

  const retire = (key: string) => t.app.run(t.boss, (w) => retireTest(w, key));
  const offered = async () => (await t.app.query(t.boss, (w) => listTests(w))).map(({ key }) => key);
  const inBattery = async () => (await t.app.query(t.boss, listVacancies)).flatMap(({ tests }) => tests);

  test('takes it out of the catalogue and of every battery of a vacancy; its versions stay', async () => {
    await t.app.run(t.boss, (w) => changeVacancyTests(w, { vacancy: 'helper', add: ['jump', 'stalking'] }));
    expect(await retire('jump')).toMatchObject({ test: { key: 'jump', retiredAt: t.clock.now() }, vacancies: ['helper'] });
    expect(await offered()).not.toContain('jump');
    expect(await inBattery()).toEqual(['stalking']);
    const all = await t.app.query(t.boss, (w) => listTests(w, { all: true }));
    expect(all.filter(({ retiredAt }) => retiredAt !== null)).toMatchObject([{ key: 'jump', version: 1 }]);
    expect(await t.app.query(t.boss, (w) => showTest(w, 'jump'))).toMatchObject([{ version: 1, retiredAt: t.clock.now() }]);
    expect(await rowsOf(url, "SELECT subject_id FROM audit WHERE subject = 'test' AND after LIKE '%retired_at%'")).toEqual([{ subject_id: 'jump' }]);
  });

  test('happens once, and what is retired joins no battery until it is offered again', async () => {
    await retire('jump');
    await expect(retire('jump')).rejects.toMatchObject({ code: 'staffing.test_retired' });
    const add = () => t.app.run(t.boss, (w) => changeVacancyTests(w, { vacancy: 'helper', add: ['jump'] }));
    await expect(add()).rejects.toMatchObject({ code: 'staffing.test_retired' });
    await expect(t.app.run(t.boss, (w) => addTest(w, { key: 'jump', type: 'points' }))).rejects.toMatchObject({ code: 'staffing.test_exists' });
    expect(await t.app.run(t.boss, (w) => restoreTest(w, 'jump'))).toMatchObject({ key: 'jump', retiredAt: null });
    await add();
    expect(await inBattery()).toEqual(['jump']);
    await expect(t.app.run(t.boss, (w) => restoreTest(w, 'jump'))).rejects.toMatchObject({ code: 'staffing.test_unchanged' });
  });

  test.each(['adopted', 'shadow'] as const)('is refused while a hypothesis that is %s reads it, by its name', async (state) => {
    const hash = await hypothesis(t, { vacancy: 'helper' });
    await move(t, hash, state);
    await expect(retire('jump')).rejects.toMatchObject({ code: 'staffing.test_in_use', kind: 'conflict', params: { test: 'jump', hypothesis: 'steady-paws', problem: state } });
    expect(await offered()).toContain('jump');
  });

  test('is up to managers, and needs a test that is there', async () => {
    await expect(t.app.run(STRANGER, (w) => retireTest(w, 'jump'))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.run(STRANGER, (w) => restoreTest(w, 'jump'))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(retire('jmp')).rejects.toMatchObject({ code: 'staffing.test_not_found', params: { nearest: 'jump' } });
  });
});
