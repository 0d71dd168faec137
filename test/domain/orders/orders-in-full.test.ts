import { kitTemplate } from '../../../src/domain/consumables';
import { dispatchOutbox } from '../../../src/domain/notifications';
import * as orders from '../../../src/domain/orders';
import type { OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { issueKit } from '../../../src/domain/consumables';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { runJob } from '../../../src/jobs';
import { as, hire, join, MONDAY, offer, openHousehold, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

const TOMORROW = new Date(MONDAY.getTime() + 86_400_000);

describeOnBoth('orders in full', (db) => {
  let t: TestApp;
  let client: Person;
  let tom: Person;

  beforeEach(async () => {
    ({ t, client, tom } = await openHousehold(await db.url()));
  });
  afterEach(() => t.app.close());

  const place = (changes: { at?: Date; directions?: string } = {}) =>
    orders.placeOrder(t.app, as(client), { id: t.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: TOMORROW, ...changes });
  const show = (order: OrderView) => t.app.query(SYSTEM, (w) => orders.showOrder(w, order.id));
  const timeline = (order: OrderView, asOf?: Date) => t.app.query(SYSTEM, (w) => orders.orderTimeline(w, order.id, asOf));
  const told = async (order: OrderView, type: string) => (await timeline(order)).filter(({ event }) => event.type === type);
  const start = async (order: OrderView, picture: string, takenAt?: Date) => {
    await t.app.run(t.boss, (w) => issueKit(w, { order: order.id }));
    return t.app.run(as(tom), (w) => orders.startOrder(w, { order: order.id, photo: photo(picture), ...(takenAt && { takenAt }) }));
  };
  const complete = (order: OrderView, picture: string) => t.app.run(as(tom), (w) => orders.completeOrder(w, { order: order.id, photo: photo(picture) }));

  describe('of which the worker says that it cannot come (M4)', () => {
    const report = (order: OrderView, who: Person, reason: 'ill' | 'other' = 'ill', note?: string) =>
      t.app.run(as(who), (w) => orders.reportCannotCome(w, { order: order.id, reason, ...(note !== undefined && { note }) }));

    test('stay its own until somebody else has them, and say so till then', async () => {
      const order = await place();
      expect(await report(order, tom, 'other', 'a thorn in the paw')).toMatchObject({ status: 'assigned', worker: { id: tom.id }, cannotCome: 'other' });
      expect(await told(order, 'worker_cannot_come')).toMatchObject([{ note: 'a thorn in the paw', event: { reason: 'other', worker: tom.id } }]);
      await expect(report(order, tom)).rejects.toMatchObject({ code: 'orders.already_reported' });
      const leo = await hire(t, 'Leo');
      const assign = (worker: Person) => t.app.run(t.boss, (w) => orders.assignOrder(w, { order: order.id, worker: worker.id, reason: 'ill' }));
      expect(await assign(leo)).toMatchObject({ cannotCome: null });
      await expect(report(order, tom)).rejects.toMatchObject({ code: 'users.forbidden' });
      expect(await assign(tom)).toMatchObject({ cannotCome: null });
      expect(await report(order, tom)).toMatchObject({ cannotCome: 'ill' });
    });

    test('need words for another reason, and take none that does not fit', async () => {
      const order = await place();
      await expect(report(order, tom, 'other')).rejects.toMatchObject({ code: 'users.bad_text' });
      await expect(report(order, tom, 'no_client' as never)).rejects.toMatchObject({ code: 'orders.bad_reason', params: { codes: 'ill, other' } });
      for (const who of [client, t.bossPerson]) await expect(report(order, who)).rejects.toMatchObject({ code: 'users.forbidden' });
    });

    test('are reported once by two presses at the same time', async () => {
      const order = await place();
      const results = await Promise.allSettled([report(order, tom), report(order, tom)]);
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(await told(order, 'worker_cannot_come')).toHaveLength(1);
    });
  });

  describe('and their reasons', () => {
    const cancel = (who: Person | null, reason: orders.ReasonCode, note?: string) => async () =>
      t.app.run(who ? as(who) : t.boss, async (w) => orders.cancelOrder(w, { order: String((await orders.listOrders({ ...w, actor: SYSTEM }))[0]?.number), reason, ...(note !== undefined && { note }) }));

    test('are for those who may give them, and for what they fit', async () => {
      await place();
      for (const [who, reason] of [[client, 'ill'], [client, 'client_asked'], [null, 'no_client'], [null, 'no_show']] as const)
        await expect(cancel(who, reason)()).rejects.toMatchObject({ code: 'orders.bad_reason' });
      await expect(cancel(client, 'other')()).rejects.toMatchObject({ code: 'users.bad_text' });
      expect(await cancel(null, 'client_asked', 'by telephone')()).toMatchObject({ endReason: 'client_asked', endNote: 'by telephone' });
    });

    test('are known by name, and anything else is kept in its own words', () => {
      expect(orders.readReason(' ill ')).toEqual({ reason: 'ill' });
      expect(orders.readReason('other')).toEqual({ reason: 'other', note: 'other' });
      expect(orders.readReason('the sofa is gone')).toEqual({ reason: 'other', note: 'the sofa is gone' });
      expect(orders.reasonsFor(as(client), 'cancel-order')).toEqual(['plans_changed', 'other']);
      expect(orders.reasonsFor(as(tom), 'fail-order')).toEqual(['no_client', 'bad_place', 'unsafe', 'ill', 'other']);
    });
  });

  test('without a worker are told of once more before their time, once (M5)', async () => {
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
    const order = await place();
    t.clock.set(new Date(TOMORROW.getTime() - 181 * 60_000));
    expect(await orders.remindUnmatched(t.app, SYSTEM)).toBe(0);
    t.clock.advance(1);
    expect(await orders.remindUnmatched(t.app, SYSTEM)).toBe(1);
    expect(await orders.remindUnmatched(t.app, SYSTEM)).toBe(0);
    expect(await told(order, 'order_still_unmatched')).toHaveLength(1);
  });

  test('that are moved while staff are to be reminded are reminded of before their new time, and not now', async () => {
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
    const order = await place();
    const later = new Date(TOMORROW.getTime() + 86_400_000);
    const run: TestApp['app']['run'] = async (actor, work) => {
      t.clock.set(MONDAY);
      await orders.moveOrder(t.app, as(client), { order: order.id, at: later });
      t.clock.set(new Date(TOMORROW.getTime() - 180 * 60_000));
      return t.app.run(actor, work);
    };
    t.clock.set(new Date(TOMORROW.getTime() - 180 * 60_000));
    expect(await orders.remindUnmatched({ ...t.app, run }, SYSTEM)).toBe(0);
    t.clock.set(new Date(later.getTime() - 180 * 60_000));
    expect(await orders.remindUnmatched(t.app, SYSTEM)).toBe(1);
  });

  describe('whose time has come while nobody has them', () => {
    let order: OrderView;
    beforeEach(async () => {
      await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
      order = await place();
    });

    test('are given to nobody any more, by hand or by matching, and cost nothing (M5)', async () => {
      const leo = await hire(t, 'Leo');
      t.clock.set(TOMORROW);
      const refusal = { code: 'orders.too_late_to_match', params: { number: 1 } };
      await expect(t.app.run(t.boss, (w) => orders.assignOrder(w, { order: order.id, worker: leo.id, reason: 'ill' }))).rejects.toMatchObject(refusal);
      await expect(orders.matchAgain(t.app, t.boss, { order: order.id })).rejects.toMatchObject(refusal);
      expect(await orders.matchWaitingOrders(t.app, SYSTEM)).toBe(0);
      expect(await show(order)).toMatchObject({ status: 'cancelled', endReason: 'nobody_free', price: null });
    });

    test('are given up by a job of their own, however long matching takes', async () => {
      t.clock.set(TOMORROW);
      expect(await runJob(t.app, SYSTEM, 'give-ups')).toEqual({ job: 'give-ups', done: 1 });
      expect(await show(order)).toMatchObject({ status: 'cancelled', endReason: 'nobody_free' });
      expect(await t.app.query(SYSTEM, orders.hopelessOrders)).toEqual([]);
    });

    test('are not reminded of, though their time came only after it was looked who is to be', async () => {
      t.clock.set(new Date(TOMORROW.getTime() - 60_000));
      const run: TestApp['app']['run'] = (actor, work) => (t.clock.set(TOMORROW), t.app.run(actor, work));
      expect(await orders.remindUnmatched({ ...t.app, run }, SYSTEM)).toBe(0);
      expect(await told(order, 'order_still_unmatched')).toEqual([]);
    });

    test('are given to nobody whom a slow match has found', async () => {
      await hire(t, 'Leo');
      const slow = (): TestApp['app'] => ({ ...t.app, run: (actor, work) => (t.clock.set(TOMORROW), t.app.run(actor, work)) });
      t.clock.set(new Date(TOMORROW.getTime() - 60_000));
      await expect(orders.matchAgain(slow(), t.boss, { order: order.id })).rejects.toMatchObject({ code: 'orders.too_late_to_match' });
      t.clock.set(new Date(TOMORROW.getTime() - 60_000));
      expect(await orders.matchWaitingOrders(slow(), SYSTEM)).toBe(0);
      expect(await show(order)).toMatchObject({ worker: null, price: null });
    });
  });

  test('placed later than that are not told of twice', async () => {
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
    const order = await place({ at: new Date(MONDAY.getTime() + 120 * 60_000) });
    expect(await orders.remindUnmatched(t.app, SYSTEM)).toBe(0);
    expect(await told(order, 'order_still_unmatched')).toEqual([]);
  });

  describe('and their photos (O4)', () => {
    const photos = (order: OrderView, who = t.boss) => t.app.query(who, (w) => orders.orderPhotos(w, order.id));

    test('are kept with their hash and dates, for managers to see', async () => {
      const order = await place();
      const taken = new Date(MONDAY.getTime() - 60_000);
      await start(order, 'sofa', taken);
      await complete(order, 'form');
      const [first, second] = await photos(order);
      expect(first).toEqual({ kind: 'started', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown, mime: 'image/jpeg', size: 7, takenAt: taken, keptAt: MONDAY, seenBefore: null });
      expect(second).toMatchObject({ kind: 'completed', takenAt: null, seenBefore: null });
      expect(await t.app.query(t.boss, (w) => orders.orderPhoto(w, { order: '1', kind: 'started' }))).toEqual(photo('sofa'));
      for (const who of [client, tom, await join(t, 'Ann', ['supplies'])]) await expect(photos(order, as(who))).rejects.toMatchObject({ code: 'users.forbidden' });
    });

    test('used before raise an alarm, and are kept all the same', async () => {
      const one = await place();
      await start(one, 'sofa');
      await complete(one, 'sofa');
      expect(await told(one, 'photo_reused')).toMatchObject([{ event: { kind: 'completed', old_order: one.id, old_number: 1, old_kind: 'started' } }]);
      const two = await place({ at: new Date(TOMORROW.getTime() + 86_400_000) });
      await start(two, 'sofa');
      expect(await told(two, 'photo_reused')).toMatchObject([{ event: { kind: 'started', old_number: 1, old_kind: 'started', worker: tom.id } }]);
      await complete(two, 'form');
      expect(await told(two, 'photo_reused')).toHaveLength(1);
      expect(await photos(two)).toMatchObject([{ kind: 'started', seenBefore: { id: one.id, number: 1, kind: 'started' } }, { kind: 'completed', seenBefore: null }]);
    });

    test('that are not there are missed by name', async () => {
      const order = await place();
      expect(await photos(order)).toEqual([]);
      await expect(t.app.query(t.boss, (w) => orders.orderPhoto(w, { order: order.id, kind: 'completed' }))).rejects.toMatchObject({ code: 'orders.no_photo' });
    });
  });

  describe('and the way to their place', () => {
    const say = (order: OrderView, text: string, who = as(client)) => t.app.run(who, (w) => orders.setDirections(w, { order: order.id, text }));

    test('is kept with them, changed until their end, and shown to the worker at once', async () => {
      const order = await place({ directions: ' second yard ' });
      expect(order.directions).toBe('second yard');
      await dispatchOutbox(t.app);
      t.letters.length = 0;
      expect(await say(order, 'third yard')).toMatchObject({ directions: 'third yard' });
      expect(await say(order, 'third yard')).toMatchObject({ directions: 'third yard' });
      await dispatchOutbox(t.app);
      expect(t.letters.filter(({ chatId }) => chatId === tom.chatId)).toMatchObject([{ content: { message: 'job_card', order: { directions: 'third yard' } } }]);
      expect(JSON.stringify(await told(order, 'order_directions_changed'))).not.toContain('yard');
      expect(await say(order, ' ', t.boss)).toMatchObject({ directions: null });
    });

    test('is said by the client and managers alone, in 500 characters', async () => {
      const order = await place();
      await expect(say(order, 'x', as(tom))).rejects.toMatchObject({ code: 'users.forbidden' });
      await expect(say(order, 'x'.repeat(501))).rejects.toMatchObject({ code: 'users.bad_text' });
      await expect(place({ directions: 'x'.repeat(501) })).rejects.toMatchObject({ code: 'users.bad_text' });
    });
  });

  test('know their copies, which take the directions along, and the history of the one tells of the other', async () => {
    const order = await place({ directions: 'second yard' });
    await t.app.run(as(client), (w) => orders.cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    t.clock.advance(5);
    const copy = await orders.repeatOrder(t.app, as(client), { id: t.app.newId(), order: order.id, at: new Date(TOMORROW.getTime() + 86_400_000) });
    expect(copy).toMatchObject({ copyOf: { number: 1 }, copiedAs: null, directions: 'second yard' });
    expect(await show(order)).toMatchObject({ copyOf: null, copiedAs: { id: copy.id, number: 2 } });
    expect((await timeline(order)).at(-1)).toMatchObject({ actor: 'Barsik', event: { type: 'order_copied', number: 2 } });
    expect((await timeline(copy))[0]).toMatchObject({ event: { type: 'order_placed' } });
  });

  test('is told in the order in which it happened, whatever the milliseconds of the clocks say', async () => {
    t.clock.advance(0.5);
    const order = await place();
    t.clock.advance(-0.001);
    await t.app.run(t.boss, (w) => orders.cancelOrder(w, { order: order.id, reason: 'client_asked' }));
    expect((await timeline(order)).map(({ event }) => event.type).slice(0, 2)).toEqual(['order_placed', 'order_assigned']);
  });

  test('have a history that tells only what was known at an instant, and the names of their workers', async () => {
    const order = await place();
    t.clock.advance(10);
    const leo = await hire(t, 'Leo');
    await t.app.run(t.boss, (w) => orders.assignOrder(w, { order: order.id, worker: leo.id, reason: 'ill' }));
    const types = async (asOf: Date) => (await timeline(order, asOf)).map(({ event }) => event.type);
    expect(await types(new Date(MONDAY.getTime() - 1))).toEqual([]);
    expect(await types(MONDAY)).toEqual(expect.arrayContaining(['order_placed', 'order_assigned']));
    expect(await types(MONDAY)).not.toContain('supplies_reassigned');
    const reassigned = (await timeline(order)).filter(({ event }) => event.type === 'order_assigned').at(-1);
    expect(reassigned).toMatchObject({ actor: 'Boss', note: null, names: { [tom.id]: 'Tom', [leo.id]: 'Leo' }, event: { reason: 'ill', previous_worker: tom.id } });
  });

  describe('and their services', () => {
    const edit = (changes: Parameters<typeof orders.editService>[2]) => t.app.run(t.boss, (w) => orders.editService(w, 'Glass dropping', changes));

    test('are changed for new orders only, the kit by a new version of its template', async () => {
      const order = await place();
      const changed = await edit({ nameEn: 'Vase dropping', nameRu: 'Вазы', descriptionEn: 'from any shelf', descriptionRu: 'с любой полки', minutes: 90, kit: ['a vase'] });
      expect(changed).toMatchObject({ nameEn: 'Vase dropping', descriptionEn: 'from any shelf', descriptionRu: 'с любой полки', minutes: 90 });
      expect((await show(order)).endsAt).toEqual(new Date(TOMORROW.getTime() + 3_600_000));
      const moved = await orders.moveOrder(t.app, as(client), { order: order.id, at: new Date(TOMORROW.getTime() + 86_400_000) });
      expect(moved.endsAt.getTime() - moved.at.getTime()).toBe(3_600_000);
      expect(await t.app.query(t.boss, (w) => orders.showService(w, 'Вазы'))).toMatchObject({ service: { minutes: 90 }, kit: ['acceptance form', 'a vase'] });
      expect(await t.app.query(t.boss, (w) => kitTemplate(w, changed.id))).toEqual(['acceptance form', 'a vase']);
    });

    test('are found whatever the letter case, and the nearest name is suggested for one there is not', async () => {
      const service = (name: string) => t.app.query(t.boss, async (w) => (await orders.showService(w, name)).service.nameEn);
      for (const name of ['glass  dropping', 'GLASS DROPPING', 'стаканы']) expect(await service(name)).toBe('Glass dropping');
      await expect(service('glas droping')).rejects.toMatchObject({ code: 'orders.service_not_found', params: { problem: 'near', nearest: 'Glass dropping' } });
      const flying = service('Flying');
      await expect(flying).rejects.toMatchObject({ code: 'orders.service_not_found' });
      await expect(flying).rejects.not.toMatchObject({ params: { problem: 'near' } });
      await expect(offer(t, 'glass dropping')).rejects.toMatchObject({ code: 'orders.service_exists' });
    });

    test('lose a description by an empty text, and keep what was not named', async () => {
      await edit({ descriptionEn: 'from any shelf' });
      expect(await edit({ descriptionEn: ' ' })).toMatchObject({ descriptionEn: null, nameEn: 'Glass dropping', minutes: 60 });
    });

    test('never share a name on offer, be it by a change or by coming back', async () => {
      await t.app.run(t.boss, (w) => orders.retireService(w, 'Glass dropping'));
      const other = await offer(t);
      const [old] = (await t.app.query(t.boss, orders.listServices)).filter(({ id }) => id !== other.id);
      await expect(t.app.run(t.boss, (w) => orders.restoreService(w, old?.id ?? ''))).rejects.toMatchObject({ code: 'orders.service_exists' });
      await t.app.run(t.boss, (w) => orders.editService(w, other.id, { nameEn: 'Vases', nameRu: 'Вазы' }));
      expect(await t.app.run(t.boss, (w) => orders.restoreService(w, old?.id ?? ''))).toMatchObject({ status: 'active' });
      for (const taken of [{ nameEn: 'Glass dropping' }, { nameEn: 'glass DROPPING' }, { nameRu: 'стаканы' }, { nameEn: 'СТАКАНЫ' }])
        await expect(t.app.run(t.boss, (w) => orders.editService(w, other.id, taken))).rejects.toMatchObject({ code: 'orders.service_exists' });
    });

    test.each([
      ['minutes of no use', { minutes: 14 }, 'orders.bad_minutes'],
      ['an empty name', { nameEn: ' ' }, 'users.bad_text'],
      ['a long description', { descriptionRu: 'x'.repeat(501) }, 'users.bad_text'],
    ])('are not given %s', async (_, changes, code) => {
      await expect(edit(changes)).rejects.toMatchObject({ code });
    });
  });
});
