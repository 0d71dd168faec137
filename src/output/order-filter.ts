import type { AppWork } from '../app';
import { listKits } from '../domain/consumables';
import { countOrders, listOrders, type OrderStatus, type OrderView } from '../domain/orders';
import { reach, showPerson } from '../domain/users';
import { nextForOrder } from './orders';

interface Given {
  status?: readonly OrderStatus[] | undefined;
  client?: string | undefined;
  worker?: string | undefined;
}

/** Orders as flags filter them, up to a limit, and how many there are in all; people may be named by their numbers. */
export async function ordersWith(w: AppWork, { status, client, worker }: Given, limit?: number): Promise<{ orders: OrderView[]; total: number }> {
  const filter = {
    ...(status?.length ? { statuses: status } : {}),
    ...(client === undefined ? {} : { client: (await showPerson(w, client)).id }),
    ...(worker === undefined ? {} : { worker: (await showPerson(w, worker)).id }),
  };
  const orders = await listOrders(w, { ...filter, ...(limit === undefined ? {} : { limit }) });
  return { orders, total: orders.length === limit ? await countOrders(w, filter) : orders.length };
}

/** Whether any filter is set. */
export const filterOf = ({ status, client, worker }: Given): boolean => Boolean(status?.length || client || worker);

/** What to do next about a list of orders: first for one without a worker, then for the kit that is due first, be its order shown or beyond the limit. */
export async function nextForList(w: AppWork, orders: readonly OrderView[], isFiltered: boolean): Promise<string | undefined> {
  const [first] = orders;
  if (!first || first.status === 'unmatched' || reach(w.actor, 'list-kits') !== 'any') return first && nextForOrder(first);
  const shown = new Set(orders.map(({ id }) => id));
  const due = (await listKits(w, { open: true })).find((kit) => !kit.overridden && !kit.isWaiting && (!isFiltered || shown.has(kit.order.id)));
  return due ? `mcf consumables issue ${due.order.number}` : `mcf orders show ${first.number}`;
}
