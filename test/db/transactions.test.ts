import { openDatabase } from '../../src/db/connection';
import type { Database } from '../../src/db/sql';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a database', (db) => {
  let database: Database;
  beforeEach(async () => {
    database = openDatabase(await db.emptyUrl());
    await database.transaction(async (sql) => {
      await sql.write('CREATE TABLE tally (id INTEGER PRIMARY KEY, value BIGINT NOT NULL CHECK (value < 1000))');
      await sql.write('INSERT INTO tally (id, value) VALUES (1, 0)');
    });
  });
  afterEach(() => database.close());

  const value = async () => (await database.snapshot((sql) => sql.one<{ value: number }>('SELECT value FROM tally WHERE id = 1')))?.value;
  const addOne = () =>
    database.transaction(async (sql) => {
      const lock = sql.dialect === 'postgres' ? ' FOR UPDATE' : '';
      const row = await sql.one<{ value: number }>(`SELECT value FROM tally WHERE id = 1${lock}`);
      await sql.write('UPDATE tally SET value = $value WHERE id = 1', { value: (row?.value ?? 0) + 1 });
    });

  test('loses none of 100 concurrent read-modify-writes (reliability 12)', async () => {
    await Promise.all(Array.from({ length: 100 }, addOne));
    expect(await value()).toBe(100);
  });

  test('keeps nothing of a unit of work that throws', async () => {
    const work = database.transaction(async (sql) => {
      await sql.write('UPDATE tally SET value = 7 WHERE id = 1');
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await value()).toBe(0);
  });

  test('lets no unit of work go on after a failed statement, even if the failure is swallowed', async () => {
    const work = database.transaction(async (sql) => {
      await sql.write('INSERT INTO tally (id, value) VALUES (1, 1)').catch(() => undefined);
      await sql.write('UPDATE tally SET value = 7 WHERE id = 1').catch(() => undefined);
    });
    await expect(work).rejects.toMatchObject({ reason: 'unique' });
    expect(await value()).toBe(0);
  });

  test('takes statements that are asked for at once one after the other: whatever comes after a failed one fails as it did', async () => {
    let told: PromiseSettledResult<unknown>[] = [];
    const work = database.transaction(async (sql) => {
      told = await Promise.allSettled([
        sql.one('SELECT value FROM tally'),
        sql.write('INSERT INTO tally (id, value) VALUES (1, 1)'),
        sql.one('SELECT value FROM tally'),
      ]);
    });
    await expect(work).rejects.toMatchObject({ reason: 'unique' });
    expect(told).toMatchObject([{ value: { value: 0 } }, { reason: { reason: 'unique' } }, { reason: { reason: 'unique' } }]);
  });

  test('writes again at once after a failed commit (reliability 12)', async () => {
    await database.transaction(async (sql) => {
      await sql.write('CREATE TABLE child (id INTEGER PRIMARY KEY, tally INTEGER REFERENCES tally (id) DEFERRABLE INITIALLY DEFERRED)');
    });
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const failing = database.transaction((sql) => sql.write('INSERT INTO child (id, tally) VALUES (1, 99)'));
    await expect(failing).rejects.toThrow();
    warn.mockRestore();
    await addOne();
    expect(await value()).toBe(1);
  });

  test('gives whole numbers as numbers, however they come about', async () => {
    const row = await database.snapshot((sql) => sql.one('SELECT COUNT(*) AS counted, CAST(SUM(value) AS BIGINT) AS summed FROM tally'));
    expect(row).toEqual({ counted: 1, summed: 0 });
  });

  test('lets nobody write while looking', async () => {
    const writing = database.snapshot((sql) => sql.write('UPDATE tally SET value = 7 WHERE id = 1'));
    await expect(writing).rejects.toThrow();
    expect(await value()).toBe(0);
  });
});
