import { allow } from '../users';
import type { Kit } from './kit';
import type { ConsumablesWork } from './work';

/** Kits asked for and handed out: open ones first, the most urgent at the top (C1). */
export async function listKits(w: ConsumablesWork, filter: { open?: boolean } = {}): Promise<Kit[]> {
  allow(w, 'list-kits');
  return w.consumables.kits(filter);
}

/** The kits of orders, by order id, for contexts that authorise by themselves. */
export async function kitsOf(w: ConsumablesWork, orders: readonly string[]): Promise<Map<string, Kit>> {
  return new Map((await w.consumables.kitsOf(orders)).map((kit) => [kit.order.id, kit]));
}

/** Whether an order may start: its kit is issued, or a manager overrode it (O3). */
export async function mayStart(w: ConsumablesWork, order: string): Promise<boolean> {
  const kit = await w.consumables.kit(order);
  return kit !== undefined && (kit.status === 'issued' || (kit.overridden && kit.status === 'requested'));
}

/** What a service's kit lists. */
export async function kitTemplate(w: ConsumablesWork, service: string): Promise<string[]> {
  return (await w.consumables.template(service))?.items ?? [];
}
