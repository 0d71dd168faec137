import fc from 'fast-check';

import { bulkInsertions, idsFrom, listedIn } from '../../src/db/bulk';
import { openDatabase } from '../../src/db/connection';
import type { Database } from '../../src/db/sql';
import { bindTables } from '../../src/db/tables';
import { describeOnBoth } from '../support/databases';

describeOnBoth('many rows at once', (db) => {
  let database: Database;
  beforeAll(async () => {
    database = openDatabase(await db.emptyUrl());
    const real = db.dialect === 'sqlite' ? 'REAL' : 'DOUBLE PRECISION';
    const strict = db.dialect === 'sqlite' ? 'STRICT' : '';
    await database.transaction((sql) => sql.write(`CREATE TABLE things (id TEXT PRIMARY KEY, at INTEGER NOT NULL, value ${real}, whole ${real}, name TEXT) ${strict}`));
  });
  beforeEach(async () => void (await database.transaction((sql) => sql.write('DELETE FROM things'))));
  afterAll(() => database.close());

  const kept = async (rows: { id: string; at: number; value: number | null; whole: number; name: string | null }[]) => {
    const writer = { now: new Date(0), actor: { kind: 'system', personId: null, roles: [], channel: 'job' } as const, newId: () => '' };
    await database.transaction((sql) => bindTables(sql, writer).insertMany('things', rows));
    return database.snapshot((sql) => sql.all<(typeof rows)[number]>('SELECT * FROM things ORDER BY at'));
  };
  const row = (at: number, value: number | null, name: string | null = null) => ({ id: `id-${at}`, at, value, whole: at, name });

  test('are kept as they are, whatever stands in them', async () => {
    const names = ['', '12', '1e5', 'null', '$rows', "O'Malley", '"quoted"', '{"a":1}', 'a\nb\\', '😼 кот', null];
    const rows = names.map((name, at) => row(at, at === 3 ? null : at, name));
    expect(await kept(rows)).toEqual(rows);
  });

  test('of which there are none are no statement', async () => {
    expect(await kept([])).toEqual([]);
  });

  test('are more than one statement could take', async () => {
    const rows = Array.from({ length: 2500 }, (_, at) => row(at, at / 4));
    expect(await kept(rows)).toEqual(rows);
  });

  test('keep every fraction to the last bit', async () => {
    const awkward = [0.1, 0.2, 0.3, 1 / 3, 187.5, -0.07, 299.999999, 1e-7, 5e-324, Number.MAX_VALUE, Number.MIN_VALUE * 3, 2 ** 53 + 2, -(2 ** 60), 1e21, 123456.789e-30, Math.PI, 0];
    const doubles = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 300, seed: 7 });
    const typed = fc.sample(fc.tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 9 })).map(([digits, point]) => digits / 10 ** point), { numRuns: 300, seed: 7 });
    const rows = [...awkward, ...doubles, ...typed].map((value, at) => row(at, value === 0 ? 0 : value));
    const found = await kept(rows);
    expect(found.map(({ value }) => value)).toEqual(rows.map(({ value }) => value));
  });

  test('of which the database refuses one leave none', async () => {
    await expect(kept([row(1, 1), row(2, 2), { ...row(3, 3), id: 'id-1' }])).rejects.toMatchObject({ reason: 'unique' });
    expect(await kept([])).toEqual([]);
  });

  test('are found again by a list of any length', async () => {
    await kept(Array.from({ length: 50 }, (_, at) => row(at, null)));
    const look = (list: (string | number)[], column: string, type: 'TEXT' | 'BIGINT') =>
      database.snapshot((sql) => sql.all<{ id: string }>(`SELECT id FROM things WHERE ${column} ${listedIn(sql.dialect, 'list', type)} ORDER BY at`, { list: JSON.stringify(list) }));
    expect(await look(['id-3', 'id-7', "id-'"], 'id', 'TEXT')).toEqual([{ id: 'id-3' }, { id: 'id-7' }]);
    expect(await look(Array.from({ length: 5000 }, (_, at) => at), 'at', 'BIGINT')).toHaveLength(50);
    expect(await look([], 'at', 'BIGINT')).toEqual([]);
  });
});

test('rows with fractions that SQLite could not restore are written one by one, and no others', () => {
  const rows = [0.5, 0.1, 1e-30, 3, null].map((value) => ({ value }));
  const { statements, rest } = bulkInsertions('sqlite', 'things', rows);
  expect(rest).toEqual([{ value: 1e-30 }]);
  expect(statements).toHaveLength(1);
  expect(bulkInsertions('postgres', 'things', rows).rest).toEqual([]);
});

test('ids that follow a fresh one are in order and differ', () => {
  const id = idsFrom('018f2f63-9c1f-7c6c-8000-0fffffffffff');
  expect([id(), id()]).toEqual(['018f2f63-9c1f-7c6c-8000-100000000000', '018f2f63-9c1f-7c6c-8000-100000000001']);
});
