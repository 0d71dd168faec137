import { openDatabase } from '../../src/db/connection';
import { migrate } from '../../src/db/migrations';
import { foundation } from '../../src/db/migrations/001-foundation';
import { users } from '../../src/db/migrations/002-users';
import { staffing } from '../../src/db/migrations/003-staffing';
import { orders } from '../../src/db/migrations/004-orders';
import { billing } from '../../src/db/migrations/005-billing';
import { consumablesAndQuality } from '../../src/db/migrations/006-consumables-and-quality';
import { notificationsAndChat } from '../../src/db/migrations/007-notifications-and-chat';
import { screening } from '../../src/db/migrations/008-screening';
import { translate } from '../../src/db/migrations/dialect';
import { bindTables } from '../../src/db/tables';
import { matchingStore } from '../../src/db/stores/staffing/matching';
import { FIRST_PIPELINE } from '../../src/domain/staffing';
import { SYSTEM } from '../../src/domain/shared/work';
import { describeOnBoth } from '../support/databases';

describeOnBoth('a database from before pipelines were data', (db) => {
  const before = [foundation, users, staffing, orders, billing, consumablesAndQuality, notificationsAndChat, screening];
  const at = "'2026-03-02T21:30:00.000Z'";
  const steps = JSON.stringify(['active', 'present', 'free', 'not_client', 'random']);
  const trace = JSON.stringify({ steps: [{ step: 'random', in: 1, out: 1, dropped: [] }], probabilities: { cat: 1 } });

  test('keeps its pipeline in force and shows its old matches; what is stored cannot be changed', async () => {
    const database = openDatabase(await db.emptyUrl());
    await database.transaction(async (sql) => {
      await sql.write(translate('CREATE TABLE schema_migrations (name TEXT PRIMARY KEY)', db.dialect));
      for (const { name, statements } of before) {
        for (const statement of statements(db.dialect)) await sql.write(translate(statement, db.dialect));
        await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
      }
      await sql.write(`INSERT INTO people (id, number, language, status, created_at) VALUES ('cat', 1, 'en', 'active', ${at}), ('client', 2, 'en', 'active', ${at})`);
      await sql.write(`INSERT INTO workers (person_id, status, joined_at) VALUES ('cat', 'active', ${at})`);
      await sql.write(`INSERT INTO services (id, name_ru, name_en, minutes, status, created_at) VALUES ('s', 'С', 'S', 60, 'active', ${at})`);
      await sql.write(`INSERT INTO orders (id, number, client_id, service_id, worker_id, status, at, ends_at, estimate_minor, price_minor, placed_at) VALUES ('o', 1, 'client', 's', 'cat', 'completed', ${at}, ${at}, 1, 1, ${at})`);
      await sql.write(`INSERT INTO pipelines (version, steps, active_from) VALUES ('first@1', $steps, '1970-01-01T00:00:00.000Z')`, { steps });
      await sql.write(`INSERT INTO match_traces (id, order_id, pipeline, seed, steps, picked, at) VALUES ('t', 'o', 'first@1', '8f3a09c1', $trace, 'cat', ${at})`, { trace });
      await sql.write(`INSERT INTO outcomes (order_id, worker_id, ended_at, due_at, ended, state) VALUES ('o', 'cat', ${at}, ${at}, 'completed', 'ok')`);
    });

    expect(await migrate(database)).toContain('012-matching-pipelines');

    let made = 0;
    await database.transaction(async (sql) => {
      const store = matchingStore(bindTables(sql, { now: new Date('2026-04-01'), actor: SYSTEM, newId: () => String(++made) }));
      expect(await store.pipeline()).toEqual(FIRST_PIPELINE);
      expect(await store.pipelineVersions()).toMatchObject([{ version: 'first@1', name: 'first', number: 1, addedAt: new Date(0) }]);
      expect(await store.matchesOf('o')).toMatchObject([{ picked: 'cat', seed: '8f3a09c1', probabilities: { cat: 1 }, steps: [{ step: 'random' }] }]);
      expect((await store.matchesOf('o'))[0]?.inputs).toBeUndefined();
      await store.addPipelineVersion({ version: 'first@2', name: 'first', number: 2, steps: FIRST_PIPELINE.steps, reason: null });
      await store.addPipelineMove({ version: 'first@2', move: 'activated', replaces: 'first@1', reason: null });
      expect((await store.pipelineMoves()).map(({ seq, version }) => `${seq} ${version}`)).toEqual(['1 first@1', '2 first@2']);
      expect(await sql.one('SELECT client_id FROM outcomes')).toEqual({ client_id: 'client' });
    });
    for (const change of ["UPDATE pipelines SET steps = '[]'", 'DELETE FROM pipelines', 'UPDATE pipeline_moves SET reason = NULL', 'DELETE FROM pipeline_moves', "UPDATE match_traces SET inputs = '{}'"]) {
      await expect(database.transaction((sql) => sql.write(change))).rejects.toThrow(/append-only/);
    }
    await database.close();
  });
});
