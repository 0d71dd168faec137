import type { Cookie } from './cookie';

/** The paper the client signs at the end: part of every kit (O4, C1). */
export const ACCEPTANCE_FORM = 'acceptance form';

/** Where a kit stands. */
export type KitStatus = 'requested' | 'issued' | 'withdrawn';

/** The kit of one order. */
export interface Kit {
  order: { id: string; number: number };
  client: string;
  worker: string;
  /** The order has no worker now: `worker` is whoever had it last. */
  isWaiting: boolean;
  dueAt: Date;
  items: string[];
  /** The version of the template it was asked by; null where there was none. */
  templateVersion: number | null;
  /** What was really handed out, if somebody noted it. */
  handedOut: string | null;
  status: KitStatus;
  /** The order may start without it, by a manager's word (O3). */
  overridden: boolean;
  issuedAt: Date | null;
  issuedBy: string | null;
  /** When it came back after its order had ended (O6). */
  returnedAt: Date | null;
  /** The client's fortune cookie; null for kits of before there were cookies (C3). */
  cookie: Cookie | null;
}

/** One version of what the kit of a service lists. */
export interface KitTemplate {
  service: string;
  version: number;
  items: string[];
  createdAt: Date;
}

/** A template with the acceptance form first and no item twice. */
export function completeKit(items: readonly string[]): string[] {
  return [...new Set([ACCEPTANCE_FORM, ...items])];
}
