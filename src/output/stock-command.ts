import type * as Told from './consumables';
import { shellWord } from './hint';
import { ListCommand } from './list-command';

/** The sides of `consumables stock`: everything that is counted, one item with its movements, and a count. */
export abstract class StockCommand extends ListCommand {
  /** Shows what is on hand of every counted item. */
  protected async tellAll(flags: { csv?: boolean; limit?: number | undefined }) {
    const [{ listItems }, { itemList }] = await Promise.all([import('../domain/consumables'), import('./consumables')]);
    const items = (await this.query(listItems)).filter(({ isCounted }) => isCounted);
    this.next(items[0] ? `mcf consumables stock ${shellWord(items[0].name)}` : 'mcf consumables items');
    return this.list(items, itemList(), flags, true);
  }

  /** Shows one item and every movement of its stock, newest first. */
  protected async tellOne(reference: string, flags: { csv?: boolean; limit?: number | undefined }) {
    const [{ showStock }, { peopleById }, { item: inJson, movementList }, { purchase: purchaseInJson }, { itemLine }] = [
      await import('../domain/consumables'),
      await import('../domain/users'),
      await import('./consumables'),
      await import('./consumables-purchases'),
      await import('./item-flags'),
    ];
    const { item, movements, purchase, people } = await this.query(async (w) => {
      const found = await showStock(w, reference);
      return { ...found, people: await peopleById(w, found.movements.flatMap(({ by }) => by ?? [])) };
    });
    const awaited = purchase && `purchase ${purchase.number}: ${purchase.quantity - purchase.received} to come, ${purchase.status}`;
    if (!flags.csv) await this.card(itemLine(item), { 'to come': awaited, also: [item.nameRu ?? '', ...item.also].filter(Boolean).join(', ') });
    const told = await this.list(movements, movementList(this.clock, people), flags);
    this.next(purchase ? `mcf consumables receive ${shellWord(item.name)} --quantity ${purchase.quantity - purchase.received}` : `mcf consumables stock ${shellWord(item.name)} --count ${item.onHand} --reason stock-take`);
    return { ...inJson(item), purchase: purchase && purchaseInJson(purchase), movements: told };
  }

  /** Books what somebody counted. */
  protected async book(given: string | undefined, counted: number, why: string | undefined): Promise<ReturnType<typeof Told.item> & { difference: number }> {
    const [{ askText }, { askItem, item: inJson }] = await Promise.all([import('./choose'), import('./consumables')]);
    const { item: reference, reason } = await this.fill({ item: askItem(given, this.look), reason: askText('--reason', why, 'Why it was counted') });
    const { countStock } = await import('../domain/consumables');
    const { item, difference } = await this.change((w) => countStock(w, { item: reference, count: counted, reason }));
    const told = difference === 0 ? 'as booked' : `${difference > 0 ? '+' : ''}${difference}`;
    this.done(`${item.name}: ${item.onHand} counted, ${told}`);
    this.next(`mcf consumables stock ${shellWord(item.name)}`);
    return { ...inJson(item), difference };
  }
}
