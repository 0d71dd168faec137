import type { CookieNews, OpenCookie } from './cookie';
import type { Kit, KitStatus, KitTemplate } from './kit';
import type { StockStore } from './stock-store';

export type { StockStore };

/** Numbers of the policy of kits (C2). */
export interface ConsumablesPolicy {
  escalation_minutes: number;
}

/** The tables of kit templates and supply requests. */
export interface ConsumablesStore extends CookieStore, StockStore {
  policy(): Promise<ConsumablesPolicy>;
  /** The newest template of a service. */
  template(service: string): Promise<KitTemplate | undefined>;
  /** The newest template of each service, or all of them, newest first. */
  templates(filter?: { history?: boolean }): Promise<KitTemplate[]>;
  /** Lets nobody else add a template of the service until the transaction ends. */
  lockTemplate(service: string): Promise<void>;
  addTemplate(template: KitTemplate): Promise<void>;
  request(kit: Pick<Kit, 'order' | 'client' | 'worker' | 'dueAt' | 'items' | 'templateVersion'>): Promise<boolean>;
  kit(order: string): Promise<Kit | undefined>;
  kits(filter: { open?: boolean }): Promise<Kit[]>;
  kitsOf(orders: readonly string[]): Promise<Kit[]>;
  /** Makes a kit follow its order or change hands; false where it is not as it was looked at. */
  change(kit: Kit, next: Pick<Kit, 'worker' | 'dueAt' | 'isWaiting' | 'status' | 'issuedAt' | 'issuedBy' | 'left'>): Promise<boolean>;
  issue(order: string, handedOut: string | null): Promise<boolean>;
  override(order: string, reason: string): Promise<boolean>;
  withdraw(order: string, from: KitStatus): Promise<boolean>;
  /** Notes that a kit is missed at the place, or no longer; false where that was noted before, or the order may start by now. */
  markMissed(order: string, isMissed: boolean): Promise<boolean>;
  /** Notes that a withdrawn kit came back; false where that was noted before. */
  markReturned(order: string): Promise<boolean>;
  /** Keeps the words for what came back; null where there are none. */
  noteReturn(order: string, cameBack: string | null): Promise<void>;
}

/** The tables of fortune cookies, and of kits that were escalated. */
export interface CookieStore {
  /** Notes that a kit is to have a cookie; false where that was noted before. */
  wantCookie(order: string): Promise<boolean>;
  /** Cookies that the contractor may be told of by real time, or be asked about since their time has come; the most urgent first. */
  cookiesDue(look: { now: Date; wall: Date; limit: number }): Promise<OpenCookie[]>;
  /** Takes a cookie for one attempt, the next of which may follow at `nextAt`; false where another process has it. */
  takeCookie(cookie: OpenCookie, nextAt: Date): Promise<boolean>;
  /** Keeps what became of a cookie that stood at `from`; false where it does no longer. */
  settleCookie(order: string, from: OpenCookie['status'], news: Exclude<CookieNews, 'later'>): Promise<boolean>;
  /** Requested kits of orders with a worker, not done without, that are due by then and were not escalated for that time. */
  overdueKits(by: Date): Promise<Kit[]>;
  /** Notes that a kit was escalated for its time; false where it was before. */
  markEscalated(kit: Pick<Kit, 'order' | 'dueAt'>): Promise<boolean>;
}
