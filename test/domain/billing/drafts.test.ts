import { changeTariff, listInvoices, openDrafts, planBilling, recordPaymentOnAccount, runBilling, showInvoice, showStatement, voidInvoice, type BillingWork, type Invoice } from '../../../src/domain/billing';
import { as, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, SUNDAY, sunday, type Company } from './support';

const HOUR_MS = 3_600_000;
const short = ({ number, client, status, paid, total }: Invoice) => `${number ?? 'draft'} ${client.name} ${paid}/${total} ${status}`;
const plus = (at: Date, hours: number) => new Date(at.getTime() + hours * HOUR_MS);
const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);
const types = async (t: Company) => (await t.rows<{ type: string }>(`SELECT type FROM events WHERE type LIKE 'invoice%' ORDER BY id`)).map(({ type }) => type);

/** A company that looks at its invoices for a day before they are issued. */
async function careful(...[db]: Parameters<typeof openCompany>): Promise<Company> {
  const t = await openCompany(db);
  await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { reviewHours: 24 } }));
  return t;
}

describeOnBoth('drafts', (db) => {
  test('wait for the hours of the review and are issued by the next run after them, with what credit there is by then (B6)', async () => {
    const t = await careful(db);
    await t.end();
    const [draft] = (await t.billAt(plus(SUNDAY, 1))).invoices;
    expect(draft).toMatchObject({ number: null, status: 'draft', issuedAt: null, reviewUntil: plus(SUNDAY, 25), total: 100_00, open: 0, paid: 0 });
    expect((await t.billAt(new Date(plus(SUNDAY, 25).getTime() - 1))).invoices).toEqual([]);
    expect((await t.billAt(plus(SUNDAY, 25))).invoices.map(short)).toEqual(['2026-000001 Tom 0/10000 open']);
    expect(await t.app.query(as(t.tom), (w) => showInvoice(w, '2026-000001'))).toMatchObject({ id: draft?.id, issuedAt: plus(SUNDAY, 25), cutOff: SUNDAY });
    expect(await types(t)).toEqual(['invoice_drafted', 'invoice_issued']);
    expect((await t.billAt(plus(SUNDAY, 26))).invoices).toEqual([]);
  });

  test('of a client whose books contradict the ledger wait for a person (B12)', async () => {
    const t = await careful(db);
    await t.end();
    await t.billAt(SUNDAY);
    await t.sql(`INSERT INTO payments (id, client_id, method, reference_sha256, amount_minor, at) VALUES ('slipped', $client, 'manual', 'x', 1, '2026-03-08T17:00:00.000Z')`, { client: t.tom.id });
    const run = await t.billAt(plus(SUNDAY, 49));
    expect([run.invoices, run.parked.map(({ account }) => account)]).toEqual([[], [`clients:${t.tom.id}`]]);
  });

  test('are issued by hand at once, and only once', async () => {
    const t = await careful(db);
    await t.end();
    const [draft] = (await t.billAt(SUNDAY)).invoices;
    const open = () => by(t, (w) => openDrafts(w, { ids: [draft?.id ?? ''] }));
    const both = await Promise.all([open(), open()]);
    expect(both.flat()).toEqual([draft?.id]);
    expect((await t.billAt(plus(SUNDAY, 48))).invoices).toEqual([]);
    expect((await t.app.query(t.boss, (w) => listInvoices(w))).map(short)).toEqual(['2026-000001 Tom 0/10000 open']);
    await expect(t.app.run(as(t.tom), (w) => openDrafts(w, { ids: [] }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('take no money and no number; what is paid meanwhile is credit, which pays them as they are issued', async () => {
    const t = await careful(db);
    await t.end();
    await t.end({ client: (await join(t, 'Ann', ['client'])).id });
    const drafts = (await t.billAt(SUNDAY)).invoices;
    const toms = drafts.find(({ client }) => client.name === 'Tom')?.id ?? '';
    await expect(t.pay(toms, 1)).rejects.toMatchObject({ code: 'billing.invoice_not_open', params: { invoice: toms, status: 'draft' } });
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 130_00 }));
    expect(await t.app.query(t.boss, (w) => showStatement(w, { person: t.tom.id }))).toMatchObject({ credit: 130_00, owedAtWeekEnd: -30_00 });
    expect((await t.billAt(plus(SUNDAY, 24))).invoices.map(short)).toEqual(['2026-000001 Tom 10000/10000 paid', '2026-000002 Ann 0/10000 open']);
  });

  test('that are dropped leave no gap in the numbers, and their charges wait for the next Sunday (B6)', async () => {
    const t = await careful(db);
    const order = await t.end();
    const [draft] = (await t.billAt(SUNDAY)).invoices;
    const { voided, reissued } = await by(t, (w) => voidInvoice(w, { invoice: draft?.id ?? '', reason: 'the wrong order' }));
    expect([voided.status, voided.number, reissued]).toEqual(['void', null, null]);
    expect((await t.billAt(plus(SUNDAY, 48))).invoices).toEqual([]);
    const [next] = (await t.billAt(sunday(1))).invoices;
    expect(next).toMatchObject({ status: 'draft', cutOff: sunday(1), lines: [{ order: { id: order } }] });
    expect((await t.billAt(plus(sunday(1), 24))).invoices.map(short)).toEqual(['2026-000001 Tom 0/10000 open']);
  });

  test('that are dropped for a new one at once are issued with it, without a second look', async () => {
    const t = await careful(db);
    await t.end();
    const [draft] = (await t.billAt(SUNDAY)).invoices;
    const { reissued } = await by(t, (w) => voidInvoice(w, { invoice: draft?.id ?? '', reason: 'looked at twice', reissue: true }));
    expect(reissued).toMatchObject({ number: '2026-000001', status: 'open', replaces: null, total: 100_00 });
    expect((await t.billAt(plus(SUNDAY, 48))).invoices).toEqual([]);
  });

  test('go by the tariff of their Sunday: those of before are issued at once, of after are looked at', async () => {
    const t = await openCompany(db);
    await t.end();
    await by(t, (w) => changeTariff(w, { from: plus(SUNDAY, 1), change: { reviewHours: 1 } }));
    t.clock.set(plus(SUNDAY, 2));
    await t.end();
    expect((await t.billAt(sunday(1))).invoices.map(short)).toEqual(['2026-000001 Tom 0/10000 open', 'draft Tom 0/10000 draft']);
  });

  test('are planned as they are then issued, in the same order, beside new ones for the same Sunday (reliability 11)', async () => {
    const t = await careful(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end({ client: ann.id });
    await t.billAt(SUNDAY);
    t.clock.set(plus(SUNDAY, -1));
    await t.end();
    t.clock.set(plus(SUNDAY, 24));
    const plan = await t.app.query(t.boss, (w) => planBilling(w, t.clock.now()));
    const { invoices } = await runBilling(t.app, t.boss, {});
    const essence = ({ client, status, total }: Pick<Invoice, 'client' | 'status' | 'total'>) => `${client.name} ${total} ${status}`;
    expect(plan.invoices.map(essence)).toEqual(['Ann 10000 open', 'Tom 10000 draft']);
    expect(invoices.map(essence)).toEqual(plan.invoices.map(essence));
  });

  test('are issued all at once, however many there are, each with its entry in the audit trail (U3)', async () => {
    const t = await careful(db);
    const names = Array.from({ length: 12 }, (_, at) => `Cat ${at}`);
    for (const name of names) await t.end({ client: (await join(t, name, ['client'])).id });
    await t.end();
    await by(t, (w) => recordPaymentOnAccount(w, { client: t.tom.id, amount: 100_00 }));
    const drafts = (await t.billAt(SUNDAY)).invoices.map(({ id }) => id);
    let writes = 0;
    await by(t, (w) => openDrafts({ ...w, billing: { ...w.billing, openDrafts: (opened) => ((writes += 1), w.billing.openDrafts(opened)) } }, { ids: drafts }));
    const issued = await t.app.query(t.boss, (w) => listInvoices(w));
    expect([writes, issued.map(({ number }) => number)]).toEqual([1, [...Array(13).keys()].map((at) => `2026-${String(at + 1).padStart(6, '0')}`)]);
    expect(issued.every(({ issuedAt }) => issuedAt?.getTime() === SUNDAY.getTime())).toBe(true);
    const trail = await t.rows<{ subject_id: string; after: string; actor_id: string; channel: string }>(`SELECT subject_id, after, actor_id, channel FROM audit WHERE subject = 'invoice' AND before IS NOT NULL ORDER BY id`);
    const told = trail.map(({ subject_id, after, actor_id, channel }) => ({ id: subject_id, actor_id, channel, ...(JSON.parse(after) as object) }));
    const expected = issued.map(({ id, number, status }) => ({ id, number, status, issued_at: SUNDAY.toISOString(), actor_id: t.bossPerson.id, channel: t.boss.channel }));
    expect(told).toHaveLength(13);
    expect(told).toEqual(expect.arrayContaining(expected));
    expect(issued.filter(({ status }) => status === 'paid').map(({ client }) => client.name)).toEqual(['Tom']);
  });

  test('that are due are planned among what is older: in the order of Sundays', async () => {
    const t = await careful(db);
    const ann = await join(t, 'Ann', ['client']);
    t.clock.set(sunday(0));
    await t.end({ client: ann.id });
    await t.billAt(sunday(1));
    t.clock.set(plus(SUNDAY, -1));
    await t.end();
    t.clock.set(plus(sunday(1), 24));
    const plan = await t.app.query(t.boss, (w) => planBilling(w, t.clock.now()));
    const { invoices } = await runBilling(t.app, t.boss, {});
    const essence = ({ client, status, cutOff }: Pick<Invoice, 'client' | 'status' | 'cutOff'>) => `${client.name} ${status} ${cutOff.toISOString().slice(0, 10)}`;
    expect(plan.invoices.map(essence)).toEqual(['Tom draft 2026-03-08', 'Ann open 2026-03-15']);
    expect(invoices.map(essence)).toEqual(plan.invoices.map(essence));
  });
});

