import { pack, type Press } from '../../src/bot/callback-data';
import { listOrders } from '../../src/domain/orders';
import { listKits } from '../../src/domain/consumables';
import { describeOnBoth } from '../support/databases';
import { offer } from '../support/app';
import { closeWorlds, openBotWorld, order } from './support';

/** What only the client, or only the worker, is to see of an order. */
const CLIENTS_OWN = /Price \d|You still owe|#\d+: send/;

afterEach(closeWorlds);

describeOnBoth('forged presses', (databases) => {
  test("nobody acts on, or learns of, what isn't theirs", async () => {
    const t = await openBotWorld(databases);
    await offer(t);
    const [barsik, murka, tom, felix] = [await t.invite('Barsik', ['client']), await t.invite('Murka', ['client']), await t.hire('Tom'), await t.hire('Felix')];
    const stranger = await t.sim.cats.add({ name: 'Stranger', language: 'en' });
    for (const cat of [barsik, murka, tom, felix, stranger]) {
      await cat.start();
      await cat.sees('Hello');
    }
    await order(barsik, 'Glass dropping', 'Secret sofa');
    await t.dispatch();
    const before = await t.app.query(t.boss, (w) => listOrders(w));
    const [found] = before;
    if (!found) throw new Error('no order');
    const other = found.worker?.name === 'Tom' ? felix : tom;
    const thing = (name: string, action: string, version: string) => pack({ kind: 'thing', thing: name, action, id: found.id, version } as Press);
    const presses = [
      ...['show', 'cancel', 'repeat', 'why', 'move', 'directions', 'complain'].map((action) => thing('order', action, 'assigned')),
      ...['show', 'here', 'begin', 'place', 'done', 'form', 'unused', 'fail', 'cannot'].map((action) => thing('job', action, 'assigned')),
      thing('absence', 'remove', 'open'),
      ...['show', 'issue', 'other', 'back', 'partly'].map((action) => thing('kit', action, 'requested')),
      ...['show', 'close'].map((action) => thing('review', action, 'open')),
      ...['show', 'why', 'pay', 'here', 'pdf'].map((action) => thing('invoice', action, 'open')),
      ...['show', 'why', 'pdf'].map((action) => thing('payout', action, 'sent')),
      'd:AAAAAAAA:confirm:yes',
      'l:xx:settings',
      '',
    ].filter(Boolean);
    for (const cat of [murka, other, stranger]) {
      for (const data of presses) await cat.pressesData(data);
      await cat.says('/help');
      await cat.sees(/./);
    }
    await t.bot.idle();
    for (const cat of [murka, other, stranger]) expect(cat.transcript()).not.toContain('Secret sofa');
    // The worker of this very order and the supplies staff know of it, but the client's card and the worker's steps are not theirs.
    const mine = found.worker?.name === 'Tom' ? tom : felix;
    const ann = await t.invite('Ann', ['supplies']);
    await ann.start();
    await ann.sees('Hello');
    for (const [cat, things] of [[mine, ['order']], [ann, ['order', 'job']], [barsik, ['job']]] as const) {
      const seen = cat.messages().length;
      for (const name of things) {
        const actions = name === 'order' ? ['show', 'cancel', 'why', 'move', 'directions', 'complain'] : ['here', 'done', 'fail', 'cannot'];
        for (const action of actions) await cat.pressesData(thing(name, action, 'assigned'));
      }
      await cat.says('/help');
      await cat.sees(/./);
      await t.bot.idle();
      const after = cat.messages().slice(seen).map((message) => message.text ?? '').join(' ');
      expect(after).not.toMatch(CLIENTS_OWN);
    }
    expect(await t.app.query(t.boss, (w) => listOrders(w))).toEqual(before);
    expect((await t.app.query(t.boss, (w) => listKits(w)))[0]?.status).toBe('requested');
    expect(t.log.filter(({ level }) => level !== 'info')).toEqual([]);
  });
});
