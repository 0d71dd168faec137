import type { Content, Letter, MessageKey } from '../../domain/notifications';
import type { Post } from '../../gateways/telegram-api';
import { day } from '../../locales/format';
import { NO_SETTINGS, type MoneySettings } from '../money-settings';
import { alertCard } from './alert-card';
import { beginPress, testIntro, whyExpired } from './application';
import { percent, sum, when } from './facts';
import { jobCard, jobNotice, jobSoon, jobStartTakenBack, jobWithdrawn } from './job-card';
import { elsewhere, kitCard, kitChanged, kitMissing, kitOverdue, kitTakenBack, kitWithdrawn } from './kit-card';
import { invoiceCard, invoiceIssued } from './invoice';
import { becameCredit, creditNoteIssued, invoicePaid, invoicePartPaid, invoiceVoided, invoiceReopened, invoiceWrittenOff, moneyGone, paymentFailed, paymentReminder } from './money-news';
import { jobMoved, orderMoved } from './moved';
import { complaintClosed, orderCard, orderNotice, orderUnmatched, startTakenBack } from './order-card';
import { payslip } from './pay';
import { purchaseCard } from './purchase-card';
import { reviewCard } from './review-card';
import { staffCard } from './staff-order';
import { button, plain, post, say, type Reader } from './view';

/** What is known beside the facts of a message. */
export interface Extra {
  /** When the photo of the place was taken that waits for the kit. */
  keptAt?: Date;
  /** How clients can pay. */
  money?: MoneySettings;
}

type ContentOf<M extends MessageKey, C = Content> = C extends { message: MessageKey } ? (M extends C['message'] ? C : never) : never;
type View<M extends MessageKey> = (reader: Reader, content: ContentOf<M>, extra: Extra) => Post;

const orderNews = (reader: Reader, { order }: ContentOf<'order_failed'>) => orderNotice(reader, order);
const alertNews = (reader: Reader, { alert }: ContentOf<'alert_unmatched'>) => alertCard(reader, alert);

/** An amount on a worker's account that somebody gave or took (B9, B11); a reason is gone once it is erased. */
function givenByHand(reader: Reader, what: 'bonus' | 'correction', { amount, reason, by }: { amount: number; reason: string | null; by: string }): Post {
  const facts = { sum: sum(reader, amount), who: by };
  const text = reason === null ? say(reader, `messages:${what}.plain`, facts) : say(reader, `messages:${what}`, { ...facts, why: reason });
  return post([text], [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]]);
}

/** A view for every message there is. */
const VIEWS: { [M in MessageKey]: View<M> } = {
  order_card: (reader, { order, complaint }) => orderCard(reader, order, { complaint }),
  order_assigned: orderNews,
  order_unmatched: (reader, { order }) => orderUnmatched(reader, order),
  order_start_taken_back: (reader, { order }) => startTakenBack(reader, order),
  order_completed: orderNews,
  order_no_show: orderNews,
  order_failed: orderNews,
  order_cancelled: orderNews,
  complaint_closed: (reader, { order }) => complaintClosed(reader, order),
  order_moved: (reader, { order }) => orderMoved(reader, order),
  job_card: (reader, content, extra) => jobCard(reader, { ...content, ...extra }),
  job_failed: (reader, content) => jobNotice(reader, content),
  job_withdrawn: (reader, { order, hasKit }) => jobWithdrawn(reader, order, hasKit),
  job_moved: (reader, { order }) => jobMoved(reader, order),
  job_start_taken_back: (reader, { order }) => jobStartTakenBack(reader, order),
  job_kit_taken_back: (reader, { order }) => kitTakenBack(reader, order),
  // Whether its kit is to come back stands in the message that takes its place.
  job_elsewhere: (reader, { order }) => jobWithdrawn(reader, order, false),
  job_soon: (reader, { order }) => jobSoon(reader, order),
  kit_card: (reader, content) => kitCard(reader, content),
  kit_elsewhere: (reader, { order }) => elsewhere(reader, order),
  kit_changed: (reader, content) => kitChanged(reader, content),
  kit_withdrawn: (reader, content) => kitWithdrawn(reader, content),
  kit_overdue: (reader, content) => kitOverdue(reader, content),
  kit_missing: (reader, content) => kitMissing(reader, content),
  purchase_needed: (reader, content) => purchaseCard(reader, content),
  invoice_issued: (reader, content, { money = NO_SETTINGS }) => invoiceIssued(reader, content, money),
  invoice_card: (reader, content, { money = NO_SETTINGS }) => invoiceCard(reader, content, money),
  invoice_part_paid: (reader, content) => invoicePartPaid(reader, content),
  invoice_paid: (reader, content) => invoicePaid(reader, content),
  invoice_written_off: (reader, content) => invoiceWrittenOff(reader, content),
  invoice_reopened: (reader, content) => invoiceReopened(reader, content),
  refund_sent: (reader, { gone }) => moneyGone(reader, 'refund', gone),
  payment_reversed: (reader, { gone }) => moneyGone(reader, 'reversal', gone),
  invoice_voided: (reader, content) => invoiceVoided(reader, content),
  credit_note_issued: (reader, { invoice, paper }) => creditNoteIssued(reader, invoice, paper),
  payment_failed: (reader, content) => paymentFailed(reader, content),
  payment_reminder: (reader, { invoice }) => paymentReminder(reader, invoice),
  payment_became_credit: (reader, content) => becameCredit(reader, content),
  payslip: (reader, message) => payslip(reader, message.payslip),
  payout_unknown: (reader, { payout }) => post([say(reader, 'messages:payout.unknown', { net: sum(reader, payout.amount) })]),
  bonus_granted: (reader, { bonus }) => givenByHand(reader, 'bonus', { ...bonus, by: bonus.grantedBy.name }),
  worker_corrected: (reader, { correction }) => givenByHand(reader, 'correction', correction),
  worker_deactivated: (reader, { payday }) => post([say(reader, 'messages:worker.deactivated', { payday: when(reader, payday) })], [[button(reader, 'messages:button.pay', { kind: 'go', to: 'pay', arg: '' })]]),
  worker_returned: (reader) => post([say(reader, 'messages:worker.returned')], [[button(reader, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' })]]),
  application_received: (reader) => post([say(reader, 'messages:candidate.received')], [[button(reader, 'bot:command.status', { kind: 'go', to: 'status', arg: '' })]]),
  test_assigned: (reader, { test }) => {
    return post([testIntro(reader, test)], [[button(reader, 'messages:button.begin', beginPress(test))]]);
  },
  candidate_accepted: (reader) =>
    post([say(reader, 'messages:candidate.accepted')], [[button(reader, 'messages:button.jobs', { kind: 'go', to: 'jobs', arg: '' })]]),
  candidate_rejected: (reader, { limitBp, deletedBy }) =>
    post([say(reader, 'messages:candidate.rejected', { cut: percent(limitBp, reader.language), day: day(deletedBy, reader.zone, reader.language) })]),
  application_expired: (reader, { expiry, reapplyAt }) => {
    const isLater = reapplyAt > reader.now;
    const next = isLater ? say(reader, 'messages:candidate.again_later', { day: day(reapplyAt, reader.zone, reader.language) }) : say(reader, 'messages:candidate.again');
    return post([whyExpired(reader, expiry), next], [[isLater ? button(reader, 'bot:command.status', { kind: 'go', to: 'status', arg: '' }) : button(reader, 'bot:button.work', { kind: 'go', to: 'apply', arg: '' })]]);
  },
  alert_unmatched: alertNews,
  alert_cannot_come: alertNews,
  alert_photo: alertNews,
  alert_overdue: alertNews,
  alert_absence: alertNews,
  alert_matching: alertNews,
  alert_kit: alertNews,
  alert_still_unmatched: (reader, { alert }) => alertCard(reader, alert, { again: true }),
  staff_card: (reader, content) => staffCard(reader, content),
  alert_review: (reader, content) => reviewCard(reader, content),
  alert_stopped: (reader, { hypothesis, guardrail }) => post([say(reader, 'messages:alert.stopped', { hypothesis, why: plain(reader, `messages:guardrail.${guardrail}`) })]),
  alert_payout: (reader, { payout }) =>
    post([say(reader, 'messages:alert.payout', { net: sum(reader, payout.amount), worker: payout.worker.name })]),
};

/** Every message that can be sent. */
export const MESSAGES = Object.keys(VIEWS) as MessageKey[];

/** Puts any message into words and buttons; the dispatcher's and the bot's own cards are made by the same views. */
export function render(content: Content, reader: Reader, extra: Extra = {}): Post {
  return (VIEWS[content.message] as (reader: Reader, content: Content, extra: Extra) => Post)(reader, content, extra);
}

/** A letter in its reader's words. */
export function renderLetter(letter: Letter): Post {
  return render(letter.content, letter);
}
