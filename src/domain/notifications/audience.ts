import type { BillingEvent } from '../billing';
import type { ConsumablesEvent } from '../consumables';
import type { OrdersEvent } from '../orders';
import type { QualityEvent } from '../quality';
import type { StaffingEvent } from '../staffing';
import { findPerson, peopleInRole } from '../users';
import type { MessageKey, OutboxRow } from './message';
import type { NotificationsWork } from './work';

/** Events that somebody is told about. */
export type ToldEvent = OrdersEvent | ConsumablesEvent | QualityEvent | BillingEvent | StaffingEvent;

/** One message for one person: by id, or everybody active in the role `manager` or `supplies`. */
interface Told {
  to: string | null;
  message: MessageKey;
  about: string;
}

type Audience = { [T in ToldEvent['type']]?: (event: Extract<ToldEvent, { type: T }>) => Told[] };

/** Who hears of what (N1, bot.md §5): a person's id, or everybody active in a role. */
const audience: Audience = {
  // The original offers no other date any more: it names its copy.
  order_placed: (e) => (e.copy_of === null ? [] : [tell(e.client, 'order_card', e.copy_of)]),
  order_unmatched: (e) => [
    tell(e.client, 'order_card', e.order),
    // Whoever was told that somebody comes hears that nobody does yet.
    ...(e.previous_worker === null ? [] : [tell(e.client, 'order_unmatched', e.order)]),
    ...jobIsOff(e.previous_worker, e.order),
  ],
  order_assigned: (e) => [
    tell(e.client, 'order_card', e.order),
    ...(e.waited || e.previous_worker !== null ? [tell(e.client, 'order_assigned', e.order)] : []),
    tell(e.worker, 'job_card', e.order),
    ...jobIsOff(e.previous_worker, e.order),
  ],
  order_moved: (e) => [
    tell(e.client, 'order_card', e.order),
    tell(e.client, 'order_moved', e.order),
    tell(e.worker, 'job_card', e.order),
    ...(e.worker === e.previous_worker ? [tell(e.worker, 'job_moved', e.order)] : jobIsOff(e.previous_worker, e.order)),
  ],
  order_directions_changed: (e) => [tell(e.client, 'order_card', e.order), tell(e.worker, 'job_card', e.order)],
  order_started: (e) => [tell(e.client, 'order_card', e.order), tell(e.worker, 'job_card', e.order), tell('supplies', 'kit_card', e.order)],
  order_start_taken_back: (e) => [
    tell(e.client, 'order_card', e.order),
    tell(e.client, 'order_start_taken_back', e.order),
    tell(e.worker, 'job_card', e.order),
    tell(e.worker, 'job_start_taken_back', e.order),
    tell('supplies', 'kit_card', e.order),
  ],
  order_completed: (e) => [
    tell(e.client, 'order_card', e.order),
    tell(e.client, 'order_completed', e.order),
    tell(e.worker, 'job_card', e.order),
  ],
  order_failed: (e) => [
    tell(e.client, 'order_card', e.order),
    tell(e.client, e.reason === 'no_show' ? 'order_no_show' : 'order_failed', e.order),
    tell(e.worker, 'job_card', e.order),
    tell(e.worker, 'job_failed', e.order),
  ],
  order_cancelled: (e) => [
    tell(e.client, 'order_card', e.order),
    tell(e.client, 'order_cancelled', e.order),
    tell(e.worker, 'job_card', e.order),
    tell(e.worker, 'job_withdrawn', e.order),
  ],
  supplies_requested: (e) => [tell('supplies', 'kit_card', e.order)],
  supplies_reassigned: (e) => kitNews('kit_changed', e.order),
  supplies_left: (e) => [tell('supplies', 'kit_card', e.order), tell('supplies', 'kit_withdrawn', e.order)],
  supplies_issued: (e) => [
    tell('supplies', 'kit_card', e.order),
    // Where somebody was told that it is to be taken back, that is no longer so.
    ...(e.from === null ? [] : [tell('supplies', 'kit_withdrawn', e.order), tell(e.from, 'job_card', e.order)]),
    tell(e.client, 'order_card', e.order),
    tell(e.worker, 'job_card', e.order),
  ],
  supplies_issue_taken_back: (e) => [
    tell('supplies', 'kit_card', e.order),
    ...ofMissedKit(e),
    ...(e.back_with === null ? [] : [tell('supplies', 'kit_withdrawn', e.order), tell(e.back_with, 'job_card', e.order)]),
    tell(e.client, 'order_card', e.order),
    tell(e.worker, 'job_card', e.order),
    tell(e.worker, 'job_kit_taken_back', e.order),
  ],
  supplies_overdue: (e) => kitNews('kit_overdue', e.order),
  supplies_missed: ofMissedKit,
  supplies_not_missed: ofMissedKit,
  cookie_promised: (e) => [tell('supplies', 'kit_card', e.order)],
  cookie_arrived: (e) => [tell('supplies', 'kit_card', e.order)],
  cookie_missed: (e) => [tell('supplies', 'kit_card', e.order)],
  // While nobody has the order there is nobody to name: that is told once somebody has it.
  supplies_moved: (e) => (e.waits ? [tell('supplies', 'kit_card', e.order)] : kitNews('kit_changed', e.order)),
  // Whoever was asked to bring it back is not any more.
  supplies_returned: (e) => [tell('supplies', 'kit_card', e.order), tell('supplies', 'kit_withdrawn', e.order), ...e.from.split(' ').filter(Boolean).map((who) => tell(who, 'job_card', e.order))],
  purchase_needed: ofPurchase,
  purchase_ordered: ofPurchase,
  purchase_received: ofPurchase,
  purchase_cancelled: ofPurchase,
  supplies_withdrawn: (e) => [
    tell('supplies', 'kit_card', e.order),
    ...(e.was_issued ? [tell('supplies', 'kit_withdrawn', e.order)] : []),
  ],
  // Of a complaint it is the complaint that is told.
  review_opened: (e) => (e.reason === 'complaint' ? [] : [tell('manager', 'alert_review', e.order)]),
  complaint_received: (e) => [tell(e.client, 'order_card', e.order), tell('manager', 'alert_review', e.order)],
  review_closed: (e) => [tell('manager', 'alert_review', e.order), tell(e.complained, 'order_card', e.order), tell(e.complained, 'complaint_closed', e.order)],
  invoice_issued: (e) => [tell(e.client, 'invoice_issued', e.invoice)],
  payment_applied: (e) => [tell(e.client, 'invoice_card', e.invoice), ...(e.amount_minor > 0 ? [tell(e.client, 'invoice_part_paid', `${e.invoice} ${e.n}`)] : [])],
  invoice_paid: (e) => [tell(e.client, 'invoice_paid', `${e.invoice} ${e.method}`)],
  invoice_written_off: (e) => [tell(e.client, 'invoice_card', e.invoice), tell(e.client, 'invoice_written_off', e.invoice)],
  invoice_reopened: (e) => [tell(e.client, 'invoice_card', e.invoice), tell(e.client, 'invoice_reopened', e.invoice)],
  payment_refunded: (e) => [tell(e.client, 'refund_sent', e.refund)],
  payment_reversed: (e) => [tell(e.client, 'payment_reversed', e.payment)],
  invoice_voided: (e) => (e.was_issued ? [tell(e.client, 'invoice_card', e.invoice), tell(e.client, 'invoice_voided', e.invoice)] : []),
  credit_note_issued: (e) => [tell(e.client, 'invoice_card', e.invoice), tell(e.client, 'credit_note_issued', `${e.invoice} ${e.credit_note}`)],
  payment_failed: (e) => (e.retry_at === null ? [] : [tell(e.client, 'payment_failed', e.collection)]),
  payment_given_up: (e) => (e.is_first ? [tell(e.client, 'payment_reminder', e.invoice)] : []),
  payment_became_credit: (e) => [tell(e.client, 'payment_became_credit', `${e.invoice ?? '-'} ${e.amount_minor}`)],
  payout_sent: (e) => [tell(e.worker, 'payslip', e.payout)],
  payout_failed: (e) => [tell(e.worker, 'payslip', e.payout)],
  payout_carried_forward: (e) => [tell(e.worker, 'payslip', e.payout)],
  payout_unknown: (e) => [tell(e.worker, 'payout_unknown', e.payout), tell('manager', 'alert_payout', e.payout)],
  bonus_granted: (e) => [tell(e.worker, 'bonus_granted', e.bonus)],
  worker_corrected: (e) => [tell(e.worker, 'worker_corrected', e.correction)],
  application_received: (e) => [tell(e.candidate, 'application_received', e.candidate)],
  screening_assigned: (e) => (e.choice_tests > 0 ? [tell(e.candidate, 'test_assigned', e.candidate)] : []),
  application_expired: (e) => [tell(e.candidate, 'application_expired', e.candidate)],
  candidate_accepted: (e) => [tell(e.candidate, 'candidate_accepted', e.candidate)],
  candidate_rejected: (e) => [tell(e.candidate, 'candidate_rejected', e.candidate)],
  worker_deactivated: (e) => [tell(e.worker, 'worker_deactivated', e.worker)],
  worker_returned: (e) => [tell(e.worker, 'worker_returned', e.worker)],
  hypothesis_stopped: (e) => [tell('manager', 'alert_stopped', `${e.hash} ${e.guardrail}`)],
};

/** The job is off for whoever had it: that takes the place of its card. */
function jobIsOff(worker: string | null, order: string): Told[] {
  return [tell(worker, 'job_elsewhere', order), tell(worker, 'job_withdrawn', order)];
}

/** News of a kit take the place of its card, which could be far above. */
function kitNews(message: 'kit_changed' | 'kit_overdue', order: string): Told[] {
  return [tell('supplies', 'kit_elsewhere', order), tell('supplies', message, order)];
}

function ofMissedKit({ order }: { order: string }): Told[] {
  return [tell('supplies', 'kit_missing', order), tell('manager', 'kit_missing', order)];
}

function ofPurchase({ purchase }: { purchase: number }): Told[] {
  return [tell('supplies', 'purchase_needed', String(purchase))];
}

function tell(to: string | null, message: MessageKey, about: string): Told {
  return { to, message, about };
}

/** Writes the outbox rows of an event, in the transaction of the event itself (N1). */
export async function notify(w: NotificationsWork, event: ToldEvent, eventId: string): Promise<void> {
  await notifyAll(w, [{ id: eventId, event }]);
}

/** The same for many events at once. */
export async function notifyAll(w: NotificationsWork, happened: readonly { id: string; event: ToldEvent }[]): Promise<void> {
  const rows = new Map<string, Omit<OutboxRow, 'attempts'>>();
  const inRole = new Map<string, string[]>();
  for (const { id, event } of happened) {
    const listed = (audience as Record<string, ((event: ToldEvent) => Told[]) | undefined>)[event.type]?.(event) ?? [];
    for (const { to, message, about } of listed) {
      for (const person of await readers(w, to, message, inRole)) {
        // Whoever is concerned in two ways is told once.
        const key = `${id} ${message} ${person}`;
        if (!rows.has(key)) rows.set(key, { id: w.newId(), message, person, subject: about, event: id });
      }
    }
  }
  await w.notifications.enqueueAll([...rows.values()]);
}

async function readers(w: NotificationsWork, to: Told['to'], message: MessageKey, inRole: Map<string, string[]>): Promise<string[]> {
  if (to === null) return [];
  // Imported history runs out by the thousand, and some workers were never here: who never had a chat waits for no word of it.
  if ((message === 'application_expired' || message === 'worker_deactivated' || message === 'worker_returned') && (await findPerson(w, to)).chatId === null) return [];
  if (to !== 'manager' && to !== 'supplies') return [to];
  const known = inRole.get(to) ?? (await peopleInRole(w, to)).map((person) => person.id);
  inRole.set(to, known);
  return known;
}
