import {
  applyForWork,
  assignBattery,
  contactCandidate,
  expireBatteries,
  importCandidates,
  importResults,
  overrideDecision,
  purgeCandidates,
  recordResult,
  showBattery,
  showCandidate,
  withdrawApplication,
} from '../../../src/domain/staffing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { findPerson, inviteUser, whoWrites } from '../../../src/domain/users';
import { openDatabase } from '../../../src/db/connection';
import { as, hire, join, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { addExampleTests } from '../../support/screening';
import { apply, form, itself, rowsOf } from './intake-support';

const DAY = 24 * 60;
const SECRETS = { name: 'Secretta', contact: 'secret@cats.example', photoFileId: 'secret-photo' };

describeOnBoth('the purge', (db) => {
  let t: TestApp;
  let url: string;
  let forgotten: number[];
  beforeEach(async () => {
    url = await db.url();
    t = await openTestApp(url);
    forgotten = [];
    await addExampleTests(t);
  });
  afterEach(() => t.app.close());
  const purge = () => purgeCandidates(t.app, SYSTEM, async (_w, chats) => void forgotten.push(...chats));
  const show = (id: string) => t.app.query(t.boss, (w) => showCandidate(w, id));
  const reject = (candidate: string, reason = 'bit the examiner') => t.app.run(t.boss, (w) => overrideDecision(w, { candidate, accept: false, reason }));

  /** Every table's every row, as one text. */
  async function everything(): Promise<string> {
    const database = openDatabase(url);
    const tables = db.dialect === 'sqlite' ? "SELECT name FROM sqlite_master WHERE type = 'table'" : "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'";
    const rows = await database.snapshot(async (sql) => {
      const found = [];
      for (const { name } of await sql.all<{ name: string }>(tables)) found.push(...(await sql.all<object>(`SELECT * FROM ${name}`)));
      return found;
    });
    await database.close();
    return JSON.stringify(rows);
  }

  test('erases who a rejected cat is, wherever it stands, and leaves what it could do (S7, reliability 31)', async () => {
    const { id } = await apply(t, { ...SECRETS, chatId: 987654321, language: 'en' });
    const cat = await itself(t, id);
    await t.app.run(t.boss, (w) => contactCandidate(w, { candidate: id, note: 'a secret note' }));
    await t.app.run(t.boss, (w) => recordResult(w, { candidate: id, test: 'jump', value: 187 }));
    await t.app.run(t.boss, (w) => inviteUser(w, { person: id }));
    await reject(id, 'SECRETTA bit the examiner, says secret@cats.example; Secrettary was there');
    t.clock.advance(90 * DAY);
    expect(await purge()).toBe(0);
    expect(await everything()).toMatch(/Secretta.*987654321/s);
    t.clock.advance(1);
    expect(await purge()).toBe(1);
    expect((await everything()).replace('Secrettary', '')).not.toMatch(/secret|987654321/i);
    expect(forgotten).toEqual([987654321]);
    expect(await show(id)).toMatchObject({
      ...{ number: 2, name: '', contact: null, photoFileId: null, note: null, purgedAt: t.clock.now() },
      ...{ status: 'rejected', breed: 'Siamese', age: 3, colour: 'grey', vacancy: 'helper' },
    });
    expect((await rowsOf(url, 'SELECT reason FROM application_notes'))[0]).toEqual({ reason: 'C-000002 bit the examiner, says C-000002; Secrettary was there' });
    expect((await t.app.query(t.boss, (w) => showBattery(w, id))).items).toMatchObject([{ test: 'jump', value: 187 }]);
    expect(await rowsOf(url, 'SELECT * FROM invitations WHERE used_at IS NULL')).toHaveLength(1);
    expect(await t.app.query(t.boss, (w) => findPerson(w, id))).toMatchObject({ status: 'deactivated', chatId: null });
    expect(await t.app.query(t.boss, (w) => whoWrites(w, cat.personId === null ? 0 : 987654321))).toBeUndefined();
  });

  test('is done once, and says that it happened', async () => {
    const { id } = await apply(t);
    await reject(id);
    t.clock.advance(90 * DAY + 1);
    expect([await purge(), await purge()]).toEqual([1, 0]);
    expect(await rowsOf(url, "SELECT data FROM events WHERE type = 'user_anonymised'")).toEqual([{ data: JSON.stringify({ type: 'user_anonymised', person: id }) }]);
    await expect(t.app.run(t.boss, (w) => overrideDecision(w, { candidate: id, accept: true, reason: 'after all' }))).rejects.toMatchObject({ code: 'staffing.candidate_not_active' });
  });

  test('reaches those who withdrew or let their tests expire, and nobody else', async () => {
    const [withdrawn, expired, waiting] = [await apply(t, { chatId: 1 }), await apply(t, { chatId: 2 }), await apply(t, { chatId: 3 })];
    const tom = await hire(t, 'Tom', { chatId: 4 });
    await t.app.run(t.boss, (w) => withdrawApplication(w, { candidate: withdrawn.id }));
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: expired.id }));
    t.clock.advance(30 * DAY);
    await expireBatteries(t.app, SYSTEM);
    t.clock.advance(60 * DAY + 1);
    expect(await purge()).toBe(1);
    t.clock.advance(30 * DAY);
    expect(await purge()).toBe(1);
    expect(forgotten).toEqual([1, 2]);
    expect([await show(withdrawn.id), await show(expired.id), await show(waiting.id), await show(tom.id)].map(({ name }) => name)).toEqual(['', '', 'Murka', 'Tom']);
  });

  test('reaches imported history: nobody attends to it until its data are to go, counted from the import (S7)', async () => {
    const at = '2025-01-01T06:00:00Z';
    const cats = ['number,name,vacancy,applied_at', `42,Secretta,helper,${at}`, `43,Tom,helper,${at}`, `44,Leo,helper,${at}`, '45,Max,helper,'];
    await importCandidates(t.app, t.boss, { lines: cats.join('\n'), atomic: true });
    await importResults(t.app, t.boss, { lines: ['number,test,value,completed_at', `42,jump,187,${at}`, `43,jump,1,${at}`, `45,jump,1,${t.clock.now().toISOString()}`].join('\n'), atomic: true });
    await t.app.run(t.boss, (w) => assignBattery(w, { candidate: 'C-43', add: ['stalking'] }));
    expect(await expireBatteries(t.app, SYSTEM)).toBe(0);
    t.clock.advance(90 * DAY - 1);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(1);
    t.clock.advance(1);
    expect(await expireBatteries(t.app, SYSTEM)).toBe(3);
    expect([await show('C-42'), await show('C-43'), await show('C-44'), await show('C-45')].map(({ status }) => status)).toEqual(['expired', 'expired', 'expired', 'expired']);
    t.clock.advance(90 * DAY + 1);
    expect(await purge()).toBe(4);
    expect(await everything()).not.toMatch(/Secretta/);
    expect(await show('C-42')).toMatchObject({ name: '', status: 'expired', vacancy: 'helper' });
    expect((await rowsOf(url, "SELECT value FROM results WHERE value = 187"))).toHaveLength(1);
  });

  test('leaves a client its account, but nothing of the application that was rejected (U1)', async () => {
    const client = await join(t, 'Barsik', ['client'], { chatId: 5 });
    await t.app.run(as(client), (w) => applyForWork(w, form({ chatId: 5, contact: 'secret@cats.example' })));
    await reject(client.id);
    t.clock.advance(90 * DAY + 1);
    expect(await purge()).toBe(1);
    expect(await everything()).not.toMatch(/secret/);
    expect(forgotten).toEqual([]);
    expect(await t.app.query(t.boss, (w) => findPerson(w, client.id))).toMatchObject({ name: 'Barsik', chatId: 5, status: 'active' });
  });

  test('leaves who applied again alone until that is over, too', async () => {
    const { id } = await apply(t, { chatId: 6, contact: 'secret@first.example' });
    await reject(id, 'Murka hid');
    t.clock.advance(90 * DAY);
    const cat = await itself(t, id);
    await t.app.run(cat, (w) => applyForWork(w, form({ chatId: 6, contact: 'secret@second.example' })));
    t.clock.advance(1);
    expect(await purge()).toBe(1);
    expect(await everything()).not.toMatch(/secret@first/);
    expect(await show(id)).toMatchObject({ name: 'Murka', contact: 'secret@second.example', status: 'received', purgedAt: null });
    await reject(id, 'Murka hid again');
    t.clock.advance(90 * DAY);
    expect(await purge()).toBe(0);
    t.clock.advance(1);
    expect(await purge()).toBe(1);
    expect(forgotten).toEqual([6]);
    expect(await everything()).not.toMatch(/secret@|Murka/);
  });

  test('scrubs every word on a cat that was rejected twice long ago', async () => {
    const { id } = await apply(t, { chatId: 6 });
    await reject(id, 'Murka hid');
    t.clock.advance(90 * DAY);
    const cat = await itself(t, id);
    await t.app.run(cat, (w) => applyForWork(w, form({ chatId: 6 })));
    await reject(id, 'Murka hid again');
    t.clock.advance(90 * DAY + 1);
    expect(await purge()).toBe(2);
    expect((await rowsOf(url, 'SELECT reason FROM application_notes ORDER BY reason')).map(({ reason }) => reason)).toEqual(['C-000002 hid', 'C-000002 hid again']);
    expect(forgotten).toEqual([6]);
  });

  test('goes on in portions until nobody is left', async () => {
    const cats = [];
    for (let chatId = 1; chatId <= 60; chatId++) cats.push((await apply(t, { chatId })).id);
    for (const id of cats) await t.app.run(t.boss, (w) => withdrawApplication(w, { candidate: id }));
    t.clock.advance(90 * DAY + 1);
    expect(await purge()).toBe(60);
    expect(forgotten).toHaveLength(60);
    expect(await rowsOf(url, 'SELECT * FROM telegram_links')).toEqual([]);
  });

  test('keeps a cat whole where its chat cannot be forgotten', async () => {
    const { id } = await apply(t);
    await reject(id);
    t.clock.advance(90 * DAY + 1);
    const broken = purgeCandidates(t.app, SYSTEM, () => Promise.reject(new Error('broken')));
    await expect(broken).rejects.toThrow('broken');
    expect(await show(id)).toMatchObject({ name: 'Murka', contact: '+7 900 000-00-00', purgedAt: null });
  });
});
