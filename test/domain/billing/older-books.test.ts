import { createHash } from 'node:crypto';

import { changeTariff, recordPaymentOnAccount, reversePayment } from '../../../src/domain/billing';
import { openDatabase } from '../../../src/db/connection';
import { migrate } from '../../../src/db/migrations';
import { join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany } from './support';

/** Undoes what the last migration did to empty tables, so that it meets payments and tariffs as they were before it. */
const BEFORE = {
  sqlite: [
    'DROP TABLE payment_currencies', 'DROP TABLE payment_references', 'DROP TABLE payment_reversals', 'DROP TABLE tariff_withdrawals', 'DROP INDEX payments_by_reference',
    'DROP INDEX payments_by_client', 'ALTER TABLE invoices DROP COLUMN reopened_at',
    ...['payments', 'tariffs'].flatMap((table) => ['update', 'delete'].map((change) => `DROP TRIGGER ${table}_no_${change}`)),
  ],
  postgres: [
    'DROP TABLE payment_currencies', 'DROP TABLE payment_references', 'DROP TABLE payment_reversals', 'DROP TABLE tariff_withdrawals', 'DROP INDEX payments_by_reference',
    'DROP FUNCTION payment_currencies_append_only', 'DROP FUNCTION payment_reversals_append_only', 'DROP FUNCTION tariff_withdrawals_append_only', 'ALTER TABLE invoices DROP COLUMN reopened_at',
    'ALTER TABLE payments ADD UNIQUE (method, reference_sha256)', 'ALTER TABLE tariffs ADD UNIQUE (effective_from)',
  ],
};

describeOnBoth('books from before payments could be taken back', (db) => {
  test('keep their payments, whose references stay known, and their tariffs; none of them can be changed', async () => {
    const url = await db.url();
    const t = await openCompany({ ...db, url: () => Promise.resolve(url) });
    await t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 5_00, reference: 'TRF-1' }));
    await t.app.run(t.boss, (w) => changeTariff(w, { from: new Date('2026-12-01T00:00:00Z'), change: { basePrice: 1_10, telegram: { currency: 'EUR', rateMinor: 95 } } }));
    await t.finish(await t.place());
    // As references were kept then: with the case they were typed in.
    const id = t.app.newId();
    const older = { id, client: t.tom.id, hash: createHash('sha256').update('Trf 2').digest('hex') };
    await t.sql(`INSERT INTO payments (id, client_id, method, reference_sha256, amount_minor, at) VALUES ($id, $client, 'manual', $hash, 700, '2026-03-01T00:00:00.000Z')`, older);
    await t.sql(`INSERT INTO payment_notes (payment_id, reference) VALUES ($id, 'Trf 2')`, { id });
    const all = async () => [await t.rows('SELECT * FROM payments'), await t.rows('SELECT * FROM tariffs ORDER BY id'), await t.rows('SELECT * FROM prices ORDER BY stage')];
    const before = await all();
    for (const statement of [...BEFORE[db.dialect], `DELETE FROM schema_migrations WHERE name = '011-payments-taken-back'`]) await t.sql(statement);
    const database = openDatabase(url);
    expect(await migrate(database)).toEqual(['011-payments-taken-back']);
    await database.close();
    expect(await all()).toEqual(before);
    for (const statement of ['DELETE FROM payments', 'UPDATE tariffs SET fine_minor = 0']) await expect(t.sql(statement)).rejects.toThrow('append-only');
    const ann = await join(t, 'Ann', ['client']);
    const again = () => t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: ann.id, amount: 5_00, reference: 'TRF-1' }));
    await expect(again()).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    await t.app.run(t.boss, (w) => reversePayment(w, { payment: 'TRF-1', reason: "Ann's money" }));
    expect(await again()).toMatchObject({ credit: 5_00 });
    const other = () => t.app.run(t.boss, (w) => recordPaymentOnAccount(w, { client: ann.id, amount: 7_00, reference: 'TRF 2' }));
    await expect(other()).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    expect((await t.app.run(t.boss, (w) => reversePayment(w, { payment: 'TRF 2', reason: "Ann's money, too" }))).payment.id).toBe(id);
    expect(await other()).toMatchObject({ credit: 12_00 });
  });
});
