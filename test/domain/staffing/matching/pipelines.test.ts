import { overrideKit } from '../../../../src/domain/consumables';
import { completeOrder, failOrder, matchWaitingOrders, placeOrder, showOrder, startOrder, type OrderView } from '../../../../src/domain/orders';
import { SYSTEM } from '../../../../src/domain/shared/work';
import { activatePipeline, comparePipelines, editPipeline, explainMatch, listPipelines, matureOutcomes, rollbackPipeline, runShadows, shadowPipeline, shadowsDue, showPipeline, workerRating, packSamples, type MatchInputs } from '../../../../src/domain/staffing';
import type { Person } from '../../../../src/domain/users';
import { as, hire, join, MONDAY, offer, openTestApp, photo, type TestApp } from '../../../support/app';
import { describeOnBoth } from '../../../support/databases';
import { said, testPrograms, type TestPrograms } from './support';

const DAY_MINUTES = 24 * 60;

describeOnBoth('pipelines', (db) => {
  let t: TestApp;
  let client: Person;
  let programs: TestPrograms;
  beforeEach(async () => {
    programs = testPrograms('nearest');
    t = await openTestApp(await db.url(), { programs });
    client = await join(t, 'Barsik', ['client']);
    await offer(t);
  });
  afterEach(() => t.app.close());

  const edit = (name: string, ...steps: string[]) =>
    t.app.run(t.boss, (w) => editPipeline(w, { name, source: [`pipeline: ${name}`, 'steps:', ...steps.map((step) => `  - ${step}`)].join('\n'), programs: programs.names() }));
  const activate = (ref: string) => t.app.run(t.boss, (w) => activatePipeline(w, { ref, reason: 'tried', programs: programs.names() }));
  const rollback = () => t.app.run(t.boss, (w) => rollbackPipeline(w, { reason: 'no good', programs: programs.names() }));
  const shadow = (ref: string, stop = false) => t.app.run(t.boss, (w) => shadowPipeline(w, { ref, stop, programs: programs.names() }));
  const inForce = async () => (await t.app.query(t.boss, (w) => listPipelines(w)))[0]?.version;
  const place = (minutes = 120) =>
    placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(t.clock.now().getTime() + minutes * 60_000) });
  const why = (order: OrderView) => t.app.query(t.boss, (w) => explainMatch(w, { order: order.id, number: order.number }));
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => showOrder(w, order.id));
  const complete = async (order: OrderView, worker: Person) => {
    await t.app.run(t.boss, (w) => overrideKit(w, { order: order.id, reason: 'none needed' }));
    await t.app.run(as(worker), (w) => startOrder(w, { order: order.id, photo: photo(`place ${order.id}`) }));
    return t.app.run(as(worker), (w) => completeOrder(w, { order: order.id, photo: photo(`form ${order.id}`) }));
  };
  test('are versions one after the other; the same steps again are the version that is there', async () => {
    expect(await edit('first', 'active', 'free', 'random')).toMatchObject({ isNew: true, active: 'first@1', row: { version: 'first@2', state: 'draft', author: 'Boss' } });
    expect(await edit('first', 'active', 'free', 'random')).toMatchObject({ isNew: false, row: { version: 'first@2' } });
    expect(await edit('evening', 'random')).toMatchObject({ row: { version: 'evening@1' } });
    expect(await inForce()).toBe('first@1');
    await expect(edit('evening', 'random', 'free')).rejects.toMatchObject({ code: 'staffing.pipeline_invalid', params: { problems: 2 } });
    expect((await t.app.query(t.boss, (w) => showPipeline(w, 'first'))).source).toBe('pipeline: first\nsteps:\n  - active\n  - free\n  - random\n');
    await expect(t.app.query(t.boss, (w) => showPipeline(w, 'frist'))).rejects.toMatchObject({ code: 'staffing.pipeline_not_found', params: { nearest: 'first' } });
  });

  test('are in force from their activation on, and taken back one by one', async () => {
    await edit('first', 'free', 'random');
    await edit('first', 'free', 'not_client', 'random');
    expect(await activate('first@2')).toMatchObject({ replaced: 'first@1', row: { state: 'active' } });
    await activate('first@3');
    await expect(activate('first@3')).rejects.toMatchObject({ code: 'staffing.pipeline_already', params: { problem: 'active' } });
    expect(await rollback()).toMatchObject({ replaced: 'first@3', row: { version: 'first@2' } });
    await activate('first@3');
    expect([(await rollback()).row.version, (await rollback()).row.version, await inForce()]).toEqual(['first@2', 'first@1', 'first@1']);
    await expect(rollback()).rejects.toMatchObject({ code: 'staffing.nothing_before' });
    expect((await t.app.query(t.boss, (w) => listPipelines(w, { all: true }))).map(({ version, state }) => `${version} ${state}`)).toEqual(['first@1 active', 'first@3 replaced', 'first@2 replaced']);
    expect((await t.app.query(t.boss, (w) => showPipeline(w, 'first@2'))).history.map(({ move, version, by }) => [move, version, by])).toEqual([
      ['activated', 'first@2', 'Boss'],
      ['activated', 'first@3', 'Boss'],
      ['rolled_back', 'first@2', 'Boss'],
      ['activated', 'first@3', 'Boss'],
      ['rolled_back', 'first@2', 'Boss'],
      ['rolled_back', 'first@1', 'Boss'],
    ]);
  });

  test('with a program that is not configured are never put in force, nor into shadow, nor back', async () => {
    await edit('asking', 'free', 'program: {run: nearest}', 'best');
    const unknown = { code: 'staffing.program_not_configured', params: { program: 'nearest' } };
    const without = (change: 'activate' | 'shadow' | 'rollback') =>
      t.app.run(t.boss, async (w) => {
        if (change === 'activate') await activatePipeline(w, { ref: 'asking', reason: 'x', programs: [] });
        else if (change === 'shadow') await shadowPipeline(w, { ref: 'asking', stop: false, programs: [] });
        else await rollbackPipeline(w, { reason: 'x', programs: [] });
      });
    await expect(without('activate')).rejects.toMatchObject(unknown);
    await expect(without('shadow')).rejects.toMatchObject(unknown);
    await activate('asking');
    await edit('first', 'random');
    await activate('first@2');
    await expect(without('rollback')).rejects.toMatchObject(unknown);
  });

  test('give a worker, and say why and that it comes out the same again (M3)', async () => {
    const [tom, leo] = [await hire(t, 'Tom'), await hire(t, 'Leo')];
    const first = await place();
    const second = await place();
    const { match, replay, people, earlier } = await why(second);
    expect(match).toMatchObject({ pipeline: 'first@1', picked: second.worker?.id, steps: [{}, {}, { step: 'free', dropped: [{ worker: first.worker?.id, why: `order ${first.id}` }] }, {}, {}] });
    expect({ replay, earlier }).toEqual({ replay: { same: true, picked: second.worker?.id }, earlier: [] });
    expect([people.get(tom.id)?.name, people.get(leo.id)?.name]).toEqual(['Tom', 'Leo']);
    expect(match.inputs?.samples.find(({ worker }) => worker === first.worker?.id)).toMatchObject({ bookedFor: first.id });
  });

  test('count the workload in the company\'s days, not in those of UTC', async () => {
    const tom = await hire(t, 'Tom');
    // Moscow is three hours ahead: 20:30 there is 17:30 UTC, and half past midnight is still the day before in UTC.
    await place(DAY_MINUTES + 8.5 * 60);
    await place(DAY_MINUTES + 12.5 * 60);
    await edit('rested', 'free', 'workload: {most: 2}', 'random');
    await activate('rested');
    const third = await place(DAY_MINUTES + 3 * 60);
    expect((await why(third)).match.inputs?.samples).toMatchObject([{ worker: tom.id, booked: { '0': 1, '1': 1 } }]);
    const full = await place(DAY_MINUTES + 60);
    expect([full.status, (await why(full)).match.steps[1]?.dropped]).toEqual(['unmatched', [{ worker: tom.id, why: '2 that day' }]]);
    expect(await place(2 * DAY_MINUTES + 60)).toMatchObject({ status: 'assigned' });
  });

  test('know results with a client from those with others, once they are due', async () => {
    const tom = await hire(t, 'Tom');
    const vasya = await join(t, 'Vasya', ['client']);
    await edit('rated', 'free', 'rating', 'past_with_client', 'weighted');
    await activate('rated');
    await complete(await place(), tom);
    t.clock.advance(200);
    expect((await why(await place())).match.inputs?.samples).toMatchObject([{ results: { ok: 0, notOk: 0 } }]);
    t.clock.advance(7 * DAY_MINUTES);
    await matureOutcomes(t.app, SYSTEM);
    const own = await place(300);
    const others = await placeOrder(t.app, as(vasya), { id: t.app.newId(), client: vasya.id, service: 'Glass dropping', place: 'Sofa', at: new Date(t.clock.now().getTime() + 900 * 60_000) });
    expect((await why(own)).match.inputs?.samples).toMatchObject([{ results: { ok: 1, notOk: 0 }, withClient: { ok: 1, notOk: 0 } }]);
    expect((await why(others)).match.inputs?.samples).toMatchObject([{ results: { ok: 1, notOk: 0 }, withClient: { ok: 0, notOk: 0 } }]);
  });

  test('look up and keep of workers what the versions in force and in shadow read, and no more', async () => {
    const tom = await hire(t, 'Tom');
    const leo = await hire(t, 'Leo');
    const asked: string[] = [];
    const query: TestApp['app']['query'] = (actor, look) =>
      t.app.query(actor, (w) => {
        const spied = { ...w.staffing, resultsOfWorkers: (of?: string) => (asked.push('results'), w.staffing.resultsOfWorkers(of)), characteristics: () => (asked.push('characteristics'), w.staffing.characteristics()), bookingStarts: (...of: Parameters<typeof w.staffing.bookingStarts>) => (asked.push('bookings'), w.staffing.bookingStarts(...of)) };
        return look({ ...w, staffing: spied });
      });
    const run: TestApp['app']['run'] = (actor, work) =>
      t.app.run(actor, (w) => work({ ...w, staffing: { ...w.staffing, availability: (...of: Parameters<typeof w.staffing.availability>) => (asked.push(`availability of ${of[3]}`), w.staffing.availability(...of)) } }));
    const placeSeen = () => {
      asked.length = 0;
      return placeOrder({ ...t.app, query, run }, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(t.clock.now().getTime() + 7_200_000) });
    };
    const first = await placeSeen();
    expect(asked).toEqual([`availability of ${first.worker?.id}`]);
    const stored = async (order: OrderView) => packSamples((await why(order)).match.inputs as MatchInputs);
    expect(await stored(first)).toEqual([tom, leo].map(({ id }) => ({ worker: id })).sort((a, b) => (a.worker < b.worker ? -1 : 1)));
    await edit('rated', 'free', 'rating', 'weighted');
    await shadow('rated');
    const second = await placeSeen();
    expect([asked, (await why(second)).match.inputs?.known]).toEqual([['results', `availability of ${second.worker?.id}`], ['active', 'absent', 'bookedFor', 'results']]);
    expect((await stored(second)).find(({ worker }) => worker === first.worker?.id)).toEqual({ worker: first.worker?.id, bookedFor: first.id });
    expect(await runShadows(t.app, SYSTEM)).toBe(1);
    expect((await why(second)).replay).toMatchObject({ same: true });
  });

  test('tell a worker how its orders went, and nobody else but managers', async () => {
    const [tom, leo] = [await hire(t, 'Tom'), await hire(t, 'Leo')];
    const mine = async () => {
      let order = await place();
      while (order.worker?.id !== tom.id) order = await place();
      return order;
    };
    expect(await t.app.query(as(tom), (w) => workerRating(w, tom.id))).toEqual({ completed: 0, failed: 0, ok: 0, notOk: 0, pending: 0, rating: null, recent: [] });
    const done = await mine();
    await complete(done, tom);
    t.clock.advance(200);
    const ill = await mine();
    await t.app.run(t.boss, (w) => overrideKit(w, { order: ill.id, reason: 'none needed' }));
    await t.app.run(as(tom), (w) => startOrder(w, { order: ill.id, photo: photo('there') }));
    await t.app.run(as(tom), (w) => failOrder(w, { order: ill.id, reason: 'ill' }));
    expect(await t.app.query(as(tom), (w) => workerRating(w, tom.id))).toMatchObject({ completed: 1, failed: 1, ok: 0, notOk: 0, pending: 2, rating: null, recent: [{ order: ill.id, state: 'in_review' }, { order: done.id, state: 'pending' }] });
    await expect(t.app.query(as(leo), (w) => workerRating(w, tom.id))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(t.app.query(t.boss, (w) => workerRating(w, client.id))).rejects.toMatchObject({ code: 'staffing.worker_not_found' });
  });

  describe('with a program', () => {
    beforeEach(async () => {
      await hire(t, 'Tom');
      await hire(t, 'Leo');
      await edit('asking', 'free', 'program: {run: nearest, on_failure: stop}', 'best');
      await activate('asking');
    });

    test('take its word, with no transaction open (M2)', async () => {
      const open: boolean[] = [];
      programs.answer = async ({ samples }) => {
        // A transaction that waits for nobody: were one open on SQLite, this could not write.
        open.push(await t.app.run(SYSTEM, async () => true));
        return said(Object.fromEntries(samples.map(({ worker }, at) => [String(worker), at === 0 ? 1 : 0])));
      };
      const order = await place();
      expect([order.worker?.id, open]).toEqual([String(programs.asked[0]?.samples[0]?.worker), [true]]);
      expect((await why(order)).replay).toEqual({ same: true, picked: order.worker?.id });
    });

    test('stop where it fails: the order waits, managers are told once, and it is matched when the program is back (M5)', async () => {
      programs.answer = () => ({ ok: false, fault: 'crashed', detail: 'exit code 1' });
      const order = await place();
      expect(order).toMatchObject({ status: 'unmatched', worker: null });
      await matchWaitingOrders(t.app, SYSTEM);
      await matchWaitingOrders(t.app, SYSTEM);
      const { orderTimeline } = await import('../../../../src/domain/orders');
      const stops = (await t.app.query(t.boss, (w) => orderTimeline(w, order.id, w.now))).filter(({ event }) => event.type === 'matching_stopped');
      expect(stops.map(({ event }) => event)).toEqual([{ type: 'matching_stopped', order: order.id, number: order.number, client: client.id, pipeline: 'asking@1', program: 'nearest', fault: 'crashed' }]);
      programs.answer = () => said({});
      expect(await matchWaitingOrders(t.app, SYSTEM)).toBe(1);
      expect(await show(order)).toMatchObject({ status: 'assigned' });
      expect((await why(order)).earlier).toMatchObject([{ picked: null, stopped: { program: 'nearest', fault: 'crashed' } }]);
    });

    test('an order that waited for somebody free is stopped at most once, too', async () => {
      await t.app.run(t.boss, (w) => editPipeline(w, { name: 'nobody', source: 'pipeline: nobody\nsteps:\n  - has: {characteristic: wings}\n  - random', programs: [] }));
      await activate('nobody');
      const order = await place();
      await activate('asking');
      programs.answer = () => ({ ok: false, fault: 'timeout', detail: '' });
      for (let round = 0; round < 3; round++) await matchWaitingOrders(t.app, SYSTEM);
      expect((await why(order)).match).toMatchObject({ pipeline: 'asking@1', picked: null, stopped: { fault: 'timeout' } });
      expect((await why(order)).earlier).toHaveLength(1);
    });
  });

  describe('in shadow', () => {
    beforeEach(async () => {
      for (const name of ['Tom', 'Leo', 'Max']) await hire(t, name);
    });

    test('run after the fact from what the match was made of, and change nothing', async () => {
      const before = await place();
      await edit('asking', 'free', 'program: {run: nearest}', 'best');
      t.clock.advance(1);
      await shadow('asking');
      await expect(shadow('asking')).rejects.toMatchObject({ params: { problem: 'shadow' } });
      const order = await place(180);
      expect(programs.asked).toEqual([]);
      programs.answer = ({ samples }) => said({ [String(samples.at(-1)?.worker)]: 1 });
      expect(await t.app.query(SYSTEM, shadowsDue)).toBe(true);
      expect([await runShadows(t.app, SYSTEM), await runShadows(t.app, SYSTEM)]).toEqual([1, 0]);
      expect(programs.asked).toHaveLength(1);
      expect([(await show(order)).worker, (await show(before)).worker]).toEqual([order.worker, before.worker]);
      const [twice] = await t.app.query(t.boss, (w) => w.staffing.matchedTwice('first@1', 'asking@1'));
      expect(twice).toMatchObject({ order: order.id, active: { picked: order.worker?.id }, shadow: { picked: String(programs.asked[0]?.samples.at(-1)?.worker) } });
      await shadow('asking', true);
      await place(400);
      expect(await t.app.query(SYSTEM, shadowsDue)).toBe(false);
      await expect(shadow('asking', true)).rejects.toMatchObject({ params: { problem: 'not_shadow' } });
    });

    test('never run on a match that knows less of workers than they read, and read one match at a time', async () => {
      await edit('rated', 'free', 'rating', 'weighted');
      // The match is looked up before the shadow begins, and stored after it.
      let begun = false;
      const run: TestApp['app']['run'] = async (actor, work) => {
        if (!begun) {
          begun = true;
          await shadow('rated');
        }
        return t.app.run(actor, work);
      };
      await placeOrder({ ...t.app, run }, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(t.clock.now().getTime() + 7_200_000) });
      expect(await t.app.query(SYSTEM, shadowsDue)).toBe(false);
      await place(300);
      await place(400);
      const read: string[][] = [];
      const query: TestApp['app']['query'] = (actor, look) => {
        const ids: string[] = [];
        read.push(ids);
        return t.app.query(actor, (w) => look({ ...w, staffing: { ...w.staffing, matchById: (id) => (ids.push(id), w.staffing.matchById(id)) } }));
      };
      expect(await runShadows({ ...t.app, query }, SYSTEM)).toBe(2);
      expect(read.map((ids) => ids.length)).toEqual([0, 1, 1]);
    });

    test('with the same steps pick the same worker each time, and are compared', async () => {
      await edit('second', 'active', 'free', 'random');
      await shadow('second');
      for (let order = 0; order < 6; order++) await place(120 + order * 95);
      await runShadows(t.app, SYSTEM);
      const found = await t.app.query(t.boss, (w) => comparePipelines(w, { a: 'second', b: 'first' }));
      expect(found).toMatchObject({ active: 'first@1', shadow: 'second@1', orders: 6, both: 6, same: 6, success: null, estimate: { rate: null, n: 0 } });
      expect(found.spread.shadow).toEqual(found.spread.active);
      await expect(t.app.query(t.boss, (w) => comparePipelines(w, { a: 'first', b: 'first@1' }))).rejects.toMatchObject({ code: 'staffing.same_pipeline' });
    });

    test('that both found nobody for an order did not pick the same worker', async () => {
      await edit('second', 'active', 'free', 'random');
      await shadow('second');
      const orders = [await place(), await place(), await place(), await place()];
      const matched = orders.filter(({ worker }) => worker !== null).length;
      await runShadows(t.app, SYSTEM);
      expect(matched).toBeLessThan(4);
      const found = await t.app.query(t.boss, (w) => comparePipelines(w, { a: 'first', b: 'second' }));
      expect(found).toMatchObject({ orders: 4, both: matched, same: matched, spread: { active: { matched, unmatched: 4 - matched } } });
    });

    test('are estimated from the outcomes of those who really came', async () => {
      await edit('second', 'active', 'free', 'random');
      await shadow('second');
      const orders: OrderView[] = [];
      for (let round = 0; round < 32; round++) orders.push(await place(120 + round * 95));
      await runShadows(t.app, SYSTEM);
      const known = { application: null, client: client.id, endedAt: MONDAY, dueAt: MONDAY, ended: 'completed', inReview: false } as const;
      await t.app.run(SYSTEM, async (w) => {
        for (const [at, { id, worker }] of orders.entries()) await w.staffing.addOutcome({ ...known, order: id, worker: worker?.id ?? '', state: at === 0 ? 'not_ok' : 'ok' });
      });
      const found = await t.app.query(t.boss, (w) => comparePipelines(w, { a: 'first', b: 'second' }));
      expect(found).toMatchObject({ orders: 32, same: 32, success: { ok: 31, n: 32 }, estimate: { n: 32, rate: expect.closeTo(31 / 32, 9) as number, support: expect.closeTo(1, 9) as number, effective: expect.closeTo(32, 6) as number } });
      expect(found.estimate.interval?.lower).toBeGreaterThan(0.8);
    });
  });
});
