import type { Database, Sql } from '../sql';
import { foundation } from './001-foundation';
import { users } from './002-users';
import { staffing } from './003-staffing';
import { orders } from './004-orders';
import { billing } from './005-billing';
import { consumablesAndQuality } from './006-consumables-and-quality';
import { notificationsAndChat } from './007-notifications-and-chat';
import { screening } from './008-screening';
import { billingInFull } from './009-billing-in-full';
import { retiredTests } from './010-retired-tests';
import { paymentsTakenBack } from './011-payments-taken-back';
import { matchingPipelines } from './012-matching-pipelines';
import { consumablesInFull } from './013-consumables-in-full';
import { ordersInFull } from './014-orders-in-full';
import { alerts } from './015-alerts';
import { reopenedInvoices } from './016-reopened-invoices';
import { kitsLeftBehind } from './017-kits-left-behind';
import { missedKits } from './018-missed-kits';
import { complaints } from './019-complaints';
import { translate, type Migration } from './dialect';

const migrations: readonly Migration[] = [
  foundation,
  users,
  staffing,
  orders,
  billing,
  consumablesAndQuality,
  notificationsAndChat,
  screening,
  billingInFull,
  retiredTests,
  paymentsTakenBack,
  matchingPipelines,
  consumablesInFull,
  ordersInFull,
  alerts,
  reopenedInvoices,
  kitsLeftBehind,
  missedKits,
  complaints,
];

/** Brings the schema up to date and returns the names of what was applied; each migration is one transaction. */
export async function migrate(database: Database): Promise<string[]> {
  const { Umzug } = await import('umzug');
  await database.transaction((sql) =>
    sql.write(translate('CREATE TABLE IF NOT EXISTS schema_migrations (name TEXT PRIMARY KEY)', database.dialect)),
  );
  const umzug = new Umzug({
    migrations: migrations.map((migration) => ({ name: migration.name, up: () => apply(database, migration) })),
    storage: {
      logMigration: () => Promise.resolve(),
      unlogMigration: () => Promise.reject(new Error('migrations only go forward')),
      executed: () => database.snapshot((sql) => appliedMigrations(sql)),
    },
    logger: undefined,
  });
  return (await umzug.up()).map((applied) => applied.name);
}

/** Names of the migrations a database has had; none where it was never migrated. */
export async function appliedMigrations(sql: Sql): Promise<string[]> {
  return (await sql.all<{ name: string }>('SELECT name FROM schema_migrations ORDER BY name')).map((row) => row.name);
}

/** The migration and its note in one transaction, so that a crash leaves neither or both. */
async function apply(database: Database, { name, statements, after }: Migration): Promise<void> {
  await database.transaction(async (sql) => {
    for (const statement of statements(database.dialect)) await sql.write(translate(statement, database.dialect));
    await after?.(sql);
    await sql.write('INSERT INTO schema_migrations (name) VALUES ($name)', { name });
  });
}
