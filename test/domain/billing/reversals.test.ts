import {
  beginCard, changeTariff, collectDue, creditInvoice, explainInvoice, finishCard, listInvoices, recordPaymentOnAccount, refundClient, replayBilling, retryCollection, reversePayment,
  showLedger, showReversible, showStatement, writeOffInvoice, type BillingWork, type Invoice,
} from '../../../src/domain/billing';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, SUNDAY, sunday, type Company } from './support';

const DAY_MS = 86_400_000;
const by = <T>(t: Company, work: (w: BillingWork) => Promise<T>) => t.app.run(t.boss, work);
const takeBack = (t: Company, payment: string) => by(t, (w) => reversePayment(w, { payment, reason: 'an extra zero' }));
const short = ({ number, status, paid, total }: Pick<Invoice, 'number' | 'status' | 'paid' | 'total'>) => `${number} ${status} ${paid}/${total}`;
const invoices = async (t: Company) => (await t.app.query(t.boss, (w) => listInvoices(w))).map(short);
const account = (t: Company, person = t.tom) => t.app.query(t.boss, (w) => showStatement(w, { person: person.id }));
const onAccount = (t: Company, amount: number, reference: string, client = t.tom) => by(t, (w) => recordPaymentOnAccount(w, { client: client.id, amount, reference }));

/** A company with so many Sundays' invoices over 100.00 each, all open; after the last one. */
async function owing(db: Parameters<typeof openCompany>[0], weeks: number): Promise<Company> {
  const t = await openCompany(db);
  for (let week = 0; week < weeks; week++) {
    await t.finish(await t.place());
    await t.billAt(sunday(week));
  }
  return t;
}

async function keepCard(t: Company): Promise<void> {
  const { url } = await beginCard(t.app, as(t.tom));
  t.cards.entered.set(url.split('/').at(-1) ?? '', { token: 'visa', last4: '4242' });
  await finishCard(t.app, as(t.tom));
}

describeOnBoth('a payment that was booked by mistake', (db) => {
  test('is taken back by an entry dated today: its invoice is open again, and statement, ledger and explanation tell it (B11)', async () => {
    const t = await owing(db, 1);
    t.clock.advance(1);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    const [paidAt, at] = [t.clock.now(), new Date(SUNDAY.getTime() + 3 * DAY_MS)];
    t.clock.set(at);
    const seen = await t.app.query(t.boss, (w) => showReversible(w, { payment: 'TRF-1' }));
    expect(seen).toMatchObject({ client: { id: t.tom.id, name: 'Tom' }, invoice: '2026-000001', method: 'manual', amount: 100_00, reference: 'TRF-1', at: paidAt });
    const { payment, invoices: opened, credit } = await takeBack(t, 'TRF-1');
    expect({ ...payment, offInvoices: [{ number: '2026-000001', amount: 100_00 }], outOfCredit: 0 }).toEqual(seen);
    expect([opened.map(short), credit]).toEqual([['2026-000001 open 0/10000'], 0]);
    const statement = await account(t);
    expect(statement).toMatchObject({ paid: 0, credit: 0, owedAtWeekEnd: 100_00 });
    expect(statement.entries.at(-1)).toMatchObject({ id: payment.id, at, kind: 'reversal', amount: 100_00, note: 'an extra zero', invoice: '2026-000001', by: t.bossPerson.id });
    const entry = (await t.app.query(t.boss, (w) => showLedger(w))).at(-1);
    expect(entry).toMatchObject({ kind: 'reversal', reference: payment.id, debit: `clients:${t.tom.id}`, credit: 'bank', amount: 100_00, at });
    const { money } = await t.app.query(t.boss, (w) => explainInvoice(w, '2026-000001'));
    const told = { id: payment.id, method: 'manual', reference: 'TRF-1', amount: 100_00 };
    const reversed = { ...told, reversal: { at, by: { id: t.bossPerson.id, name: 'Boss' }, reason: 'an extra zero' } };
    expect(money).toMatchObject([{ at: paidAt, amount: 100_00, from: 'payment', payment: reversed, replaced: 0 }, { at, amount: -100_00, from: 'taken_back', payment: reversed }]);
    expect(await t.rows(`SELECT type FROM events WHERE type = 'payment_reversed'`)).toHaveLength(1);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('leaves its reference free, so that it is booked on the right client, and that one can be taken back, too (B6)', async () => {
    const t = await owing(db, 1);
    const ann = await join(t, 'Ann', ['client']);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    await expect(onAccount(t, 100_00, 'TRF-1', ann)).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    await takeBack(t, 'TRF-1');
    await expect(takeBack(t, 'TRF-1')).rejects.toMatchObject({ code: 'billing.payment_reversed', params: { payment: 'TRF-1' } });
    await onAccount(t, 100_00, 'TRF-1', ann);
    await expect(onAccount(t, 100_00, 'TRF-1')).rejects.toMatchObject({ code: 'billing.payment_repeated' });
    expect([await account(t), await account(t, ann)]).toMatchObject([{ owedAtWeekEnd: 100_00 }, { credit: 100_00 }]);
    expect((await takeBack(t, ' TRF-1 ')).payment.client.name).toBe('Ann');
    expect(await account(t, ann)).toMatchObject({ credit: 0, owedAtWeekEnd: 0 });
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('is taken out of credit first, then off the invoice it named, then off the newest', async () => {
    const t = await owing(db, 3);
    await t.pay('2026-000002', 350_00, 'EXTRA-ZERO');
    await onAccount(t, 30_00, 'TRF-2');
    expect([await invoices(t), await account(t)]).toMatchObject([['2026-000001 paid 10000/10000', '2026-000002 paid 10000/10000', '2026-000003 paid 10000/10000'], { credit: 80_00 }]);
    const { invoices: opened, credit } = await takeBack(t, 'EXTRA-ZERO');
    expect([opened.map(short), credit]).toEqual([['2026-000001 open 3000/10000', '2026-000002 open 0/10000', '2026-000003 open 0/10000'], 0]);
    await takeBack(t, 'TRF-2');
    expect(await invoices(t)).toEqual(['2026-000001 open 0/10000', '2026-000002 open 0/10000', '2026-000003 open 0/10000']);
    await t.pay('2026-000001', 100_00, 'EXTRA-ZERO');
    await onAccount(t, 150_00, 'TRF-3');
    expect((await takeBack(t, 'EXTRA-ZERO')).invoices.map(short)).toEqual(['2026-000001 open 0/10000']);
    expect((await takeBack(t, 'TRF-3')).invoices.map(short)).toEqual(['2026-000002 open 0/10000', '2026-000003 open 0/10000']);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('that is credit still opens no invoice, and one with a credit note is open for what the note left', async () => {
    const t = await owing(db, 1);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    await onAccount(t, 40_00, 'TRF-2');
    expect(await takeBack(t, 'TRF-2')).toMatchObject({ invoices: [], credit: 0 });
    await by(t, (w) => creditInvoice(w, { invoice: '2026-000001', amount: 30_00, reason: 'late' }));
    expect((await takeBack(t, 'TRF-1')).invoices).toMatchObject([{ status: 'open', credited: 30_00, paid: 0, open: 70_00 }]);
    expect(await account(t)).toMatchObject({ credit: 0, owedAtWeekEnd: 70_00 });
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('is named by its id, or the end of it as on lists, where it has no reference', async () => {
    const t = await owing(db, 1);
    await t.pay('2026-000001', 100_00);
    const [{ id } = { id: '' }] = await t.rows<{ id: string }>('SELECT id FROM payments');
    expect((await takeBack(t, id.toUpperCase())).payment).toMatchObject({ id, reference: null });
    await expect(takeBack(t, `payment-${id.slice(-8).toUpperCase()}`)).rejects.toMatchObject({ code: 'billing.payment_reversed', params: { payment: id } });
    for (const unknown of ['payment-', 'payment-%', '%', '-', `payment-${id.slice(-7)}`, '']) await expect(takeBack(t, unknown)).rejects.toMatchObject({ code: 'billing.payment_not_found' });
  });

  test('whose money was given back meanwhile, or is on an invoice that was written off, is not taken back: no credit below zero', async () => {
    const t = await owing(db, 1);
    await onAccount(t, 250_00, 'TRF-1');
    await by(t, (w) => refundClient(w, { client: t.tom.id, amount: 100_00, reason: 'asked' }));
    await expect(takeBack(t, 'TRF-1')).rejects.toMatchObject({ code: 'billing.payment_spent', params: { payment: 'TRF-1', left: '150.00', client: 'Tom' } });
    expect(await account(t)).toMatchObject({ paid: 150_00, credit: 50_00 });
    await t.finish(await t.place());
    await t.billAt(sunday(1));
    await by(t, (w) => writeOffInvoice(w, { invoice: '2026-000002', reason: 'moved away' }));
    await onAccount(t, 100_00, 'TRF-2');
    await expect(takeBack(t, 'TRF-1')).rejects.toMatchObject({ code: 'billing.payment_spent', params: { left: '200.00' } });
    await takeBack(t, 'TRF-2');
    expect(await account(t)).toMatchObject({ paid: 150_00, credit: 0 });
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('lowers what the client has paid in total, and never a price that was fixed (B3)', async () => {
    const t = await owing(db, 1);
    await by(t, (w) => changeTariff(w, { from: t.clock.now(), change: { tiers: [{ over: 50_00, percent: 10 }] } }));
    await t.pay('2026-000001', 100_00, 'TRF-1');
    const fixed = await t.place();
    await takeBack(t, 'TRF-1');
    expect([fixed.facts.price_minor, (await t.place()).facts.price_minor]).toEqual([90_00, 100_00]);
    await t.finish(fixed);
    expect((await t.billAt(sunday(1))).invoices.map(short)).toEqual(['2026-000002 open 0/9000']);
    expect(await replayBilling(t.app, t.boss, { lateMs: 0 })).toMatchObject({ different: 0 });
  });

  test('is taken back once however many want it at once, by managers alone, with a reason; nothing else is found', async () => {
    const t = await owing(db, 1);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    await expect(t.app.run(as(t.tom), (w) => reversePayment(w, { payment: 'TRF-1', reason: 'me' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(as(t.tom), (w) => showReversible(w, { payment: 'TRF-1' }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(by(t, (w) => reversePayment(w, { payment: 'TRF-1', reason: ' ' }))).rejects.toMatchObject({ code: 'users.bad_text' });
    await expect(takeBack(t, 'TRF-9')).rejects.toMatchObject({ code: 'billing.payment_not_found', params: { payment: 'TRF-9' } });
    const both = await Promise.allSettled([takeBack(t, 'TRF-1'), takeBack(t, 'TRF-1')]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'billing.payment_reversed' } });
  });

  test('can be no other than by hand: what came by card did come, and is refunded (B7)', async () => {
    const t = await openCompany(db);
    await keepCard(t);
    await t.finish(await t.place());
    const [invoice] = (await t.billAt(SUNDAY)).invoices;
    await expect(takeBack(t, `charge:${invoice?.id}:1`)).rejects.toMatchObject({ code: 'billing.payment_not_by_hand', params: { method: 'card', client: 'Tom' } });
  });
});

describeOnBoth('an invoice that is open again', (db) => {
  test('is charged to no card by itself, as long as nobody does so by hand; then as any other', async () => {
    const t = await owing(db, 1);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    await keepCard(t);
    await takeBack(t, 'TRF-1');
    t.clock.set(sunday(5));
    expect([await collectDue(t.app, SYSTEM), t.cards.charged]).toEqual([0, []]);
    t.cards.answers.push({ outcome: 'declined', reason: 'insufficient_funds' });
    await retryCollection(t.app, t.boss, { invoice: '2026-000001' });
    t.clock.set(new Date(sunday(5).getTime() + DAY_MS));
    expect(await collectDue(t.app, SYSTEM)).toBe(2);
    expect(await invoices(t)).toEqual(['2026-000001 paid 10000/10000']);
  });

  test('forgets the attempt that was to come when it was paid', async () => {
    const t = await openCompany(db);
    await keepCard(t);
    await t.finish(await t.place());
    t.cards.answers.push({ outcome: 'declined', reason: 'insufficient_funds' });
    await t.billAt(SUNDAY);
    await t.pay('2026-000001', 100_00, 'TRF-1');
    await takeBack(t, 'TRF-1');
    const asked = t.cards.charged.length;
    t.clock.set(sunday(1));
    expect([await collectDue(t.app, SYSTEM), t.cards.charged.length, await invoices(t)]).toEqual([0, asked, ['2026-000001 open 0/10000']]);
  });

  test('stays as it is while a charge may be under way', async () => {
    const t = await owing(db, 1);
    await t.pay('2026-000001', 40_00, 'TRF-1');
    await keepCard(t);
    t.cards.answers.push({ outcome: 'unknown', reason: 'no answer' });
    await collectDue(t.app, SYSTEM);
    await expect(takeBack(t, 'TRF-1')).rejects.toMatchObject({ code: 'billing.collection_under_way', params: { invoice: '2026-000001' } });
  });
});
