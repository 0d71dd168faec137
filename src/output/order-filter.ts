import type { AppWork } from '../app';
import { listOrders, type OrderStatus, type OrderView } from '../domain/orders';
import { showPerson } from '../domain/users';

interface Given {
  status?: readonly OrderStatus[] | undefined;
  client?: string | undefined;
  worker?: string | undefined;
}

/** Orders as flags filter them; people may be named by their numbers. */
export async function ordersWith(w: AppWork, { status, client, worker }: Given): Promise<OrderView[]> {
  return listOrders(w, {
    ...(status?.length ? { statuses: status } : {}),
    ...(client === undefined ? {} : { client: (await showPerson(w, client)).id }),
    ...(worker === undefined ? {} : { worker: (await showPerson(w, worker)).id }),
  });
}

/** Whether any filter is set. */
export const filterOf = ({ status, client, worker }: Given): boolean => Boolean(status?.length || client || worker);
