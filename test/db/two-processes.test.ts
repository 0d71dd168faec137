import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../src/db/connection';

/** Another program that writes to the same file, by the bare driver. */
const OTHER = `
  const { Database } = require('sqlite3');
  const db = new Database(process.argv[1]);
  db.exec('PRAGMA busy_timeout = 5000');
  let left = Number(process.argv[2]);
  const turn = () => left-- === 0 ? db.close() : db.exec('BEGIN IMMEDIATE; UPDATE tally SET value = value + 1; COMMIT', (error) => {
    if (error) { console.error(error); process.exit(1); }
    turn();
  });
  turn();
`;

test('two processes that write at the same time lose nothing (SQLite, reliability 12)', async () => {
  const home = mkdtempSync(join(tmpdir(), 'mcf-two-'));
  const file = join(home, 'mcf.db');
  const database = openDatabase(`sqlite:${file}`);
  await database.transaction(async (sql) => {
    await sql.write('CREATE TABLE tally (value INTEGER NOT NULL)');
    await sql.write('INSERT INTO tally (value) VALUES (0)');
  });
  const others = [50, 50].map((times) => spawn(process.execPath, ['-e', OTHER, file, String(times)], { stdio: ['ignore', 'ignore', 'inherit'] }));
  const exits = others.map((other) => once(other, 'exit'));
  for (let turn = 0; turn < 50; turn++) {
    await database.transaction(async (sql) => {
      const row = await sql.one<{ value: number }>('SELECT value FROM tally');
      await sql.write('UPDATE tally SET value = $value', { value: (row?.value ?? 0) + 1 });
    });
  }
  expect((await Promise.all(exits)).map(([code]) => code as number)).toEqual([0, 0]);
  expect(await database.snapshot((sql) => sql.one('SELECT value FROM tally'))).toEqual({ value: 150 });
  await database.close();
  rmSync(home, { recursive: true });
});
