import type { Minor } from '../shared/money';
import type { Charge, ChargedOrder, InvoiceRecord, InvoiceStatus } from './invoicing/invoice';
import type { AccountBalance, LedgerEntry, Transfer } from './ledger/ledger';
import type { StatementEntry } from './ledger/statement';
import type { PayoutRecord, PayoutStatus } from './payouts/payout';
import type { UnsettledAccount } from './payouts/plan-payouts';
import type { Tariff } from './pricing/tariff';
import type { Parked } from './runs/parked';

export type { AccountBalance, Charge, ChargedOrder, InvoiceRecord, LedgerEntry, Parked, PayoutRecord, StatementEntry, Tariff, Transfer, UnsettledAccount };

/** What a worker earned or was fined for one order (B8). */
export interface Earning {
  order: ChargedOrder;
  serviceRu: string;
  serviceEn: string;
  worker: string;
  kind: 'earning' | 'fine';
  amount: Minor;
  accruedAt: Date;
}

/** A bonus as it is stored: people are ids. */
export interface BonusRecord {
  id: string;
  worker: string;
  amount: Minor;
  reason: string | null;
  grantedBy: string;
  at: Date;
}

/** An account whose books contradict its ledger. */
export interface Difference {
  account: string;
  booked: Minor;
  ledger: Minor;
}

/** The tables of tariffs, the ledger, invoices, payments, payouts and bonuses. Adding returns false where it is there already. */
export interface BillingStore {
  /** Makes concurrent work on one account queue up. */
  lock(account: string): Promise<void>;

  /** All versions in order of effect. */
  tariffs(): Promise<Tariff[]>;
  addTariff(tariff: Tariff): Promise<boolean>;

  post(transfer: Transfer): Promise<void>;
  ledger(asOf?: Date): Promise<LedgerEntry[]>;
  balances(asOf?: Date): Promise<AccountBalance[]>;
  clientEntries(client: string, asOf?: Date): Promise<StatementEntry[]>;
  workerEntries(worker: string, asOf?: Date): Promise<StatementEntry[]>;

  addCharge(charge: Charge): Promise<boolean>;
  addEarning(earning: Earning): Promise<boolean>;
  addBonus(bonus: BonusRecord): Promise<void>;
  bonus(id: string): Promise<BonusRecord | undefined>;

  /** Charges that accrued before an instant and are on no invoice, oldest first. */
  uninvoiced(filter: { before: Date; client?: string }): Promise<Charge[]>;
  /** Which clients have an invoice, not void, for which cut-off since one. */
  invoicedPeriods(since: Date): Promise<{ client: string; cutOff: Date }[]>;
  /** Writes a draft and its lines; false where the period has its invoice. */
  addDraft(draft: { id: string; client: string; cutOff: Date; total: Minor; lines: readonly Charge[] }): Promise<boolean>;
  /** The next place among a year's invoices, without gaps. */
  nextInvoice(year: number): Promise<number>;
  openInvoice(id: string, number: string): Promise<void>;
  setInvoicePaid(id: string): Promise<void>;
  invoices(filter: { ids?: readonly string[]; number?: string; client?: string | undefined; status?: InvoiceStatus | undefined }): Promise<InvoiceRecord[]>;

  /** False where the reference is known. */
  addPayment(payment: { id: string; client: string; invoice: string; reference: string; amount: Minor }): Promise<boolean>;
  allocate(allocation: { id: string; invoice: string; client: string; amount: Minor }): Promise<void>;
  /** What a client's payments have paid of its invoices so far. */
  paidBy(client: string, asOf?: Date): Promise<Minor>;
  /** Payments that are applied to no invoice, by client; who has none is left out. */
  credit(clients: readonly string[]): Promise<Map<string, Minor>>;

  /** Workers for whom a month's end is not closed yet, with what is on their accounts before it. */
  unsettledAccounts(end: Date): Promise<(UnsettledAccount & { closedUpTo: Date | null })[]>;
  /** All that came on a worker's account before an instant, less what was ever paid out. */
  unsettledBalance(worker: string, before: Date): Promise<Minor>;
  /** Whether a worker has a payout for this month or a later one. */
  isMonthClosed(worker: string, month: string): Promise<boolean>;
  addPayout(payout: PayoutRecord): Promise<boolean>;
  setPayout(payout: Pick<PayoutRecord, 'id' | 'status'>, to: { status: PayoutStatus; error: string | null }): Promise<void>;
  /** Payouts by due date. `parkedAccounts: false` leaves out the workers whose account is parked. */
  payouts(filter: { ids?: readonly string[]; worker?: string | undefined; statuses?: readonly PayoutStatus[]; parkedAccounts?: false }): Promise<PayoutRecord[]>;

  park(account: Parked): Promise<boolean>;
  release(account: string): Promise<boolean>;
  parked(): Promise<Parked[]>;
  /** Clients with charges to invoice before an instant whose charges and payments contradict the ledger. */
  differingClients(before: Date): Promise<Difference[]>;
  /** Workers with an open month whose earnings, fines and bonuses contradict the ledger. */
  differingWorkers(end: Date): Promise<Difference[]>;
}
