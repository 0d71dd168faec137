import { createHash } from 'node:crypto';

import { changeTariff, explainInvoice, recordPaymentOnAccount, reopenInvoice, replayBilling, reversePayment, voidInvoice, writeOffInvoice } from '../../../src/domain/billing';
import { openDatabase } from '../../../src/db/connection';
import { migrate } from '../../../src/db/migrations';
import { join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, SUNDAY, sunday } from './support';

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

/** Undoes what made write-offs go by ids of their own, in tables without rows. */
const WITHOUT_IDS = {
  sqlite: [
    'DROP TABLE reopenings', 'DROP TABLE write_offs', 'ALTER TABLE invoices DROP COLUMN voided_at',
    `CREATE TABLE write_offs (
      invoice_id TEXT PRIMARY KEY REFERENCES invoices (id), client_id TEXT NOT NULL REFERENCES people (id), amount_minor INTEGER NOT NULL, made_by TEXT NOT NULL REFERENCES people (id), at TEXT NOT NULL
    ) STRICT`,
    ...['UPDATE', 'DELETE'].map((change) => `CREATE TRIGGER write_offs_no_${change.toLowerCase()} BEFORE ${change} ON write_offs BEGIN SELECT RAISE(ABORT, 'write_offs is append-only'); END`),
  ],
  postgres: [
    'DROP TABLE reopenings', 'DROP FUNCTION reopenings_append_only', 'ALTER TABLE invoices DROP COLUMN voided_at', 'DROP INDEX write_offs_by_invoice', 'ALTER TABLE write_offs DROP COLUMN id',
    'ALTER TABLE write_offs ADD CONSTRAINT write_offs_pkey PRIMARY KEY (invoice_id)',
  ],
};

describeOnBoth('books from before an invoice that was given up could be opened again', (db) => {
  test('keep their write-offs, which are told, taken back and replayed as all others', async () => {
    const url = await db.url();
    const t = await openCompany({ ...db, url: () => Promise.resolve(url) });
    await t.finish(await t.place());
    const [first] = (await t.billAt(SUNDAY)).invoices;
    await t.app.run(t.boss, (w) => voidInvoice(w, { invoice: first?.number ?? '', reason: 'wrong' }));
    t.clock.set(sunday(1));
    const [{ id, number } = { id: '', number: '' }] = (await t.billAt(sunday(1))).invoices;
    const loss = { id, client: t.tom.id, boss: t.bossPerson.id, at: sunday(1).toISOString() };
    for (const statement of [...WITHOUT_IDS[db.dialect], `DELETE FROM schema_migrations WHERE name = '016-reopened-invoices'`]) await t.sql(statement);
    await t.sql('INSERT INTO write_offs (invoice_id, client_id, amount_minor, made_by, at) VALUES ($id, $client, 10000, $boss, $at)', loss);
    await t.sql(`INSERT INTO transfers (id, debit, credit, amount_minor, kind, reference, at, actor_kind, actor_id) VALUES ($booked, 'expenses:write-offs', $account, 10000, 'write_off', $id, $at, 'person', $boss)`, {
      id, boss: loss.boss, at: loss.at, booked: t.app.newId(), account: `clients:${t.tom.id}`,
    });
    await t.sql(`INSERT INTO billing_reasons (about_id, reason) VALUES ($id, 'moved away')`, { id });
    await t.sql(`UPDATE invoices SET status = 'uncollectible' WHERE id = $id`, { id });
    const told = { type: 'invoice_written_off', invoice: id, client: t.tom.id, amount_minor: 100_00 };
    await t.sql(`INSERT INTO events (id, at, actor_kind, actor_id, channel, type, data) VALUES ($event, $at, 'person', $boss, 'cli', 'invoice_written_off', $data)`, {
      event: t.app.newId(), at: loss.at, boss: loss.boss, data: JSON.stringify(told),
    });

    const database = openDatabase(url);
    expect(await migrate(database)).toEqual(['016-reopened-invoices']);
    await database.close();
    expect(await t.rows('SELECT number, voided_at FROM invoices ORDER BY number')).toEqual([{ number: '2026-000001', voided_at: SUNDAY.toISOString() }, { number: '2026-000002', voided_at: null }]);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
    await t.app.run(t.boss, (w) => reopenInvoice(w, { invoice: number ?? '', reason: 'found again' }));
    await t.app.run(t.boss, (w) => writeOffInvoice(w, { invoice: number ?? '', reason: 'gone again' }));
    expect(await t.app.query(t.boss, (w) => explainInvoice(w, id))).toMatchObject({
      writeOffs: [{ amount: 100_00, reason: 'moved away' }, { amount: -100_00, reason: 'found again' }, { amount: 100_00, reason: 'gone again' }],
    });
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
    await expect(t.sql('UPDATE write_offs SET amount_minor = 1')).rejects.toThrow('append-only');
  });
});
