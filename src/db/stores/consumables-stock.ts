import type { Item, Movement, MovementKind, Purchase, PurchaseStatus } from '../../domain/consumables';
import type { StockStore } from '../../domain/consumables/store';
import { inList, instant, instantOrNull, listParams } from '../rows';
import type { Params } from '../sql';
import type { Row, Tables } from '../tables';

interface ItemRow {
  key: string;
  name: string;
  name_ru: string | null;
  also: string;
  unit: string | null;
  counted: number;
  reorder_level: number | null;
  order_quantity: number | null;
  on_hand: number;
  movements: number;
}

interface MovementRow {
  item_key: string;
  no: number;
  kind: MovementKind;
  quantity: number;
  on_hand: number;
  order_id: string | null;
  order_number: number | null;
  purchase: number | null;
  at: string;
  by_id: string | null;
  reason: string | null;
}

interface PurchaseRow {
  number: number;
  item_key: string;
  quantity: number;
  received: number;
  status: PurchaseStatus;
  opened_at: string;
  closed_at: string | null;
  reason: string | null;
}

/** Items, their stock and purchases on SQL. */
export const stockStore = (t: Tables): StockStore => ({ ...itemStore(t), ...movementStore(t), ...purchaseStore(t) });

function itemStore(t: Tables): Pick<StockStore, 'items' | 'addItem' | 'changeItem' | 'claimNames' | 'lockItems'> {
  return {
    items: async (keys) => {
      const where = keys ? `key IN (${inList(keys)})` : '1 = 1';
      const rows = await t.all<ItemRow>(
        `SELECT items.*, stock.on_hand, stock.movements FROM items JOIN stock ON stock.item_key = items.key WHERE ${where} ORDER BY name, key`,
        listParams(keys ?? []),
      );
      return rows.map(toItem);
    },
    addItem: async (item) => {
      if (!(await t.insertNew('items', { key: item.key, ...factsOf(item) }))) return false;
      return t.insertNew('stock', { item_key: item.key, on_hand: 0, movements: 0 });
    },
    changeItem: async (item) => void (await t.update('items', { key: item.key }, factsOf(item))),
    claimNames: async (item, names) => {
      await t.remove('item_names', { item_key: item });
      for (const name of names) if (!(await t.insertNew('item_names', { name, item_key: item }))) return name;
      return undefined;
    },
    lockItems: (keys) => t.lockAll(keys.map((key) => `item ${key}`)),
  };
}

function movementStore(t: Tables): Pick<StockStore, 'addMovement' | 'movements'> {
  return {
    addMovement: async ({ item, no, kind, quantity, onHand, order, purchase, reason, at, by }) => {
      const moved = await t.update('stock', { item_key: item, on_hand: onHand - quantity, movements: no - 1 }, { on_hand: onHand, movements: no });
      if (moved !== 1) throw new Error(`the stock of ${item} moved although it was locked`);
      const row = { item_key: item, no, kind, quantity, on_hand: onHand, order_id: order?.id ?? null, order_number: order?.number ?? null, purchase, at: at.toISOString(), by_id: by };
      await t.insert('stock_movements', row);
      if (reason !== null) await t.insert('stock_notes', { item_key: item, no, reason });
    },
    movements: async (of) => {
      const [where, params] = 'item' in of ? ['m.item_key = $item', of] : ['m.order_id = $order', of];
      const rows = await t.all<MovementRow>(
        `SELECT m.*, n.reason FROM stock_movements m LEFT JOIN stock_notes n ON n.item_key = m.item_key AND n.no = m.no
         WHERE ${where} ORDER BY m.item_key, m.no DESC`,
        params,
      );
      return rows.map(toMovement);
    },
  };
}

function purchaseStore(t: Tables): Pick<StockStore, 'openPurchase' | 'purchase' | 'awaited' | 'purchases' | 'changePurchase'> {
  const AWAITED = "status IN ('open', 'ordered')";
  const select = async (where: string, params: Params = {}) => {
    const rows = await t.all<PurchaseRow>(
      `SELECT purchases.*, n.reason FROM purchases LEFT JOIN purchase_notes n ON n.purchase = purchases.number
       WHERE ${where} ORDER BY CASE WHEN ${AWAITED} THEN 0 ELSE 1 END, number DESC`,
      params,
    );
    return rows.map(toPurchase);
  };
  return {
    openPurchase: async ({ item, quantity }) => {
      const number = await t.next('purchases');
      await t.insert('purchases', { number, item_key: item, quantity, received: 0, status: 'open', opened_at: t.now.toISOString() });
      return { number, item, quantity, received: 0, status: 'open', openedAt: t.now, closedAt: null, reason: null };
    },
    purchase: async (number) => (await select('number = $number', { number }))[0],
    awaited: async (item) => (await select(`item_key = $item AND ${AWAITED}`, { item }))[0],
    purchases: ({ open }) => select(open ? AWAITED : '1 = 1'),
    changePurchase: async ({ number, received, status, closedAt, reason }) => {
      await t.update('purchases', { number }, { received, status, closed_at: closedAt?.toISOString() ?? null });
      if (reason !== null && !(await t.insertNew('purchase_notes', { purchase: number, reason }))) await t.update('purchase_notes', { purchase: number }, { reason });
    },
  };
}

const factsOf = ({ name, nameRu, also, unit, isCounted, reorderLevel, orderQuantity }: Item): Row => ({
  name,
  name_ru: nameRu,
  also: JSON.stringify(also),
  unit,
  counted: isCounted ? 1 : 0,
  reorder_level: reorderLevel,
  order_quantity: orderQuantity,
});

const toItem = (row: ItemRow): Item => ({
  key: row.key,
  name: row.name,
  nameRu: row.name_ru,
  also: JSON.parse(row.also) as string[],
  unit: row.unit,
  isCounted: row.counted === 1,
  reorderLevel: row.reorder_level,
  orderQuantity: row.order_quantity,
  onHand: row.on_hand,
  movements: row.movements,
});

const toMovement = (row: MovementRow): Movement => ({
  item: row.item_key,
  no: row.no,
  kind: row.kind,
  quantity: row.quantity,
  onHand: row.on_hand,
  order: row.order_id === null || row.order_number === null ? null : { id: row.order_id, number: row.order_number },
  purchase: row.purchase,
  reason: row.reason,
  at: instant(row.at),
  by: row.by_id,
});

const toPurchase = (row: PurchaseRow): Purchase => ({
  number: row.number,
  item: row.item_key,
  quantity: row.quantity,
  received: row.received,
  status: row.status,
  openedAt: instant(row.opened_at),
  closedAt: instantOrNull(row.closed_at),
  reason: row.reason,
});
