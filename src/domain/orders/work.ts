import type { BillingWork } from '../billing';
import type { ConsumablesWork } from '../consumables';
import type { Work } from '../shared/work';
import type { StaffingWork } from '../staffing';
import type { OrdersEvent } from './events';
import type { OrdersStore } from './store';

/** What a use case of orders is given. */
export type OrdersWork = Work<OrdersEvent> & { orders: OrdersStore } & BillingWork & StaffingWork & ConsumablesWork;
