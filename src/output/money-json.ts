import type { AccountBalance, Bonus, ClosedMonth, Correction, CreditNote, Invoice, LedgerEntry, Parked, Payout, Payslip, PlannedInvoice, PlannedPayout, TariffRecord } from '../domain/billing';
import { amount, iso, isoOrNull } from './json-values';

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
