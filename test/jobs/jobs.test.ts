import { lateOrders } from '../../src/domain/orders';
import { jobNames, listJobs, runJob } from '../../src/jobs';
import { carryOutReactions } from '../../src/jobs/reactions';
import { SYSTEM } from '../../src/domain/shared/work';
import { orderTimeline, placeOrder, showOrder, type OrderView } from '../../src/domain/orders';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';

describeOnBoth('jobs', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
  });
  afterEach(() => t.app.close());

  test('tell when they last ran and run next', async () => {
    await runJob(t.app, t.boss, 'no-shows');
    const jobs = await t.app.query(t.boss, listJobs);
    expect(jobs.map((job) => job.name)).toEqual(['outbox', 'reactions', 'no-shows', 'give-ups', 'matching', 'kits', 'reminders', 'cookies', 'shadows', 'billing', 'payouts', 'collections', 'daily-close', 'screening', 'purge']);
    expect(jobs.find((job) => job.name === 'no-shows')).toMatchObject({ last: MONDAY, error: null });
    expect(jobs.find((job) => job.name === 'billing')?.next).toEqual(new Date('2026-03-08T17:00:00.000Z'));
    expect(jobs.find((job) => job.name === 'daily-close')?.next).toEqual(new Date('2026-03-02T21:00:00.000Z'));
  });

  test('may all be run by a manager, whatever is due (U3)', async () => {
    const client = await join(t, 'Barsik', ['client']);
    const max = await join(t, 'Max', ['manager']);
    await offer(t);
    const place = (hours: number) =>
      placeOrder(t.app, as(client), {
        id: t.app.newId(),
        client: client.id,
        service: 'Glass dropping',
        place: 'Kitchen',
        at: new Date(MONDAY.getTime() + hours * 3_600_000),
      });
    const waiting = await place(2);
    await hire(t, 'Tom');
    const missed = await place(5);
    t.clock.advance(6 * 60);
    const done = [];
    for (const name of jobNames) done.push(await runJob(t.app, as(max), name));
    expect(done.map(({ job }) => job)).toEqual(jobNames);
    const now = async (order: OrderView) => t.app.query(t.boss, (w) => showOrder(w, order.id));
    expect(await now(waiting)).toMatchObject({ status: 'cancelled', endReason: 'nobody_free' });
    expect(await now(missed)).toMatchObject({ status: 'failed' });
    const ended = (await t.app.query(t.boss, (w) => orderTimeline(w, missed.id))).find(({ event }) => event.type === 'order_failed');
    expect(ended).toMatchObject({ actorId: max.id });
  });

  test('are unknown by any other name', async () => {
    await expect(runJob(t.app, t.boss, 'nonsense')).rejects.toMatchObject({ code: 'machine.job_not_found' });
  });

  test('never run twice at once, and again after the lease of one that died (reliability 24)', async () => {
    const lease = () => t.app.run(SYSTEM, (w) => w.machine.claimJob('purge', new Date(w.wall.getTime() + 300_000)));
    expect(await lease()).toBeDefined();
    await expect(runJob(t.app, t.boss, 'purge')).rejects.toMatchObject({ code: 'machine.job_busy' });
    t.clock.advance(5);
    expect(await runJob(t.app, t.boss, 'purge')).toEqual({ job: 'purge', done: 0 });
  });

  test('that lost their lease cannot close it for another (fence)', async () => {
    const claim = () => t.app.run(SYSTEM, (w) => w.machine.claimJob('purge', new Date(w.wall.getTime() + 300_000)));
    const first = await claim();
    t.clock.advance(5);
    const second = await claim();
    const close = (fence = '') => t.app.run(SYSTEM, (w) => w.machine.closeJob('purge', fence, null));
    expect(await close(first)).toBe(false);
    expect(await close(second)).toBe(true);
  });

  test('do what is left to do where a part of them fails: a no-show that cannot be noted holds up no alert', async () => {
    const looks: string[] = [];
    const query: TestApp['app']['query'] = (actor, look) => {
      looks.push(look.name);
      return look === (lateOrders as never) ? Promise.reject(new Error('no disk')) : t.app.query(actor, look);
    };
    await expect(runJob({ ...t.app, query }, SYSTEM, 'no-shows')).rejects.toThrow('no disk');
    expect(looks).toContain('overdueOrders');
  });

  test('leave the error where staff see it, and run again', async () => {
    const broken = { ...t.app, query: () => Promise.reject(new Error('no disk')) as never };
    await expect(runJob(broken, SYSTEM, 'no-shows')).rejects.toThrow('no disk');
    const row = async () => (await t.app.query(t.boss, listJobs)).find((job) => job.name === 'no-shows');
    expect(await row()).toMatchObject({ error: 'no disk' });
    await runJob(t.app, SYSTEM, 'no-shows');
    expect(await row()).toMatchObject({ error: null });
  });

  test('forget raw updates after 30 days, but not those that wait (U5)', async () => {
    await t.app.run(SYSTEM, async (w) => {
      await w.chat.keepUpdate({ updateId: 1, chatId: 1, body: '{}' });
      await w.chat.keepUpdate({ updateId: 2, chatId: 1, body: '{}' });
      await w.chat.updateHandled(1, null);
    });
    t.clock.advance(29 * 24 * 60);
    expect(await runJob(t.app, SYSTEM, 'purge')).toMatchObject({ done: 0 });
    t.clock.advance(2 * 24 * 60);
    expect(await runJob(t.app, SYSTEM, 'purge')).toMatchObject({ done: 1 });
    expect(await t.app.query(SYSTEM, (w) => w.chat.waitingUpdates())).toMatchObject([{ updateId: 2 }]);
  });

  test('carry out what follows a fact, retry it a bounded number of times, then park it', async () => {
    await hire(t, 'Tom');
    const due = () => t.app.query(SYSTEM, (w) => w.machine.reactionsDue(10));
    expect(await due()).toMatchObject([{ reaction: 'match_waiting', attempts: 0 }]);
    let looks = 0;
    // The first look of each round finds what is due; the reaction's own fails.
    const failing = { ...t.app, query: ((actor, look) => (looks++ % 2 === 0 ? t.app.query(actor, look) : Promise.reject(new Error('down')))) as typeof t.app.query };
    for (let round = 0; round < 5; round++) {
      expect(await due()).toHaveLength(1);
      expect(await carryOutReactions(failing)).toBe(0);
      t.clock.advance(60);
    }
    expect(await due()).toEqual([]);
  });
});
