import type { Bonus, Collection, CreditNotePaperFacts, Invoice, InvoicePaperFacts, PaymentMethodView, Payout, Payslip, PayslipPaperFacts } from '../billing';
import type { Item, Kit, Purchase } from '../consumables';
import type { OrderView } from '../orders';
import type { Review } from '../quality';
import type { Language } from '../shared/work';
import type { Expiry, NextTest } from '../staffing';
import { ALERT_KINDS, type AlertKey, type AlertView } from './alert';

/** Messages that show one thing in its present state and are edited in place (O8). */
const CARDS = ['order_card', 'job_card', 'kit_card', 'kit_withdrawn', 'kit_missing', 'purchase_needed', 'invoice_card', 'staff_card', 'alert_review'] as const;
/** A message that is edited in place. */
export type CardKey = (typeof CARDS)[number] | AlertKey;

/** News of their own that take the place of a card: from then on they are the one that is edited. */
const NEW_CARDS: Partial<Record<string, CardKey>> = { kit_changed: 'kit_card', kit_overdue: 'kit_card', job_withdrawn: 'job_card' };
/** What a card says whose place such news are about to take. */
const OLD_CARDS: Partial<Record<string, CardKey>> = { kit_elsewhere: 'kit_card', job_elsewhere: 'job_card' };

type OrderNotice = 'order_assigned' | 'order_unmatched' | 'order_start_taken_back' | 'order_moved' | 'order_completed' | 'order_no_show' | 'order_failed' | 'order_cancelled' | 'complaint_closed';

/** What a job is worth to its worker; amounts in minor units. */
export interface JobTerms {
  earning: number;
  fine: number;
  payday: Date;
}

/** An invoice as its client sees it in the chat: how it is to be paid, and the latest attempt to charge a card for it. */
export interface InvoiceCard {
  invoice: Invoice;
  method: PaymentMethodView;
  charge: Collection | null;
}

/** An amount on a worker's account that somebody gave or took: how much, for what, and who. */
interface GivenByHand {
  amount: number;
  /** Null once it is erased. */
  reason: string | null;
  by: string;
}

/** Money that has just come on an invoice. */
interface MoneyCame {
  amount: number;
  from: 'payment' | 'credit';
  /** What was still open after it. */
  open: number;
  /** What of its payment became credit. */
  toCredit: number;
}

/** What a message says, as facts: words and language come when it is sent (N1). */
export type Content =
  | { message: 'order_card'; order: OrderView; complaint: Review['status'] | null }
  | { message: OrderNotice; order: OrderView }
  | { message: 'job_card' | 'job_failed'; order: OrderView; terms: JobTerms; items: string[] }
  | { message: 'job_withdrawn'; order: OrderView; hasKit: boolean }
  | { message: 'job_moved' | 'job_start_taken_back' | 'job_kit_taken_back' | 'job_elsewhere' | 'kit_elsewhere'; order: OrderView }
  | { message: 'job_soon'; order: OrderView }
  | { message: 'kit_card' | 'kit_changed' | 'kit_withdrawn' | 'kit_overdue' | 'kit_missing'; kit: Kit; order: OrderView; issuedBy: string | null; holders: string[] }
  | { message: 'purchase_needed'; purchase: Purchase; item: Item }
  | { message: AlertKey | 'alert_still_unmatched'; alert: AlertView }
  | { message: 'staff_card'; order: OrderView; photos: number; said: string | null }
  | { message: 'alert_review'; order: OrderView; review: Pick<Review, 'status' | 'verdict' | 'complaint'> }
  | { message: 'invoice_issued'; invoice: Invoice; method: PaymentMethodView; paper: InvoicePaperFacts }
  | ({ message: 'invoice_card' } & InvoiceCard)
  | { message: 'invoice_part_paid'; invoice: Invoice; received: MoneyCame }
  | { message: 'invoice_paid'; invoice: Invoice; received: MoneyCame | null; percent: number }
  | { message: 'invoice_written_off' | 'invoice_reopened'; invoice: Invoice; amount: number }
  | { message: 'refund_sent' | 'payment_reversed'; gone: { amount: number; reason: string | null } }
  | { message: 'invoice_voided'; invoice: Invoice; returned: number }
  | { message: 'credit_note_issued'; invoice: Invoice; paper: CreditNotePaperFacts }
  | { message: 'payment_failed'; invoice: Invoice; collection: Collection; retryAt: Date }
  | { message: 'payment_reminder'; invoice: Invoice }
  /** Of a payment on account that met no open invoice there is none. */
  | { message: 'payment_became_credit'; invoice: Invoice | null; amount: number }
  | { message: 'payslip'; payslip: Payslip; paper: PayslipPaperFacts }
  | { message: 'payout_unknown' | 'alert_payout'; payout: Payout }
  | { message: 'bonus_granted'; bonus: Bonus }
  | { message: 'worker_corrected'; correction: GivenByHand }
  | { message: 'worker_deactivated'; payday: Date }
  | { message: 'application_received' | 'candidate_accepted' | 'worker_returned' }
  | { message: 'test_assigned'; test: NextTest }
  | { message: 'application_expired'; expiry: Expiry; reapplyAt: Date }
  | { message: 'candidate_rejected'; limitBp: number; deletedBy: Date }
  | { message: 'alert_stopped'; hypothesis: string; guardrail: string };

/** The key of a message; its texts are found in both languages by it. */
export type MessageKey = Content['message'];

/** A row of the outbox: what is to be told to whom about what; never text (N1). */
export interface OutboxRow {
  id: string;
  message: MessageKey;
  person: string;
  /** Id of the order, alert, invoice, charge, payout, bonus, correction or person it is about; the hash of a version, with what stopped it; an invoice, with an amount, a credit note, the way it was paid or the place of the money that came; a refund or a payment; an order, with its time. */
  subject: string;
  event: string;
  attempts: number;
}

/** Something ready to go: the facts, the reader's chat and language, and the message to edit if it is a card. */
export interface Letter {
  content: Content;
  chatId: number;
  language: Language;
  zone: string;
  now: Date;
  editMessageId: number | null;
  silent: boolean;
}

/** What became of a letter. */
export type Delivery =
  | { outcome: 'sent'; messageId: number }
  | { outcome: 'unreachable'; reason: string }
  | { outcome: 'later'; afterMs: number }
  | { outcome: 'unknown'; reason: string }
  | { outcome: 'rejected'; reason: string };

/** The messenger, beyond which lies the network. */
export interface Messenger {
  deliver(letter: Letter): Promise<Delivery>;
}

/** The card that a message edits where there is one. */
export function editedBy(message: MessageKey): CardKey | undefined {
  return isCard(message) ? message : OLD_CARDS[message];
}

/** The card that a message is from then on. */
export function keptAs(message: MessageKey): CardKey | undefined {
  return editedBy(message) ?? NEW_CARDS[message];
}

function isCard(message: MessageKey): message is CardKey {
  return (CARDS as readonly string[]).includes(message) || ALERT_KINDS.some((kind) => message === `alert_${kind}`);
}
