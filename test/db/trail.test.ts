import { createApp } from '../../src/app';
import { openDatabase } from '../../src/db/connection';
import { cancelOrder, placeOrder } from '../../src/domain/orders';
import { closeReview } from '../../src/domain/quality';
import { as, hire, join, MONDAY, offer, openTestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';

describeOnBoth('the trail', (db) => {
  const rowsOf = async (url: string, statement: string) => {
    const database = openDatabase(url);
    return database.snapshot((sql) => sql.all<Record<string, string | null>>(statement)).finally(() => database.close());
  };

  async function aDay(): Promise<string> {
    const url = await db.url();
    const t = await openTestApp(url);
    const client = await join(t, 'Barsik-the-secret', ['client']);
    await hire(t, 'Tom-the-secret');
    await offer(t);
    const order = await placeOrder(t.app, as(client), {
      id: t.app.newId(),
      client: client.id,
      service: 'Glass dropping',
      place: 'Secret street 7',
      description: 'my secret glasses',
      at: new Date(MONDAY.getTime() + 7_200_000),
    });
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'other', note: 'a secret reason' }));
    await t.app.run(t.boss, (w) => closeReview(w, { review: order.id, verdict: 'client', note: 'a secret note' }));
    await t.app.close();
    return url;
  }

  test('holds ids and scalars, never personal data (U5)', async () => {
    const url = await aDay();
    for (const table of ['events', 'audit', 'transfers', 'reactions_due']) {
      const written = JSON.stringify(await rowsOf(url, `SELECT * FROM ${table}`));
      expect(written).not.toMatch(/secret/i);
      expect(written.length).toBeGreaterThan(2);
    }
    expect(JSON.stringify(await rowsOf(url, 'SELECT * FROM order_details'))).toMatch(/Secret street 7/);
    expect(JSON.stringify(await rowsOf(url, 'SELECT * FROM order_notes'))).toMatch(/a secret reason/);
  });

  test('says who changed what, through which channel, with before and after (U3, reliability 29)', async () => {
    const url = await aDay();
    const [change] = await rowsOf(url, `SELECT * FROM audit WHERE subject = 'order' AND after LIKE '%"cancelled"%'`);
    expect(change).toMatchObject({ actor_kind: 'person', channel: 'bot' });
    expect(JSON.parse(change?.before ?? '{}')).toMatchObject({ status: 'assigned' });
    expect(JSON.parse(change?.after ?? '{}')).toMatchObject({ status: 'cancelled', end_reason: 'other' });
    const [details] = await rowsOf(url, `SELECT after FROM audit WHERE subject = 'order' AND after LIKE '%"place"%'`);
    expect(JSON.parse(details?.after ?? '{}')).toMatchObject({ place: 'changed' });
  });

  test.each(['events', 'audit', 'transfers', 'charges', 'tariffs', 'match_traces', 'payments', 'policies'])(
    '%s refuses to be changed or emptied (B11)',
    async (table) => {
      const url = await aDay();
      const database = openDatabase(url);
      const [first] = await database.snapshot((sql) => sql.all<object>(`SELECT * FROM ${table} LIMIT 1`));
      const column = first ? Object.keys(first)[0] : undefined;
      const attempts = [`DELETE FROM ${table}`, ...(column ? [`UPDATE ${table} SET ${column} = ${column}`] : [])];
      if (column) {
        for (const attempt of attempts) {
          await expect(database.transaction((sql) => sql.write(attempt))).rejects.toThrow(`${table} is append-only`);
        }
      }
      if (db.dialect === 'postgres') {
        await expect(database.transaction((sql) => sql.write(`TRUNCATE ${table} CASCADE`))).rejects.toThrow(/append-only/);
      }
      await database.close();
    },
  );

  test('holds no fractional number for money (reliability 9)', async () => {
    const url = await db.url();
    const columns =
      db.dialect === 'postgres'
        ? await rowsOf(url, "SELECT column_name AS name, data_type AS type FROM information_schema.columns WHERE table_schema = 'public'")
        : await rowsOf(url, "SELECT c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
    const money = columns.filter((column) => column.name?.endsWith('_minor'));
    expect(money.length).toBeGreaterThan(10);
    const fractional = columns.filter((column) => /decimal|numeric|float|double|real/i.test(column.type ?? '')).map((column) => column.name);
    // What tests measure, and the scores and shares that follow from it.
    expect(fractional.sort()).toEqual(['bucket', 'max', 'min', 'score', 'value']);
  });

  test('a database that was never made is told as such', async () => {
    const unused = () => Promise.resolve({ outcome: 'later', afterMs: 1 } as const);
    const unknown = () => Promise.resolve({ outcome: 'unknown', reason: '' } as const);
    const app = createApp({ databaseUrl: await db.emptyUrl(), goldHat: { send: unknown, ask: unknown }, messenger: { deliver: unused } });
    await expect(app.company()).rejects.toMatchObject({ code: 'users.not_initialised' });
    await app.close();
  });
});
