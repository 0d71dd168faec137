import { handOverKit, issueKit, kitHolders, leftOut, listKits, missKit, returnKit, showStock } from '../../../src/domain/consumables';
import { listTasks } from '../../../src/domain/notifications';
import { assignOrder, cancelOrder, failNoShows, showOrder, type OrderView } from '../../../src/domain/orders';
import { SYSTEM } from '../../../src/domain/shared/work';
import { deactivateUser, type Person } from '../../../src/domain/users';
import { as, hire, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openWithKit } from './a-kit';

describeOnBoth('a kit that is out when its order goes to somebody else', (db) => {
  let t: TestApp;
  let ann: Person;
  let tom: Person;
  let leo: Person;
  let order: OrderView;

  beforeEach(async () => {
    ({ t, ann, tom, order } = await openWithKit(await db.url()));
    leo = await hire(t, 'Leo');
    await issue();
    await assign(leo);
  });
  afterEach(() => t.app.close());

  const issue = (handedOut?: string) => t.app.run(as(ann), (w) => issueKit(w, { order: order.id, ...(handedOut !== undefined && { handedOut }) }));
  const assign = (worker: Person) => t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: worker.id, reason: 'ill' }));
  const handOver = (from?: string) => t.app.run(as(ann), (w) => handOverKit(w, { order: order.id, from }));
  const holders = async () => (await t.app.query(as(ann), (w) => kitHolders(w, order.id))).map(({ name }) => name);
  const takeBack = (items?: string) => t.app.run(as(ann), (w) => returnKit(w, { order: order.id, ...(items !== undefined && { items }) }));
  const cancel = () => t.app.run(t.boss, (w) => cancelOrder(w, { order: order.id, reason: 'client_asked' }));
  const kit = async () => (await t.app.query(as(ann), (w) => listKits(w)))[0];
  const tasks = async () => (await t.app.query(t.boss, (w) => listTasks(w))).filter(({ kind }) => kind === 'kit_return').length;
  const onHand = async () => (await t.app.query(as(ann), (w) => showStock(w, 'glasses'))).item.onHand;

  test('is asked for anew, what is out is to come back, and who got the order late without one is not to blame (O5, O6)', async () => {
    expect(await kit()).toMatchObject({ status: 'requested', worker: leo.id, issuedAt: null, left: [{ worker: tom.id, items: { glasses: 2 }, backAt: null }] });
    expect(await tasks()).toBe(1);
    t.clock.advance(200);
    await failNoShows(t.app, SYSTEM);
    expect(await t.app.query(SYSTEM, (w) => showOrder(w, order.id))).toMatchObject({ status: 'failed', endReason: 'supplies_missing' });
  });

  test('is handed over without any of the stock, once, and nothing is to come back then', async () => {
    await t.app.run(as(leo), (w) => missKit(w, { order: order.id }));
    const over = await handOver();
    expect(over).toMatchObject({ isMissed: false, status: 'issued', worker: leo.id, issuedBy: ann.id, left: [{ worker: tom.id, isHandedOver: true, items: {} }] });
    expect([await onHand(), await tasks()]).toEqual([7, 0]);
    t.clock.advance(1);
    expect(await handOver()).toEqual(over);
    await cancel();
    await takeBack();
    expect(await onHand()).toBe(9);
  });

  test('comes back, and another one is issued: each is booked by itself (C4)', async () => {
    await issue('3 glasses');
    expect([await onHand(), await tasks()]).toEqual([4, 1]);
    await takeBack();
    expect(await kit()).toMatchObject({ status: 'issued', returnedAt: null, left: [{ worker: tom.id, backAt: t.clock.now().toISOString() }] });
    expect([await onHand(), await tasks()]).toEqual([6, 0]);
    await expect(takeBack()).rejects.toMatchObject({ code: 'consumables.kit_still_needed' });
    await cancel();
    await takeBack();
    expect(await onHand()).toBe(9);
  });

  test('of which not all came back stays short by that, also when the next one is back in full', async () => {
    await expect(takeBack('3 glasses')).rejects.toMatchObject({ code: 'consumables.too_many_returned', params: { out: 2 } });
    await takeBack('1 glass');
    await expect(handOver()).rejects.toMatchObject({ code: 'consumables.nothing_to_hand_over' });
    await issue();
    await cancel();
    await takeBack();
    expect(await onHand()).toBe(8);
  });

  test('is the own of its worker again where the order comes back to it', async () => {
    await assign(tom);
    expect(await kit()).toMatchObject({ status: 'issued', worker: tom.id, issuedBy: ann.id, left: [] });
    expect([await onHand(), await tasks()]).toEqual([7, 0]);
  });

  test('is to come back at once from a worker who is gone, and cannot be handed to nobody (U4)', async () => {
    await handOver();
    await assign(tom).then(() => handOver());
    await t.app.run(t.boss, (w) => deactivateUser(w, { person: tom.id }));
    const now = await kit();
    expect(now).toMatchObject({ status: 'requested', isWaiting: true });
    expect(now && leftOut(now)).toMatchObject([{ worker: tom.id }]);
    expect(await tasks()).toBe(1);
    await expect(handOver()).rejects.toMatchObject({ code: 'consumables.nothing_to_hand_over' });
    await cancel();
    await takeBack();
    expect([await onHand(), await tasks()]).toEqual([9, 0]);
  });

  test('is handed over by who is named where several have one, and by nobody where nobody is', async () => {
    const rex = await hire(t, 'Rex');
    expect(await holders()).toEqual(['Tom']);
    await issue('3 glasses');
    await assign(rex);
    expect(await holders()).toEqual(['Tom', 'Leo']);
    const names = `C-00000${tom.number} Tom, C-00000${leo.number} Leo`;
    await expect(handOver()).rejects.toMatchObject({ code: 'consumables.several_have_kit', params: { number: 1, names, example: `C-00000${leo.number}` } });
    await expect(handOver('Rex')).rejects.toMatchObject({ code: 'consumables.no_kit_with', params: { from: 'Rex', names } });
    expect(await handOver(' tom ')).toMatchObject({ status: 'issued', worker: rex.id, left: [{ worker: leo.id, items: { glasses: 3 } }, { worker: tom.id, isHandedOver: true }] });
    expect([await onHand(), await tasks(), await holders()]).toEqual([4, 1, []]);
    await takeBack();
    expect([await onHand(), await tasks()]).toEqual([7, 0]);
  });

  test.each(['id', 'number'] as const)('is handed over by who is named by %s', async (by) => {
    const rex = await hire(t, 'Rex');
    await issue();
    await assign(rex);
    expect(await handOver(by === 'id' ? leo.id : `c-${leo.number}`)).toMatchObject({ left: [{ worker: tom.id, backAt: null }, { worker: leo.id, isHandedOver: true }] });
  });

  test('is one of two namesakes only by number', async () => {
    const [rex, namesake] = [await hire(t, 'Rex'), await hire(t, 'Tom')];
    await assign(namesake);
    await issue();
    await assign(rex);
    await expect(handOver('Tom')).rejects.toMatchObject({ code: 'consumables.several_have_kit' });
    expect(await handOver(`C-${namesake.number}`)).toMatchObject({ left: [{ worker: tom.id, backAt: null }, { worker: namesake.id, isHandedOver: true }] });
  });

  test('is either handed over or taken back, though both are said at once, and the stock is right after it', async () => {
    const [over, back] = await Promise.allSettled([handOver(), takeBack()]);
    const now = await kit();
    expect(now?.status === 'issued' ? [back.status, leftOut(now).length, await onHand()] : [over.status, now?.left.length, await onHand()]).toEqual(
      now?.status === 'issued' ? [back.status, 0, 7] : ['rejected', 1, 9],
    );
    expect(await tasks()).toBe(0);
  });
});
