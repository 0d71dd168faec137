import { assignOrder, cancelOrder, placeOrder } from '../../../src/domain/orders';
import { closeReview, listReviews, showReview } from '../../../src/domain/quality';
import { as, hire, join, MONDAY, offer, openTestApp, type TestApp } from '../../support/app';
import { describeOnBoth } from '../../support/databases';

describeOnBoth('a review', (db) => {
  let t: TestApp;
  beforeEach(async () => {
    t = await openTestApp(await db.url());
  });
  afterEach(() => t.app.close());

  async function cancelled(byHand = false) {
    const client = await join(t, 'Barsik', ['client']);
    await hire(t, 'Tom');
    await offer(t);
    const order = await placeOrder(t.app, as(client), {
      id: t.app.newId(),
      client: client.id,
      service: 'Glass dropping',
      place: 'Kitchen',
      at: new Date(MONDAY.getTime() + 7_200_000),
    });
    if (byHand) {
      const leo = await hire(t, 'Leo');
      await t.app.run(t.boss, (w) => assignOrder(w, { order: order.id, worker: leo.id, reason: 'he asked' }));
    }
    await t.app.run(as(client), (w) => cancelOrder(w, { order: order.id, reason: 'plans_changed' }));
    return order;
  }
  const close = (review: string, note = 'the client left town') =>
    t.app.run(t.boss, (w) => closeReview(w, { review, verdict: 'client', note }));

  test('opens by itself for a cancelled order and is closed once (Q1, Q3)', async () => {
    const order = await cancelled();
    expect(await t.app.query(t.boss, (w) => listReviews(w, { open: true }))).toMatchObject([{ order: { id: order.id }, reason: 'cancelled' }]);
    expect(await close(String(order.number))).toMatchObject({ status: 'closed', verdict: 'client' });
    await expect(close(order.id)).rejects.toMatchObject({ code: 'quality.review_closed' });
    expect(await t.app.query(t.boss, (w) => listReviews(w, { open: true }))).toEqual([]);
    expect(await t.app.query(t.boss, (w) => showReview(w, order.id))).toMatchObject({ note: 'the client left town' });
  });

  test('is not closed by who matched the order by hand (Q2)', async () => {
    const order = await cancelled(true);
    await expect(close(order.id)).rejects.toMatchObject({ code: 'quality.own_work' });
    const other = await join(t, 'Max', ['manager']);
    expect(await t.app.run(as(other), (w) => closeReview(w, { review: order.id, verdict: 'client', note: 'left town' }))).toMatchObject({ status: 'closed' });
  });

  test('needs words, and exists', async () => {
    const order = await cancelled();
    await expect(close(order.id, ' ')).rejects.toMatchObject({ code: 'users.bad_text' });
    await expect(close('99')).rejects.toMatchObject({ code: 'quality.review_not_found' });
  });
});
