import { placeOrder } from '../../src/domain/orders';
import { as } from '../support/app';
import { describeOnBoth } from '../support/databases';
import { openWorld, type World } from '../support/world';

describeOnBoth('a day of a kit in the chat', (db) => {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await db.url());
  });
  afterEach(() => world.close());

  test('its cookie is promised and comes, it is overdue, and issued by the button of that alarm (C1–C3)', async () => {
    const { person: client } = await world.join('Barsik', 'client', 'en');
    const { cat: ann } = await world.join('Ann', 'supplies', 'en');
    const { cat: max } = await world.join('Max', 'manager', 'ru');
    const { cat: tom } = await world.hire('Tom', 'en');
    const order = { id: world.app.newId(), client: client.id, service: 'Glass dropping', place: 'Kitchen', at: new Date('2026-03-02T13:00:00Z') };
    await placeOrder(world.app, as(client), order);
    await world.settle();
    await ann.sees(/#1 · By Mon 2 Mar, 16:00: Tom, Barsik[^]*• cookie 12:1\d/);
    await world.moveTo('2026-03-02T12:00:00Z');
    await max.sees(/№1: Набор не выдан\. До пн 2 марта, 16:00: Tom, Barsik\./);
    await tom.sees(/#1: In an hour: Kitchen\./);
    const alarm = await ann.sees(/#1: Kit not issued\./);
    await ann.presses('Issued', { on: alarm });
    await world.settle();
    await ann.sees(/Issued Mon 2 Mar, 15:00, Ann\./);
    expect(world.sim.cookies.cookies()).toMatchObject([{ key: `cookie:${order.id}`, name: 'Barsik' }]);
  });
});
