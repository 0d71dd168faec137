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
import { ordersStore } from '../../src/db/stores/orders';
import { bindTables } from '../../src/db/tables';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a database from before orders could be moved', (db) => {
  const before = [foundation, users, staffing, orders, billing, consumablesAndQuality, notificationsAndChat];
  const at = "'2026-03-02T21:30:00.000Z'";

  test('keeps its orders, photos and policy, and knows the numbers that are new', async () => {
    const database = openDatabase(await db.emptyUrl());
    const policy = JSON.stringify({ lead_minutes: 90, horizon_days: 60, no_show_minutes: 30, overdue_minutes: 120 });
    await database.transaction(async (sql) => {
      await sql.write(translate('CREATE TABLE schema_migrations (name TEXT PRIMARY KEY)', db.dialect));
      for (const { name, statements } of before) {
        for (const statement of statements(db.dialect)) await sql.write(translate(statement, db.dialect));
        await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
      }
      await sql.write(`INSERT INTO policies (name, effective_from, data) VALUES ('orders', '1970-01-01T00:00:00.000Z', $policy)`, { policy });
      await sql.write(`INSERT INTO people (id, number, language, status, created_at) VALUES ('cat', 1, 'en', 'active', ${at}), ('client', 2, 'en', 'active', ${at})`);
      await sql.write(`INSERT INTO services (id, name_ru, name_en, minutes, status, created_at) VALUES ('s', 'С', 'S', 60, 'active', ${at})`);
      await sql.write(`INSERT INTO orders (id, number, client_id, service_id, worker_id, status, at, ends_at, estimate_minor, tariff_id, list_price_minor, discount_percent, price_minor, placed_at)
        VALUES ('o', 1, 'client', 's', 'cat', 'completed', ${at}, ${at}, 1, 1, 1, 0, 1, ${at})`);
      await sql.write(`INSERT INTO photos (sha256, mime, bytes, kept_at) VALUES ('abc', 'image/jpeg', $bytes, ${at})`, { bytes: Buffer.from([1, 2, 3]) });
      await sql.write(`INSERT INTO order_photos (order_id, kind, sha256) VALUES ('o', 'started', 'abc')`);
    });

    expect(await migrate(database)).toContain('014-orders-in-full');

    let made = 0;
    await database.transaction(async (sql) => {
      const store = ordersStore(bindTables(sql, { now: new Date('2026-04-01'), actor: SYSTEM, newId: () => String(++made) }));
      expect(await store.policy()).toEqual({ lead_minutes: 90, horizon_days: 60, no_show_minutes: 30, overdue_minutes: 120, move_hours: 12, unmatched_reminder_minutes: 180 });
      expect(await store.order('o')).toMatchObject({ number: 1, directions: null, cannotCome: null, copiedAs: null, service: { descriptionEn: null } });
      expect(await store.photosOf('o')).toEqual([{ kind: 'started', sha256: 'abc', mime: 'image/jpeg', size: 3, takenAt: null, keptAt: new Date('2026-03-02T21:30:00.000Z'), seenBefore: null }]);
      expect(await store.keepPhoto('o', 'completed', 'abc', { bytes: Buffer.from([1, 2, 3]), mime: 'image/jpeg' }, null)).toEqual({ id: 'o', number: 1, kind: 'started' });
    });
    await database.close();
  });
});
