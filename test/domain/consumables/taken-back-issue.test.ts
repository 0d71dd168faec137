import { assignOrder, cancelOrder, orderTimeline, placeOrder, showOrder, startOrder, takeBackKit, type OrderView } from '../../../src/domain/orders';
import { handOverKit, issueKit, leftOut, listKits, returnKit, showStock } from '../../../src/domain/consumables';
import { listTasks } from '../../../src/domain/notifications';
import type { Person } from '../../../src/domain/users';
import { as, hire, MONDAY, photo, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';
import { openWithKit } from './a-kit';

describeOnBoth('a kit that was issued by mistake', (db) => {
  let t: TestApp;
  let ann: Person;
  let tom: Person;
  let order: OrderView;

  beforeEach(async () => {
    ({ t, ann, tom, order } = await openWithKit(await db.url()));
  });
  afterEach(() => t.app.close());

  const issue = (handedOut?: string) => t.app.run(as(ann), (w) => issueKit(w, { order: order.id, ...(handedOut !== undefined && { handedOut }) }));
  const undo = (reason = 'wrong press', who = as(ann)) => t.app.run(who, (w) => takeBackKit(w, { order: order.id, reason }));
  const assign = (worker: Person) => t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: worker.id, reason: 'ill' }));
  const start = () => t.app.run(as(tom), (w) => startOrder(w, { order: order.id, photo: photo('sofa') }));
  const takeBack = (items?: string) => t.app.run(as(ann), (w) => returnKit(w, { order: order.id, ...(items !== undefined && { items }) }));
  const kit = async () => (await t.app.query(as(ann), (w) => listKits(w)))[0];
  const onHand = async () => (await t.app.query(as(ann), (w) => showStock(w, 'glasses'))).item.onHand;
  const tasks = async () => (await t.app.query(t.boss, (w) => listTasks(w))).filter(({ kind }) => kind === 'kit_return').length;

  test('is asked for anew, with what was taken for it in stock again to the piece, and may be issued once more', async () => {
    await issue('3 glasses, a smile');
    await takeBack('1 glass');
    expect(await undo()).toMatchObject({ status: 'requested', now: [{ item: { key: 'glasses', onHand: 9 }, quantity: -2 }] });
    expect(await kit()).toMatchObject({ status: 'requested', issuedAt: null, issuedBy: null, left: [] });
    await expect(start()).rejects.toMatchObject({ code: 'orders.supplies_not_issued' });
    expect(await onHand()).toBe(9);
    expect(await issue()).toMatchObject({ status: 'issued', now: [{ quantity: 2 }] });
    expect([await onHand(), await tasks()]).toEqual([7, 0]);
    await start();
  });

  test('is said with a reason, which the history tells, and only of one that is issued', async () => {
    await expect(undo()).rejects.toMatchObject({ code: 'consumables.kit_not_issued', params: { number: 1 } });
    await issue();
    await expect(undo(' ')).rejects.toMatchObject({ kind: 'invalid' });
    await expect(undo('I have none', as(tom))).rejects.toMatchObject({ code: 'users.forbidden' });
    await undo();
    await expect(undo()).rejects.toMatchObject({ code: 'consumables.kit_not_issued' });
    const told = await t.app.query(t.boss, (w) => orderTimeline(w, order.id));
    expect(told.filter(({ event }) => event.type === 'supplies_issue_taken_back')).toMatchObject([{ actorId: ann.id, note: 'wrong press', event: { back_with: null } }]);
  });

  test('stays issued once the order has begun, or is over', async () => {
    await issue();
    await start();
    await expect(undo()).rejects.toMatchObject({ code: 'consumables.kit_in_use', params: { number: 1, status: 'started' } });
    const other = await placeOrder(t.app, t.boss, { id: t.app.newId(), client: order.client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date(MONDAY.getTime() + 86_400_000) });
    await t.app.run(as(ann), (w) => issueKit(w, { order: other.id }));
    await t.app.run(t.boss, (w) => cancelOrder(w, { order: other.id, reason: 'client_asked' }));
    await expect(t.app.run(as(ann), (w) => takeBackKit(w, { order: other.id, reason: 'late' }))).rejects.toMatchObject({ code: 'consumables.kit_in_use', params: { status: 'cancelled' } });
    expect(await onHand()).toBe(5);
  });

  test('that was not handed over after all is with who had it, who is to bring it back (O6)', async () => {
    const leo = await hire(t, 'Leo');
    await issue();
    t.clock.advance(1);
    await assign(leo);
    await t.app.run(as(ann), (w) => handOverKit(w, { order: order.id }));
    expect(await tasks()).toBe(0);
    t.clock.advance(1);
    expect(await undo()).toMatchObject({ status: 'requested', now: [] });
    const now = await kit();
    expect(now && leftOut(now)).toMatchObject([{ worker: tom.id, items: { glasses: 2 } }]);
    expect([await onHand(), await tasks()]).toEqual([7, 1]);
    await takeBack();
    expect([await onHand(), await tasks()]).toEqual([9, 0]);
  });

  test('while another worker still has one of it gives back to the stock only its own', async () => {
    const leo = await hire(t, 'Leo');
    await issue('3 glasses');
    await assign(leo);
    await issue();
    expect(await onHand()).toBe(4);
    await undo();
    expect([await onHand(), await tasks()]).toEqual([6, 1]);
    expect(await kit()).toMatchObject({ status: 'requested', worker: leo.id, left: [{ worker: tom.id, items: { glasses: 3 }, backAt: null }] });
  });

  test('is taken back, or its order begins, though both are said at once', async () => {
    await issue();
    const [undone, begun] = await Promise.allSettled([undo(), start()]);
    const { status } = await t.app.query(t.boss, (w) => showOrder(w, order.id));
    expect([undone.status, begun.status, status, await onHand()]).toEqual(
      undone.status === 'fulfilled' ? ['fulfilled', 'rejected', 'assigned', 9] : ['rejected', 'fulfilled', 'started', 7],
    );
  });
});
