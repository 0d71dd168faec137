import { addItem, countStock, editItem, issueKit, listItems, requestKit, showStock, type ItemChanges } from '../../../src/domain/consumables';
import { SYSTEM } from '../../../src/domain/shared/work';
import type { Person } from '../../../src/domain/users';
import { as, hire, join, offer, openTestApp, type TestApp } from '../../support/app';

/** A company with a supplies department, in which kits are asked for without an order behind them. */
export interface Shop {
  url: string;
  t: TestApp;
  ann: Person;
  service: string;
  /** Asks for so many kits of the service; returns the orders' ids. */
  kits: (count: number) => Promise<string[]>;
  /** Keeps an item that is counted, with so many on hand. */
  counted: (name: string, onHand: number, changes?: ItemChanges) => Promise<void>;
  issue: (order: string, handedOut?: string) => ReturnType<typeof issueKit>;
  onHand: (item: string) => Promise<number>;
}

/** Opens the shop with the client Barsik, Ann of supplies, the worker Tom and glass dropping, which takes two glasses. */
export async function openShop(url: string): Promise<Shop> {
  const t = await openTestApp(url);
  const [client, ann, tom] = [await join(t, 'Barsik', ['client']), await join(t, 'Ann', ['supplies']), await hire(t, 'Tom')];
  const { id: service } = await offer(t);
  let number = 0;
  const kit = () => ({ order: t.app.newId(), number: ++number, client: client.id, worker: tom.id, service, at: t.clock.now().toISOString() });
  return {
    url,
    t,
    ann,
    service,
    kits: (count) => {
      const kits = Array.from({ length: count }, kit);
      return t.app.run(SYSTEM, async (w) => {
        for (const asked of kits) await requestKit(w, asked);
        return kits.map(({ order }) => order);
      });
    },
    counted: async (name, onHand, changes = {}) => {
      const isKnown = (await t.app.query(as(ann), listItems)).some((item) => item.name === name);
      if (!isKnown) await t.app.run(as(ann), (w) => addItem(w, { name }));
      await t.app.run(as(ann), (w) => editItem(w, { item: name, changes: { isCounted: true, ...changes } }));
      await t.app.run(as(ann), (w) => countStock(w, { item: name, count: onHand, reason: 'first count' }));
    },
    issue: (order, handedOut) => t.app.run(as(ann), (w) => issueKit(w, { order, ...(handedOut !== undefined && { handedOut }) })),
    onHand: async (item) => (await t.app.query(as(ann), (w) => showStock(w, item))).item.onHand,
  };
}
