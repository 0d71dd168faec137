import type { AppliedMoney, Collection, FixedStory, InCurrency, InvoiceExplanation, InvoiceRef, OrderExplanation, PayoutExplanation, PriceStory, Pricing } from '../domain/billing';
import { creditNoteJson } from './credit-note';
import { entryJson, inCurrency } from './entry-why';
import { amount, iso } from './json-values';
import { invoice, payout } from './money-json';
import type { Why } from './why';

const story = (of: PriceStory) => ({
  at: iso(of.at),
  tariff: of.tariff,
  formula: of.formula,
  base_price: amount(of.basePrice),
  list_price: amount(of.listPrice),
  paid_before: amount(of.paid),
  allocations: of.allocations,
  over: amount(of.tier.over),
  percent: of.tier.percent,
  discount: amount(of.discount),
  price: amount(of.price),
});

const fixed = (of: FixedStory) =>
  of.isRecorded
    ? { recorded: true, ...story(of) }
    : { recorded: false, tariff: of.tariff, list_price: amount(of.listPrice), percent: of.percent, discount: amount(of.discount), price: amount(of.price) };

const pricing = ({ estimate, price, comparison, causes }: Pricing) => ({ estimate: estimate && story(estimate), price: price && fixed(price), comparison, causes });
const invoiceRef = ({ id, number, status, cutOff }: InvoiceRef) => ({ id, number, status, cut_off: iso(cutOff) });

function orderWhy({ order, ending, client, worker }: OrderExplanation) {
  return {
    kind: 'order' as const,
    order: { id: order.id, number: order.number, at: iso(order.at), service: order.serviceEn },
    ending: ending && { outcome: ending.outcome, at: iso(ending.at), reason: ending.reason, charged: ending.isCharged, rule: ending.rule, fined: ending.isFined },
    client: client && {
      ...client.client,
      ...pricing(client),
      charge: client.charge && { amount: amount(client.charge.amount), outcome: client.charge.outcome, at: iso(client.charge.at) },
      invoice: client.invoice && invoiceRef(client.invoice),
      voided: client.voided.map(invoiceRef),
      paid_before: client.paidBefore && client.paidBefore.map((one) => ({ invoice: one.invoice, ...applied(one) })),
    },
    worker: worker && {
      ...worker.worker,
      price: amount(worker.price),
      tariff: worker.tariff,
      share_bp: worker.shareBp,
      fine: amount(worker.fine),
      accrued: worker.accrued && { kind: worker.accrued.kind, amount: amount(worker.accrued.amount), at: iso(worker.accrued.at) },
    },
  };
}

const takenBack = ({ reversal }: NonNullable<AppliedMoney['payment']>) => reversal && { at: iso(reversal.at), by: reversal.by, reason: reversal.reason };

const applied = ({ at, amount: minor, from, payment, replaced }: AppliedMoney) => ({
  at: iso(at),
  amount: amount(minor),
  from,
  payment: payment && { id: payment.id, method: payment.method, reference: payment.reference, amount: amount(payment.amount), taken_back: takenBack(payment) },
  replaced_by_credit: amount(replaced),
});

/** What was done to an invoice: money, credit notes, write-offs (below zero where they were taken back), the reason it was voided for. */
export const papers = ({ creditNotes, money, writeOffs, voidReason }: InvoiceExplanation, currencies: readonly (InCurrency | null)[]) => ({
  credit_notes: creditNotes.map((note) => ({ id: note.id, number: note.number, amount: amount(note.amount), reason: note.reason, issued_by: note.issuedBy, at: iso(note.at) })),
  money: money.map((one, place) => ({ ...applied(one), in_currency: inCurrency(currencies[place] ?? null) })),
  write_offs: writeOffs.map((one) => ({ amount: amount(one.amount), reason: one.reason, made_by: one.madeBy, at: iso(one.at) })),
  void_reason: voidReason,
});

function invoiceWhy(of: InvoiceExplanation, currencies: readonly (InCurrency | null)[]) {
  const told = invoice(of.invoice);
  const lines = of.lines.map((line, at) => ({ ...told.lines[at], rule: line.rule, accrued_at: iso(line.accruedAt), now_on: line.nowOn, ...pricing(line) }));
  return { kind: 'invoice' as const, ...told, lines, ...papers(of, currencies) };
}

function payoutWhy({ payout: of, dueAt, createdAt, carried, entries, transferKey }: PayoutExplanation) {
  const { previous } = carried;
  return {
    kind: 'payout' as const,
    ...payout(of),
    due_at: iso(dueAt),
    created_at: iso(createdAt),
    transfer_key: transferKey,
    carried: {
      amount: amount(carried.amount),
      previous: previous && { ...previous, amount: amount(previous.amount) },
      forward: amount(carried.forward),
      returned: amount(carried.returned),
      came_back: carried.cameBack.map((part) => ({ month: part.month, amount: amount(part.amount) })),
      late: amount(carried.late),
    },
    entries: entries.map(({ id, kind, at, amount: minor, order, reason, by }) => ({
      id,
      kind,
      at: iso(at),
      amount: amount(minor),
      order: order && { id: order.id, number: order.number, price: amount(order.price), tariff: order.tariff, share_bp: order.shareBp },
      reason,
      by,
    })),
  };
}

/** An explanation in JSON, whatever it explains: `kind` says which. */
export function whyJson(why: Why): ReturnType<typeof orderWhy> | ReturnType<typeof invoiceWhy> | ReturnType<typeof payoutWhy> | ReturnType<typeof creditNoteJson> | ReturnType<typeof entryJson> {
  if (why.kind === 'order') return orderWhy(why.of);
  if (why.kind === 'credit_note') return creditNoteJson(why.of);
  if (why.kind === 'entry') return entryJson(why.of);
  return why.kind === 'invoice' ? invoiceWhy(why.of, why.currencies) : payoutWhy(why.of);
}

/** An attempt to charge a card. */
export const collection = (of: Collection) => ({
  id: of.id,
  invoice: of.invoice,
  client: of.client,
  attempt: of.attempt,
  amount: amount(of.amount),
  status: of.status,
  error: of.error,
  resolution: of.resolution,
  created_at: iso(of.createdAt),
  settled_at: of.settledAt && iso(of.settledAt),
  retry_at: of.retryAt && iso(of.retryAt),
});
