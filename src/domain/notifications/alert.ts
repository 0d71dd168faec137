import type { OrderView, PhotoKind } from '../orders';
import type { Scalar } from '../shared/errors';

/** What needs a manager's hand. */
export const ALERT_KINDS = ['unmatched', 'cannot_come', 'photo', 'overdue', 'absence', 'matching', 'kit'] as const;
/** One of these. */
export type AlertKind = (typeof ALERT_KINDS)[number];
/** The card of an alert, edited in place for every manager. */
export type AlertKey = `alert_${AlertKind}`;

/** Something that needs a hand: it holds ids and scalars, everything else is looked up as it is now. */
export interface Alert {
  id: string;
  kind: AlertKind;
  /** What it is about among those of its kind: of one key one is open at a time. */
  key: string;
  order: string | null;
  /** The worker whose absence it is about. */
  worker: string | null;
  data: Record<string, Scalar>;
  openedAt: Date;
  takenBy: string | null;
  takenAt: Date | null;
  closedAt: Date | null;
}

/** What an alert says, by its kind. */
type Said =
  | { kind: 'unmatched' | 'overdue'; order: OrderView }
  | { kind: 'cannot_come'; order: OrderView; worker: string; why: { code: string; note: string | null } }
  | { kind: 'photo'; order: OrderView; photo: PhotoKind; old: number }
  | { kind: 'matching'; order: OrderView; program: string; fault: string }
  | { kind: 'kit'; order: OrderView; due: Date }
  | { kind: 'absence'; order: null; worker: string; from: Date; to: Date; booked: { id: string; number: number }[] };

/** An alert as it is now: whether it still needs a hand, and the name of whoever has taken it on. */
export type AlertView = Said & { id: string; isOpen: boolean; openedAt: Date; takenBy: { id: string; name: string } | null };
