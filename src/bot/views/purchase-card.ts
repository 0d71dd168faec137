import { isAwaited, type Item, type Purchase } from '../../domain/consumables';
import type { Post, PostButton } from '../../gateways/telegram-api';
import { pageAt, turns } from './pages';
import { button, labelled, plain, post, say, type Reader } from './view';

/** A purchase with what is bought. */
export interface PurchaseFacts {
  purchase: Purchase;
  item: Item;
}

/** Something that runs short: what of it is to be bought, and that it came or that nobody buys it any more (C4). */
export function purchaseCard(reader: Reader, { purchase, item }: PurchaseFacts): Post {
  const { number: no, status, received, reason } = purchase;
  const facts = { item: itemsName(reader, item), no, on_hand: item.onHand };
  if (status === 'received') return post([say(reader, 'messages:purchase.received', { ...facts, quantity: received })], [[toPurchases(reader)]]);
  if (status === 'cancelled') return post([say(reader, 'messages:purchase.cancelled', { ...facts, why: reason ?? '' })], [[toPurchases(reader)]]);
  const lines = [
    say(reader, 'messages:purchase.needed', { ...facts, quantity: leftOf(purchase) }),
    received > 0 && say(reader, 'messages:purchase.part', { quantity: received }),
    status === 'ordered' && say(reader, 'messages:purchase.ordered'),
  ];
  return post(lines, purchaseButtons(reader, purchase));
}

/** What is to be bought, and the way to note whatever else came. */
export function purchaseList(reader: Reader, found: readonly PurchaseFacts[], page: number, notice?: string): Post {
  const shown = pageAt(found, page);
  const rows = shown.items.map(({ purchase, item }) => {
    const label = plain(reader, 'bot:purchases.line', { no: purchase.number, item: itemsName(reader, item), quantity: leftOf(purchase) });
    return [labelled(label, { kind: 'go', to: 'purchases', arg: `n${purchase.number}` })];
  });
  const title = say(reader, found.length === 0 ? 'bot:purchases.empty' : 'bot:purchases.title');
  return post([notice, title], [...rows, turns('purchases', shown, (at) => `p${at}`), [button(reader, 'bot:button.received_else', { kind: 'go', to: 'purchases', arg: 'else' })]]);
}

/** How much of a purchase has yet to come. */
export const leftOf = ({ quantity, received }: Purchase): number => Math.max(0, quantity - received);

/** An item's name in the reader's language. */
export const itemsName = (reader: Reader, { name, nameRu }: Pick<Item, 'name' | 'nameRu'>): string => (reader.language === 'ru' ? (nameRu ?? name) : name);

/** The way to what is to be bought. */
export const toPurchases = (reader: Reader): PostButton => button(reader, 'bot:command.purchases', { kind: 'go', to: 'purchases', arg: '' });

/** Buttons on what is still waited for; the first is bound to how much that is. */
function purchaseButtons(reader: Reader, purchase: Purchase): PostButton[][] {
  if (!isAwaited(purchase)) return [];
  const [no, left] = [purchase.number, leftOf(purchase)];
  const go = (key: string, arg: string) => button(reader, key, { kind: 'go', to: 'purchases', arg }, { quantity: left });
  const ordered = purchase.status === 'open' ? [go('messages:button.ordered', `ordered${no}`)] : [];
  return [[go('messages:button.received', `all${no}of${left}`), go('messages:button.received_other', `other${no}`)], ordered];
}
