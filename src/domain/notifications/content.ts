import { nextBilling, workerTerms } from '../billing';
import { contentsOf, holdersOf, isToComeBack, kitsOf, kitTemplate, purchaseWithItem } from '../consumables';
import { orderPhotos, showOrder, type OrderView } from '../orders';
import { complaintState, showReview } from '../quality';
import { screeningPolicy, showHypothesis, showMyApplication } from '../staffing';
import { actorOf, findPerson, peopleById, reach, type Person } from '../users';
import type { AlertKey } from './alert';
import { viewAlert, wordsOf } from './alert-view';
import type { Content, OutboxRow } from './message';
import { isAboutMoney, moneyContent, type MoneyMessage } from './money-content';
import type { NotificationsWork } from './work';

/** The facts of a message as they are now; null where it is no longer true and must not be sent (N2). */
export async function contentOf(w: NotificationsWork, row: Pick<OutboxRow, 'message' | 'subject' | 'person'>, posted: boolean): Promise<Content | null> {
  const { message } = row;
  if (isAboutMoney(message)) return moneyContent(w, { ...row, message }, posted);
  switch (message) {
    case 'application_received':
    case 'test_assigned':
    case 'candidate_accepted':
    case 'candidate_rejected':
    case 'application_expired':
      return candidateContent(w, message, row);
    case 'worker_deactivated':
    case 'worker_returned':
      return poolContent(w, message, row);
    case 'alert_stopped':
      return stoppedContent(w, row);
    case 'job_card':
    case 'job_failed':
      return jobContent(w, message, row, posted);
    case 'kit_card':
    case 'kit_changed':
    case 'kit_withdrawn':
    case 'kit_overdue':
    case 'kit_missing':
      return kitContent(w, message, row.subject, posted);
    case 'purchase_needed':
      return purchaseContent(w, Number(row.subject), posted);
    case 'job_elsewhere':
    case 'kit_elsewhere':
      return posted ? { message, order: await showOrder(w, row.subject) } : null;
    case 'job_soon':
      return soonContent(w, row);
    case 'alert_unmatched':
    case 'alert_cannot_come':
    case 'alert_photo':
    case 'alert_overdue':
    case 'alert_absence':
    case 'alert_matching':
    case 'alert_kit':
    case 'alert_still_unmatched':
      return alertContent(w, message, row, posted);
    case 'staff_card':
      return staffContent(w, row);
    case 'alert_review':
      return reviewContent(w, row.subject, posted);
    case 'order_card':
    case 'complaint_closed':
      return clientContent(w, message, row);
    default:
      return orderContent(w, message, row);
  }
}

type CandidateMessage = 'application_received' | 'test_assigned' | 'candidate_accepted' | 'candidate_rejected' | 'application_expired';
type OrderMessage = Exclude<Content['message'], MoneyMessage | CandidateMessage | PoolMessage | 'alert_stopped' | 'job_card' | 'job_failed' | 'job_soon' | 'job_elsewhere' | 'kit_elsewhere' | 'purchase_needed' | 'staff_card' | 'alert_review' | ClientMessage | AlertMessage | KitMessage>;
type PoolMessage = 'worker_deactivated' | 'worker_returned';
type ClientMessage = 'order_card' | 'complaint_closed';
type AlertMessage = AlertKey | 'alert_still_unmatched';
type KitMessage = 'kit_card' | 'kit_changed' | 'kit_withdrawn' | 'kit_overdue' | 'kit_missing';

/** The same unit of work with the reader's eyes: nobody else may look at what is told here. */
const asReader = (w: NotificationsWork, reader: Person): NotificationsWork => ({ ...w, actor: actorOf(reader, 'bot') });

const MS_A_DAY = 86_400_000;

async function candidateContent(w: NotificationsWork, message: CandidateMessage, { person }: { person: string }): Promise<Content | null> {
  const reader = await findPerson(w, person);
  // Who was added by hand and never wrote has nobody to thank for a form.
  if (reader.chatId === null && message === 'application_received') return null;
  const application = reader.status === 'active' ? await showMyApplication(asReader(w, reader)) : null;
  if (!application) return null;
  const { status, tests, decidedAt, purgeDays, expiry, reapplyAt } = application;
  switch (message) {
    case 'application_received':
      return status === 'received' ? { message } : null;
    case 'test_assigned':
      return tests.next ? { message, test: tests.next } : null;
    case 'candidate_accepted':
      return status === 'accepted' ? { message } : null;
    case 'application_expired':
      return expiry && reapplyAt ? { message, expiry, reapplyAt } : null;
    case 'candidate_rejected': {
      if (status !== 'rejected' || !decidedAt) return null;
      const { limitBp } = await screeningPolicy(w);
      return { message, limitBp, deletedBy: new Date(decidedAt.getTime() + purgeDays * MS_A_DAY) };
    }
  }
}

/** Whoever works here no longer, and when what is due is paid; or works here again (U4). */
async function poolContent(w: NotificationsWork, message: PoolMessage, { person }: { person: string }): Promise<Content | null> {
  const isHere = (await findPerson(w, person)).status === 'active';
  if (isHere !== (message === 'worker_returned')) return null;
  return isHere ? { message: 'worker_returned' } : { message: 'worker_deactivated', payday: (await nextBilling(w)).payouts };
}

/** A version that a guardrail stopped, and that nobody has brought back since. */
async function stoppedContent(w: NotificationsWork, row: { subject: string; person: string }): Promise<Content | null> {
  const [hash = '', guardrail = ''] = row.subject.split(' ');
  const { id, state } = await showHypothesis(asReader(w, await findPerson(w, row.person)), hash);
  return state === 'trial' || state === 'adopted' ? null : { message: 'alert_stopped', hypothesis: `${id}@${hash.slice(0, 6)}`, guardrail };
}

async function orderContent(w: NotificationsWork, message: OrderMessage, row: { subject: string; person: string }): Promise<Content | null> {
  const order = await showOrder(w, row.subject);
  const stillTrue: Partial<Record<OrderMessage, boolean>> = {
    order_assigned: order.status === 'assigned',
    order_unmatched: order.status === 'unmatched',
    order_start_taken_back: order.status === 'assigned',
    job_start_taken_back: order.worker?.id === row.person && order.status === 'assigned',
    order_moved: order.status === 'assigned' || order.status === 'unmatched',
    job_moved: order.worker?.id === row.person && order.status === 'assigned',
    job_kit_taken_back: order.worker?.id === row.person && order.status === 'assigned' && order.supplies === 'requested',
    job_withdrawn: order.worker?.id !== row.person || order.status === 'cancelled',
  };
  if (!(stillTrue[message] ?? true)) return null;
  return message === 'job_withdrawn' ? withdrawnContent(w, order, row.person) : { message, order };
}

/** What is for the client of an order alone: a client's card is no business of its worker. */
async function clientContent(w: NotificationsWork, message: ClientMessage, row: { subject: string; person: string }): Promise<Content | null> {
  const order = await showOrder(w, row.subject);
  if (order.client.id !== row.person) return null;
  const complaint = await complaintState(w, order);
  if (message === 'order_card') return { message, order, complaint };
  return complaint === 'closed' ? { message, order } : null;
}

/** A job that is no longer the reader's, who may have its kit. */
async function withdrawnContent(w: NotificationsWork, order: OrderView, person: string): Promise<Content> {
  const kit = (await kitsOf(w, [order.id])).get(order.id);
  return { message: 'job_withdrawn', order, hasKit: kit !== undefined && isToComeBack(kit) && holdersOf(kit).includes(person) };
}

/** An alert, for managers; one that is over says so where it was posted, and is not posted anew. */
async function alertContent(w: NotificationsWork, message: AlertMessage, row: { subject: string; person: string }, posted: boolean): Promise<Content | null> {
  const [alert, reader] = [await w.notifications.alert(row.subject), await findPerson(w, row.person)];
  if (!alert || reach(actorOf(reader, 'bot'), 'list-alerts') === undefined) return null;
  const view = await viewAlert(w, alert);
  // Whose time has come while it waited is about to be cancelled: nothing is left to be done about it.
  if (message === 'alert_still_unmatched' && view.order !== null && view.order.at <= w.now) return null;
  return view.isOpen || posted ? { message, alert: view } : null;
}

/** An order as managers see it. */
async function staffContent(w: NotificationsWork, row: { subject: string; person: string }): Promise<Content | null> {
  const reader = await findPerson(w, row.person);
  if (reach(actorOf(reader, 'bot'), 'show-photos') === undefined) return null;
  const asManager = asReader(w, reader);
  const order = await showOrder(asManager, row.subject);
  const said = order.cannotCome === null || order.worker === null ? null : await wordsOf(asManager, order.id, order.worker.id);
  return { message: 'staff_card', order, photos: (await orderPhotos(asManager, order.id)).length, said };
}

/** A card of a job that went to somebody else says so where it was posted, and is not posted anew. */
async function jobContent(
  w: NotificationsWork,
  message: 'job_card' | 'job_failed',
  row: { subject: string; person: string },
  posted: boolean,
): Promise<Content | null> {
  const order = await showOrder(w, row.subject);
  if (!order.price) return null;
  if (order.worker?.id !== row.person) return posted ? withdrawnContent(w, order, row.person) : null;
  const terms = await workerTerms(w, order.price);
  return { message, order, terms, items: await itemsOf(w, order) };
}

/** A job that is still the reader's, at the time it was to be reminded of, and yet to come. */
async function soonContent(w: NotificationsWork, row: { subject: string; person: string }): Promise<Content | null> {
  const [id = '', at = ''] = row.subject.split(' ');
  const order = await showOrder(w, id);
  const isAhead = order.status === 'assigned' && order.at.toISOString() === at && order.at > w.now;
  return isAhead && order.worker?.id === row.person ? { message: 'job_soon', order } : null;
}

async function kitContent(w: NotificationsWork, message: KitMessage, subject: string, posted: boolean): Promise<Content | null> {
  const kit = (await kitsOf(w, [subject])).get(subject);
  if (!kit) return null;
  if (message === 'kit_changed' && kit.status === 'withdrawn') return null;
  if (message === 'kit_withdrawn' && !isToComeBack(kit) && !posted) return null;
  const order = await showOrder(w, subject);
  // Where the order goes on by itself there is nothing to hear, only a card to keep true.
  if (message === 'kit_card' && kit.status === 'issued' && order.status === 'started' && !posted) return null;
  if (message === 'kit_missing' && !kit.isMissed && !posted) return null;
  if (message === 'kit_overdue' && (kit.status !== 'requested' || kit.overridden || order.status !== 'assigned')) return null;
  const holders = holdersOf(kit);
  const people = await peopleById(w, [...holders, ...(kit.issuedBy === null ? [] : [kit.issuedBy])]);
  const names = holders.map((id) => people.get(id)?.name ?? '—');
  return { message, kit, order, issuedBy: people.get(kit.issuedBy ?? '')?.name ?? null, holders: names };
}

/** A purchase; one that somebody has made or called off says so where it was posted, and is not posted anew. */
async function purchaseContent(w: NotificationsWork, number: number, posted: boolean): Promise<Content | null> {
  const found = await purchaseWithItem(w, number);
  return posted || found.purchase.status === 'open' ? { message: 'purchase_needed', ...found } : null;
}

/** A review, for managers; one that is closed says so where it was posted, and is not posted anew. */
async function reviewContent(w: NotificationsWork, subject: string, posted: boolean): Promise<Content | null> {
  const { status, verdict, complaint } = await showReview(w, subject);
  return posted || status === 'open' ? { message: 'alert_review', order: await showOrder(w, subject), review: { status, verdict, complaint } } : null;
}

/** What was really handed out, in the words of who did; else what is listed. */
async function itemsOf(w: NotificationsWork, order: OrderView): Promise<string[]> {
  const kit = (await kitsOf(w, [order.id])).get(order.id);
  if (!kit) return kitTemplate(w, order.service.id);
  return contentsOf(kit);
}
