import { areCookiesDue, issueKit, listKits, orderCookies, overrideKit, type CookieAnswer, type CookieContractor, type Kit } from '../../../src/domain/consumables';
import { dispatchOutbox } from '../../../src/domain/notifications';
import { cancelOrder, orderTimeline, placeOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { cookiesOver } from '../../../src/gateways/cookies';
import { renderLetter } from '../../../src/bot/views/render';
import { runJob } from '../../../src/jobs';
import { startSimulator, type CookieMode } from '../../../src/simulator';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const TEN_PAST = new Date(MONDAY.getTime() + 600_000);

/** A contractor in memory: promises each key one cookie in ten minutes, unless it is told otherwise. */
interface TestContractor extends CookieContractor {
  told: { key: string; name: string }[];
  asked: string[];
  /** Answers to come, first in first out; `thrown` is a fault of ours. */
  answers: (CookieAnswer | 'thrown')[];
  /** What happens before the next answer. */
  before: () => Promise<unknown>;
}

function testContractor(): TestContractor {
  const answer = async (usual: CookieAnswer): Promise<CookieAnswer> => {
    await contractor.before();
    const next = contractor.answers.shift() ?? usual;
    if (next === 'thrown') throw new Error('a fault of ours');
    return next;
  };
  const contractor: TestContractor = {
    told: [],
    asked: [],
    answers: [],
    before: () => Promise.resolve(),
    order: (cookie) => {
      contractor.told.push(cookie);
      return answer({ outcome: 'promised', at: TEN_PAST });
    },
    ask: ({ key }) => {
      contractor.asked.push(key);
      return answer({ outcome: 'delivered', at: TEN_PAST });
    },
  };
  return contractor;
}

const SILENCE: CookieAnswer = { outcome: 'unknown', reason: 'no answer in time' };

describeOnBoth('a fortune cookie', (db) => {
  let t: TestApp;
  let contractor: TestContractor;
  let client: Person;
  let ann: Person;
  let order: OrderView;

  const place = (hours = 2) =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + hours * 3_600_000) });

  beforeEach(async () => {
    contractor = testContractor();
    t = await openTestApp(await db.url(), { cookies: contractor });
    client = await join(t, 'Barsik', ['client']);
    ann = await join(t, 'Ann', ['supplies']);
    await hire(t, 'Tom');
    await offer(t);
    order = await place();
  });
  afterEach(() => t.app.close());

  const round = () => orderCookies(t.app, SYSTEM);
  const isDue = () => t.app.query(SYSTEM, areCookiesDue);
  const kit = async (of = order): Promise<Kit> => {
    const kits = await t.app.query(t.boss, (w) => listKits(w));
    return kits.find((one) => one.order.id === of.id) ?? Promise.reject(new Error('no kit'));
  };
  const cookie = async (of = order) => (await kit(of)).cookie;
  const issue = () => t.app.run(as(ann), (w) => issueKit(w, { order: order.id }));
  const events = async () => (await t.app.query(t.boss, (w) => orderTimeline(w, order.id))).map(({ event }) => event).filter(({ type }) => type.startsWith('cookie_'));
  /** Sends what waits, and returns the last card of the kit that Ann sees, in her words. */
  const card = async () => {
    await dispatchOutbox(t.app);
    const letters = t.letters.filter(({ content, chatId }) => content.message === 'kit_card' && chatId === ann.chatId);
    const last = letters.at(-1);
    return { text: last ? renderLetter(last).text : '', silent: last?.silent, posted: letters.filter(({ editMessageId }) => editMessageId === null).length };
  };

  test('is asked for with the kit, promised and confirmed, and shown on the one card of the kit (C3)', async () => {
    expect(await cookie()).toEqual({ status: 'wanted', at: null });
    expect((await card()).text).not.toContain('cookie');
    expect(await round()).toBe(1);
    expect(contractor.told).toEqual([{ key: `cookie:${order.id}`, name: 'Barsik' }]);
    expect(await card()).toEqual({ text: expect.stringContaining('• cookie 12:10') as string, silent: true, posted: 1 });
    t.clock.advance(9);
    expect(await isDue()).toBe(false);
    t.clock.advance(1);
    expect(await isDue()).toBe(true);
    await round();
    expect(await cookie()).toEqual({ status: 'arrived', at: TEN_PAST });
    expect(await card()).toEqual({ text: expect.stringContaining('• cookie is here') as string, silent: true, posted: 1 });
    expect(await isDue()).toBe(false);
  });

  test('leaves nothing of its client behind but the client’s id (U5)', async () => {
    contractor.answers = [{ outcome: 'unknown', reason: 'no cookie for Barsik' }];
    await round();
    t.clock.advance(1);
    await round();
    expect(await events()).toEqual([{ type: 'cookie_promised', comes: TEN_PAST.toISOString(), order: order.id, number: 1, client: client.id, worker: order.worker?.id, due: order.at.toISOString() }]);
  });

  test('is asked for under one key until the contractor answers, with pauses, the name read anew each time', async () => {
    contractor.answers = [SILENCE, SILENCE];
    await round();
    expect(await isDue()).toBe(false);
    expect(await cookie()).toEqual({ status: 'wanted', at: null });
    t.clock.advance(1);
    await round();
    t.clock.advance(1);
    await round();
    expect(new Set(contractor.told.map(({ key }) => key))).toEqual(new Set([`cookie:${order.id}`]));
    expect(contractor.told).toHaveLength(3);
    expect(await cookie()).toEqual({ status: 'promised', at: TEN_PAST });
  });

  test('is given up after a bounded number of attempts without an answer', async () => {
    order = await place(48);
    contractor.before = () => Promise.resolve(contractor.answers.push(SILENCE));
    for (let attempt = 0; attempt < 15; attempt++) {
      await round();
      await round();
      t.clock.advance(61);
    }
    expect(contractor.told.filter(({ key }) => key.endsWith(order.id))).toHaveLength(12);
    expect(await cookie()).toEqual({ status: 'none', at: null });
    expect(await events()).toMatchObject([{ type: 'cookie_missed', reason: 'unanswered' }]);
    expect((await card()).text).toContain('• no cookie');
  });

  test.each<[string, CookieAnswer, string]>([
    ['the contractor refuses', { outcome: 'refused' }, 'refused'],
    ['it would come too late', { outcome: 'promised', at: new Date(MONDAY.getTime() + 7_200_000) }, 'too_late'],
    ['there is no contractor', { outcome: 'not_sent' }, 'no_contractor'],
  ])('is not waited for where %s', async (_, answer, reason) => {
    contractor.answers = [answer];
    expect(await round()).toBe(1);
    expect(await events()).toMatchObject([{ type: 'cookie_missed', reason }]);
    expect(await isDue()).toBe(false);
    expect((await card()).text).toContain('• no cookie');
  });

  test('whose order’s time has come is not ordered any more', async () => {
    t.clock.advance(120);
    expect(await round()).toBe(1);
    expect(contractor.told).toEqual([]);
    expect(await events()).toMatchObject([{ type: 'cookie_missed', reason: 'too_late' }]);
  });

  test('never holds up its kit: one that goes out while the contractor hangs has none, and stays so', async () => {
    contractor.before = issue;
    expect(await round()).toBe(0);
    expect(await kit()).toMatchObject({ status: 'issued', cookie: { status: 'none', at: null } });
    expect(await events()).toEqual([]);
    expect(await isDue()).toBe(false);
    expect((await card()).text).toContain('• no cookie');
  });

  test('that was promised for later than its kit went out is not in it; one for earlier is left as it was promised', async () => {
    await round();
    await issue();
    expect(await cookie()).toEqual({ status: 'none', at: null });
    const other = await place(26);
    await round();
    t.clock.advance(10);
    await t.app.run(as(ann), (w) => issueKit(w, { order: other.id }));
    expect(await cookie(other)).toEqual({ status: 'promised', at: TEN_PAST });
    expect(await isDue()).toBe(false);
  });

  test('of a cancelled order is not ordered any more', async () => {
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    expect(await cookie()).toEqual({ status: 'none', at: null });
    expect(await round()).toBe(0);
    expect(contractor.told).toEqual([]);
  });

  test('is wanted still where a manager lets the order start without its kit, which may follow', async () => {
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'in a hurry' }));
    expect(await cookie()).toEqual({ status: 'wanted', at: null });
  });

  test('is ordered by one process of two', async () => {
    expect((await Promise.all([round(), round()])).reduce((sum, done) => sum + done, 0)).toBe(1);
    expect(contractor.told).toHaveLength(1);
  });

  test('waits for its turn behind a silent contractor, and each round begins with another one', async () => {
    await place(26);
    contractor.answers = [SILENCE];
    expect(await round()).toBe(0);
    expect(contractor.told).toHaveLength(1);
    expect(await round()).toBe(1);
    expect(new Set(contractor.told.map(({ key }) => key)).size).toBe(2);
  });

  test('that meets a fault of ours holds up no other cookie and no other job (reliability 24)', async () => {
    const other = await place(26);
    contractor.answers = ['thrown'];
    await expect(runJob(t.app, SYSTEM, 'cookies')).rejects.toThrow('a fault of ours');
    expect(await cookie(other)).toMatchObject({ status: 'promised' });
    await dispatchOutbox(t.app);
    expect(await issue()).toMatchObject({ status: 'issued' });
    t.clock.advance(1);
    expect(await runJob(t.app, SYSTEM, 'cookies')).toMatchObject({ job: 'cookies' });
  });
});

const MODES: CookieMode[] = ['ok', 'timeout_before', 'timeout_after', 'error_500_before', 'error_500_after', 'delay', 'wrong_key', 'wrong_html', 'wrong_json'];

describeOnBoth('at the simulated contractor', (db) => {
  test('every order has exactly one cookie, whatever happens to the requests for it, two processes at once (C3)', async () => {
    let now = () => MONDAY;
    const sim = await startSimulator({ port: 0, now: () => now() });
    const t = await openTestApp(await db.url(), { cookies: cookiesOver(sim.cookiesUrl, { timeoutMs: 300 }) });
    now = () => t.clock.now();
    const client = await join(t, 'Barsik', ['client']);
    await hire(t, 'Tom');
    await offer(t);
    for (const [index, mode] of MODES.entries()) {
      await placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + (index + 4) * 3 * 3_600_000) });
      sim.cookies.setMode(mode, 2);
      for (let minute = 0; minute < 4; minute++) {
        await Promise.all([orderCookies(t.app, SYSTEM), orderCookies(t.app, SYSTEM)]);
        t.clock.advance(1);
      }
      await sim.cookies.release();
    }
    t.clock.advance(10);
    for (let rounds = 0; rounds < 3; rounds++) await orderCookies(t.app, SYSTEM);
    const kits = await t.app.query(t.boss, (w) => listKits(w));
    expect(kits.map(({ cookie }) => cookie?.status)).toEqual(MODES.map(() => 'arrived'));
    expect(sim.cookies.cookies().map(({ key, name }) => ({ key, name }))).toEqual(kits.map(({ order }) => ({ key: `cookie:${order.id}`, name: 'Barsik' })));
    await t.app.close();
    await sim.close();
  });
});
