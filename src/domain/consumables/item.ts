/** Something that goes into kits (C4). */
export interface Item {
  /** Its first name, which stays its id when it is renamed. */
  key: string;
  name: string;
  nameRu: string | null;
  /** Other words it goes by. */
  also: string[];
  unit: string | null;
  /** Whether its stock is counted; an item nobody counts is never a reason to stop. */
  isCounted: boolean;
  /** Below this a purchase is opened; null: never. */
  reorderLevel: number | null;
  /** How many are bought at a time; null: as many as the level says. */
  orderQuantity: number | null;
  onHand: number;
  /** How many movements its stock has had. */
  movements: number;
}

/** Why stock moved: into a kit, back from one, delivered, or counted by hand. */
export type MovementKind = 'issued' | 'returned' | 'received' | 'counted';

/** One movement of the stock of an item; its sum is what is on hand. */
export interface Movement {
  item: string;
  /** Counts from one for each item. */
  no: number;
  kind: MovementKind;
  quantity: number;
  /** What was there afterwards. */
  onHand: number;
  order: { id: string; number: number } | null;
  purchase: number | null;
  reason: string | null;
  at: Date;
  by: string | null;
}

/** Where a purchase stands. */
export type PurchaseStatus = 'open' | 'ordered' | 'received' | 'cancelled';

/** Something to be bought, since there is too little of it (C4). */
export interface Purchase {
  number: number;
  item: string;
  quantity: number;
  /** How many of them came so far. */
  received: number;
  status: PurchaseStatus;
  openedAt: Date;
  closedAt: Date | null;
  reason: string | null;
}

/** All the names of an item. */
export const namesOf = ({ key, name, nameRu, also }: Pick<Item, 'key' | 'name' | 'nameRu' | 'also'>): string[] => [key, name, ...(nameRu === null ? [] : [nameRu]), ...also];

/** Whether a purchase is still waited for. */
export const isAwaited = ({ status }: Pick<Purchase, 'status'>): boolean => status === 'open' || status === 'ordered';
