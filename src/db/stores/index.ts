import type { Tables } from '../tables';
import { billingStore } from './billing';
import { chatStore } from './chat';
import { consumablesStore } from './consumables';
import { machineStore } from './machine';
import { notificationsStore } from './notifications';
import { ordersStore } from './orders';
import { qualityStore } from './quality';
import { staffingStore } from './staffing';
import { usersStore } from './users';

/** Every context's store, bound to one unit of work and made when it is first asked for; `wall` is real time. */
export function bindStores(t: Tables, wall: Date) {
  const users = once(() => usersStore(t));
  const staffing = once(() => staffingStore(t));
  const orders = once(() => ordersStore(t));
  const billing = once(() => billingStore(t));
  const consumables = once(() => consumablesStore(t));
  const quality = once(() => qualityStore(t));
  const notifications = once(() => notificationsStore(t, wall));
  const machine = once(() => machineStore(t, wall));
  const chat = once(() => chatStore(t, wall));
  return {
    get users() { return users(); },
    get staffing() { return staffing(); },
    get orders() { return orders(); },
    get billing() { return billing(); },
    get consumables() { return consumables(); },
    get quality() { return quality(); },
    get notifications() { return notifications(); },
    get machine() { return machine(); },
    get chat() { return chat(); },
  };
}

function once<S>(make: () => S): () => S {
  let made: S | undefined;
  return () => (made ??= make());
}
