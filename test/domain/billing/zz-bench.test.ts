import { planBilling, runBilling } from '../../../src/domain/billing';
import { describeOnBoth } from '../../support/databases';
import { openDatabase } from '../../../src/db/connection';
import { openTestApp } from '../../support/app';
import { MARCH_END, SUNDAY } from './support';
describeOnBoth('bench', (db) => {
  test('10000', async () => {
    const url = await db.url(); const t = await openTestApp(url); const d = openDatabase(url);
    const N = 10_000, M = 4;
    await d.transaction(async (s) => {
      const n = db.dialect === 'sqlite' ? (c: number) => `WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM g WHERE n<${c}) ` : (c: number) => `WITH g AS (SELECT generate_series(1,${c}) AS n) `;
      const T = "CAST(n AS TEXT)";
      await s.write(`INSERT INTO people (id, number, language, status, created_at) ${n(N)} SELECT 'p'||${T}, 1000+n, 'en','active','2026-01-01T00:00:00.000Z' FROM g`);
      await s.write(`INSERT INTO charges ${n(N*M)} SELECT 'o'||${T}, n, '2026-03-02T09:00:00.000Z','completed','x','x','p'||CAST(1+n%${N} AS TEXT),10000,0,10000,'2026-03-02T09:00:00.000Z' FROM g`.replace('INTO charges','INTO charges (order_id,order_number,order_at,outcome,service_ru,service_en,client_id,list_price_minor,discount_percent,amount_minor,accrued_at)'));
      await s.write(`INSERT INTO transfers (id,debit,credit,amount_minor,kind,reference,at,actor_kind) ${n(N*M)} SELECT 'c'||${T}, 'clients:p'||CAST(1+n%${N} AS TEXT),'revenue:services',10000,'charge','o'||${T},'2026-03-02T09:00:00.000Z','system' FROM g`);
      await s.write(`INSERT INTO earnings (order_id,order_number,order_at,service_ru,service_en,worker_id,kind,amount_minor,accrued_at) ${n(N*M)} SELECT 'o'||${T}, n, '2026-03-02T09:00:00.000Z','x','x','p'||CAST(1+n%300 AS TEXT),'earning',6000,'2026-03-02T09:00:00.000Z' FROM g`);
      await s.write(`INSERT INTO transfers (id,debit,credit,amount_minor,kind,reference,at,actor_kind) ${n(N*M)} SELECT 'e'||${T}, 'expenses:work','workers:p'||CAST(1+n%300 AS TEXT),6000,'earning','o'||${T},'2026-03-02T09:00:00.000Z','system' FROM g`);
    });
    t.clock.set(MARCH_END);
    let s = Date.now(); const plan = await t.app.query(t.boss, (w) => planBilling(w, MARCH_END)); console.log(db.dialect, 'plan', Date.now() - s, plan.invoices.length, plan.payouts.length, plan.parked.length);
    s = Date.now(); const r = await runBilling(t.app, t.boss, {}); console.log(db.dialect, 'run', Date.now() - s, r.invoices.length, r.payouts.length, r.parked.length);
    s = Date.now(); const r2 = await runBilling(t.app, t.boss, {}); console.log(db.dialect, 'again', Date.now() - s, r2.invoices.length, r2.payouts.length, SUNDAY.getTime() > 0);
    await t.app.close(); await d.close();
  }, 580_000);
});
