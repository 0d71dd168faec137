/** The paper the client signs at the end: part of every kit (O4, C1). */
const ACCEPTANCE_FORM = 'acceptance form';

/** Where a kit stands. */
export type KitStatus = 'requested' | 'issued' | 'withdrawn';

/** The kit of one order. */
export interface Kit {
  order: { id: string; number: number };
  client: string;
  worker: string;
  dueAt: Date;
  items: string[];
  /** What was really handed out, if somebody noted it. */
  handedOut: string | null;
  status: KitStatus;
  /** The order may start without it, by a manager's word (O3). */
  overridden: boolean;
  issuedAt: Date | null;
  issuedBy: string | null;
}

/** A template with the acceptance form first and no item twice. */
export function completeKit(items: readonly string[]): string[] {
  return [...new Set([ACCEPTANCE_FORM, ...items])];
}
