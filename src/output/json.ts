import type { AccountBalance, Bonus, ClosedMonth, Correction, CreditNote, Invoice, LedgerEntry, Parked, Payout, Payslip, PlannedInvoice, PlannedPayout, Statement, TariffRecord } from '../domain/billing';
import type { Kit } from '../domain/consumables';
import type { AlertView, StaffTask } from '../domain/notifications';
import type { KeptPhoto, OrderView, Service, TimelineEntry } from '../domain/orders';
import type { Review } from '../domain/quality';
import { catNumber } from '../domain/shared/ids';
import { CURRENCY, type Minor } from '../domain/shared/money';
import type { Candidate, MarkedAbsence, Worker } from '../domain/staffing';
import type { Person } from '../domain/users';
import type { JobStatus } from '../jobs';

/** An amount in JSON. */
export const amount = (minor: Minor) => ({ minor, currency: CURRENCY });
const amountOrNull = (minor: Minor | null | undefined) => (minor == null ? null : amount(minor));
/** A time in JSON: ISO 8601, UTC. */
export const iso = (at: Date) => at.toISOString();
const isoOrNull = (at: Date | null) => at?.toISOString() ?? null;
const cat = ({ id, number, name }: { id: string; number: number; name: string }) => ({ id, number: catNumber(number), name });

/** A person. */
export const person = (of: Person) => ({
  ...cat(of),
  roles: of.roles,
  language: of.language,
  status: of.status,
  chat: of.chatId === null ? ('none' as const) : of.unreachableSince === null ? ('linked' as const) : ('unreachable' as const),
});

/** A service type. */
export const service = ({ id, nameEn, nameRu, descriptionEn, descriptionRu, minutes, status }: Service) => ({
  id,
  name: nameEn,
  name_ru: nameRu,
  description: descriptionEn,
  description_ru: descriptionRu,
  minutes,
  status,
});

/** ORDER of the contract. */
export const order = (of: OrderView) => ({
  id: of.id,
  number: of.number,
  status: of.status,
  end_reason: of.endReason,
  end_note: of.endNote,
  estimate: amount(of.estimate),
  client: cat(of.client),
  worker: of.worker && cat(of.worker),
  service: { id: of.service.id, name: of.service.nameEn },
  place: of.place,
  description: of.description,
  directions: of.directions,
  at: iso(of.at),
  ends_at: iso(of.endsAt),
  copy_of: of.copyOf?.id ?? null,
  copied_as: of.copiedAs && { id: of.copiedAs.id, number: of.copiedAs.number },
  list_price: amountOrNull(of.price?.listPrice),
  discount: of.price && { percent: of.price.percent, amount: amount(of.price.listPrice - of.price.price) },
  price: amountOrNull(of.price?.price),
  supplies: of.supplies,
  cannot_come: of.cannotCome,
  movable_until: isoOrNull(of.movableUntil),
  placed_at: iso(of.placedAt),
  started_at: isoOrNull(of.startedAt),
  ended_at: isoOrNull(of.endedAt),
});

/** One entry of an order's timeline. */
export const timelineEntry = ({ at, actor, actorId, actorKind, channel, event, note }: TimelineEntry) => ({
  at: iso(at),
  event: event.type,
  actor: actorId === null ? null : { id: actorId, name: actor },
  actor_kind: actorKind,
  channel,
  note,
  facts: event,
});

/** A photo that is kept with an order, without its bytes. */
export const keptPhoto = (of: KeptPhoto) => ({
  kind: of.kind,
  taken_at: isoOrNull(of.takenAt),
  kept_at: iso(of.keptAt),
  sha256: of.sha256,
  mime: of.mime,
  size: of.size,
  seen_before: of.seenBefore && { order: of.seenBefore.id, number: of.seenBefore.number, kind: of.seenBefore.kind },
});

/** A time in which a worker is away, with the ids of the orders it is booked for then. */
export const absence = (of: MarkedAbsence) => ({ id: of.id, worker: of.worker, from: iso(of.from), to: iso(of.to), booked: of.booked });

/** A kit; `overridden` where the order may start without it. */
export const kit = (of: Kit) => ({
  order: of.order.id,
  number: of.order.number,
  status: kitStatus(of),
  items: of.items,
  handed_out: of.status === 'requested' ? null : of.handedOut,
  client: of.client,
  worker: of.worker,
  due_at: iso(of.dueAt),
  issued_at: isoOrNull(of.issuedAt),
  issued_by: of.issuedBy,
  returned_at: isoOrNull(of.returnedAt),
  came_back: of.cameBack,
  left_with: of.left.filter(({ backAt }) => backAt === null).map(({ worker }) => worker),
  template_version: of.templateVersion,
  cookie: of.cookie && { status: of.cookie.status, at: isoOrNull(of.cookie.at) },
});

/** A kit's state in one word. */
export const kitStatus = ({ status, overridden }: Kit) => (overridden && status === 'requested' ? ('overridden' as const) : status);

/** A candidate. */
export const candidate = (of: Candidate) => ({
  ...cat(of),
  status: of.status,
  vacancy: of.vacancy,
  breed: of.breed,
  age: of.age,
  colour: of.colour,
  contact: of.contact,
  applied_at: iso(of.appliedAt),
  contacted_at: isoOrNull(of.contactedAt),
  assigned_at: isoOrNull(of.assignedAt),
  expires_at: isoOrNull(of.expiresAt),
  decided_at: isoOrNull(of.decidedAt),
  hypothesis: of.hypothesis,
});

/** A worker. */
export const worker = (of: Worker) => ({
  ...cat(of),
  strengths: of.strengths,
  weaknesses: of.weaknesses,
  status: of.status,
  joined_at: iso(of.joinedAt),
});

const invoiceLine = ({ order: { id, number, at }, serviceEn, outcome, listPrice, percent, amount: minor }: Invoice['lines'][number]) => ({
  order: id,
  number,
  at: iso(at),
  service: serviceEn,
  outcome,
  list_price: amount(listPrice),
  percent,
  amount: amount(minor),
});

/** INVOICE of the contract. */
export const invoice = (of: Invoice) => ({
  id: of.id,
  number: of.number,
  client: of.client,
  status: of.status,
  cut_off: iso(of.cutOff),
  issued_at: isoOrNull(of.issuedAt),
  review_until: isoOrNull(of.reviewUntil),
  replaces: of.replaces,
  replaced_by: of.replacedBy,
  total: amount(of.total),
  credited: amount(of.credited),
  paid: amount(of.paid),
  open: amount(of.open),
  lines: of.lines.map(invoiceLine),
});

/** An invoice that a run would issue: the same fields, without id, number and date. */
export const plannedInvoice = (of: PlannedInvoice) => ({
  ...invoice({ ...of, id: of.draft ?? '', number: null, issuedAt: null, reviewUntil: null, replaces: null, replacedBy: null }),
  id: of.draft,
});

/** PAYOUT of the contract. */
export const payout = (of: Payout) => ({ id: of.id, worker: of.worker, month: of.month, status: of.status, amount: amount(of.amount), error: of.error });

/** A payout and what it is made of. */
export const payslip = (of: Payslip) => ({
  ...payout(of.payout),
  jobs: of.jobs,
  earned: amount(of.earned),
  fined: amount(of.fines),
  bonuses: amount(of.bonuses),
  corrections: amount(of.corrections),
  carried: amount(of.carried),
});

/** A payout that a run would make. */
export const plannedPayout = (of: PlannedPayout) => ({
  id: of.payout,
  worker: of.worker,
  month: of.month,
  status: of.status,
  amount: amount(of.amount),
  error: null,
});

/** A parked account. */
export const parked = ({ account, reason }: Parked) => ({ account, reason });

/** A bonus. */
export const bonus = (of: Bonus) => ({
  id: of.id,
  worker: of.worker,
  amount: amount(of.amount),
  reason: of.reason,
  granted_by: of.grantedBy,
  at: iso(of.at),
});

/** A worker's account put right. */
export const correction = (of: Correction) => ({
  id: of.id,
  worker: of.worker,
  amount: amount(of.amount),
  reason: of.reason,
  made_by: of.madeBy,
  at: iso(of.at),
});

/** A credit note. */
export const creditNote = (of: CreditNote) => ({
  id: of.id,
  number: of.number,
  invoice: of.invoice,
  client: of.client,
  amount: amount(of.amount),
  reason: of.reason,
  issued_by: of.issuedBy,
  at: iso(of.at),
});

/** A version of the tariff. */
export const tariff = (of: TariffRecord) => ({
  version: of.id,
  from: iso(of.effectiveFrom),
  formula: of.formula,
  base_price: amount(of.basePrice),
  discount: of.tiers.map(({ over, percent }) => ({ over: amount(over), percent })),
  worker_share_bp: of.workerShareBp,
  fine: amount(of.fine),
  billing: { weekday: of.billing.weekday, hour: of.billing.hour },
  review_hours: of.reviewHours,
  retry_days: of.retryDays,
  payout_hour: of.payoutHour,
  transfer_key_days: of.transferKeyDays,
  telegram: of.telegram && { currency: of.telegram.currency, rate_minor: of.telegram.rateMinor },
  added_by: of.addedBy,
  added_at: isoOrNull(of.addedAt),
});

/** What an account holds. */
export const balance = (of: AccountBalance) => ({ account: of.account, balance: amount(of.balance) });

/** A closed month. */
export const closedMonth = (of: ClosedMonth) => ({ month: of.month, closed_at: iso(of.closedAt) });

/** One row of the ledger. */
export const ledgerEntry = (of: LedgerEntry) => ({
  id: of.id,
  at: iso(of.at),
  kind: of.kind,
  reference: of.reference,
  debit: of.debit,
  credit: of.credit,
  amount: amount(of.amount),
});

const statementEntry = (of: Statement['entries'][number]) => ({
  id: of.id,
  at: iso(of.at),
  kind: of.kind,
  amount: amount(of.amount),
  order: of.order?.id ?? null,
  number: of.order?.number ?? null,
  service: of.serviceEn,
  outcome: of.outcome,
  note: of.note,
  invoice: of.invoice,
  status: of.status,
  by: of.by,
});

/** A statement: the contract's four fields for client and worker alike, and each one's own beside them. */
export function statement(of: Statement, planned: readonly OrderView[]) {
  const shared = {
    person: cat(of.person),
    as: of.as,
    as_of: iso(of.asOf),
    entries: of.entries.map(statementEntry),
    planned: planned.map((one) => ({ order: one.id, number: one.number, at: iso(one.at), price: amountOrNull(one.price?.price) })),
  };
  if (of.as === 'client') {
    const own = { taken_off: amount(of.takenOff), credit: amount(of.credit) };
    return { charged: amount(of.charged), paid: amount(of.paid), owed_at_week_end: amount(of.owedAtWeekEnd), ...own, ...shared };
  }
  const own = {
    earned: amount(of.earned),
    fined: amount(of.fined),
    bonuses: amount(of.bonuses),
    corrections: amount(of.corrections),
    paid_out: amount(of.paidOut),
    balance: amount(of.balance),
  };
  return { charged: amount(of.fined), paid: amount(of.paidOut), owed_at_week_end: amount(of.balance), ...own, ...shared };
}

/** A review. */
export const review = (of: Review) => ({
  id: of.id,
  order: of.order.id,
  number: of.order.number,
  reason: of.reason,
  status: of.status,
  opened_at: iso(of.openedAt),
  verdict: of.verdict,
  note: of.note,
  closed_at: isoOrNull(of.closedAt),
});

/** A task for staff. */
export const task = (of: StaffTask) => ({
  id: of.id,
  kind: of.kind,
  subject: of.subject,
  data: of.data,
  status: of.status,
  created_at: iso(of.createdAt),
  done_at: isoOrNull(of.doneAt),
});

/** An alert among tasks: it has no end of its own there. */
export const alertAsTask = (of: AlertView) => ({
  id: of.id,
  kind: `alert_${of.kind}`,
  subject: of.order?.id ?? of.id,
  data: of.kind === 'absence' ? { worker: of.worker, orders: of.booked.map(({ number }) => number).join(', ') } : { order: of.order.number },
  status: 'open' as const,
  created_at: iso(of.openedAt),
  done_at: null,
});

/** A job. */
export const job = ({ name, last, next, error }: JobStatus) => ({ name, last: isoOrNull(last), next: isoOrNull(next), error });
