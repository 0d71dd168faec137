import type { Item, Movement, Purchase } from './item';

/** The tables of items, their stock and purchases. */
export interface StockStore {
  /** Items that staff keep, by name; all unless some are named by key. */
  items(keys?: readonly string[]): Promise<Item[]>;
  /** Adds an item without any stock; false where its key is taken. */
  addItem(item: Item): Promise<boolean>;
  changeItem(item: Item): Promise<void>;
  /** Gives an item exactly these names; returns one that another item bears. */
  claimNames(item: string, names: readonly string[]): Promise<string | undefined>;
  /** Lets nobody else move or change these items until the transaction ends. */
  lockItems(keys: readonly string[]): Promise<void>;
  /** Books the next movement of an item that is locked. */
  addMovement(movement: Movement): Promise<void>;
  /** Movements of an item, or of an order, newest first. */
  movements(of: { item: string } | { order: string }): Promise<Movement[]>;
  openPurchase(purchase: { item: string; quantity: number }): Promise<Purchase>;
  purchase(number: number): Promise<Purchase | undefined>;
  /** The purchase of an item that is still waited for. */
  awaited(item: string): Promise<Purchase | undefined>;
  /** Purchases, those still waited for first, then the newest. */
  purchases(filter: { open?: boolean }): Promise<Purchase[]>;
  changePurchase(purchase: Purchase): Promise<void>;
}
