import type { Actor } from '../shared/work';
import { reach, requiredText } from '../users';
import { badReason } from './errors';

/** Where a reason can be given. */
export type ReasonFor = 'cancel-order' | 'fail-order' | 'assign-order' | 'report-cannot-come';

/** Who may give a reason: whoever may do the thing at all, or only staff. */
type Givers = 'anybody' | 'staff';

/** Every reason that has a name, where it may be given and by whom; what stands nowhere only the clock says. Its texts are `messages:reason.CODE`. */
export const REASONS = {
  plans_changed: { 'cancel-order': 'anybody' },
  client_asked: { 'cancel-order': 'staff', 'assign-order': 'staff' },
  no_client: { 'fail-order': 'anybody' },
  bad_place: { 'fail-order': 'anybody', 'cancel-order': 'staff' },
  unsafe: { 'fail-order': 'anybody', 'cancel-order': 'staff' },
  ill: { 'fail-order': 'anybody', 'cancel-order': 'staff', 'assign-order': 'staff', 'report-cannot-come': 'anybody' },
  other: { 'fail-order': 'anybody', 'cancel-order': 'anybody', 'assign-order': 'staff', 'report-cannot-come': 'anybody' },
  no_show: {},
  supplies_missing: {},
  nobody_free: {},
} as const satisfies Record<string, Partial<Record<ReasonFor, Givers>>>;

/** The name of a reason. */
export type ReasonCode = keyof typeof REASONS;

/** Longest reason in one's own words, in characters. */
export const MAX_REASON = 500;

/** The reasons that this person may give there, `other` last. */
export function reasonsFor(actor: Actor, use: ReasonFor): ReasonCode[] {
  const isStaff = reach(actor, use) === 'any';
  return (Object.keys(REASONS) as ReasonCode[]).filter((code) => {
    const givers: Givers | undefined = (REASONS[code] as Partial<Record<ReasonFor, Givers>>)[use];
    return givers === 'anybody' || (givers === 'staff' && isStaff);
  });
}

/** A reason as it was written: one that has a name, or `other` with its words. */
export function readReason(written: string): { reason: ReasonCode; note?: string } {
  const named = (Object.keys(REASONS) as ReasonCode[]).find((code) => code !== 'other' && code === written.trim());
  return named ? { reason: named } : { reason: 'other', note: written };
}

/** The words that belong to a reason, which `other` cannot do without; throws `orders.bad_reason` where this person may not give it there. */
export function wordsOf(w: { readonly actor: Actor }, use: ReasonFor, input: { reason: ReasonCode; note?: string }): string | null {
  const open = reasonsFor(w.actor, use);
  if (!open.includes(input.reason)) throw badReason(input.reason, open.join(', '));
  if (input.reason !== 'other' && !input.note?.trim()) return null;
  return requiredText('reason', input.note ?? '', MAX_REASON);
}
