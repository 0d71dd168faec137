import type { Minor } from '../shared/money';
import type { Charge, ChargedOrder, CreditNote, InCurrency, InvoiceRecord, InvoiceStatus, PaymentMethod } from './invoicing/invoice';
import type { NewInvoice } from './invoicing/plan-invoices';
import type { AccountBalance, ClosedMonth, LedgerEntry, Transfer } from './ledger/ledger';
import type { StatementEntry } from './ledger/statement';
import type { Collectable, CollectionRecord, CollectionStatus } from './payments/collection';
import type { MethodRecord } from './payments/payment-method';
import type { PayoutRecord, PayoutStatus } from './payouts/payout';
import type { UnsettledAccount } from './payouts/plan-payouts';
import type { Priced } from './pricing/formulas';
import type { PaidSoFar, Price } from './pricing/price';
import type { TariffRecord, Withdrawal } from './pricing/tariff';
import type { BookRow, BookTable } from './replay/books';
import type { Logged, MoneyEvent, OrderEvent } from './replay/log';
import type { Parked } from './runs/parked';
import type { Accrued, Allocation, EntryKind, EntryRecord, Received, WriteOff } from './why/records';

export type { Accrued, AccountBalance, Allocation, EntryRecord, BookRow, BookTable, Charge, ChargedOrder, ClosedMonth, Collectable, CollectionRecord, CreditNote, InvoiceRecord, LedgerEntry, Logged, MethodRecord, MoneyEvent, NewInvoice, OrderEvent, Parked, PayoutRecord, Received, StatementEntry, TariffRecord, Transfer, UnsettledAccount, Withdrawal };

/** How an order's estimate or price came about, as it is stored. */
export interface PriceRecord extends Priced, Omit<Price, 'discount' | 'over' | 'firstTier'> {
  order: string;
  stage: 'estimate' | 'price';
  at: Date;
}

/** Money that a person moved by hand, with the reason in that person's words, which can be erased. */
interface ByHand {
  id: string;
  amount: Minor;
  madeBy: string;
  reason: string;
}

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
  /** Makes concurrent work on a thing that is no account queue up. */
  lock(thing: 'tariffs' | 'months'): Promise<void>;
  /** Makes concurrent work on these accounts queue up; always called once in a unit of work. */
  lockAll(accounts: readonly string[]): Promise<void>;

  /** The versions that hold or will, in order of effect. */
  tariffs(): Promise<TariffRecord[]>;
  /** The same with those that were withdrawn before they began. */
  tariffHistory(): Promise<(TariffRecord & { withdrawn: Withdrawal | null })[]>;
  addTariff(tariff: TariffRecord): Promise<boolean>;
  withdrawTariff(tariff: number, withdrawal: Pick<Withdrawal, 'by'> & { reason: string }): Promise<void>;
  /** Whether a price or an estimate was made by a version. */
  isPricedBy(tariff: number): Promise<boolean>;
  addPrice(price: PriceRecord): Promise<void>;
  /** How an order's estimate and price came about. */
  prices(order: string): Promise<PriceRecord[]>;

  post(transfers: readonly Transfer[]): Promise<void>;
  ledger(asOf?: Date): Promise<LedgerEntry[]>;
  balances(asOf?: Date): Promise<AccountBalance[]>;
  clientEntries(client: string, asOf?: Date): Promise<StatementEntry[]>;
  workerEntries(worker: string, asOf?: Date): Promise<StatementEntry[]>;
  closedMonths(): Promise<ClosedMonth[]>;
  addClosedMonth(month: { month: string; endsAt: Date; closedBy: string }): Promise<void>;

  addCharge(charge: Charge): Promise<boolean>;
  addEarning(earning: Earning): Promise<boolean>;
  addBonus(bonus: BonusRecord): Promise<void>;
  bonus(id: string): Promise<BonusRecord | undefined>;
  addCorrection(correction: ByHand & { worker: string }): Promise<void>;

  /** Charges that accrued before an instant, or were let go by a voided invoice before it, and are on no invoice, oldest first; `accruedAt` is the later of the two; of some clients only where they are named. */
  uninvoiced(filter: { before: Date; clients?: readonly string[] }): Promise<Charge[]>;
  /** When the oldest charge accrued that is on no invoice. */
  oldestUninvoiced(): Promise<Date | undefined>;
  /** Clients with charges before a cut-off that are on no invoice, who never had one for it. */
  clientsToInvoice(cutOff: Date): Promise<string[]>;
  /** Which clients have, or had, an invoice for a cut-off: one, or any since one. */
  invoicedPeriods(filter: { cutOff: Date; clients: readonly string[] } | { since: Date }): Promise<{ client: string; cutOff: Date }[]>;
  /** Writes invoices and their lines; a charge that is on another one not void already makes it fail. */
  addInvoices(invoices: readonly NewInvoice[]): Promise<void>;
  /** The last of so many places among a year's invoices, taken without gaps. */
  nextInvoices(year: number, count: number): Promise<number>;
  /** The next place among a year's credit notes, without gaps. */
  nextCreditNote(year: number): Promise<number>;
  /** Drafts whose review was over at an instant (ids). */
  draftsDue(at: Date): Promise<string[]>;
  /** Drafts become open, or paid at once, and get their numbers. */
  openDrafts(opened: readonly { id: string; number: string | null; status: InvoiceStatus }[]): Promise<void>;
  moveInvoice(id: string, from: InvoiceStatus, to: InvoiceStatus): Promise<void>;
  /** An invoice that was paid or given up is open again: no card is charged for it by itself, neither for the first time nor once more. */
  reopenInvoice(id: string, from: 'paid' | 'uncollectible'): Promise<void>;
  invoices(filter: { ids?: readonly string[]; number?: string; client?: string | undefined; status?: InvoiceStatus | undefined }): Promise<InvoiceRecord[]>;
  /** The charges on an invoice, oldest first. */
  chargesOn(invoice: string): Promise<Charge[]>;
  /** Lets the charges of a voided invoice go: to the one that replaces it, or from now on to the next one, as if they had accrued only now. */
  unbill(invoice: string, to: { isReissued: boolean }): Promise<void>;
  /** Whether a charge of a card is under way for an invoice. */
  isBeingCollected(invoice: string): Promise<boolean>;
  addCreditNote(note: CreditNote): Promise<void>;
  /** The credit notes of an invoice, oldest first. */
  creditNotes(invoice: string): Promise<CreditNote[]>;
  addWriteOff(writeOff: ByHand & { invoice: string; client: string }): Promise<void>;
  /** Takes a write-off (id) back. */
  addReopening(reopening: ByHand & { writeOff: string; invoice: string; client: string }): Promise<void>;
  addRefund(refund: ByHand & { client: string }): Promise<void>;
  /** Takes a payment (`id`) back, and sets its reference free. */
  addReversal(reversal: ByHand & { client: string }): Promise<void>;
  /** Why something was done by hand, by its id; gone once it is erased. */
  reason(about: string): Promise<string | null>;
  addReason(about: string, reason: string): Promise<void>;

  /** False where the reference is known. */
  addPayment(payment: { id: string; client: string; invoice: string | null; reference: string; amount: Minor; method: PaymentMethod; inCurrency: InCurrency | null }): Promise<boolean>;
  /** What these payments (ids) were in the currency they came in; what came in ours is left out (B7). */
  currenciesOf(payments: readonly string[]): Promise<Map<string, InCurrency>>;
  /** A payment by its id, its name on lists (`payment-0d776990`) or its reference; of several with one reference the one that was not taken back. */
  payment(reference: string): Promise<(Received & { client: string }) | undefined>;
  /** Money put on invoices, or taken off them again below zero; `n` counts each client's. */
  allocate(allocations: readonly { id: string; invoice: string; client: string; n: number; amount: Minor }[]): Promise<void>;
  /** How many allocations each of these clients has; who has none is left out. */
  allocationsOf(clients: readonly string[]): Promise<Map<string, number>>;
  /** What a client's payments have paid of its invoices so far (B3). */
  paidBy(client: string, asOf?: Date): Promise<PaidSoFar>;
  /** Payments that are applied to no invoice, by client; who has none is left out. */
  credit(clients: readonly string[]): Promise<Map<string, Minor>>;

  /** Whether a payment with this reference is in the books. */
  isPaymentKnown(payment: { method: PaymentMethod; reference: string }): Promise<boolean>;

  /** Whether a payment in the messenger was left to staff. */
  isUnplaced(reference: string): Promise<boolean>;
  /** Notes that nobody knows what a payment in the messenger was for; false where that is known. */
  addUnplaced(reference: string): Promise<boolean>;

  /** How a client pays; undefined where nobody ever chose. */
  paymentMethod(client: string): Promise<MethodRecord | undefined>;
  keepPaymentMethod(method: MethodRecord): Promise<void>;
  /** Erases a client's card wherever it is kept; from then on the client pays by hand. */
  forgetCards(client: string): Promise<void>;
  /** Open invoices of clients who pay by card that were never charged, or are to be charged again by now; what is under way, and parked accounts, are left out. */
  collectable(filter: { clients?: readonly string[]; only?: string | undefined }): Promise<Collectable[]>;
  /** Writes attempts; an earlier one's retry is used up by that. */
  addCollections(collections: readonly CollectionRecord[]): Promise<void>;
  /** Moves an attempt on from the state it was seen in; false where it was moved meanwhile. What is settled keeps no card. */
  moveCollection(seen: Pick<CollectionRecord, 'id' | 'status'>, to: Pick<CollectionRecord, 'error' | 'retryAt'> & { status: CollectionStatus }): Promise<boolean>;
  /** Says until when a request for an attempt may be on its way, in real time; false where another said something else meanwhile. */
  moveSending(seen: Pick<CollectionRecord, 'id' | 'sendingUntil'>, until: Date | null): Promise<boolean>;
  /** Attempts whose retry is due by now on open invoices that were refused, and whose clients don't pay by card any more; parked accounts are left out. */
  givenUpBy(filter: { clients?: readonly string[]; only?: string | undefined }): Promise<CollectionRecord[]>;
  /** Makes a client's open invoices due again whose last attempt was refused for good. */
  retryNow(client: string): Promise<void>;
  /** An attempt is followed by no other. */
  noRetry(id: string): Promise<boolean>;
  /** Attempts, first to last of each invoice. `underWay`: those that a gateway can still tell about, of accounts that are not parked. */
  collections(filter: { id?: string; key?: string; invoice?: string | undefined; underWay?: true }): Promise<CollectionRecord[]>;

  /** Workers for whom a month's end is not closed yet, with what is on their accounts before it. */
  unsettledAccounts(end: Date): Promise<(UnsettledAccount & { closedUpTo: Date | null })[]>;
  /** All that came on these workers' accounts before an instant, less what was ever paid out; a zero balance is left out, and so is who has a payout for the month or a later one. */
  balancesToPay(workers: readonly string[], month: string, before: Date): Promise<Map<string, Minor>>;
  /** Workers with anything on their account before a month's end that is not closed for them. */
  workersToPay(month: string, end: Date): Promise<string[]>;
  /** Since when the books of the workers with anything unsettled before an instant are open: the earliest of them. */
  unsettledSince(end: Date): Promise<Date | undefined>;
  addPayouts(payouts: readonly PayoutRecord[]): Promise<void>;
  setPayout(payout: Pick<PayoutRecord, 'id' | 'status'>, to: { status: PayoutStatus; error: string | null }): Promise<void>;
  /** Payouts by due date. `parkedAccounts: false` leaves out the workers whose account is parked. */
  payouts(filter: { ids?: readonly string[]; worker?: string | undefined; statuses?: readonly PayoutStatus[]; parkedAccounts?: false }): Promise<PayoutRecord[]>;

  /** What the log tells of these orders, oldest first. */
  orderEvents(orders: readonly string[]): Promise<Logged<OrderEvent>[]>;
  /** What these orders brought: a charge, an earning or a fine; who brought nothing is left out. */
  accrued(orders: readonly string[]): Promise<Accrued[]>;
  /** How these orders' estimates and prices came about. */
  pricesOf(orders: readonly string[]): Promise<PriceRecord[]>;
  /** The invoices that an order is or was on (ids), oldest first. */
  invoicesWith(order: string): Promise<string[]>;
  /** Money put on an invoice, and taken off it again, in order. */
  allocationsOn(invoice: string): Promise<Allocation[]>;
  /** What a client ever paid, oldest first. */
  paymentsOf(client: string): Promise<Received[]>;
  /** The ids of an account's transfers, of some kinds if they are named, by `kind reference`; they grow with real time, and so tell what came before what. */
  bookedAs(account: string, kinds?: readonly string[]): Promise<Map<string, string>>;
  /** An entry without a paper of its own, by its id, or by its kind and the end of its id where that is one's alone. */
  entry(by: { id: string } | { kind: EntryKind; ending: string }): Promise<EntryRecord | undefined>;
  /** What was given up of an invoice, below zero where that was taken back, in the order it was booked. */
  writeOffs(invoice: string): Promise<WriteOff[]>;

  /** Events that tell of money after one (id), oldest first, so many at most. */
  moneyEvents(after: string, limit: number): Promise<Logged[]>;
  /** The event from which on the log tells all that money follows from. */
  replayableSince(): Promise<{ id: string; at: string } | undefined>;
  /** Rows of a table in the order of its key after one, so many at most; `last` is the last one's key where there may be more. */
  bookRows(table: BookTable, after: readonly (string | number)[] | null, limit: number): Promise<{ rows: BookRow[]; last: (string | number)[] | null }>;

  park(account: Parked): Promise<boolean>;
  release(account: string): Promise<boolean>;
  parked(): Promise<Parked[]>;
  /** Clients with charges to invoice before an instant whose charges and payments contradict the ledger. */
  differingClients(before: Date): Promise<Difference[]>;
  /** Workers with an open month whose earnings, fines and bonuses contradict the ledger. */
  differingWorkers(end: Date): Promise<Difference[]>;
}
