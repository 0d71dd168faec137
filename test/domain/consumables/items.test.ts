import { addItem, editItem, listItems, listKitTemplates, listKits, listPurchases, markPurchase, moveKit, receiveStock, setKit, type Purchase } from '../../../src/domain/consumables';
import { SYSTEM } from '../../../src/domain/shared/work';
import { as, hire, join } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openShop, type Shop } from './support';

describeOnBoth('items and purchases', (db) => {
  let shop: Shop;

  beforeEach(async () => {
    shop = await openShop(await db.url());
  });
  afterEach(() => shop.t.app.close());

  const run: <T>(work: Parameters<typeof shop.t.app.run<T>>[1]) => Promise<T> = (work) => shop.t.app.run(as(shop.ann), work);
  const query: <T>(work: Parameters<typeof shop.t.app.query<T>>[1]) => Promise<T> = (work) => shop.t.app.query(as(shop.ann), work);
  const order = async () => (await shop.kits(1))[0] ?? '';
  const purchases = (): Promise<Purchase[]> => query((w) => listPurchases(w));

  test('an item exists as soon as a template names it, and nobody counts it (C4)', async () => {
    expect(await query(listItems)).toMatchObject([{ name: 'acceptance form', isCounted: false }, { name: 'glasses', isCounted: false, onHand: 0 }]);
    await run((w) => setKit(w, { service: shop.service, items: ['3 Red towels', 'glass'] }));
    expect((await query(listItems)).map(({ name }) => name)).toEqual(['Red towels', 'acceptance form', 'glass']);
  });

  test('an item is found by every name it has, and no other item may have one of them', async () => {
    await run((w) => editItem(w, { item: 'glass', changes: { name: 'tumblers', nameRu: 'Стаканы', also: ['стакана'], unit: 'pcs', isCounted: true } }));
    for (const name of ['tumbler', 'СТАКАНЫ', 'стакана', 'glasses']) {
      expect(await run((w) => editItem(w, { item: name, changes: {} }))).toMatchObject({ key: 'glasses', name: 'tumblers', unit: 'pcs' });
    }
    await expect(run((w) => addItem(w, { name: 'стаканы' }))).rejects.toMatchObject({ code: 'consumables.item_exists' });
    await run((w) => addItem(w, { name: 'towel' }));
    await expect(run((w) => editItem(w, { item: 'towel', changes: { nameRu: 'Стакана' } }))).rejects.toMatchObject({ code: 'consumables.name_taken', params: { name: 'стакана' } });
    await expect(run((w) => editItem(w, { item: 'nothing', changes: {} }))).rejects.toMatchObject({ code: 'consumables.item_not_found' });
    expect(await run((w) => editItem(w, { item: 'стакана', changes: { also: [], nameRu: null, unit: null } }))).toMatchObject({ also: [], nameRu: null, unit: null });
    await expect(run((w) => editItem(w, { item: 'стакана', changes: {} }))).rejects.toMatchObject({ code: 'consumables.item_not_found' });
  });

  test('levels and quantities are whole numbers from one on', async () => {
    for (const reorderLevel of [0, -1, 1.5, 10_000]) {
      await expect(run((w) => editItem(w, { item: 'glasses', changes: { reorderLevel } }))).rejects.toMatchObject({ code: 'consumables.bad_quantity', params: { text: 'reorder level' } });
    }
  });

  test('clients and workers see and change nothing of it (U4)', async () => {
    const client = await join(shop.t, 'Vasya', ['client']);
    await expect(shop.t.app.query(as(client), listItems)).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(shop.t.app.run(as(client), (w) => editItem(w, { item: 'glasses', changes: {} }))).rejects.toMatchObject({ code: 'users.forbidden' });
    await expect(shop.t.app.query(as(client), (w) => listPurchases(w))).rejects.toMatchObject({ code: 'users.forbidden' });
  });

  test('falling below its level opens one purchase, and supplies staff are told (C4)', async () => {
    await shop.counted('glasses', 8, { reorderLevel: 5, orderQuantity: 20 });
    expect(await purchases()).toEqual([]);
    await shop.issue(await order(), '3 glasses');
    expect(await purchases()).toEqual([]);
    await shop.issue(await order(), '1 glass');
    expect(await purchases()).toMatchObject([{ number: 1, item: 'glasses', quantity: 20, received: 0, status: 'open' }]);
    await shop.issue(await order(), '2 glasses');
    expect(await purchases()).toHaveLength(1);
    expect(await told()).toEqual([{ person: shop.ann.id, subject: '1' }]);
  });

  test('a purchase brings at least as many as are missing', async () => {
    await shop.counted('glasses', 1, { reorderLevel: 9, orderQuantity: 3 });
    expect(await purchases()).toMatchObject([{ quantity: 8 }]);
  });

  test('a purchase is closed by all that was ordered, and a part of it leaves it open (C4)', async () => {
    await shop.counted('glasses', 4, { reorderLevel: 5, orderQuantity: 10 });
    const receive = (quantity: number, purchase?: number) => run((w) => receiveStock(w, { item: 'glasses', quantity, ...(purchase && { purchase }) }));
    expect(await receive(4)).toMatchObject({ purchase: { status: 'open', received: 4 }, item: { onHand: 8 } });
    expect(await receive(6, 1)).toMatchObject({ purchase: { status: 'received', received: 10, closedAt: shop.t.clock.now() } });
    await expect(receive(1, 1)).rejects.toMatchObject({ code: 'consumables.purchase_closed', params: { status: 'received' } });
    await expect(receive(1, 9)).rejects.toMatchObject({ code: 'consumables.purchase_not_found' });
    expect(await receive(1)).toMatchObject({ purchase: null, item: { onHand: 15 } });
    expect(await purchases()).toHaveLength(1);
  });

  test('a purchase is of one item', async () => {
    await shop.counted('glasses', 4, { reorderLevel: 5 });
    await shop.counted('towel', 4);
    await expect(run((w) => receiveStock(w, { item: 'towel', quantity: 1, purchase: 1 }))).rejects.toMatchObject({ code: 'consumables.wrong_purchase' });
  });

  test('what is still too little after a purchase was closed is bought anew', async () => {
    await shop.counted('glasses', 4, { reorderLevel: 5, orderQuantity: 2 });
    await run((w) => editItem(w, { item: 'glasses', changes: { reorderLevel: 50, orderQuantity: 2 } }));
    await run((w) => receiveStock(w, { item: 'glasses', quantity: 2 }));
    expect(await purchases()).toMatchObject([{ number: 2, status: 'open', quantity: 44 }, { number: 1, status: 'received' }]);
  });

  test('a purchase is marked as ordered, or cancelled with a reason; the next movement opens another', async () => {
    await shop.counted('glasses', 4, { reorderLevel: 5 });
    const mark = (as: 'ordered' | 'cancelled', reason?: string) => run((w) => markPurchase(w, { purchase: 1, as, ...(reason !== undefined && { reason }) }));
    expect(await mark('ordered', 'bill 77')).toMatchObject({ status: 'ordered', reason: 'bill 77' });
    expect(await mark('ordered')).toMatchObject({ status: 'ordered', reason: 'bill 77' });
    await expect(mark('cancelled')).rejects.toMatchObject({ code: 'users.bad_text' });
    expect(await mark('cancelled', 'too dear')).toMatchObject({ status: 'cancelled', reason: 'too dear', closedAt: shop.t.clock.now() });
    await expect(mark('ordered')).rejects.toMatchObject({ code: 'consumables.purchase_closed', params: { status: 'cancelled' } });
    await shop.issue(await order(), 'glass');
    expect(await purchases()).toMatchObject([{ number: 2, status: 'open' }, { number: 1, status: 'cancelled' }]);
  });

  test('an item that is counted from now on is not bought before somebody has counted it', async () => {
    await run((w) => editItem(w, { item: 'glasses', changes: { isCounted: true, reorderLevel: 5 } }));
    expect(await purchases()).toEqual([]);
  });

  test('a template gets a new version only where it says something new, and a kit keeps the one it was asked by (C1)', async () => {
    const set = (...items: string[]) => run((w) => setKit(w, { service: shop.service, items }));
    await order();
    expect(await set('2  glasses', 'acceptance form')).toMatchObject({ version: 1 });
    expect(await set('2 glasses', '1 towel')).toMatchObject({ version: 2, items: ['acceptance form', '2 glasses', 'towel'] });
    await order();
    expect((await query((w) => listKits(w))).map(({ templateVersion, items }) => [templateVersion, items.length])).toEqual([[1, 2], [2, 3]]);
    expect((await query((w) => listKitTemplates(w))).map(({ version }) => version)).toEqual([2]);
    expect((await query((w) => listKitTemplates(w, { history: true }))).map(({ version }) => version)).toEqual([2, 1]);
    await expect(set('2 glasses', 'glass')).rejects.toMatchObject({ code: 'consumables.item_twice' });
    await expect(set('0 glasses')).rejects.toMatchObject({ code: 'consumables.bad_quantity' });
  });

  test('two people who change a template at once make two versions', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, count) => run((w) => setKit(w, { service: shop.service, items: [`${count + 3} towels`] }))));
    const versions = await query((w) => listKitTemplates(w, { history: true }));
    expect(versions.map(({ version }) => version)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  test('the kit of an order that moves follows it to its day and its worker, for whom one that is out is asked for anew (O9)', async () => {
    const leo = await hire(shop.t, 'Leo');
    const id = await order();
    await shop.issue(id);
    const at = '2026-03-05T09:00:00.000Z';
    const move = () => shop.t.app.run(SYSTEM, (w) => moveKit(w, { order: id, worker: leo.id, at }));
    await move();
    await move();
    expect(await query((w) => listKits(w))).toMatchObject([{ status: 'requested', worker: leo.id, dueAt: new Date(at), left: [{ backAt: null }] }]);
    const { openDatabase } = await import('../../../src/db/connection');
    const database = openDatabase(shop.url);
    const events = await database.snapshot((sql) => sql.all<{ data: string }>("SELECT data FROM events WHERE type = 'supplies_moved'"));
    await database.close();
    expect(events.map(({ data }) => JSON.parse(data) as object)).toMatchObject([{ order: id, worker: leo.id, due: at, previous_due: shop.t.clock.now().toISOString() }]);
  });

  async function told(): Promise<object[]> {
    const { openDatabase } = await import('../../../src/db/connection');
    const database = openDatabase(shop.url);
    const rows = await database.snapshot((sql) => sql.all<{ person_id: string; subject: string }>("SELECT person_id, subject FROM outbox WHERE message = 'purchase_needed'"));
    await database.close();
    return rows.map(({ person_id: person, subject }) => ({ person, subject }));
  }
});
