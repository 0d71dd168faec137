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

/** Every context's store, bound to one unit of work; `wall` is real time. */
export function bindStores(t: Tables, wall: Date) {
  return {
    users: usersStore(t),
    staffing: staffingStore(t),
    orders: ordersStore(t),
    billing: billingStore(t),
    consumables: consumablesStore(t),
    quality: qualityStore(t),
    notifications: notificationsStore(t, wall),
    machine: machineStore(t, wall),
    chat: chatStore(t, wall),
  };
}
