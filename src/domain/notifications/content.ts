import { showBonus, showInvoice, showPayout, showPayslip, workerTerms, type Bonus, type Invoice, type Payout, type Payslip } from '../billing';
import { kitsOf, kitTemplate, type Kit } from '../consumables';
import { showOrder, type OrderView } from '../orders';
import { showReview } from '../quality';
import { showCandidate } from '../staffing';
import { peopleById } from '../users';
import type { Content, JobTerms, OutboxRow } from './message';
import type { NotificationsWork } from './work';

/** The facts of a message as they are now; null where it is no longer true and must not be sent (N2). */
export async function contentOf(w: NotificationsWork, row: Pick<OutboxRow, 'message' | 'subject' | 'person'>, posted: boolean): Promise<Content | null> {
  const { message } = row;
  switch (message) {
    case 'invoice_issued':
    case 'invoice_paid': {
      const invoice = await showInvoice(w, row.subject);
      return invoice.status === 'void' ? null : { message, invoice };
    }
    case 'payslip':
      return { message, payslip: await showPayslip(w, row.subject) };
    case 'payout_unknown':
    case 'alert_payout': {
      const payout = await showPayout(w, row.subject);
      return payout.status === 'unknown' ? { message, payout } : null;
    }
    case 'bonus_granted':
      return { message, bonus: await showBonus(w, row.subject) };
    case 'candidate_accepted':
    case 'candidate_rejected':
      return message === `candidate_${(await showCandidate(w, row.subject)).status}` ? { message } : null;
    case 'job_card':
    case 'job_failed':
      return jobContent(w, message, row, posted);
    case 'kit_card':
    case 'kit_changed':
    case 'kit_withdrawn':
      return kitContent(w, message, row.subject);
    default:
      return orderContent(w, message, row);
  }
}

type OrderMessage = Exclude<Content, { terms: JobTerms } | { kit: Kit } | { invoice: Invoice } | { payout: Payout } | { payslip: Payslip } | { bonus: Bonus } | { message: 'candidate_accepted' | 'candidate_rejected' }>['message'];

async function orderContent(w: NotificationsWork, message: OrderMessage, row: { subject: string; person: string }): Promise<Content | null> {
  const order = await showOrder(w, row.subject);
  const stillTrue: Partial<Record<OrderMessage, boolean>> = {
    // A client's card is no business of its worker.
    order_card: order.client.id === row.person,
    order_assigned: order.status === 'assigned',
    alert_unmatched: order.status === 'unmatched',
    alert_overdue: order.status === 'started',
    alert_review: message === 'alert_review' && (await showReview(w, order.id)).status === 'open',
    job_withdrawn: order.worker?.id !== row.person || order.status === 'cancelled',
  };
  return (stillTrue[message] ?? true) ? { message, order } : null;
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
  if (order.worker?.id !== row.person) return posted ? { message: 'job_withdrawn', order } : null;
  const terms = await workerTerms(w, order.price);
  return { message, order, terms, items: await itemsOf(w, order) };
}

async function kitContent(w: NotificationsWork, message: 'kit_card' | 'kit_changed' | 'kit_withdrawn', subject: string): Promise<Content | null> {
  const kit = (await kitsOf(w, [subject])).get(subject);
  if (!kit) return null;
  if (message === 'kit_changed' && kit.status === 'withdrawn') return null;
  const issuer = kit.issuedBy === null ? undefined : (await peopleById(w, [kit.issuedBy])).get(kit.issuedBy);
  return { message, kit, order: await showOrder(w, subject), issuedBy: issuer?.name ?? null };
}

async function itemsOf(w: NotificationsWork, order: OrderView): Promise<string[]> {
  return (await kitsOf(w, [order.id])).get(order.id)?.items ?? kitTemplate(w, order.service.id);
}
