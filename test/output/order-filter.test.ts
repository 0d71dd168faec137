import { placeOrder } from '../../src/domain/orders';
import { ordersWith } from '../../src/output/order-filter';
import { as, join, MONDAY, offer, openTestApp } from '../support/app';
import { describeOnBoth } from '../support/databases';

describeOnBoth('orders as they are listed', (db) => {
  test('are read up to the limit, and counted only where there may be more', async () => {
    const t = await openTestApp(await db.url());
    const [client, other] = [await join(t, 'Barsik', ['client']), await join(t, 'Vasya', ['client'])];
    await offer(t);
    for (const who of [client, client, client, other]) {
      await placeOrder(t.app, as(who), { id: t.app.newId(), client: who.id, service: 'Glass dropping', place: 'Sofa', at: new Date(MONDAY.getTime() + 7_200_000) });
    }
    const asked: string[] = [];
    const list = (limit?: number) =>
      t.app.query(t.boss, (w) => {
        const orders: typeof w.orders.orders = async (filter) => {
          const found = await w.orders.orders(filter);
          asked.push(`read ${found.length}`);
          return found;
        };
        const countOrders: typeof w.orders.countOrders = (filter) => (asked.push('counted'), w.orders.countOrders(filter));
        return ordersWith({ ...w, orders: { ...w.orders, orders, countOrders } }, { client: client.id }, limit);
      });
    const seen = async (limit?: number) => {
      const { orders, total } = await list(limit);
      return [orders.map(({ number }) => number), total];
    };
    expect(await seen(2)).toEqual([[3, 2], 3]);
    expect(await seen(4)).toEqual([[3, 2, 1], 3]);
    expect(await seen()).toEqual([[3, 2, 1], 3]);
    expect(asked).toEqual(['read 2', 'counted', 'read 3', 'read 3']);
    await expect(t.app.query(as(other), (w) => ordersWith(w, { client: client.id }, 2))).rejects.toMatchObject({ code: 'users.forbidden' });
    await t.app.close();
  });
});
