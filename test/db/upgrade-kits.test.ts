import { createApp } from '../../src/app';
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
import { consumablesStore } from '../../src/db/stores/consumables';
import { bindTables } from '../../src/db/tables';
import { issueKit, listItems, setKit } from '../../src/domain/consumables';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a database from before quantities had a limit', (db) => {
  const before = [foundation, users, staffing, orders, billing, consumablesAndQuality, notificationsAndChat];
  const at = "'2026-03-02T21:30:00.000Z'";
  const ORDER = '0199f0de-1234-7abc-8def-0123456789ab';
  const unused = () => Promise.reject(new Error('unused'));

  test('keeps a kit of 12000 bees readable, as one thing of that name, and knows whose order has nobody and which is missed at the place', async () => {
    const url = await db.emptyUrl();
    const database = openDatabase(url);
    await database.transaction(async (sql) => {
      await sql.write(translate('CREATE TABLE schema_migrations (name TEXT PRIMARY KEY)', db.dialect));
      for (const { name, statements } of before) {
        for (const statement of statements(db.dialect)) await sql.write(translate(statement, db.dialect));
        await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
      }
      await sql.write(`INSERT INTO people (id, number, language, status, created_at) VALUES ('cat', 901, 'en', 'active', ${at}), ('client', 902, 'en', 'active', ${at})`);
      await sql.write(`INSERT INTO services (id, name_ru, name_en, minutes, status, created_at) VALUES ('s', 'С', 'S', 60, 'active', ${at})`);
      await sql.write(`INSERT INTO kit_templates (service_id, version, items, created_at) VALUES ('s', 1, '["acceptance form","12000 bees"]', ${at})`);
      await sql.write(`INSERT INTO orders (id, number, client_id, service_id, worker_id, status, at, ends_at, estimate_minor, placed_at)
        VALUES ('${ORDER}', 1, 'client', 's', NULL, 'unmatched', ${at}, ${at}, 1, ${at})`);
      await sql.write(`INSERT INTO supply_requests (order_id, order_number, client_id, worker_id, due_at, items, status)
        VALUES ('${ORDER}', 1, 'client', 'cat', ${at}, '["acceptance form","12000 bees"]', 'requested'), ('p', 2, 'client', 'cat', ${at}, '[]', 'requested')`);
      await sql.write(`INSERT INTO cards (person_id, card, subject, chat_id, message_id) VALUES ('cat', 'kit_missing', 'p', 1, 1)`);
    });
    await migrate(database);
    const kits = await database.snapshot((sql) => consumablesStore(bindTables(sql, { now: new Date('2026-04-01'), actor: SYSTEM, newId: () => '' })).kits({}));
    expect(kits.map(({ order, isWaiting, isMissed }) => [order.number, isWaiting, isMissed])).toEqual([[1, true, false], [2, false, true]]);
    await database.close();

    const app = createApp({ databaseUrl: url, goldHat: { send: unused, ask: unused }, messenger: { deliver: unused } });
    const { admin } = await app.init({ zone: 'Europe/Moscow', name: 'Boss', language: 'en' });
    const boss = { kind: 'person' as const, personId: admin.id, roles: admin.roles, channel: 'cli' as const };
    expect((await app.query(boss, listItems)).map(({ name }) => name)).toContain('12000 bees');
    expect(await app.run(boss, (w) => issueKit(w, { order: ORDER }))).toMatchObject({ status: 'issued', items: ['acceptance form', '12000 bees'] });
    await expect(app.run(boss, (w) => setKit(w, { service: 's', items: ['12000 bees'] }))).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
    await expect(app.run(boss, (w) => issueKit(w, { order: ORDER, handedOut: '12000 bees' }))).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
    await app.close();
  });
});
