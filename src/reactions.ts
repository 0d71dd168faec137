import { accrueOrder, forgetCard, type BillingEvent } from './domain/billing';
import { endCookie, keepKitWaiting, moveKit, requestKit, wantCookie, withdrawKit, type ConsumablesEvent } from './domain/consumables';
import { accountReleased, alertManagers, askForPayment, askForPayout, askForRelease, askForReturn, askWhatFor, callForKit, kitHandedOver, kitNotHandedOver, kitReturned, notify, notifyAll, paymentGivenUp, paymentSettled, payoutArrived, postJobAnew, postReviewAnew, welcomeBack, type NotificationsWork, type ToldEvent } from './domain/notifications';
import { keepClient, matchWaitingOrders, releasePerson, type OrdersEvent, type OrdersWork } from './domain/orders';
import { eraseComplaints, openReview, type QualityEvent } from './domain/quality';
import { SYSTEM, type Runner } from './domain/shared/work';
import { deactivateWorker, decideWaiting, holdOutcome, noteOutcome, returnWorker, settleOutcome, withdrawDeactivated, type MatchingApp, type StaffingEvent } from './domain/staffing';
import type { UsersEvent } from './domain/users';

/** Everything that can happen. */
export type AnyEvent = UsersEvent | StaffingEvent | OrdersEvent | BillingEvent | ConsumablesEvent | QualityEvent;
type EventOf<T extends AnyEvent['type']> = Extract<AnyEvent, { type: T }>;

/** Done in the event's own transaction: a throw undoes the fact as well. */
type With<T extends AnyEvent['type']> = (w: NotificationsWork, event: EventOf<T>, eventId: string) => Promise<void>;

/** Done after the fact, each in its own time, with retries: a fault never disturbs the fact. */
export const afterwards = {
  match_waiting: async (app: MatchingApp<OrdersWork>) => void (await matchWaitingOrders(app, SYSTEM)),
  decide_waiting: async (app: Runner<OrdersWork>) => void (await decideWaiting(app, SYSTEM)),
};
/** The name of something that is done after the fact. */
export type After = keyof typeof afterwards;

/** When X happens, do Y: every event is named here, with empty lists if nobody reacts. */
export const reactions: { [T in AnyEvent['type']]: { with: With<T>[]; after: After[] } } = {
  // users
  user_registered: { with: [], after: [] },
  roles_changed: { with: [keepClient], after: [] },
  telegram_linked: { with: [welcomeBack], after: [] },
  user_deactivated: { with: [deactivateWorker, withdrawDeactivated, releasePerson], after: [] },
  user_reactivated: { with: [returnWorker], after: [] },
  user_anonymised: { with: [forgetCard, eraseComplaints], after: [] },
  // staffing
  application_received: { with: [notify], after: [] },
  screening_assigned: { with: [notify], after: [] },
  application_withdrawn: { with: [], after: [] },
  application_expired: { with: [notify], after: [] },
  history_imported: { with: [], after: [] },
  candidate_accepted: { with: [notify], after: [] },
  candidate_rejected: { with: [notify], after: [] },
  worker_available: { with: [], after: ['match_waiting'] },
  worker_deactivated: { with: [notify], after: [] },
  worker_returned: { with: [notify], after: [] },
  absence_noted: { with: [alertManagers], after: [] },
  absence_removed: { with: [alertManagers], after: [] },
  pipeline_added: { with: [], after: [] },
  pipeline_activated: { with: [], after: ['match_waiting'] },
  pipeline_rolled_back: { with: [], after: ['match_waiting'] },
  pipeline_shadowed: { with: [], after: [] },
  matching_stopped: { with: [alertManagers], after: [] },
  hypothesis_backtested: { with: [], after: [] },
  trial_started: { with: [], after: [] },
  hypothesis_adopted: { with: [], after: ['decide_waiting'] },
  hypothesis_rolled_back: { with: [], after: ['decide_waiting'] },
  hypothesis_retired: { with: [], after: ['decide_waiting'] },
  hypothesis_stopped: { with: [notify], after: [] },
  screening_policy_changed: { with: [], after: [] },
  // orders
  order_placed: { with: [notify], after: [] },
  order_unmatched: { with: [keepKitWaiting, notify, alertManagers], after: ['match_waiting'] },
  order_assigned: { with: [requestKit, postJobAnew, notify, alertManagers], after: [] },
  order_still_unmatched: { with: [alertManagers], after: [] },
  order_moved: { with: [moveKit, postJobAnew, notify, alertManagers], after: [] },
  order_directions_changed: { with: [notify], after: [] },
  worker_cannot_come: { with: [alertManagers], after: [] },
  photo_reused: { with: [alertManagers], after: [] },
  order_started: { with: [notify, alertManagers], after: [] },
  order_start_taken_back: { with: [notify, alertManagers], after: [] },
  order_overdue: { with: [alertManagers], after: [] },
  order_completed: { with: [accrueOrder, noteOutcome, notify, alertManagers], after: [] },
  order_failed: { with: [accrueOrder, withdrawKit, noteOutcome, openReview, notify, alertManagers], after: [] },
  order_cancelled: { with: [accrueOrder, withdrawKit, openReview, notify, alertManagers], after: [] },
  // consumables
  supplies_requested: { with: [wantCookie, notify], after: [] },
  supplies_reassigned: { with: [notify], after: [] },
  supplies_issue_taken_back: { with: [kitNotHandedOver, notify, alertManagers], after: [] },
  supplies_left: { with: [askForReturn, notify], after: [] },
  supplies_issued: { with: [endCookie, kitHandedOver, notify, alertManagers], after: [] },
  supplies_overdue: { with: [notify, alertManagers], after: [] },
  supplies_missed: { with: [callForKit, notify], after: [] },
  supplies_not_missed: { with: [notify], after: [] },
  cookie_promised: { with: [notify], after: [] },
  cookie_arrived: { with: [notify], after: [] },
  cookie_missed: { with: [notify], after: [] },
  supplies_moved: { with: [notify], after: [] },
  supplies_returned: { with: [kitReturned, notify], after: [] },
  supplies_partly_returned: { with: [], after: [] },
  purchase_needed: { with: [notify], after: [] },
  purchase_ordered: { with: [notify], after: [] },
  purchase_received: { with: [notify], after: [] },
  purchase_cancelled: { with: [notify], after: [] },
  supplies_withdrawn: { with: [endCookie, askForReturn, notify, alertManagers], after: [] },
  // quality
  review_opened: { with: [holdOutcome, notify], after: [] },
  complaint_received: { with: [postReviewAnew, notify], after: [] },
  review_closed: { with: [settleOutcome, notify], after: [] },
  // billing
  tariff_changed: { with: [], after: [] },
  tariff_withdrawn: { with: [], after: [] },
  price_fixed: { with: [], after: [] },
  invoice_drafted: { with: [], after: [] },
  invoice_issued: { with: [notify], after: [] },
  invoice_voided: { with: [paymentSettled, notify], after: [] },
  invoice_written_off: { with: [paymentSettled, notify], after: [] },
  invoice_reopened: { with: [notify], after: [] },
  credit_note_issued: { with: [notify], after: [] },
  invoice_paid: { with: [paymentSettled, notify], after: [] },
  payment_received: { with: [], after: [] },
  payment_applied: { with: [notify], after: [] },
  credit_spent: { with: [], after: [] },
  payment_reversed: { with: [notify], after: [] },
  payment_refunded: { with: [notify], after: [] },
  payment_method_changed: { with: [], after: [] },
  payment_begun: { with: [], after: [] },
  payment_unknown: { with: [], after: [] },
  payment_collected: { with: [paymentSettled], after: [] },
  payment_failed: { with: [paymentSettled, notify], after: [] },
  payment_given_up: { with: [paymentGivenUp, notify], after: [] },
  payment_withdrawn: { with: [], after: [] },
  payment_parked: { with: [askForPayment], after: [] },
  payment_became_credit: { with: [notify], after: [] },
  payment_unplaced: { with: [askWhatFor], after: [] },
  payout_begun: { with: [], after: [] },
  payout_sent: { with: [payoutArrived, notify], after: [] },
  payout_unknown: { with: [notify], after: [] },
  payout_failed: { with: [askForPayout, notify], after: [] },
  payout_parked: { with: [(w, { worker }) => askForRelease(w, { account: `workers:${worker}` })], after: [] },
  payout_carried_forward: { with: [notify], after: [] },
  bonus_granted: { with: [notify], after: [] },
  worker_corrected: { with: [notify], after: [] },
  month_closed: { with: [], after: [] },
  account_parked: { with: [askForRelease], after: [] },
  account_released: { with: [accountReleased], after: [] },
};

type AnyReaction = (w: NotificationsWork, event: AnyEvent, eventId: string) => Promise<void>;

/** Carries out what belongs to events that happened together: one after the other, but messages all at once, since thousands may be told of one run. */
export async function reactTogether(w: NotificationsWork, happened: readonly { id: string; event: AnyEvent }[]): Promise<void> {
  const told: { id: string; event: ToldEvent }[] = [];
  for (const { id, event } of happened) {
    for (const react of reactions[event.type].with as readonly AnyReaction[]) {
      if (react === (notify as AnyReaction)) told.push({ id, event: event as ToldEvent });
      else await react(w, event, id);
    }
  }
  await notifyAll(w, told);
}
