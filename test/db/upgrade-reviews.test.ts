import { randomUUID } from 'node:crypto';

import { openDatabase } from '../../src/db/connection';
import { migrate } from '../../src/db/migrations';
import { foundation } from '../../src/db/migrations/001-foundation';
import { users } from '../../src/db/migrations/002-users';
import { staffing } from '../../src/db/migrations/003-staffing';
import { orders } from '../../src/db/migrations/004-orders';
import { billing } from '../../src/db/migrations/005-billing';
import { consumablesAndQuality } from '../../src/db/migrations/006-consumables-and-quality';
import { notificationsAndChat } from '../../src/db/migrations/007-notifications-and-chat';
import { translate } from '../../src/db/migrations/dialect';
import type { Database } from '../../src/db/sql';
import { qualityStore } from '../../src/db/stores/quality';
import { bindTables } from '../../src/db/tables';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a database from before clients could say what was wrong', (db) => {
  const before = [foundation, users, staffing, orders, billing, consumablesAndQuality, notificationsAndChat];
  const AT = '2026-03-02T21:30:00.000Z';
  const writer = { now: new Date('2026-04-01'), actor: SYSTEM, newId: () => randomUUID() };
  let database: Database;

  beforeEach(async () => {
    database = openDatabase(await db.emptyUrl());
    await database.transaction(async (sql) => {
      await sql.write(translate('CREATE TABLE schema_migrations (name TEXT PRIMARY KEY)', db.dialect));
      for (const { name, statements } of before) {
        for (const statement of statements(db.dialect)) await sql.write(translate(statement, db.dialect));
        await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
      }
      await sql.write(`INSERT INTO people (id, number, language, status, created_at) VALUES ('cat', 901, 'en', 'active', '${AT}'), ('client', 902, 'en', 'active', '${AT}')`);
      await sql.write(`INSERT INTO services (id, name_ru, name_en, minutes, status, created_at) VALUES ('s', 'С', 'S', 60, 'active', '${AT}')`);
      for (const [id, number] of [['one', 1], ['two', 2]] as const) {
        await sql.write(`INSERT INTO orders (id, number, client_id, service_id, worker_id, status, at, ends_at, estimate_minor, placed_at)
          VALUES ('${id}', ${number}, 'client', 's', 'cat', 'cancelled', '${AT}', '${AT}', 1, '${AT}')`);
      }
      await sql.write(`INSERT INTO reviews (id, order_id, order_number, reason, status, opened_at, verdict, closed_at, closed_by)
        VALUES ('a', 'one', 1, 'failed', 'closed', '${AT}', 'client', '${AT}', 'cat'), ('b', 'two', 2, 'cancelled', 'open', '${AT}', NULL, NULL, NULL)`);
      await sql.write(`INSERT INTO review_notes (review_id, note) VALUES ('a', 'left town')`);
    });
    await migrate(database);
  });
  afterEach(() => database.close());

  test('keeps its reviews with all that was found', async () => {
    const reviews = await database.snapshot((sql) => qualityStore(bindTables(sql, writer)).reviews({}));
    expect(reviews).toEqual([
      { id: 'b', order: { id: 'two', number: 2 }, reason: 'cancelled', status: 'open', openedAt: new Date(AT), complaint: null, verdict: null, note: null, closedAt: null },
      { id: 'a', order: { id: 'one', number: 1 }, reason: 'failed', status: 'closed', openedAt: new Date(AT), complaint: null, verdict: 'client', note: 'left town', closedAt: new Date(AT) },
    ]);
  });

  test('lets a complaint open another review, and one at a time', async () => {
    await database.transaction(async (sql) => {
      const quality = qualityStore(bindTables(sql, writer));
      expect(await quality.open({ id: 'c', order: { id: 'one', number: 1 }, reason: 'complaint' })).toBe(true);
      expect(await quality.open({ id: 'd', order: { id: 'one', number: 1 }, reason: 'complaint' })).toBe(false);
      await quality.addComplaint({ review: 'c', order: 'one', client: 'client', words: 'wet' });
      expect(await quality.review('1')).toMatchObject({ id: 'c', complaint: { words: 'wet' } });
    });
    await expect(database.transaction((sql) => sql.write(`INSERT INTO reviews (id, order_id, order_number, reason, status, opened_at) VALUES ('e', 'three', 3, 'whim', 'open', '${AT}')`))).rejects.toThrow(/reason/i);
    await expect(database.transaction((sql) => sql.write(`INSERT INTO review_notes (review_id, note) VALUES ('nobody', 'x')`))).rejects.toThrow(/foreign/i);
  });
});
