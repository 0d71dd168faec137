import {
  areCollectionsDue,
  beginCard,
  changeTariff,
  choosePaymentMethod,
  collectDue,
  creditInvoice,
  finishCard,
  listCollections,
  listInvoices,
  resolveCollection,
  retryCollection,
  runBilling,
  settleCollection,
  showStatement,
  voidInvoice,
  writeOffInvoice,
  type BillingApp,
  type ChargeAnswer,
} from '../../../src/domain/billing';
import { nextStatus, retryAfter, type ChargeNews, type CollectionStatus } from '../../../src/domain/billing/payments/collection';
import { dispatchOutbox, listTasks } from '../../../src/domain/notifications';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { as, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openCompany, SUNDAY, type Company } from './support';

const DAY_MS = 86_400_000;
const after = (days: number) => new Date(SUNDAY.getTime() + days * DAY_MS);
const NO_ANSWER: ChargeAnswer = { outcome: 'unknown', reason: 'no answer in time' };
const DECLINED: ChargeAnswer = { outcome: 'declined', reason: 'insufficient_funds' };

describe('one attempt to charge a card', () => {
  const STATES: CollectionStatus[] = ['pending', 'unknown', 'paid', 'declined', 'withdrawn', 'parked'];
  const NEWS: ChargeNews[] = ['paid', 'declined', 'unknown', 'disputed', 'withdrawn'];

  test('moves only like this: money that arrived counts in every state, and nothing undoes it', () => {
    const table = STATES.map((state) => [state, ...NEWS.map((news) => nextStatus(state, news) ?? '-')].join(' '));
    expect(table).toEqual([
      'pending paid declined unknown parked withdrawn',
      'unknown paid declined - parked withdrawn',
      'paid - - - - -',
      'declined paid - - - -',
      'withdrawn paid - - - -',
      'parked paid declined - - -',
    ]);
  });

  test.each([
    [1, [1, 3, 7], 1],
    [3, [1, 3, 7], 7],
    [4, [1, 3, 7], null],
    [1, [], null],
  ])('after refusal %i with retries after %j days it is tried again after %p', (refusals, retryDays, days) =>
    expect(retryAfter(refusals, retryDays, SUNDAY)).toEqual(days === null ? null : after(days)));
});

/** A company whose client Tom pays by card, with a charge of 100.00 that is due on Sunday. */
async function cardCompany(db: Parameters<typeof openCompany>[0]) {
  const t = await openCompany(db);
  await keepCard(t, t.tom, 'visa');
  await t.end();
  return t;
}

async function keepCard(t: Company, person: Person, token: string) {
  const { url } = await beginCard(t.app, as(person));
  t.cards.entered.set(url.split('/').at(-1) ?? '', { token, last4: '4242' });
  await finishCard(t.app, as(person));
}

const collectAt = (t: Company, at: Date) => {
  t.clock.set(at);
  return collectDue(t.app, SYSTEM);
};
const theInvoice = async (t: Company) => {
  const [invoice] = await t.app.query(t.boss, (w) => listInvoices(w, { client: t.tom.id }));
  if (!invoice) throw new Error('no invoice');
  return invoice;
};
const attempts = async (t: Company) => {
  const { id } = await theInvoice(t);
  return (await t.app.query(t.boss, (w) => listCollections(w, { invoice: id }))).map(({ attempt, amount, status, error }) => [attempt, amount, status, error].join(' ').trim());
};
const money = (t: Company) => t.rows<{ method: string; amount_minor: number }>('SELECT method, amount_minor FROM payments ORDER BY id');
const openTasks = async (t: Company) => (await t.app.query(t.boss, (w) => listTasks(w))).map(({ kind, data }) => `${kind} ${data.why}`);
const told = async (t: Company) => (await t.rows<{ message: string }>(`SELECT message FROM outbox WHERE message LIKE 'payment%' ORDER BY id`)).map(({ message }) => message);
const happened = async (t: Company) =>
  (await t.rows<{ type: string }>(`SELECT type FROM events WHERE type LIKE 'payment%' AND type <> 'payment_method_changed' ORDER BY id`)).map(({ type }) => type.replace('payment_', ''));
const CHARGED = { method: 'card', amount_minor: 100_00 };

describeOnBoth('collecting by card', (db) => {
  test('an invoice is charged to its client\'s card as it is issued; who pays by hand is waited for (B5)', async () => {
    const t = await cardCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await t.end({ client: ann.id });
    const run = await t.billAt(SUNDAY);
    expect(run.invoices.map(({ client, status }) => `${client.name} ${status}`).sort()).toEqual(['Ann open', 'Tom paid']);
    const { id, number } = await theInvoice(t);
    expect(t.cards.charged).toEqual([{ key: `charge:${id}:1`, amount: 100_00, card: 'visa', reference: number }]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await happened(t)).toEqual(['begun', 'collected', 'received', 'applied']);
    expect(await t.rows('SELECT card_token FROM collections')).toEqual([{ card_token: null }]);
    expect(await collectAt(t, after(1))).toBe(0);
  });

  test('only payouts: no card is charged; and a run without a gateway leaves the invoice open', async () => {
    const t = await cardCompany(db);
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    await runBilling(t.app, SYSTEM, { only: 'payouts' });
    expect(t.cards.charged).toEqual([]);
    expect(await t.rows('SELECT id FROM collections')).toEqual([]);
  });

  test('the intent is in the books before the gateway hears of it, and no transaction is open meanwhile (B7)', async () => {
    const t = await cardCompany(db);
    const seen: unknown[] = [];
    const charge: typeof t.cards.charge = async (asked) => {
      seen.push(await t.rows('SELECT status, key, amount_minor FROM collections'));
      await t.end();
      return t.cards.charge(asked);
    };
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: { ...t.cards, charge } }, SYSTEM, {});
    expect(seen).toEqual([[{ status: 'pending', key: `charge:${(await theInvoice(t)).id}:1`, amount_minor: 100_00 }]]);
  });

  test.each<[string, ChargeAnswer | 'lost' | 'thrown', string, string[], string[]]>([
    ['paid', { outcome: 'paid', id: 'ch_1' }, '1 10000 paid', [], []],
    ['declined', DECLINED, '1 10000 declined insufficient_funds', ['payment_failed'], []],
    ['unknown', NO_ANSWER, '1 10000 unknown no answer in time', [], []],
    ['lost', 'lost', '1 10000 unknown no answer in time', [], []],
    ['thrown', 'thrown', '1 10000 unknown socket hang up', [], []],
    ['disputed', { outcome: 'disputed', reason: 'key_reused' }, '1 10000 parked key_reused', [], ['payment_failed unclear']],
    ['not sent', { outcome: 'not_sent', reason: 'nobody there' }, '1 10000 pending', [], []],
  ])('answered with %s', async (_name, answer, attempt, messages, tasks) => {
    const t = await cardCompany(db);
    t.cards.answers.push(answer);
    await t.billAt(SUNDAY);
    expect(await attempts(t)).toEqual([attempt]);
    expect(await told(t)).toEqual(messages);
    expect(await openTasks(t)).toEqual(tasks);
    expect(await money(t)).toEqual(attempt.endsWith('paid') ? [CHARGED] : []);
  });

  test.each(['lost', 'thrown'] as const)('the card was charged and the answer %s: it is asked about, never charged again', async (answer) => {
    const t = await cardCompany(db);
    t.cards.answers.push(answer);
    await t.billAt(SUNDAY);
    t.cards.told.push(NO_ANSWER);
    expect(await collectAt(t, after(0))).toBe(0);
    expect(await collectAt(t, after(0))).toBe(1);
    expect([t.cards.charged.length, t.cards.asked.length]).toEqual([1, 2]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await happened(t)).toEqual(['begun', 'unknown', 'collected', 'received', 'applied']);
  });

  test('a charge that never happened is sent again in the same words', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER, NO_ANSWER);
    await t.billAt(SUNDAY);
    await t.end();
    await collectAt(t, after(1));
    await collectAt(t, after(2));
    expect(t.cards.charged).toHaveLength(3);
    expect(new Set(t.cards.charged.map((charge) => JSON.stringify(charge))).size).toBe(1);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
  });

  test.each([1, 2])('killed in its unit of work %i, the next one goes on from there: the card is charged once', async (unit) => {
    const t = await cardCompany(db);
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    let units = 0;
    const run: BillingApp['run'] = (actor, work) => (++units >= unit ? Promise.reject(new Error('killed')) : t.app.run(actor, work));
    await expect(collectDue({ ...t.app, run }, SYSTEM)).rejects.toThrow('killed');
    expect(await money(t)).toEqual([]);
    await collectDue(t.app, SYSTEM);
    expect(new Set(t.cards.charged.map((charge) => JSON.stringify(charge))).size).toBe(1);
    expect([...t.cards.book.keys()]).toHaveLength(1);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
  });

  test('a refused charge is tried again after the tariff\'s days, each time as a new attempt; then a person looks, and the client is reminded once (B6)', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED, DECLINED, DECLINED, DECLINED, DECLINED);
    await t.billAt(SUNDAY);
    const { id, number } = await theInvoice(t);
    const counts: number[] = [];
    for (const days of [0.99, 1, 3.99, 4, 10.99, 11, 40]) {
      await collectAt(t, after(days));
      counts.push(t.cards.charged.length);
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4, 4]);
    expect(t.cards.charged.map(({ key }) => key)).toEqual([1, 2, 3, 4].map((attempt) => `charge:${id}:${attempt}`));
    expect(await told(t)).toEqual(['payment_failed', 'payment_failed', 'payment_failed', 'payment_reminder']);
    const [task] = await t.app.query(t.boss, (w) => listTasks(w));
    expect(task).toMatchObject({ kind: 'payment_failed', subject: id, data: { why: 'refused', invoice: number, attempt: 4, amount_minor: 100_00 } });
    expect(await retryCollection(t.app, t.boss, { invoice: id })).toMatchObject({ attempt: 5, status: 'declined', retryAt: null });
    expect(await told(t)).toHaveLength(4);
    expect(await openTasks(t)).toEqual(['payment_failed refused']);
    await t.pay(id, 100_00);
    expect(await openTasks(t)).toEqual([]);
  });

  test('what the client reads of a refusal is true when it is sent', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED);
    await t.billAt(SUNDAY);
    const { id } = await theInvoice(t);
    await dispatchOutbox(t.app);
    const letter = t.letters.find(({ content }) => content.message === 'payment_failed');
    expect(letter?.content).toMatchObject({ invoice: { id, open: 100_00 }, collection: { error: 'insufficient_funds', attempt: 1 }, retryAt: after(1) });
    t.cards.answers.push(DECLINED);
    await collectAt(t, after(1));
    await t.pay(id, 100_00);
    await dispatchOutbox(t.app);
    expect(t.letters.filter(({ content }) => content.message === 'payment_failed')).toHaveLength(1);
  });

  test('the days are those of the tariff at the invoice\'s cut-off', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED);
    await t.billAt(SUNDAY);
    t.clock.advance(1);
    await t.app.run(t.boss, (w) => changeTariff(w, { from: w.now, change: { retryDays: [] } }));
    t.cards.answers.push(DECLINED);
    await collectAt(t, after(1));
    expect(await told(t)).toEqual(['payment_failed', 'payment_failed']);
  });

  test('no certain answer until the key expired: parked for a person, who settles it', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER);
    await t.billAt(SUNDAY);
    t.cards.told.push(NO_ANSWER);
    await collectAt(t, after(90));
    expect(await attempts(t)).toEqual(['1 10000 unknown no answer in time']);
    await collectAt(t, new Date(after(90).getTime() + 1));
    expect(await attempts(t)).toEqual(['1 10000 parked no certain answer before the key expired']);
    expect(t.cards.charged).toHaveLength(1);
    expect(await openTasks(t)).toEqual(['payment_failed unclear']);
    const { id } = await theInvoice(t);
    const [parked] = await t.app.query(t.boss, (w) => listCollections(w, { invoice: id }));
    const resolve = (outcome: 'paid' | 'declined') => t.app.run(t.boss, (w) => resolveCollection(w, { collection: parked?.id ?? '', outcome, reason: 'seen in their books' }));
    expect(await resolve('paid')).toMatchObject({ status: 'paid', resolution: 'seen in their books', error: null });
    await expect(resolve('declined')).rejects.toMatchObject({ code: 'billing.collection_not_parked' });
    expect(await money(t)).toEqual([CHARGED]);
    expect(await openTasks(t)).toEqual([]);
  });

  test('a parked one that a person found refused is tried again like any other', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push({ outcome: 'disputed', reason: 'key_reused' });
    await t.billAt(SUNDAY);
    expect(await collectAt(t, after(50))).toBe(0);
    const { id } = await theInvoice(t);
    const [parked] = await t.app.query(t.boss, (w) => listCollections(w, { invoice: id }));
    await t.app.run(t.boss, (w) => resolveCollection(w, { collection: parked?.id ?? '', outcome: 'declined', reason: 'not there' }));
    expect(await openTasks(t)).toEqual([]);
    await collectAt(t, after(51));
    expect(await attempts(t)).toEqual(['1 10000 declined', '2 10000 paid']);
  });

  test('a charge that was never sent before its key expired is not sent any more', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push({ outcome: 'not_sent', reason: 'nobody there' });
    await t.billAt(SUNDAY);
    await collectAt(t, after(91));
    expect(await attempts(t)).toEqual(['1 10000 parked no certain answer before the key expired']);
    expect(t.cards.charged).toHaveLength(1);
  });

  test('while a charge is under way nothing slips in between; a payment by hand does, and the excess is credit that the client is told of', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push('lost');
    await t.billAt(SUNDAY);
    const { id } = await theInvoice(t);
    const refused = { code: 'billing.collection_under_way' };
    await expect(t.app.run(t.boss, (w) => creditInvoice(w, { invoice: id, amount: 1, reason: 'x' }))).rejects.toMatchObject(refused);
    await expect(t.app.run(t.boss, (w) => voidInvoice(w, { invoice: id, reason: 'x' }))).rejects.toMatchObject(refused);
    await expect(t.app.run(t.boss, (w) => writeOffInvoice(w, { invoice: id, reason: 'x' }))).rejects.toMatchObject(refused);
    await expect(retryCollection(t.app, t.boss, { invoice: id })).rejects.toMatchObject(refused);
    await t.pay(id, 70_00);
    expect(await collectAt(t, after(0))).toBe(1);
    expect(await theInvoice(t)).toMatchObject({ status: 'paid', paid: 100_00 });
    expect(await t.app.query(as(t.tom), (w) => showStatement(w, { person: t.tom.id, as: 'client' }))).toMatchObject({ credit: 70_00 });
    expect(await told(t)).toEqual(['payment_became_credit']);
    await dispatchOutbox(t.app);
    expect(t.letters.find(({ content }) => content.message === 'payment_became_credit')?.content).toMatchObject({ invoice: { id }, amount: 70_00 });
  });

  test.each(['pending', 'unknown'] as const)('a %s charge that surely never happened is withdrawn once the invoice was paid otherwise', async (state) => {
    const t = await cardCompany(db);
    t.cards.answers.push(state === 'pending' ? { outcome: 'not_sent', reason: 'nobody there' } : NO_ANSWER);
    await t.billAt(SUNDAY);
    await t.pay((await theInvoice(t)).id, 100_00);
    expect(await collectAt(t, after(1))).toBe(1);
    expect(t.cards.charged).toHaveLength(1);
    expect(await attempts(t)).toEqual(['1 10000 withdrawn']);
    expect(await collectAt(t, after(2))).toBe(0);
    expect([await told(t), await openTasks(t)]).toEqual([[], []]);
  });

  test('a refusal that comes once the invoice was paid otherwise concerns nobody', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER);
    await t.billAt(SUNDAY);
    await t.pay((await theInvoice(t)).id, 100_00);
    t.cards.told.push(DECLINED);
    await collectAt(t, after(1));
    expect(await attempts(t)).toEqual(['1 10000 declined insufficient_funds']);
    expect([await told(t), await openTasks(t), await t.rows('SELECT retry_at FROM collections')]).toEqual([[], [], [{ retry_at: null }]]);
  });

  test('of an invoice that was paid in part only the rest is charged, if the first charge never happened', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER);
    await t.billAt(SUNDAY);
    await t.pay((await theInvoice(t)).id, 30_00);
    await collectAt(t, after(1));
    await collectAt(t, after(1));
    expect(await attempts(t)).toEqual(['1 10000 withdrawn', '2 7000 paid']);
  });

  test('a card that was replaced is not charged any more; the new one is', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER);
    await t.billAt(SUNDAY);
    await keepCard(t, t.tom, 'master');
    await collectAt(t, after(1));
    await collectAt(t, after(1));
    expect(t.cards.charged.map(({ card }) => card)).toEqual(['visa', 'master']);
    expect(await attempts(t)).toEqual(['1 10000 withdrawn', '2 10000 paid']);
  });

  test('who chose another way is not charged again; who chooses the card pays all that is open', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED);
    await t.billAt(SUNDAY);
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' }));
    expect(await collectAt(t, after(0.99))).toBe(0);
    expect(await openTasks(t)).toEqual([]);
    // By then somebody has to ask for the money (B6).
    expect(await collectAt(t, after(5))).toBe(1);
    expect(await collectAt(t, after(5))).toBe(0);
    expect(await t.app.query(SYSTEM, areCollectionsDue)).toBe(false);
    expect([await openTasks(t), await told(t)]).toEqual([['payment_failed refused'], ['payment_failed', 'payment_reminder']]);
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'card' }));
    expect(await collectAt(t, after(5))).toBe(2);
    expect(await attempts(t)).toEqual(['1 10000 declined insufficient_funds', '2 10000 paid']);
    expect(await openTasks(t)).toEqual([]);
  });

  test('what was given up is charged to a new card once one is on file, and refused again it is nobody\'s news but staff\'s', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED, DECLINED, DECLINED, DECLINED, DECLINED);
    await t.billAt(SUNDAY);
    for (const days of [1, 4, 11, 40]) await collectAt(t, after(days));
    expect(t.cards.charged).toHaveLength(4);
    await keepCard(t, t.tom, 'master');
    await collectAt(t, after(40));
    await collectAt(t, after(80));
    expect(t.cards.charged.map(({ card }) => card)).toEqual(['visa', 'visa', 'visa', 'visa', 'master']);
    expect([await openTasks(t), (await told(t)).filter((message) => message === 'payment_reminder')]).toEqual([['payment_failed refused'], ['payment_reminder']]);
    await keepCard(t, t.tom, 'third');
    await collectAt(t, after(80));
    expect(await theInvoice(t)).toMatchObject({ status: 'paid' });
    expect(await openTasks(t)).toEqual([]);
  });

  test('a parked account is left alone, and so is all but the invoice that was asked for', async () => {
    const t = await cardCompany(db);
    const ann = await join(t, 'Ann', ['client']);
    await keepCard(t, ann, 'anns');
    await t.end({ client: ann.id });
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    const { id } = await theInvoice(t);
    await t.sql(`INSERT INTO parked_accounts (account, reason, parked_at) VALUES ('clients:${t.tom.id}', 'odd', '2026-03-08T17:00:00.000Z')`);
    expect(await collectDue(t.app, SYSTEM, { only: id })).toBe(0);
    expect(await collectDue(t.app, SYSTEM)).toBe(2);
    expect(t.cards.charged.map(({ card }) => card)).toEqual(['anns']);
    await t.sql('DELETE FROM parked_accounts');
    expect(await collectDue(t.app, SYSTEM, { only: t.app.newId() })).toBe(0);
    expect(await collectDue(t.app, SYSTEM, { only: id })).toBe(2);
  });

  test('the job finds something to do exactly while there is', async () => {
    const t = await cardCompany(db);
    const due = () => t.app.query(SYSTEM, areCollectionsDue);
    expect(await due()).toBe(false);
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    expect(await due()).toBe(true);
    t.cards.answers.push(NO_ANSWER);
    await collectAt(t, after(0));
    expect(await due()).toBe(true);
    t.cards.answers.push(DECLINED);
    await collectAt(t, after(0.01));
    expect(await due()).toBe(false);
    t.clock.set(after(1.01));
    expect(await due()).toBe(true);
    await collectAt(t, after(1.01));
    expect(await due()).toBe(false);
  });
});

describeOnBoth('a gateway that hangs', (db) => {
  /** So many clients with a card and an open invoice each. */
  async function many(count: number) {
    const t = await openCompany(db);
    for (let n = 0; n < count; n++) {
      const person = await join(t, `C${n}`, ['client']);
      await keepCard(t, person, `card-${n}`);
      await t.end({ client: person.id });
    }
    return t;
  }

  test('is left alone for the rest of the round; the next one asks again, and everybody has their turn', async () => {
    const t = await many(12);
    const charge = t.cards.charge.bind(t.cards);
    t.cards.charge = async (asked) => ((await charge(asked)), NO_ANSWER);
    const { invoices } = await t.billAt(SUNDAY);
    expect(invoices).toHaveLength(12);
    expect(t.cards.charged.length).toBeLessThanOrEqual(6);
    expect((await t.rows('SELECT id FROM collections')).length).toBe(12);
    t.cards.charge = charge;
    await collectAt(t, after(1));
    expect(await money(t)).toEqual(Array.from({ length: 12 }, () => CHARGED));
  });

  test('about some charges for ever does not keep the others waiting', async () => {
    const t = await many(9);
    const [charge, ask] = [t.cards.charge.bind(t.cards), t.cards.ask.bind(t.cards)];
    const stuck = new Set(['card-0', 'card-1', 'card-2', 'card-3']);
    const keys = new Set<string>();
    t.cards.charge = async (asked) => {
      if (!stuck.has(asked.card)) return charge(asked);
      keys.add(asked.key);
      return NO_ANSWER;
    };
    t.cards.ask = async (asked) => (keys.has(asked.key) ? NO_ANSWER : ask(asked));
    await t.billAt(SUNDAY);
    for (let round = 1; round <= 9; round++) await collectAt(t, new Date(SUNDAY.getTime() + round * 60_000));
    expect(await money(t)).toHaveLength(5);
  });

  test('holds up no more than a few at once', async () => {
    const t = await many(9);
    const charge = t.cards.charge.bind(t.cards);
    const waiting: (() => void)[] = [];
    let begun = 0;
    let most = 0;
    const letGo = () => {
      for (const go of waiting.splice(0)) go();
    };
    t.cards.charge = async (asked) => {
      begun += 1;
      const held = new Promise<void>((go) => waiting.push(go));
      most = Math.max(most, waiting.length);
      // Whoever else may begin beside a full set would have begun a turn later.
      if (waiting.length === 4 || begun === 9) setImmediate(letGo);
      await held;
      return charge(asked);
    };
    await t.billAt(SUNDAY);
    expect(most).toBe(4);
    expect(await money(t)).toHaveLength(9);
  });
});

describeOnBoth('a request that is on its way', (db) => {
  /** Lets other things happen while Tom's card is being charged; the answer is lost though the charge goes through. */
  async function meanwhile(happens: (t: Company) => Promise<unknown>) {
    const t = await cardCompany(db);
    const charge = t.cards.charge.bind(t.cards);
    const faults: unknown[] = [];
    let first = true;
    t.cards.charge = async (asked) => {
      if (!first) return charge(asked);
      first = false;
      await happens(t).catch((error: unknown) => faults.push(error));
      t.cards.answers.push('lost');
      return charge(asked);
    };
    await t.billAt(SUNDAY);
    expect(faults).toEqual([]);
    for (const days of [1, 20, 40]) await collectAt(t, after(days));
    expect([...t.cards.book.values()].filter(({ outcome }) => outcome === 'paid')).toHaveLength(1);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
  }

  test('is not taken for one that never happened: what it brought is booked though the client turned to paying by hand', () =>
    meanwhile(async (t) => {
      await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' }));
      await collectDue(t.app, SYSTEM);
    }));

  test('is not joined by another one to a new card', () =>
    meanwhile(async (t) => {
      await keepCard(t, t.tom, 'master');
      await collectDue(t.app, SYSTEM);
      await collectDue(t.app, SYSTEM);
    }));

  test('is not sent a second time meanwhile', () =>
    meanwhile(async (t) => {
      await collectDue(t.app, SYSTEM);
      expect(t.cards.charged).toEqual([]);
    }));

  test('was begun between the question and its answer: nothing is withdrawn', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push({ outcome: 'not_sent', reason: 'nobody there' });
    await t.billAt(SUNDAY);
    await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' }));
    const ask = t.cards.ask.bind(t.cards);
    t.cards.ask = async (asked) => {
      t.cards.ask = ask;
      const absent = await ask(asked);
      await t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'card' }));
      t.cards.answers.push('lost');
      await collectDue(t.app, SYSTEM);
      return absent;
    };
    await collectDue(t.app, SYSTEM);
    expect(await attempts(t)).toEqual(['1 10000 unknown no answer in time']);
    await collectAt(t, after(1));
    expect(await money(t)).toEqual([CHARGED]);
  });
});

describeOnBoth('hints and retries by hand', (db) => {
  test('a hint is but a reason to ask: only what the gateway says counts (B7)', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(NO_ANSWER);
    await t.billAt(SUNDAY);
    const key = t.cards.charged[0]?.key ?? '';
    expect(await settleCollection(t.app, SYSTEM, { key })).toBe('waiting');
    expect(await attempts(t)).toEqual(['1 10000 unknown no answer in time']);
    expect(t.cards.charged).toHaveLength(1);
    t.cards.book.set(key, { outcome: 'paid', id: 'ch_9' });
    expect(await settleCollection(t.app, SYSTEM, { key })).toBe('settled');
    expect(await settleCollection(t.app, SYSTEM, { key })).toBe('settled');
    expect(await money(t)).toEqual([CHARGED]);
    await expect(settleCollection(t.app, SYSTEM, { key: 'charge:nobody:1' })).rejects.toMatchObject({ code: 'billing.collection_not_found' });
    await expect(settleCollection(t.app, as(t.tom), { key })).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('a refused charge that turns out to have gone through is booked, and is credit where another paid the invoice', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED);
    await t.billAt(SUNDAY);
    await collectAt(t, after(1));
    expect(await attempts(t)).toEqual(['1 10000 declined insufficient_funds', '2 10000 paid']);
    const first = t.cards.charged[0]?.key ?? '';
    t.cards.book.set(first, { outcome: 'paid', id: 'ch_late' });
    expect(await settleCollection(t.app, SYSTEM, { key: first })).toBe('settled');
    expect(await attempts(t)).toEqual(['1 10000 paid', '2 10000 paid']);
    expect(await money(t)).toEqual([CHARGED, CHARGED]);
    expect(await told(t)).toEqual(['payment_failed', 'payment_became_credit']);
  });

  test.each<[string, (t: Company) => Promise<unknown>, string]>([
    ['it is paid', (t) => collectDue(t.app, SYSTEM), 'billing.invoice_not_open'],
    ['the client pays by hand', (t) => t.app.run(as(t.tom), (w) => choosePaymentMethod(w, { method: 'manual' })), 'billing.no_card'],
  ])('an invoice is not retried where %s', async (_name, before, code) => {
    const t = await cardCompany(db);
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    await before(t);
    const { id } = await theInvoice(t);
    await expect(retryCollection(t.app, t.boss, { invoice: id })).rejects.toMatchObject({ code });
  });

  test('a retry by hand is a new attempt at once, in place of the one that was to come', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push(DECLINED, NO_ANSWER);
    await t.billAt(SUNDAY);
    const { number } = await theInvoice(t);
    await expect(retryCollection(t.app, as(t.tom), { invoice: number ?? '' })).rejects.toMatchObject({ code: 'users.forbidden' });
    expect(await retryCollection(t.app, t.boss, { invoice: number ?? '' })).toMatchObject({ attempt: 2, status: 'unknown' });
    await collectAt(t, after(2));
    expect(await attempts(t)).toEqual(['1 10000 declined insufficient_funds', '2 10000 paid']);
    expect(t.cards.charged).toHaveLength(3);
  });

  test('a client sees the attempts on its own invoices alone', async () => {
    const t = await cardCompany(db);
    await t.billAt(SUNDAY);
    const { id } = await theInvoice(t);
    const ann = await join(t, 'Ann', ['client']);
    const [attempt] = await t.app.query(as(t.tom), (w) => listCollections(w, { invoice: id }));
    expect(attempt).toEqual({
      id: attempt?.id, invoice: { id, number: '2026-000001' }, client: t.tom.id, attempt: 1, key: `charge:${id}:1`, amount: 100_00, status: 'paid',
      createdAt: SUNDAY, settledAt: SUNDAY, retryAt: null, error: null, resolution: null,
    });
    await expect(t.app.query(as(ann), (w) => listCollections(w, { invoice: id }))).rejects.toMatchObject({ code: 'users.forbidden' });
  });
});

describeOnBoth('at the same time', (db) => {
  const ROUNDS = [1, 2, 3];

  test.each(ROUNDS)('several collectors charge a card once and book it once (%i)', async () => {
    const t = await cardCompany(db);
    t.clock.set(SUNDAY);
    await runBilling({ ...t.app, cards: null }, SYSTEM, {});
    await Promise.all([1, 2, 3, 4].map(() => collectDue(t.app, SYSTEM)));
    expect(new Set(t.cards.charged.map((charge) => JSON.stringify(charge))).size).toBe(1);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
    expect(await happened(t)).toEqual(['begun', 'collected', 'received', 'applied']);
  });

  test.each(ROUNDS)('webhook, job and retry by hand come to one payment (%i)', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push('lost');
    await t.billAt(SUNDAY);
    const { id } = await theInvoice(t);
    const key = t.cards.charged[0]?.key ?? '';
    const outcomes = await Promise.allSettled([
      settleCollection(t.app, SYSTEM, { key }),
      collectDue(t.app, SYSTEM),
      retryCollection(t.app, t.boss, { invoice: id }),
      settleCollection(t.app, SYSTEM, { key }),
      collectDue(t.app, SYSTEM),
    ]);
    const codes = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : []));
    expect(codes).toHaveLength(1);
    expect(['billing.collection_under_way', 'billing.invoice_not_open']).toContain(codes[0]);
    expect(t.cards.book.size).toBe(1);
    expect(await money(t)).toEqual([CHARGED]);
    expect(await attempts(t)).toEqual(['1 10000 paid']);
  });

  test.each(ROUNDS)('a payment by hand and a charge: both are booked, one as credit (%i)', async () => {
    const t = await cardCompany(db);
    t.cards.answers.push('lost');
    await t.billAt(SUNDAY);
    const { id } = await theInvoice(t);
    await Promise.allSettled([collectDue(t.app, SYSTEM), t.pay(id, 100_00, 'bank-1')]);
    const [paid, account] = [await money(t), await t.app.query(as(t.tom), (w) => showStatement(w, { person: t.tom.id, as: 'client' }))];
    expect(await theInvoice(t)).toMatchObject({ status: 'paid', paid: 100_00 });
    expect(account).toMatchObject({ credit: (paid.length - 1) * 100_00 });
    expect(paid.map(({ method }) => method)).toContain('card');
  });
});
