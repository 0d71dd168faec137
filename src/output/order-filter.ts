import type { AppWork } from '../app';
import { countOrders, listOrders, type OrderStatus, type OrderView } from '../domain/orders';
import { showPerson } from '../domain/users';

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
