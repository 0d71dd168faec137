import type { Scalar } from './errors';

/** The roles a person may hold (U1). */
export const ROLES = ['client', 'candidate', 'worker', 'manager', 'supplies', 'admin'] as const;
/** One of the roles of U1. */
export type Role = (typeof ROLES)[number];

/** The languages every message exists in. */
export type Language = 'ru' | 'en';

/** Where a change came from; kept in events and audit (U3). */
export type Channel = 'cli' | 'bot' | 'job' | 'page';

/** Who acts: a person, the system's own clock-driven work, or a stranger who is known only by a chat. */
export type Actor =
  | { kind: 'person'; personId: string; roles: readonly Role[]; channel: Channel }
  | { kind: 'system'; personId: null; roles: readonly Role[]; channel: Channel }
  | { kind: 'stranger'; personId: null; roles: readonly Role[]; channel: Channel };

/** The actor of jobs and reactions, which nobody in person set off. */
export const SYSTEM: Actor = { kind: 'system', personId: null, roles: [], channel: 'job' };

/** Something that happened, in the past tense: its name, ids and scalars, never personal data (U5). */
export type Fact = { type: string } & Record<string, Scalar>;

/** One unit of work: the transaction's instant, who acts, and the way to say what happened. */
export interface Work<E extends Fact> {
  /** Business time at the start of the transaction, UTC. */
  readonly now: Date;
  /** Real time: for leases and retries, which the movable clock must not touch. */
  readonly wall: Date;
  readonly actor: Actor;
  /** The company's time zone (IANA), fixed when the database was made. */
  readonly zone: string;
  newId(): string;
  /** Stores the event, carries out the reactions that belong to it, and queues those that come after it. */
  emit(event: E): Promise<void>;
  /** The same for many at once, in their order. */
  emitAll(events: readonly E[]): Promise<void>;
}

/** What a process is given: units of work on either side of whatever must not hold a transaction. */
export interface Runner<W> {
  /** One transaction; nothing is kept when `work` throws. */
  run<T>(actor: Actor, work: (w: W) => Promise<T>): Promise<T>;
  /** One read-only look at the database. */
  query<T>(actor: Actor, work: (w: W) => Promise<T>): Promise<T>;
}
