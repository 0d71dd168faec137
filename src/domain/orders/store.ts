import type { Fact } from '../shared/work';
import type { CannotComeReason, EndReason, OrdersEvent } from './events';
import type { FixedPrice, Order, OrderStatus, Service } from './order';
import type { KeptPhoto, Photo, PhotoKind } from './photo';

/** Numbers of the ordering policy (O1, O3, O5, O9, M5). */
export interface OrdersPolicy {
  lead_minutes: number;
  horizon_days: number;
  no_show_minutes: number;
  overdue_minutes: number;
  /** How long before its time an order may still be moved. */
  move_hours: number;
  /** How long before its time staff hear once more of an order that nobody has taken. */
  unmatched_reminder_minutes: number;
}

/** What an order is filtered by. */
export interface OrderFilter {
  client?: string;
  worker?: string;
  statuses?: readonly OrderStatus[];
  /** Only orders whose time comes before this, or just then. */
  before?: Date;
  /** Only orders whose time lies in [from, to). */
  during?: { from: Date; to: Date };
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
  /** The names of the people whose ids stand in the event; empty where a name is erased. */
  names: Readonly<Record<string, string>>;
}

/** The table of services. */
export interface ServicesStore {
  addService(service: Service): Promise<boolean>;
  service(reference: string): Promise<Service | undefined>;
  services(): Promise<Service[]>;
  changeService(id: string, changes: Partial<Omit<Service, 'id'>>): Promise<void>;
}

/** The evidence photos of orders. */
export interface PhotosStore {
  /** Keeps a photo with an order; returns where the very same one was used before, if it was. */
  keepPhoto(order: string, kind: PhotoKind, sha256: string, photo: Photo, takenAt: Date | null): Promise<KeptPhoto['seenBefore']>;
  photosOf(order: string): Promise<KeptPhoto[]>;
  photo(order: string, kind: PhotoKind): Promise<Photo | undefined>;
}

/** The tables of services, orders and evidence photos. */
export interface OrdersStore extends ServicesStore, PhotosStore {
  policy(): Promise<OrdersPolicy>;
  /** Stores the numbers a company begins with. */
  begin(policy: OrdersPolicy): Promise<void>;
  /** Makes concurrent units of work on the same order wait for each other. */
  lock(id: string): Promise<void>;
  nextNumber(): Promise<number>;
  add(order: Order): Promise<boolean>;
  order(id: string): Promise<Order | undefined>;
  orderByNumber(number: number): Promise<Order | undefined>;
  /** Those that need a hand first, then newest. */
  orders(filter: OrderFilter): Promise<Order[]>;
  /** How many there are, whatever the limit. */
  countOrders(filter: OrderFilter): Promise<number>;
  /** Gives an order its worker and price; false where its state or worker is no longer as expected. */
  assign(order: Order, worker: string, price: FixedPrice): Promise<boolean>;
  /** Takes the worker from an assigned order, which keeps its price. */
  unassign(order: Order): Promise<boolean>;
  /** Puts an order to another time, and gives it that worker; false where its state, worker or time is no longer as expected. */
  move(order: Order, to: { at: Date; endsAt: Date; worker: string | null }): Promise<boolean>;
  /** Notes that the worker cannot come; false where it is noted already. */
  markCannotCome(order: Order, reason: CannotComeReason): Promise<boolean>;
  /** Who said of this order, at the time it is or would be set for, that it cannot come, be it its worker still or not. */
  saidCannotCome(order: string, at: Date): Promise<string[]>;
  setDirections(order: string, directions: string | null): Promise<void>;
  /** Orders without a worker whose time comes before the instant, that waited so long already and of which nobody was reminded. */
  unreminded(before: Date, minutes: number): Promise<Order[]>;
  /** Notes that staff were reminded of an unmatched order; false where it was noted before, or its time is no longer as expected. */
  markReminded(order: Order): Promise<boolean>;
  start(order: string, at: Date): Promise<boolean>;
  /** Makes a started order one that is still to be started; its worker is awaited from now on where its time has passed. */
  takeBackStart(order: Order): Promise<boolean>;
  /** Started orders that should have ended before the instant and of which nobody was told. */
  overdue(before: Date): Promise<Order[]>;
  /** Notes that somebody was told of an overdue order; false where it was noted before. */
  markOverdue(order: string): Promise<boolean>;
  /** Ends an order that is in the given state. */
  end(order: string, from: OrderStatus, to: OrderStatus, reason: EndReason | null): Promise<boolean>;
  /** Keeps the words that came with an event, as its reason. */
  note(order: string, about: OrdersEvent['type'] | 'supplies_issue_taken_back', note: string): Promise<void>;
  /** What happened, up to an instant if one is named, oldest first, and that a copy was made of it. */
  timeline(order: string, until?: Date): Promise<Omit<TimelineEntry, 'names'>[]>;
  /** Which of these people have written something that still waits to be worked off (O5). */
  heardFrom(people: readonly string[]): Promise<Set<string>>;
}
