import type { OrdersWork } from './work';

/** Stores the ordering policy that a new company begins with (O1, O3, O5, O9, M5). */
export async function beginOrders(w: OrdersWork): Promise<void> {
  await w.orders.begin({ lead_minutes: 60, horizon_days: 60, no_show_minutes: 30, overdue_minutes: 120, move_hours: 12, unmatched_reminder_minutes: 180 });
}
