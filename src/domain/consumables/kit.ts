import type { Cookie } from './cookie';

/** The paper the client signs at the end: part of every kit (O4, C1). */
export const ACCEPTANCE_FORM = 'acceptance form';

/** Where a kit stands. */
export type KitStatus = 'requested' | 'issued' | 'withdrawn';

/** What a worker has of a kit whose order went to somebody else: so many of each counted item, until it came back or was handed over (O6). */
export interface LeftKit {
  worker: string;
  items: Record<string, number>;
  issuedAt: string | null;
  issuedBy: string | null;
  backAt: string | null;
  /** Whether it was handed over to whoever has the order: nothing of it is this worker's to give back then. */
  isHandedOver?: boolean;
}

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
  /** What was really handed out when it last was, if somebody noted it. */
  handedOut: string | null;
  status: KitStatus;
  /** The order may start without it, by a manager's word (O3). */
  overridden: boolean;
  /** Its worker is at the place and waits for it (O3). */
  isMissed: boolean;
  issuedAt: Date | null;
  issuedBy: string | null;
  /** When it came back after its order had ended (O6), and who said so. */
  returnedAt: Date | null;
  returnedBy: string | null;
  /** What came back, in the words of who said so. */
  cameBack: string | null;
  /** What workers have who had the order before, and what came back of it. */
  left: LeftKit[];
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

/** What a kit holds: what was handed out, the acceptance form always among it (C1), or what is listed. */
export function contentsOf({ status, items, handedOut }: Pick<Kit, 'status' | 'items' | 'handedOut'>): string[] {
  if (status === 'requested' || handedOut === null) return items;
  return namesForm(handedOut) ? [handedOut] : [ACCEPTANCE_FORM, handedOut];
}

/** Whether somebody named the acceptance form among what was handed out, in either language. */
const namesForm = (note: string): boolean => /(^|[^\p{L}])(forms?|акт)($|[^\p{L}])/iu.test(note);

/** What is still with workers who no longer have the order. */
export const leftOut = ({ left }: Pick<Kit, 'left'>): LeftKit[] => left.filter(({ backAt }) => backAt === null);

/** Who handed over the kit that is issued; undefined where it was issued from the stock. */
export const handedOverBy = ({ status, left, issuedAt }: Pick<Kit, 'status' | 'left' | 'issuedAt'>): LeftKit | undefined =>
  status === 'requested' ? undefined : left.findLast(({ isHandedOver, backAt }) => isHandedOver && backAt === issuedAt?.toISOString());

/** Whether something of a kit is to come back: its order ended, or went to somebody else (O6). */
export const isToComeBack = (kit: Kit): boolean => leftOut(kit).length > 0 || (kit.status === 'withdrawn' && kit.issuedAt !== null && kit.returnedAt === null);

/** Who has what is to come back of a kit, or had it. */
export const holdersOf = (kit: Kit): string[] => {
  const last = kit.status === 'withdrawn' && kit.issuedAt !== null ? [kit.worker] : [];
  const out = [...leftOut(kit).map(({ worker }) => worker), ...last];
  return [...new Set(out.length > 0 ? out : kit.left.slice(-1).map(({ worker }) => worker))];
};

/** A template with the acceptance form first and no item twice. */
export function completeKit(items: readonly string[]): string[] {
  return [...new Set([ACCEPTANCE_FORM, ...items])];
}
