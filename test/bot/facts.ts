import type { Invoice, Payout, Payslip, WorkerStatement } from '../../src/domain/billing';
import type { Content, JobTerms, MessageKey } from '../../src/domain/notifications';
import type { OrderStatus, OrderView } from '../../src/domain/orders';
import type { Kit } from '../../src/domain/consumables';
import type { NextTest } from '../../src/domain/staffing';

const ID = '0199f0de-1234-7abc-8def-0123456789ab';
const AT = new Date('2026-03-12T12:00:00Z');

/** An order of tomorrow, in any state. */
export function anOrder(change: Partial<OrderView> = {}): OrderView {
  return {
    id: ID,
    number: 42,
    client: { id: ID, number: 12, name: 'Barsik' },
    service: { id: ID, nameEn: 'Scratching', nameRu: 'Царапание', minutes: 30, status: 'active' },
    worker: { id: ID, number: 31, name: 'Tom' },
    status: 'assigned',
    endReason: null,
    at: AT,
    endsAt: new Date('2026-03-12T12:30:00Z'),
    copyOf: null,
    estimate: 10_000,
    price: { tariff: 1, listPrice: 10_000, percent: 5, price: 9_500 },
    placedAt: new Date('2026-03-11T12:00:00Z'),
    startedAt: null,
    endedAt: null,
    place: 'Sofa, Arbat 7',
    description: 'the blue one',
    endNote: null,
    supplies: 'requested',
    ...change,
  };
}

/** The kit of that order. */
function aKit(change: Partial<Kit> = {}): Kit {
  return {
    order: { id: ID, number: 42 },
    client: ID,
    worker: ID,
    dueAt: AT,
    items: ['acceptance form', 'scratching board'],
    handedOut: null,
    status: 'requested',
    overridden: false,
    issuedAt: null,
    issuedBy: null,
    ...change,
  };
}

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

const aPayout = (change: Partial<Payout> = {}): Payout => ({ id: ID, worker: { id: ID, name: 'Tom' }, month: '2026-03', status: 'sent', amount: 5_700, error: null, ...change });
const aPayslip = (payout: Payout): Payslip => ({ payout, jobs: 2, earned: 11_400, fines: 5_700, bonuses: 0, carried: 0 });

const ended = (status: OrderStatus, endReason: OrderView['endReason'] = null) => anOrder({ status, endReason, startedAt: AT, endedAt: new Date('2026-03-12T12:30:00Z') });

/** Contents of every message, in the states that look different. */
export const CONTENTS: Record<MessageKey, Content[]> = {
  order_card: [
    ...[anOrder(), anOrder({ supplies: 'issued' }), anOrder({ status: 'unmatched', worker: null, price: null, supplies: null }), ended('started'), ended('completed'), ended('failed', 'no_show')],
    ...[ended('failed', 'supplies_missing'), ended('cancelled', 'plans_changed'), { ...ended('cancelled', 'nobody_free'), worker: null, price: null }, anOrder({ copyOf: { id: ID, number: 41 } })],
  ].map((order) => ({ message: 'order_card', order })),
  order_assigned: [{ message: 'order_assigned', order: anOrder() }],
  order_completed: [{ message: 'order_completed', order: ended('completed') }],
  order_no_show: [{ message: 'order_no_show', order: ended('failed', 'no_show') }],
  order_failed: [{ message: 'order_failed', order: ended('failed', 'no_client') }],
  order_cancelled: [{ message: 'order_cancelled', order: ended('cancelled', 'ill') }],
  job_card: [anOrder(), anOrder({ supplies: 'issued', description: null }), ended('started'), ended('completed'), ended('failed', 'no_client'), ended('failed', 'supplies_missing'), ended('cancelled', 'plans_changed')].map(
    (order) => ({ message: 'job_card', order, terms: TERMS, items: ['acceptance form', 'scratching board'] }),
  ),
  job_failed: [{ message: 'job_failed', order: ended('failed', 'no_show'), terms: TERMS, items: [] }],
  job_withdrawn: [{ message: 'job_withdrawn', order: anOrder() }, { message: 'job_withdrawn', order: ended('cancelled', 'plans_changed') }],
  kit_card: [aKit(), aKit({ overridden: true }), aKit({ status: 'issued', issuedAt: AT, handedOut: 'a ball' }), aKit({ status: 'withdrawn' }), aKit({ status: 'withdrawn', issuedAt: AT })].map((kit) => ({ message: 'kit_card', kit, order: anOrder(), issuedBy: 'Ann' })),
  kit_changed: [{ message: 'kit_changed', kit: aKit(), order: anOrder(), issuedBy: null }],
  kit_withdrawn: [{ message: 'kit_withdrawn', kit: aKit({ status: 'withdrawn' }), order: anOrder(), issuedBy: null }],
  alert_unmatched: [{ message: 'alert_unmatched', order: anOrder({ status: 'unmatched', worker: null }) }],
  alert_overdue: [{ message: 'alert_overdue', order: ended('started') }],
  alert_review: [{ message: 'alert_review', order: ended('failed', 'no_show') }, { message: 'alert_review', order: ended('completed') }],
  alert_payout: [{ message: 'alert_payout', payout: aPayout({ status: 'unknown' }) }],
  invoice_issued: [{ message: 'invoice_issued', invoice: anInvoice() }],
  invoice_paid: [{ message: 'invoice_paid', invoice: anInvoice({ status: 'paid', paid: 19_000, open: 0 }) }],
  payslip: [{ message: 'payslip', payslip: aPayslip(aPayout()) }, { message: 'payslip', payslip: aPayslip(aPayout({ status: 'carried_forward', amount: -4_000 })) }],
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
    paidOut: 0,
    balance: 1_700,
    entries: [
      { ...entry, id: '1', at: AT, kind: 'earning', amount: 5_700 },
      { ...entry, id: '2', at: AT, kind: 'fine', amount: -4_000 },
      { ...entry, id: '3', at: AT, kind: 'bonus', amount: 500, order: null, note: 'good whiskers' },
      { ...entry, id: '4', at: AT, kind: 'payout', amount: -500, order: null, status: 'sent' },
      { ...entry, id: '5', at: AT, kind: 'payout_returned', amount: 500, order: null },
      { ...entry, id: '6', at: AT, kind: 'payout_resent', amount: -500, order: null },
    ],
    ...change,
  };
}
