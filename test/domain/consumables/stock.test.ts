import fc from 'fast-check';

import { countStock, editItem, issueKit, listPurchases, overrideKit, receiveStock, returnKit, showStock, withdrawKit } from '../../../src/domain/consumables';
import { SYSTEM } from '../../../src/domain/shared/work';
import { createApp } from '../../../src/app';
import { as } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openShop, type Shop } from './support';

describeOnBoth('counted stock', (db) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop(await db.url());
  });
  afterEach(() => shop.t.app.close());

  const run: Shop['t']['app']['run'] = (_actor, work) => shop.t.app.run(as(shop.ann), work);
  const stock = (item: string) => shop.t.app.query(as(shop.ann), (w) => showStock(w, item));
  const order = async () => (await shop.kits(1))[0] ?? '';
  const one = { order: '' };

  test('is taken from by what the template lists, and an item nobody counts is no reason to stop (C4)', async () => {
    await shop.counted('glasses', 3);
    expect((await shop.issue(await order())).moved).toMatchObject([{ item: { name: 'glasses', isCounted: true }, quantity: 2 }]);
    expect(await stock('glasses')).toMatchObject({
      item: { onHand: 1 },
      movements: [
        { no: 2, kind: 'issued', quantity: -2, onHand: 1, order: { number: 1 }, by: shop.ann.id },
        { no: 1, kind: 'counted', quantity: 3, onHand: 3, order: null, reason: 'first count' },
      ],
    });
    expect(await stock('acceptance form')).toMatchObject({ item: { isCounted: false }, movements: [] });
  });

  test('is taken from by what was really handed out, words apart (C1)', async () => {
    await shop.counted('glasses', 9);
    await shop.counted('towel', 9);
    const issued = await shop.issue(await order(), '3 Glasses, since one is cracked, 1 glass and 2 towels');
    expect(issued).toMatchObject({ status: 'issued', words: ['since one is cracked'] });
    expect([await shop.onHand('glasses'), await shop.onHand('towel')]).toEqual([5, 7]);
  });

  test('that is too small refuses the kit, which waits as before; what was really handed out does not need it', async () => {
    await shop.counted('glasses', 1);
    const id = await order();
    await expect(shop.issue(id)).rejects.toMatchObject({ code: 'consumables.out_of_stock', kind: 'conflict', params: { item: 'glasses', on_hand: 1, needed: 2, order: 1 } });
    expect(await stock('glasses')).toMatchObject({ item: { onHand: 1 }, movements: { length: 1 } });
    expect(await shop.issue(id, 'glass')).toMatchObject({ status: 'issued' });
    expect(await shop.onHand('glasses')).toBe(0);
  });

  test('is taken from once, however often a kit is issued, and not at all where a manager does without it (O3)', async () => {
    await shop.counted('glasses', 5);
    const [issued = '', without = ''] = await shop.kits(2);
    const first = await shop.issue(issued);
    expect(first.now).toMatchObject([{ item: { key: 'glasses', onHand: 3 }, quantity: 2 }]);
    expect(await shop.issue(issued, '2 glasses')).toEqual({ ...first, now: [] });
    await shop.t.app.run(shop.t.boss, (w) => overrideKit(w, { order: without, reason: 'they are there' }));
    expect(await shop.onHand('glasses')).toBe(3);
  });

  test('takes all items of a kit or none', async () => {
    await shop.counted('glasses', 5);
    await shop.counted('towel', 1);
    await expect(shop.issue(await order(), '2 glasses, 2 towels')).rejects.toMatchObject({ params: { item: 'towel', on_hand: 1, needed: 2 } });
    expect([await shop.onHand('glasses'), await shop.onHand('towel')]).toEqual([5, 1]);
  });

  test('gets back what was issued for an order that ended, once (O6)', async () => {
    await shop.counted('glasses', 5);
    one.order = await order();
    await expect(run(as(shop.ann), (w) => returnKit(w, one))).rejects.toMatchObject({ code: 'consumables.kit_not_out' });
    await shop.issue(one.order);
    await expect(run(as(shop.ann), (w) => returnKit(w, one))).rejects.toMatchObject({ code: 'consumables.kit_still_needed' });
    await shop.t.app.run(SYSTEM, (w) => withdrawKit(w, one));
    const returned = await run(as(shop.ann), (w) => returnKit(w, one));
    expect(returned.returnedAt).toEqual(shop.t.clock.now());
    expect(returned).toMatchObject({ came: 'acceptance form, 2 glasses', isAll: true, now: [{ quantity: -2 }] });
    expect(await run(as(shop.ann), (w) => returnKit(w, one))).toEqual({ ...returned, came: '', isAll: false, now: [] });
    expect(await stock('glasses')).toMatchObject({ item: { onHand: 5 }, movements: [{ kind: 'returned', quantity: 2 }, { kind: 'issued' }, { kind: 'counted' }] });
  });

  test('gets back no more than is out (O6)', async () => {
    await shop.counted('glasses', 5);
    one.order = await order();
    await shop.issue(one.order);
    const back = (items: string) => run(as(shop.ann), (w) => returnKit(w, { ...one, items }));
    await expect(back('3 glasses')).rejects.toMatchObject({ code: 'consumables.too_many_returned', params: { item: 'glasses', out: 2 } });
    await back('glass');
    await expect(back('2 glasses')).rejects.toMatchObject({ params: { out: 1 } });
    await shop.t.app.run(SYSTEM, (w) => withdrawKit(w, one));
    await expect(back('banana')).rejects.toMatchObject({ code: 'consumables.not_in_kit', params: { item: 'banana' } });
    expect(await back('acceptance form')).toMatchObject({ returnedAt: shop.t.clock.now(), cameBack: 'acceptance form' });
    expect(await shop.onHand('glasses')).toBe(4);
  });

  test('gets back all that is named of one item, in however many parts, and no more than is out in all', async () => {
    await shop.counted('glasses', 9);
    one.order = await order();
    await shop.issue(one.order, '6 glasses');
    const back = (items: string) => run(as(shop.ann), (w) => returnKit(w, { ...one, items }));
    await expect(back('4 glasses, 3 glasses')).rejects.toMatchObject({ code: 'consumables.too_many_returned', params: { item: 'glasses', out: 6 } });
    await back('2 glasses, 3 glasses');
    expect(await shop.onHand('glasses')).toBe(8);
  });

  test('is received and counted, of counted items alone', async () => {
    const receive = (quantity: number) => run(as(shop.ann), (w) => receiveStock(w, { item: 'glasses', quantity, reason: 'a gift' }));
    await expect(receive(5)).rejects.toMatchObject({ code: 'consumables.not_counted' });
    await shop.counted('glasses', 0);
    await expect(receive(0)).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
    expect(await receive(5)).toMatchObject({ item: { onHand: 5 }, purchase: null });
    const count = (many: number) => run(as(shop.ann), (w) => countStock(w, { item: 'glass', count: many, reason: 'stock-take' }));
    expect(await count(5)).toMatchObject({ difference: 0 });
    expect(await count(2)).toMatchObject({ difference: -3, item: { onHand: 2, movements: 4 } });
    await expect(count(1.5)).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
    await expect(count(-1)).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
  });

  test('can be neither changed nor deleted once it is booked: the database refuses (C4)', async () => {
    await shop.counted('glasses', 5);
    const { openDatabase } = await import('../../../src/db/connection');
    const database = openDatabase(shop.url);
    for (const change of ['UPDATE stock_movements SET quantity = 9', 'DELETE FROM stock_movements']) {
      await expect(database.transaction((sql) => sql.write(change))).rejects.toThrow();
    }
    await expect(database.transaction((sql) => sql.write('UPDATE stock SET on_hand = -1'))).rejects.toThrow();
    await database.close();
    expect(await stock('glasses')).toMatchObject({ item: { onHand: 5 }, movements: [{ quantity: 5 }] });
  });

  test('is exact under fifty people who issue at once: of thirty glasses thirty are handed out', async () => {
    await shop.counted('glasses', 30, { reorderLevel: 10, orderQuantity: 50 });
    const other = createApp({ databaseUrl: shop.url, wall: () => shop.t.clock.now(), clockOffsetMs: 0, goldHat: shop.t.goldHat, messenger: shop.t.app.messenger });
    const orders = await shop.kits(50);
    const tried = await Promise.allSettled(
      orders.map((id, at) => (at % 2 ? other : shop.t.app).run(as(shop.ann), (w) => issueKit(w, { order: id, handedOut: 'glass' }))),
    );
    await other.close();
    const refused = tried.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as { code: string }).code);
    expect(refused).toEqual(Array.from({ length: 20 }, () => 'consumables.out_of_stock'));
    const { item, movements } = await stock('glasses');
    expect(item.onHand).toBe(0);
    expect(movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
    expect(movements.map(({ no }) => no).sort((one, next) => one - next)).toEqual(Array.from({ length: 31 }, (_, no) => no + 1));
    expect(await shop.t.app.query(as(shop.ann), (w) => listPurchases(w))).toHaveLength(1);
  });

  test('agrees with a model after any work, and its movements always add up to what is on hand', async () => {
    const work = fc.oneof(
      fc.record({ kind: fc.constant('issue' as const), count: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ kind: fc.constant('receive' as const), count: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ kind: fc.constant('count' as const), count: fc.integer({ min: 0, max: 9 }) }),
      fc.record({ kind: fc.constant('return' as const), count: fc.integer({ min: 1, max: 4 }) }),
    );
    let round = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(work, { maxLength: 8 }), async (steps) => {
        const item = `thing-${++round}`;
        await shop.counted(item, 4);
        let model = 4;
        const out: { order: string; left: number }[] = [];
        for (const { kind, count } of steps) {
          if (kind === 'receive') model += (await run(as(shop.ann), (w) => receiveStock(w, { item, quantity: count })), count);
          if (kind === 'count') model = (await run(as(shop.ann), (w) => countStock(w, { item, count, reason: 'stock-take' })), count);
          if (kind === 'issue') {
            const id = await order();
            const isDone = await shop.issue(id, `${count} ${item}`).then(() => true, () => false);
            expect(isDone).toBe(count <= model);
            if (isDone) out.push({ order: id, left: count });
            if (isDone) model -= count;
          }
          const last = out.at(-1);
          if (kind === 'return' && last) {
            const isDone = await run(as(shop.ann), (w) => returnKit(w, { order: last.order, items: `${count} ${item}` })).then(() => true, () => false);
            expect(isDone).toBe(count <= last.left);
            if (isDone) last.left -= count;
            if (isDone) model += count;
          }
        }
        const kept = await stock(item);
        expect(kept.item.onHand).toBe(model);
        expect(kept.movements.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(model);
      }),
      { numRuns: 12, seed: 5 },
    );
  });

  test('of an item that is no longer counted stops nobody', async () => {
    await shop.counted('glasses', 1);
    await run(as(shop.ann), (w) => editItem(w, { item: 'glasses', changes: { isCounted: false } }));
    expect((await shop.issue(await order())).moved).toEqual([]);
    expect(await shop.onHand('glasses')).toBe(1);
  });

});
