import type { ClientStatement, Collection, CreditNotePaperFacts, ExplainedLine, Invoice, InvoiceExplanation, InvoicePaperFacts, OrderExplanation, PaymentMethodView, Payout, PayoutExplanation, Payslip, PayslipPaperFacts, PriceStory, WorkerStatement } from '../../src/domain/billing';
import type { AlertView, Content, InvoiceCard, JobTerms, MessageKey } from '../../src/domain/notifications';
import type { OrderStatus, OrderView } from '../../src/domain/orders';
import type { Item, Kit, Purchase } from '../../src/domain/consumables';
import type { NextTest } from '../../src/domain/staffing';

const ID = '0199f0de-1234-7abc-8def-0123456789ab';
const AT = new Date('2026-03-12T12:00:00Z');

/** An order of tomorrow, in any state. */
export function anOrder(change: Partial<OrderView> = {}): OrderView {
  return {
    id: ID,
    number: 42,
    client: { id: ID, number: 12, name: 'Barsik' },
    service: { id: ID, nameEn: 'Scratching', nameRu: 'Царапание', descriptionEn: null, descriptionRu: null, minutes: 30, status: 'active' },
    worker: { id: ID, number: 31, name: 'Tom' },
    status: 'assigned',
    endReason: null,
    at: AT,
    endsAt: new Date('2026-03-12T12:30:00Z'),
    copyOf: null,
    copiedAs: null,
    assignedAt: AT,
    estimate: 10_000,
    price: { tariff: 1, listPrice: 10_000, percent: 5, price: 9_500 },
    placedAt: new Date('2026-03-11T12:00:00Z'),
    startedAt: null,
    endedAt: null,
    place: 'Sofa, Arbat 7',
    description: 'the blue one',
    directions: null,
    endNote: null,
    cannotCome: null,
    startBy: new Date('2026-03-12T12:30:00Z'),
    movableUntil: null,
    supplies: 'requested',
    ...change,
  };
}

/** What somebody has of it who no longer has the order. */
const LEFT: Kit['left'][number] = { worker: ID, items: {}, issuedAt: null, issuedBy: null, backAt: null };

/** The kit of that order. */
function aKit(change: Partial<Kit> = {}): Kit {
  return {
    order: { id: ID, number: 42 },
    client: ID,
    worker: ID,
    isWaiting: false,
    dueAt: AT,
    items: ['acceptance form', 'scratching board'],
    templateVersion: 1,
    returnedAt: null,
    returnedBy: null,
    cameBack: null,
    left: [],
    isMissed: false,
    handedOut: null,
    status: 'requested',
    overridden: false,
    issuedAt: null,
    issuedBy: null,
    cookie: null,
    ...change,
  };
}

/** Glasses that run short, and the purchase of more. */
const aPurchase = (nameRu: string | null, change: Partial<Purchase> = {}): { purchase: Purchase; item: Item } => ({
  purchase: { number: 3, item: 'glasses', quantity: 20, received: 0, status: 'open', openedAt: AT, closedAt: null, reason: null, ...change },
  item: { key: 'glasses', name: 'glasses', nameRu, also: [], unit: null, isCounted: true, reorderLevel: 5, orderQuantity: 20, onHand: 4, movements: 2 },
});

/** The fortune cookie in each of its states. */
const COOKIES: Kit['cookie'][] = [{ status: 'wanted', at: null }, { status: 'promised', at: new Date(AT.getTime() - 600_000) }, { status: 'arrived', at: AT }, { status: 'none', at: null }];

/** What the job is worth. */
export const TERMS: JobTerms = { earning: 5_700, fine: 4_000, payday: new Date('2026-03-31T17:00:00Z') };

/** An invoice over two orders. */
export function anInvoice(change: Partial<Invoice> = {}): Invoice {
  const line = { serviceRu: 'Царапание', serviceEn: 'Scratching', listPrice: 10_000, percent: 5, amount: 9_500 };
  return {
    id: ID,
    number: '2026-000017',
    client: { id: ID, name: 'Barsik' },
    status: 'open',
    cutOff: new Date('2026-03-15T17:00:00Z'),
    issuedAt: new Date('2026-03-15T17:00:01Z'),
    reviewUntil: null,
    replaces: null,
    replacedBy: null,
    credited: 0,
    total: 19_000,
    paid: 0,
    open: 19_000,
    lines: [
      { ...line, order: { id: ID, number: 41, at: AT }, outcome: 'completed' },
      { ...line, order: { id: ID, number: 42, at: AT }, outcome: 'failed' },
    ],
    ...change,
  };
}

/** How the prices of that invoice came about: the second was estimated before the discount was reached. */
export function aStory(change: Partial<PriceStory> = {}): PriceStory {
  return { at: AT, tariff: 1, formula: 'constant@1', basePrice: 10_000, listPrice: 10_000, paid: 1_024_000, allocations: 3, tier: { over: 1_000_000, percent: 5 }, discount: 500, price: 9_500, ...change };
}

const NONE_YET = aStory({ paid: 990_000, tier: { over: 0, percent: 0 }, discount: 0, price: 10_000 });

const explainedLines = (invoice: Invoice): ExplainedLine[] =>
  invoice.lines.map((line, at) => ({
    ...line,
    rule: line.outcome === 'completed' ? 'B4' : 'O7',
    accruedAt: AT,
    nowOn: null,
    estimate: at === 0 ? aStory() : NONE_YET,
    price: { isRecorded: true, ...aStory() },
    comparison: at === 0 ? 'same' : 'differs',
    causes: at === 0 ? [] : ['paid'],
  }));

/** That invoice, explained. */
export function anExplanation(invoice: Invoice = anInvoice(), change: Partial<InvoiceExplanation> = {}): InvoiceExplanation {
  return { invoice, lines: explainedLines(invoice), creditNotes: [], money: [], writeOffs: [], voidReason: null, ...change };
}

/** An order of that invoice, explained. */
export function anOrderExplanation(outcome: 'completed' | 'failed' = 'failed'): OrderExplanation {
  const { id, number, status, cutOff } = anInvoice();
  return {
    order: { id: ID, number: 42, at: AT, serviceRu: 'Царапание', serviceEn: 'Scratching' },
    ending: { outcome, at: AT, reason: null, isCharged: true, rule: outcome === 'completed' ? 'B4' : 'O7', isFined: false },
    client: {
      client: { id: ID, name: 'Barsik' },
      estimate: aStory(),
      price: { isRecorded: true, ...aStory() },
      comparison: 'same',
      causes: [],
      charge: { amount: 9_500, outcome, at: AT },
      invoice: { id, number, status, cutOff },
      voided: [],
      paidBefore: null,
    },
    worker: null,
  };
}

/** More than 10,000.00 gives the first discount of both tariffs. */
export const STARTS: ReadonlyMap<number, number> = new Map([[1, 1_000_000], [2, 1_000_000]]);

/** The paper of that invoice. */
function anInvoicePaper(invoice: Invoice = anInvoice()): InvoicePaperFacts {
  const { number, status, cutOff, issuedAt, replaces, replacedBy, total, credited, paid, open } = invoice;
  if (status === 'draft' || number === null || issuedAt === null) throw new Error('a draft has no paper');
  return { number, status, issuedAt, cutOff, replaces, replacedBy, client: { name: 'Barsik', number: 12 }, lines: explainedLines(invoice), total, credited, paid, open, creditNotes: [], payments: [], discountStarts: STARTS };
}

/** How a client pays. */
export const aMethod = (change: Partial<PaymentMethodView> = {}): PaymentMethodView => ({ method: 'manual', last4: null, offered: ['manual', 'card', 'telegram'], ...change });
/** By a card on file. */
export const BY_CARD = aMethod({ method: 'card', last4: '4242' });

/** An attempt to charge that card. */
export function aCharge(change: Partial<Collection> = {}): Collection {
  return { id: ID, client: ID, invoice: { id: ID, number: '2026-000017' }, attempt: 1, key: `charge:${ID}:1`, amount: 19_000, status: 'declined', createdAt: AT, settledAt: AT, retryAt: new Date('2026-03-16T17:00:00Z'), error: 'card_declined', resolution: null, ...change };
}

/** That invoice as its client sees it. */
export const anInvoiceCard = (change: Partial<InvoiceCard> = {}): InvoiceCard => ({ invoice: anInvoice(), method: aMethod(), charge: null, ...change });

const aNote = (change: Partial<CreditNotePaperFacts> = {}): CreditNotePaperFacts => ({
  number: 'CN-2026-000003',
  at: AT,
  amount: 5_000,
  reason: 'a glass too many',
  by: 'Boss',
  returned: 0,
  client: { name: 'Barsik', number: 12 },
  invoice: { id: ID, number: '2026-000017', issuedAt: AT, total: 19_000, credited: 0, paid: 0, returned: 0, open: 14_000 },
  ...change,
});

const CREDITED = anInvoice({ credited: 5_000, open: 14_000 });
const PAID = anInvoice({ status: 'paid', paid: 19_000, open: 0 });
const VOID = anInvoice({ status: 'void', open: 0 });
const WRITTEN_OFF = anInvoice({ status: 'uncollectible', paid: 4_000, credited: 5_000, open: 0 });

const aPayout = (change: Partial<Payout> = {}): Payout => ({ id: ID, worker: { id: ID, name: 'Tom' }, month: '2026-03', status: 'sent', amount: 5_700, error: null, ...change });
const aPayslip = (payout: Payout, change: Partial<Payslip> = {}): Payslip => ({ payout, jobs: 2, earned: 11_400, fines: 5_700, bonuses: 0, corrections: 0, carried: 0, ...change });

/** The paper of a payout. */
export function aPayslipPaper(change: Partial<PayslipPaperFacts> = {}): PayslipPaperFacts {
  const job = { serviceRu: 'Царапание', serviceEn: 'Scratching', at: AT };
  return {
    month: '2026-03',
    worker: { name: 'Tom', number: 31 },
    jobs: [
      { ...job, orderNumber: 41, kind: 'earning', amount: 5_700, price: 9_500, shareBp: 6_000 },
      { ...job, orderNumber: 42, kind: 'fine', amount: -4_000, price: null, shareBp: null },
    ],
    bonuses: [{ at: AT, amount: 500, reason: 'good whiskers', by: 'Boss' }],
    corrections: [{ at: AT, amount: -100, reason: null, by: 'Boss' }],
    carried: -1_000,
    carriedFrom: [{ from: 'forward', month: '2026-02', amount: -1_000 }],
    amount: 1_100,
    status: 'sent',
    paidAt: AT,
    key: `payout:${ID}:2026-03`,
    ...change,
  };
}

/** A payout, explained. */
export function aPayoutExplanation(change: Partial<PayoutExplanation> = {}): PayoutExplanation {
  const carried: PayoutExplanation['carried'] = { amount: -1_000, previous: { month: '2026-02', status: 'carried_forward', amount: -1_000 }, forward: -1_000, returned: 0, late: 0, cameBack: [], lateEntries: [] };
  return { payout: aPayout({ amount: 1_100 }), dueAt: AT, createdAt: AT, paidAt: AT, carried, entries: [], transferKey: `payout:${ID}:2026-03`, ...change };
}

/** A pay slip with something of everything. */
export const FULL_PAYSLIP = aPayslip(aPayout({ amount: 1_100 }), { jobs: 1, earned: 5_700, fines: 4_000, bonuses: 500, corrections: -100, carried: -1_000 });

const ended = (status: OrderStatus, endReason: OrderView['endReason'] = null) => anOrder({ status, endReason, startedAt: AT, endedAt: new Date('2026-03-12T12:30:00Z') });

type AlertSaid = AlertView extends infer V ? (V extends AlertView ? Omit<V, 'id' | 'isOpen' | 'openedAt' | 'takenBy'> & Partial<AlertView> : never) : never;

const anAlert = (said: AlertSaid): AlertView => ({ id: ID, isOpen: true, openedAt: AT, takenBy: null, ...said });
const UNMATCHED = { kind: 'unmatched' as const, order: anOrder({ status: 'unmatched', worker: null, price: null, supplies: null }) };
const AWAY = { kind: 'absence' as const, order: null, worker: 'Tom', from: AT, to: new Date('2026-03-13T12:00:00Z') };

/** Contents of every message, in the states that look different. */
export const CONTENTS: Record<MessageKey, Content[]> = {
  order_card: [
    ...[anOrder(), anOrder({ supplies: 'issued' }), anOrder({ status: 'unmatched', worker: null, price: null, supplies: null }), ended('started'), ended('completed'), ended('failed', 'no_show')],
    ...[ended('failed', 'supplies_missing'), ended('cancelled', 'plans_changed'), { ...ended('cancelled', 'nobody_free'), worker: null, price: null }, anOrder({ copyOf: { id: ID, number: 41 } })],
  ]
    .map((order): Content => ({ message: 'order_card', order, complaint: null }))
    .concat((['open', 'closed'] as const).map((complaint) => ({ message: 'order_card', order: ended('completed'), complaint }))),
  order_assigned: [{ message: 'order_assigned', order: anOrder() }],
  order_unmatched: [anOrder({ status: 'unmatched', worker: null }), anOrder({ status: 'unmatched', worker: null, price: null })].map((order) => ({ message: 'order_unmatched', order })),
  order_start_taken_back: [{ message: 'order_start_taken_back', order: anOrder() }],
  job_start_taken_back: [{ message: 'job_start_taken_back', order: anOrder() }],
  job_kit_taken_back: [{ message: 'job_kit_taken_back', order: anOrder() }],
  job_elsewhere: [{ message: 'job_elsewhere', order: anOrder() }],
  kit_elsewhere: [{ message: 'kit_elsewhere', order: anOrder() }],
  worker_deactivated: [{ message: 'worker_deactivated', payday: AT }],
  worker_returned: [{ message: 'worker_returned' }],
  order_completed: [{ message: 'order_completed', order: ended('completed') }],
  order_no_show: [{ message: 'order_no_show', order: ended('failed', 'no_show') }],
  order_failed: [{ message: 'order_failed', order: ended('failed', 'no_client') }],
  order_cancelled: [{ message: 'order_cancelled', order: ended('cancelled', 'ill') }],
  complaint_closed: [ended('completed'), { ...ended('failed'), worker: null }].map((order) => ({ message: 'complaint_closed', order })),
  order_moved: [{ message: 'order_moved', order: anOrder() }],
  job_moved: [{ message: 'job_moved', order: anOrder() }],
  job_card: [anOrder(), anOrder({ supplies: 'issued', description: null }), ended('started'), ended('completed'), ended('failed', 'no_client'), ended('failed', 'supplies_missing'), ended('cancelled', 'plans_changed')].map(
    (order) => ({ message: 'job_card', order, terms: TERMS, items: ['acceptance form', 'scratching board'] }),
  ),
  job_failed: [{ message: 'job_failed', order: ended('failed', 'no_show'), terms: TERMS, items: [] }],
  job_withdrawn: [{ order: anOrder(), hasKit: false }, { order: ended('cancelled', 'plans_changed'), hasKit: false }, { order: anOrder(), hasKit: true }, { order: ended('cancelled', 'plans_changed'), hasKit: true }].map((facts) => ({ message: 'job_withdrawn', ...facts })),
  job_soon: [{ message: 'job_soon', order: anOrder({ at: new Date('2026-03-11T13:00:00Z') }) }, { message: 'job_soon', order: anOrder({ at: new Date('2026-03-11T12:30:00Z') }) }],
  kit_card: [aKit(), ...COOKIES.map((cookie) => aKit({ cookie })), aKit({ overridden: true }), aKit({ status: 'issued', issuedAt: AT, handedOut: 'a ball' }), aKit({ status: 'withdrawn' }), aKit({ status: 'withdrawn', issuedAt: AT }), aKit({ status: 'withdrawn', issuedAt: AT, returnedAt: AT, cameBack: '1 glass' }), aKit({ left: [LEFT] })].map((kit) => ({ message: 'kit_card', kit, order: anOrder(), issuedBy: 'Ann', holders: ['Tom'] })),
  kit_changed: [aKit(), aKit({ left: [LEFT] })].map((kit) => ({ message: 'kit_changed', kit, order: anOrder(), issuedBy: null, holders: ['Leo'] })),
  kit_overdue: [{ message: 'kit_overdue', kit: aKit(), order: anOrder(), issuedBy: null, holders: [] }],
  kit_missing: [aKit({ isMissed: true }), aKit({ status: 'issued', issuedAt: AT }), aKit(), aKit({ overridden: true })].map((kit) => ({ message: 'kit_missing', kit, order: anOrder(), issuedBy: null, holders: [] })),
  kit_withdrawn: [aKit({ status: 'withdrawn', issuedAt: AT }), aKit({ status: 'withdrawn', issuedAt: AT, returnedAt: AT }), aKit({ left: [LEFT] }), aKit({ left: [{ ...LEFT, backAt: AT.toISOString() }] }), aKit({ status: 'issued' })].map((kit) => ({ message: 'kit_withdrawn', kit, order: anOrder(), issuedBy: null, holders: ['Leo'] })),
  purchase_needed: [
    ...[null, 'стаканы'].map((nameRu) => aPurchase(nameRu)),
    ...([{ status: 'ordered', received: 8 }, { status: 'received', received: 20 }, { status: 'cancelled', reason: 'enough of <them>' }] as const).map((change) => aPurchase('стаканы', change)),
  ].map((facts) => ({ message: 'purchase_needed', ...facts })),
  alert_unmatched: [anAlert(UNMATCHED), anAlert({ ...UNMATCHED, takenBy: { id: ID, name: 'Max <3' } }), anAlert({ ...UNMATCHED, order: anOrder(), isOpen: false })].map((alert) => ({ message: 'alert_unmatched', alert })),
  alert_still_unmatched: [{ message: 'alert_still_unmatched', alert: anAlert(UNMATCHED) }],
  alert_cannot_come: [{ code: 'other', note: 'a <b>thorn</b>' }, { code: 'ill', note: null }].map((why) => ({ message: 'alert_cannot_come', alert: anAlert({ kind: 'cannot_come', order: anOrder({ cannotCome: 'ill' }), worker: 'Tom', why }) })),
  alert_photo: [
    { message: 'alert_photo', alert: anAlert({ kind: 'photo', order: ended('started'), photo: 'started', old: 17 }) },
    { message: 'alert_photo', alert: anAlert({ kind: 'photo', order: ended('completed'), photo: 'completed', old: 17, isOpen: false }) },
  ],
  alert_overdue: [{ message: 'alert_overdue', alert: anAlert({ kind: 'overdue', order: ended('started') }) }],
  alert_absence: [
    { message: 'alert_absence', alert: anAlert({ ...AWAY, booked: [{ id: ID, number: 42 }, { id: ID, number: 43 }] }) },
    { message: 'alert_absence', alert: anAlert({ ...AWAY, booked: [], isOpen: false }) },
  ],
  alert_matching: ['timeout', 'unheard of'].map((fault) => ({ message: 'alert_matching', alert: anAlert({ ...UNMATCHED, kind: 'matching', program: 'whiskers', fault }) })),
  alert_kit: [
    { message: 'alert_kit', alert: anAlert({ kind: 'kit', order: anOrder(), due: AT }) },
    { message: 'alert_kit', alert: anAlert({ kind: 'kit', order: anOrder({ supplies: 'issued' }), due: AT, isOpen: false }) },
  ],
  staff_card: [
    ...[anOrder(), anOrder({ cannotCome: 'ill', supplies: 'overridden' }), UNMATCHED.order, ended('started'), ended('completed'), ended('failed', 'no_show')].map((order, photos) => ({ order, photos })),
    { order: { ...ended('cancelled', 'nobody_free'), worker: null, price: null, supplies: null, copiedAs: { id: ID, number: 44 }, copyOf: { id: ID, number: 41 } }, photos: 0 },
  ].map((facts, at) => ({ message: 'staff_card', said: at === 1 ? 'my <i>tail</i> is stuck' : null, ...facts })),
  alert_review: [
    { message: 'alert_review', order: ended('failed', 'no_show'), review: { status: 'open', verdict: null, complaint: null } },
    { message: 'alert_review', order: ended('completed'), review: { status: 'open', verdict: null, complaint: { client: ID, at: AT, words: 'the glass <still> stands' } } },
    { message: 'alert_review', order: ended('completed'), review: { status: 'closed', verdict: 'worker at <fault>', complaint: { client: ID, at: AT, words: null } } },
  ],
  alert_payout: [{ message: 'alert_payout', payout: aPayout({ status: 'unknown' }) }],
  invoice_issued: [
    ...[aMethod(), BY_CARD, aMethod({ method: 'telegram' })].map((method) => ({ invoice: anInvoice(), method })),
    ...[anInvoice({ replaces: '2026-000016', paid: 4_000, open: 15_000 }), PAID].map((invoice) => ({ invoice, method: BY_CARD })),
  ].map((facts) => ({ message: 'invoice_issued', paper: anInvoicePaper(facts.invoice), ...facts })),
  invoice_card: [
    ...[aMethod(), BY_CARD, aMethod({ method: 'telegram' })].map((method) => anInvoiceCard({ method })),
    ...[aCharge({ status: 'unknown', error: 'no answer in time' }), aCharge(), aCharge({ retryAt: null, error: 'insufficient_funds' }), aCharge({ error: '<b>Sorry</b>' }), aCharge({ status: 'parked' })].map((charge) => anInvoiceCard({ method: BY_CARD, charge })),
    ...[PAID, VOID, { ...VOID, replacedBy: '2026-000018' }, CREDITED, WRITTEN_OFF].map((invoice) => anInvoiceCard({ invoice })),
  ].map((card) => ({ message: 'invoice_card', ...card })),
  invoice_paid: [
    { message: 'invoice_paid', invoice: PAID, received: { amount: 19_000, from: 'payment', open: 0, toCredit: 0 }, percent: 0 },
    { message: 'invoice_paid', invoice: PAID, received: { amount: 15_000, from: 'payment', open: 0, toCredit: 5_000 }, percent: 5 },
    { message: 'invoice_paid', invoice: PAID, received: { amount: 19_000, from: 'credit', open: 0, toCredit: 0 }, percent: 5 },
    { message: 'invoice_paid', invoice: { ...PAID, paid: 0, credited: 19_000 }, received: null, percent: 0 },
  ],
  invoice_part_paid: [
    { message: 'invoice_part_paid', invoice: anInvoice({ paid: 4_000, open: 15_000 }), received: { amount: 4_000, from: 'payment', open: 15_000, toCredit: 0 } },
    { message: 'invoice_part_paid', invoice: anInvoice({ paid: 4_000, open: 15_000 }), received: { amount: 4_000, from: 'credit', open: 15_000, toCredit: 0 } },
    { message: 'invoice_part_paid', invoice: PAID, received: { amount: 4_000, from: 'payment', open: 15_000, toCredit: 0 } },
  ],
  invoice_reopened: [{ message: 'invoice_reopened', invoice: anInvoice(), amount: 19_000 }],
  invoice_written_off: [{ message: 'invoice_written_off', invoice: WRITTEN_OFF, amount: 10_000 }],
  refund_sent: ['paid twice', null].map((reason) => ({ message: 'refund_sent', gone: { amount: 5_000, reason } })),
  payment_reversed: ['not yours', null].map((reason) => ({ message: 'payment_reversed', gone: { amount: 5_000, reason } })),
  invoice_voided: [
    { message: 'invoice_voided', invoice: VOID, returned: 4_000 },
    { message: 'invoice_voided', invoice: { ...VOID, replacedBy: '2026-000018' }, returned: 0 },
  ],
  credit_note_issued: [
    { message: 'credit_note_issued', invoice: CREDITED, paper: aNote() },
    { message: 'credit_note_issued', invoice: PAID, paper: aNote({ reason: null, returned: 5_000 }) },
  ],
  payment_failed: ['card_declined', 'insufficient_funds', 'a bank <i>no</i>', null].map((error) => ({ message: 'payment_failed', invoice: anInvoice(), collection: aCharge({ error }), retryAt: new Date('2026-03-16T17:00:00Z') })),
  payment_reminder: [{ message: 'payment_reminder', invoice: anInvoice({ paid: 4_000, open: 15_000 }) }],
  payment_became_credit: [
    { message: 'payment_became_credit', invoice: PAID, amount: 19_000 },
    { message: 'payment_became_credit', invoice: null, amount: 50_000 },
  ],
  payslip: [aPayslip(aPayout()), aPayslip(aPayout({ status: 'carried_forward', amount: -4_000 })), FULL_PAYSLIP].map((payslip) => ({ message: 'payslip', payslip, paper: aPayslipPaper() })),
  worker_corrected: [{ amount: -4_000, reason: 'fined twice', by: 'Boss' }, { amount: 4_000, reason: null, by: 'Boss' }].map((correction) => ({ message: 'worker_corrected', correction })),
  payout_unknown: [{ message: 'payout_unknown', payout: aPayout({ status: 'unknown' }) }],
  bonus_granted: [{ message: 'bonus_granted', bonus: { id: ID, worker: { id: ID, name: 'Tom' }, amount: 500, reason: 'good whiskers', grantedBy: { id: ID, name: 'Boss' }, at: AT } }],
  application_received: [{ message: 'application_received' }],
  test_assigned: [aTest({ seconds: 20 }), aTest({ questions: 1, seconds: null })].map((test) => ({ message: 'test_assigned', test })),
  candidate_accepted: [{ message: 'candidate_accepted' }],
  application_expired: (['unfinished', 'unattended'] as const).flatMap((why) => [AT, new Date('2026-01-12T12:00:00Z')].map((reapplyAt) => ({ message: 'application_expired', expiry: { why, days: 30 }, reapplyAt }))),
  candidate_rejected: [300, 250].map((limitBp) => ({ message: 'candidate_rejected', limitBp, deletedBy: AT })),
  alert_stopped: ['evaluation_errors', 'completion_rate', 'acceptance', 'sample_ratio'].map((guardrail) => ({ message: 'alert_stopped', hypothesis: 'H-042@1a2b3c', guardrail })),
};

/** A test that waits to be taken. */
function aTest(change: Partial<NextTest>): NextTest {
  return { test: 'manners', name: { en: 'Manners & <b>mice</b>', ru: 'Манеры & <b>мыши</b>' }, questions: 5, seconds: null, begun: false, ...change };
}

/** A client's account with something of everything. */
export function aClientAccount(change: Partial<ClientStatement> = {}): ClientStatement {
  const entry = { order: null, serviceRu: null, serviceEn: null, outcome: null, note: 'a glass too many', invoice: '2026-000017', status: null, by: ID };
  const charge = { ...entry, kind: 'charge', order: { id: ID, number: 42, at: AT }, serviceRu: 'Царапание', serviceEn: 'Scratching', outcome: 'failed' } as const;
  return {
    as: 'client',
    person: { id: ID, number: 12, name: 'Barsik' },
    asOf: AT,
    charged: 19_000,
    paid: 5_000,
    takenOff: 2_000,
    owedAtWeekEnd: 12_000,
    credit: 500,
    entries: [
      { ...charge, id: '1', at: AT, amount: 9_500 },
      { ...charge, id: '2', at: AT, amount: 9_500, invoice: null, outcome: 'completed' },
      { ...entry, id: '3', at: AT, kind: 'payment', amount: -5_000 },
      { ...entry, id: '4', at: AT, kind: 'payment', amount: -500, invoice: null },
      { ...entry, id: '5', at: AT, kind: 'credit_note', amount: -1_000 },
      { ...entry, id: '6', at: AT, kind: 'refund', amount: 500, invoice: null, note: null },
      { ...entry, id: '7', at: AT, kind: 'write_off', amount: -1_000 },
    ],
    ...change,
  };
}

/** A worker's account. */
export function anAccount(change: Partial<WorkerStatement> = {}): WorkerStatement {
  const entry = { order: { id: ID, number: 42, at: AT }, serviceRu: 'Царапание', serviceEn: 'Scratching', outcome: null, note: null, invoice: null, status: null, by: null };
  return {
    as: 'worker',
    person: { id: ID, number: 31, name: 'Tom' },
    asOf: AT,
    earned: 5_700,
    fined: 4_000,
    bonuses: 0,
    corrections: 0,
    paidOut: 0,
    balance: 1_700,
    entries: [
      { ...entry, id: '1', at: AT, kind: 'earning', amount: 5_700 },
      { ...entry, id: '2', at: AT, kind: 'fine', amount: -4_000 },
      { ...entry, id: '3', at: AT, kind: 'bonus', amount: 500, order: null, note: 'good whiskers' },
      { ...entry, id: '4', at: AT, kind: 'payout', amount: -500, order: null, status: 'sent' },
      { ...entry, id: '5', at: AT, kind: 'payout_returned', amount: 500, order: null },
      { ...entry, id: '6', at: AT, kind: 'payout_resent', amount: -500, order: null },
      { ...entry, id: '7', at: AT, kind: 'correction', amount: -100, order: null, note: 'fined too little' },
    ],
    ...change,
  };
}
