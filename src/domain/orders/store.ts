import type { Fact } from '../shared/work';
import type { EndReason, OrdersEvent } from './events';
import type { FixedPrice, Order, OrderStatus, Service } from './order';
import type { Photo } from './photo';

/** Numbers of the ordering policy (O1, O3, O5). */
export interface OrdersPolicy {
  lead_minutes: number;
  horizon_days: number;
  no_show_minutes: number;
  overdue_minutes: number;
}

/** What an order is filtered by. */
export interface OrderFilter {
  client?: string;
  worker?: string;
  statuses?: readonly OrderStatus[];
  /** Only orders whose time comes before this. */
  before?: Date;
  limit?: number;
}

/** A stored event with who did it. */
export interface TimelineEntry {
  at: Date;
  /** The name of who did it; null where nobody in person did, or the name is erased. */
  actor: string | null;
  actorId: string | null;
  actorKind: 'person' | 'system' | 'stranger';
  channel: string;
  event: Fact;
  /** The words given as the reason, if there were any. */
  note: string | null;
}

/** The tables of services, orders and evidence photos. */
export interface OrdersStore {
  policy(): Promise<OrdersPolicy>;
  /** Stores the numbers a company begins with. */
  begin(policy: OrdersPolicy): Promise<void>;
  addService(service: Service): Promise<boolean>;
  service(reference: string): Promise<Service | undefined>;
  services(): Promise<Service[]>;
  retireService(id: string): Promise<boolean>;
  /** Makes concurrent units of work on the same order wait for each other. */
  lock(id: string): Promise<void>;
  nextNumber(): Promise<number>;
  add(order: Order): Promise<boolean>;
  /** Whether an order was placed once more already. */
  isCopied(id: string): Promise<boolean>;
  order(id: string): Promise<Order | undefined>;
  orderByNumber(number: number): Promise<Order | undefined>;
  /** Those that need a hand first, then newest. */
  orders(filter: OrderFilter): Promise<Order[]>;
  /** Gives an order its worker and price; false where its state or worker is no longer as expected. */
  assign(order: Order, worker: string, price: FixedPrice): Promise<boolean>;
  /** Takes the worker from an assigned order, which keeps its price. */
  unassign(order: Order): Promise<boolean>;
  start(order: string, at: Date): Promise<boolean>;
  /** Started orders that should have ended before the instant and of which nobody was told. */
  overdue(before: Date): Promise<Order[]>;
  /** Notes that somebody was told of an overdue order; false where it was noted before. */
  markOverdue(order: string): Promise<boolean>;
  /** Ends an order that is in the given state. */
  end(order: string, from: OrderStatus, to: OrderStatus, reason: EndReason | null): Promise<boolean>;
  /** Keeps the words that came with an event, as its reason. */
  note(order: string, about: OrdersEvent['type'], note: string): Promise<void>;
  keepPhoto(order: string, kind: 'started' | 'completed', sha256: string, photo: Photo): Promise<void>;
  timeline(order: string): Promise<TimelineEntry[]>;
  /** Which of these people have written something that still waits to be worked off (O5). */
  heardFrom(people: readonly string[]): Promise<Set<string>>;
}
