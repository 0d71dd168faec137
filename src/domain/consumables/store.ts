import type { Kit, KitStatus } from './kit';

/** The tables of kit templates and supply requests. */
export interface ConsumablesStore {
  /** The newest template of a service; empty where there is none. */
  template(service: string): Promise<string[]>;
  addTemplate(service: string, items: readonly string[]): Promise<void>;
  request(kit: Pick<Kit, 'order' | 'client' | 'worker' | 'dueAt' | 'items'>): Promise<boolean>;
  kit(order: string): Promise<Kit | undefined>;
  kits(filter: { open?: boolean }): Promise<Kit[]>;
  kitsOf(orders: readonly string[]): Promise<Kit[]>;
  reassign(order: string, worker: string): Promise<boolean>;
  issue(order: string, handedOut: string | null): Promise<boolean>;
  override(order: string, reason: string): Promise<boolean>;
  withdraw(order: string, from: KitStatus): Promise<boolean>;
}
