import { listInvoices, planBilling, recordPayment, runBilling, showInvoice, showStatement, type Invoice } from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { MARCH_END, openCompany, SUNDAY, sunday, type Company } from './support';

const short = ({ number, client, status, total, paid }: Invoice) => `${number} ${client.name} ${paid}/${total} ${status}`;
const justBefore = (at: Date) => new Date(at.getTime() - 1);

const written = async (t: Company) => {
  const tables = ['transfers', 'invoices', 'invoice_lines', 'allocations', 'payouts', 'events', 'audit'];
  return t.rows(`SELECT ${tables.map((table) => `(SELECT COUNT(*) FROM ${table}) AS ${table}`).join(', ')}`);
};

describeOnBoth('the weekly invoices', (db) => {
  test('one a client, of all that accrued before Sunday 20:00; at 20:00 sharp it is next week (B5)', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end();
    t.clock.set(justBefore(SUNDAY));
    await t.end({ type: 'order_failed', fined: true, price_minor: 95_00, discount_percent: 5 });
    t.clock.set(SUNDAY);
    await t.end();
    await t.end({ client: ann.id });
    expect((await t.billAt(SUNDAY)).invoices.map(short)).toEqual(['2026-000001 Tom 0/19500 open']);
    expect((await t.billAt(sunday(1))).invoices.map(short)).toEqual(['2026-000002 Tom 0/10000 open', '2026-000003 Ann 0/10000 open']);
  });

  test('nothing is due a moment before', async () => {
    const t = await openCompany(db);
    await t.end();
    expect(await t.billAt(justBefore(SUNDAY))).toEqual({ invoices: [], payouts: [], parked: [] });
  });

  test('a line tells order, service, outcome, list price and discount', async () => {
    const t = await openCompany(db);
    const at = t.clock.now();
    const order = await t.end({ price_minor: 95_00, discount_percent: 5 });
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    expect(invoice).toEqual({
      id: expect.any(String) as string, number: '2026-000001', client: { id: t.tom.id, name: 'Tom' }, status: 'open', cutOff: SUNDAY, issuedAt: SUNDAY,
      reviewUntil: null, replaces: null, replacedBy: null, total: 95_00, credited: 0, paid: 0, open: 95_00,
      lines: [
        { order: { id: order, number: 1, at }, serviceRu: 'Стаканы', serviceEn: 'Glass dropping', outcome: 'completed', listPrice: 100_00, percent: 5, amount: 95_00 },
      ],
    });
    for (const reference of [invoice?.number, invoice?.id, invoice?.id.toUpperCase()]) {
      expect(await t.app.query(as(t.tom), (w) => showInvoice(w, reference ?? ''))).toEqual(invoice);
    }
  });

  test('run again, for any past instant too, writes no row at all', async () => {
    const t = await openCompany(db);
    await t.end();
    await t.end({ type: 'order_failed', fined: true, worker: (await join(t, 'Cleo', ['client'])).id });
    await t.billAt(MARCH_END);
    const before = await written(t);
    for (const asOf of [SUNDAY, sunday(2), MARCH_END]) {
      expect(await runBilling(t.app, SYSTEM, { asOf })).toEqual({ invoices: [], payouts: [], parked: [] });
    }
    expect(await written(t)).toEqual(before);
  });

  test('two runs at once give one result', async () => {
    const t = await openCompany(db);
    for (const name of ['Ann', 'Ben', 'Cat']) await t.end({ client: (await join(t, name, ['client'])).id });
    t.clock.set(MARCH_END);
    const runs = await Promise.all([1, 2, 3].map(() => runBilling(t.app, SYSTEM, {})));
    expect(runs.flatMap((run) => run.invoices)).toHaveLength(3);
    const all = await t.app.query(t.boss, (w) => listInvoices(w));
    expect(all.map((invoice) => invoice.number).sort()).toEqual(['2026-000001', '2026-000002', '2026-000003']);
    expect(new Set(t.goldHat.sent.map((sent) => JSON.stringify(sent))).size).toBe(1);
    expect(await t.rows(`SELECT status, COUNT(*) AS n FROM payouts GROUP BY status`)).toEqual([{ status: 'sent', n: 1 }]);
  });

  test('after three missed Sundays and a month end all are made up for, in their order', async () => {
    const t = await openCompany(db);
    for (const weeks of [2, 3, 4]) {
      t.clock.set(new Date(sunday(weeks).getTime() - 86_400_000));
      await t.end();
    }
    const run = await t.billAt(sunday(4));
    expect(run.invoices.map(({ number, cutOff }) => [number, cutOff])).toEqual([
      ['2026-000001', sunday(2)], ['2026-000002', sunday(3)], ['2026-000003', sunday(4)],
    ]);
    expect(run.payouts.map(({ month, amount, status }) => [month, amount, status])).toEqual([['2026-03', 120_00, 'sent']]);
    const events = await t.rows<{ type: string }>(`SELECT type FROM events WHERE type IN ('invoice_issued', 'payout_sent') ORDER BY id`);
    expect(events.map(({ type }) => type)).toEqual(['invoice_issued', 'invoice_issued', 'payout_sent', 'invoice_issued']);
  });

  test('on a Sunday that ends a month invoices come first', async () => {
    const t = await openCompany(db);
    t.clock.set('2026-05-30T10:00:00Z');
    await t.end();
    await t.billAt(new Date('2026-05-31T17:00:00Z'));
    const events = await t.rows<{ type: string }>(`SELECT type FROM events WHERE type IN ('invoice_issued', 'payout_sent') ORDER BY id`);
    expect(events.map(({ type }) => type)).toEqual(['invoice_issued', 'payout_sent']);
  });

  test('an order committed late is billed once, in the next invoice', async () => {
    const t = await openCompany(db);
    await t.end();
    await t.billAt(SUNDAY);
    t.clock.set(justBefore(SUNDAY));
    const late = await t.end();
    expect((await t.billAt(SUNDAY)).invoices).toEqual([]);
    const next = (await t.billAt(sunday(1))).invoices;
    expect(next.map((invoice) => invoice.lines.map((line) => line.order.id))).toEqual([[late]]);
    expect((await t.billAt(sunday(2))).invoices).toEqual([]);
  });

  test('numbers have no gap, whatever is rolled back, and begin anew each year', async () => {
    const t = await openCompany(db);
    await t.end();
    const plain = t.app.run.bind(t.app);
    for (let at = 0; at < 5; at++) {
      const failing = {
        ...t.app,
        run: <T>(actor: Parameters<typeof plain>[0], work: Parameters<typeof plain<T>>[1]) =>
          plain<T>(actor, async (w) => {
            await work(w);
            throw new Error('crash before commit');
          }),
      };
      t.clock.set(SUNDAY);
      await expect(runBilling(failing, t.boss, {})).rejects.toThrow('crash before commit');
    }
    expect((await t.billAt(SUNDAY)).invoices.map((invoice) => invoice.number)).toEqual(['2026-000001']);
    t.clock.set('2026-12-31T10:00:00Z');
    await t.end();
    expect((await t.billAt(new Date('2027-01-03T17:00:00Z'))).invoices.map((invoice) => invoice.number)).toEqual(['2027-000001']);
  });

  test('the plan shows exactly what the run then does, and writes nothing (B12)', async () => {
    const t = await openCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end();
    await t.end({ client: ann.id });
    const [first] = (await t.billAt(SUNDAY)).invoices;
    await t.pay(first?.number ?? '', 150_00);
    await t.end();
    await t.end({ client: ann.id, type: 'order_failed', fined: true });
    t.clock.set(MARCH_END);
    const before = await written(t);
    const plan = await t.app.query(t.boss, (w) => planBilling(w, MARCH_END));
    expect(await written(t)).toEqual(before);
    const run = await runBilling(t.app, t.boss, {});
    const essence = ({ client, cutOff, status, total, paid, open }: Pick<Invoice, 'client' | 'cutOff' | 'status' | 'total' | 'paid' | 'open'>) => ({ client, cutOff, status, total, paid, open });
    expect(plan.invoices.map(essence)).toEqual(run.invoices.map(essence));
    expect(plan.invoices).toHaveLength(2);
    expect(plan.payouts.map(({ worker, month, amount }) => ({ worker, month, amount }))).toEqual(
      run.payouts.map(({ worker, month, amount }) => ({ worker, month, amount })),
    );
    expect(plan.payouts).toHaveLength(1);
  });
});

describeOnBoth('payments', (db) => {
  const billed = async (amount = 100_00) => {
    const t = await openCompany(db);
    await t.end({ price_minor: amount });
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    return { t, number: invoice?.number ?? '' };
  };
  const statement = async (t: Company) => t.app.query(as(t.tom), (w) => showStatement(w, { person: t.tom.id }));

  test('a part keeps the invoice open, the rest pays it (B6)', async () => {
    const { t, number } = await billed();
    expect(await t.pay(number, 40_00)).toMatchObject({ status: 'open', paid: 40_00, open: 60_00 });
    expect(await t.pay(number, 60_00)).toMatchObject({ status: 'paid', paid: 100_00, open: 0 });
    await expect(t.pay(number, 1)).rejects.toMatchObject({ code: 'billing.invoice_not_open', params: { invoice: number, status: 'paid' } });
    expect(await statement(t)).toMatchObject({ charged: 100_00, paid: 100_00, credit: 0, owedAtWeekEnd: 0 });
  });

  test('an excess becomes credit, which pays the next invoices as far as it goes (B6)', async () => {
    const { t, number } = await billed();
    expect(await t.pay(number, 350_00)).toMatchObject({ status: 'paid', paid: 100_00 });
    expect(await statement(t)).toMatchObject({ paid: 350_00, credit: 250_00, owedAtWeekEnd: -250_00 });
    await t.end({ price_minor: 200_00 });
    expect((await t.billAt(sunday(1))).invoices.map(short)).toEqual(['2026-000002 Tom 20000/20000 paid']);
    await t.end();
    expect((await t.billAt(sunday(2))).invoices.map(short)).toEqual(['2026-000003 Tom 5000/10000 open']);
    expect(await statement(t)).toMatchObject({ credit: 0, owedAtWeekEnd: 50_00 });
    const paid = await t.rows<{ data: string }>(`SELECT data FROM events WHERE type = 'invoice_paid' ORDER BY id`);
    expect(paid.map(({ data }) => (JSON.parse(data) as { method: string }).method)).toEqual(['manual', 'credit']);
  });

  test('a repeated reference is refused and changes nothing, also once the invoice is paid (B6)', async () => {
    const { t, number } = await billed();
    await t.pay(number, 40_00, 'BANK-1');
    await expect(t.pay(number, 60_00, ' BANK-1 ')).rejects.toMatchObject({ code: 'billing.payment_repeated', params: { reference: 'BANK-1' } });
    await t.pay(number, 60_00, 'BANK-2');
    await expect(t.pay(number, 60_00, 'BANK-2')).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    expect(await statement(t)).toMatchObject({ paid: 100_00 });
  });

  test('two payments at once are both kept, and the invoice takes no more than its total', async () => {
    const { t, number } = await billed();
    await Promise.allSettled([t.pay(number, 80_00), t.pay(number, 80_00)]);
    expect(await statement(t)).toMatchObject({ paid: 160_00, credit: 60_00 });
    expect(await t.app.query(t.boss, (w) => showInvoice(w, number))).toMatchObject({ paid: 100_00, status: 'paid' });
  });

  test.each([0, -1, 0.5])('an amount of %d is refused', async (amount) => {
    const { t, number } = await billed();
    await expect(t.pay(number, amount)).rejects.toMatchObject({ code: 'billing.bad_amount' });
  });

  test('clients see their own invoices only, and record no payments (U4)', async () => {
    const { t, number } = await billed();
    const ann = await join(t, 'Ann', ['client']);
    expect(await t.app.query(as(t.tom), (w) => listInvoices(w, { client: t.tom.id, status: 'open' }))).toHaveLength(1);
    expect(await t.app.query(as(t.tom), (w) => listInvoices(w, { client: t.tom.id, status: 'paid' }))).toHaveLength(0);
    for (const client of [t.tom.id, undefined]) {
      await expect(t.app.query(as(ann), (w) => listInvoices(w, { client }))).rejects.toMatchObject({ code: 'users.forbidden' });
    }
    await expect(t.app.query(as(ann), (w) => showInvoice(w, number))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(t.boss, (w) => showInvoice(w, '2026-000009'))).rejects.toMatchObject({ code: 'billing.invoice_not_found' });
    await expect(t.app.run(as(t.tom), (w) => recordPayment(w, { invoice: number, amount: 1 }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(runBilling(t.app, as(t.tom), {})).rejects.toMatchObject({ code: 'users.forbidden' });
  });
});
