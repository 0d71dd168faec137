import { openDatabase } from '../../src/db/connection';
import { migrate } from '../../src/db/migrations';
import { foundation } from '../../src/db/migrations/001-foundation';
import { users } from '../../src/db/migrations/002-users';
import { staffing } from '../../src/db/migrations/003-staffing';
import { orders } from '../../src/db/migrations/004-orders';
import { billing } from '../../src/db/migrations/005-billing';
import { consumablesAndQuality } from '../../src/db/migrations/006-consumables-and-quality';
import { notificationsAndChat } from '../../src/db/migrations/007-notifications-and-chat';
import { migrationNames } from '../../src/db/migrations/names';
import { translate } from '../../src/db/migrations/dialect';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a new database', (db) => {
  test('gets every migration there is, in order', async () => {
    const database = openDatabase(await db.emptyUrl());
    expect(await migrate(database)).toEqual(migrationNames);
    expect(await migrate(database)).toEqual([]);
    await database.close();
  });
});

describeOnBoth('a database from before screening', (db) => {
  const before = [foundation, users, staffing, orders, billing, consumablesAndQuality, notificationsAndChat];
  const at = "'2026-03-02T21:30:00.000Z'";

  test('keeps its applications, workers and notes, and takes the new states', async () => {
    const database = openDatabase(await db.emptyUrl());
    await database.transaction(async (sql) => {
      await sql.write(translate('CREATE TABLE schema_migrations (name TEXT PRIMARY KEY)', db.dialect));
      for (const { name, statements } of before) {
        for (const statement of statements(db.dialect)) await sql.write(translate(statement, db.dialect));
        await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
      }
      await sql.write(`INSERT INTO people (id, number, language, status, created_at) VALUES ('cat', 1, 'en', 'active', ${at})`);
      await sql.write(`INSERT INTO applications (id, person_id, vacancy, status, applied_at) VALUES ('form', 'cat', 'courier', 'accepted', ${at})`);
      await sql.write(`INSERT INTO application_notes (application_id, reason) VALUES ('form', 'known well')`);
      await sql.write(`INSERT INTO workers (person_id, application_id, status, joined_at) VALUES ('cat', 'form', 'active', ${at})`);
    });

    expect(await migrate(database)).toContain('008-screening');

    const [row] = await database.snapshot((sql) =>
      sql.all<object>(`SELECT a.vacancy, a.status, a.day, n.reason, w.status AS worker FROM applications a
        JOIN application_notes n ON n.application_id = a.id JOIN workers w ON w.application_id = a.id`),
    );
    expect(row).toEqual({ vacancy: 'courier', status: 'accepted', day: '2026-03-02', reason: 'known well', worker: 'active' });
    await database.transaction((sql) => sql.write("UPDATE applications SET status = 'held' WHERE id = 'form'"));
    await expect(database.transaction((sql) => sql.write("UPDATE applications SET status = 'adored' WHERE id = 'form'"))).rejects.toMatchObject({ reason: 'constraint' });
    await expect(database.transaction((sql) => sql.write("UPDATE workers SET application_id = 'other' WHERE person_id = 'cat'"))).rejects.toMatchObject({ reason: 'constraint' });
    await database.close();
  });
});
