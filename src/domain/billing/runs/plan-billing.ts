import { catNumber } from '../../shared/ids';
import { plainMoney, type Minor } from '../../shared/money';
import { allow, peopleById, type Person } from '../../users';
import { accountBroken } from '../errors';
import type { Invoice } from '../invoicing/invoice';
import { planInvoices, type DueInvoice } from '../invoicing/plan-invoices';
import { clientAccount, workerAccount } from '../ledger/ledger';
import type { PayoutRecord } from '../payouts/payout';
import { planPayouts, type DuePayout } from '../payouts/plan-payouts';
import { tariffAt, type Tariff } from '../pricing/tariff';
import type { BillingWork } from '../work';
import { cutOffs, lastCutOff, lastPayDay, payDays } from './calendar';
import type { Parked } from './parked';
import { reasonOf } from './reason-of';

/** An invoice that a run would make, or a draft that it would issue: then it has its id already. */
export type PlannedInvoice = Pick<Invoice, 'client' | 'cutOff' | 'status' | 'total' | 'credited' | 'paid' | 'open' | 'lines'> & { draft: string | null };

/** A payout that a run would make, or go on with: then it has its id already. */
export interface PlannedPayout {
  payout: string | null;
  worker: { id: string; name: string };
  month: string;
  dueAt: Date;
  status: 'pending' | 'unknown' | 'carried_forward';
  amount: number;
}

/** An account that a run leaves alone; `isNew` where this run would park it. */
export type PlannedParking = Parked & { isNew: boolean };

/** Everything that a run would do. */
export interface BillingPlan {
  invoices: PlannedInvoice[];
  payouts: PlannedPayout[];
  parked: PlannedParking[];
}

/** Exactly what a run would do at an instant: invoices, payouts, and what it leaves to people (B5, B8, B12). */
export async function planBilling(w: BillingWork, asOf: Date): Promise<BillingPlan> {
  allow(w, 'plan-billing');
  const tariffs = await w.billing.tariffs();
  const parked = await parkedAt(w, tariffs, asOf);
  const isFree = ({ account }: { account: string }) => !parked.some((one) => one.account === account);
  const invoices = (await dueInvoices(w, tariffs, asOf)).filter((due) => isFree({ account: clientAccount(due.client) }));
  const payouts = (await duePayouts(w, tariffs, asOf)).filter((due) => isFree({ account: workerAccount(due.worker) }));
  const people = await peopleById(w, [...invoices.map((due) => due.client), ...payouts.map((due) => due.worker)]);
  return {
    invoices: invoices.map((due) => ({ ...due, client: named(people, due.client) })),
    payouts: payouts.map((due) => ({ ...due, worker: named(people, due.worker) })),
    parked,
  };
}

const named = (people: Map<string, Person>, id: string) => ({ id, name: people.get(id)?.name ?? '' });

/** Who is parked, and who has to be because the books contradict each other (B12). */
export async function parkedAt(w: BillingWork, tariffs: readonly Tariff[], asOf: Date): Promise<PlannedParking[]> {
  const known = (await w.billing.parked()).map((one) => ({ ...one, isNew: false }));
  const cutOff = lastCutOff(tariffs, w.zone, asOf);
  const payDay = lastPayDay(tariffs, w.zone, asOf);
  const clients = cutOff ? await w.billing.differingClients(cutOff) : [];
  const differing = [...clients, ...(payDay ? await w.billing.differingWorkers(payDay.at) : [])];
  const found = differing.filter(({ account }) => !known.some((one) => one.account === account));
  const people = await peopleById(w, found.map(({ account }) => ownerOf(account)));
  return [...known, ...found.map(({ account, ...sums }) => ({ account, reason: brokenBooks(people.get(ownerOf(account)), account, sums), isNew: true }))];
}

const ownerOf = (account: string): string => account.split(':')[1] ?? '';

/** The reason to park an account, for people: whose it is by number, and the two sums that should be one. */
function brokenBooks(owner: Person | undefined, account: string, { booked, ledger }: { booked: Minor; ledger: Minor }): string {
  const name = owner ? account.replace(owner.id, catNumber(owner.number)) : account;
  return reasonOf(accountBroken(name, told(booked), told(ledger)));
}

/** An amount with its thousands set apart. */
const told = (amount: Minor): string => plainMoney(amount).replace(/\B(?=(\d{3})+\.)/g, ',');

type Invoicing = DueInvoice & { draft: string | null };

/** Drafts that are due to be issued, and invoices that are due to be made; each client's credit goes to the first of them. */
async function dueInvoices(w: BillingWork, tariffs: readonly Tariff[], asOf: Date): Promise<Invoicing[]> {
  const drafts = await w.billing.invoices({ ids: await w.billing.draftsDue(asOf) });
  const last = lastCutOff(tariffs, w.zone, asOf);
  const charges = last ? await w.billing.uninvoiced({ before: last }) : [];
  const credit = new Map(await w.billing.credit([...new Set([...drafts, ...charges].map(({ client }) => client))]));
  const opening = drafts.map((draft): Invoicing => {
    const paid = Math.min(credit.get(draft.client) ?? 0, draft.total);
    credit.set(draft.client, (credit.get(draft.client) ?? 0) - paid);
    const lines = draft.lines.map((line) => ({ ...line, client: draft.client, accruedAt: draft.cutOff }));
    return { draft: draft.id, client: draft.client, cutOff: draft.cutOff, status: paid === draft.total ? 'paid' : 'open', total: draft.total, credited: 0, paid, open: draft.total - paid, lines };
  });
  if (charges.length === 0) return opening;
  // What a voided invoice let go waits since then, and may stand before what is older.
  const oldest = charges.reduce((one, { accruedAt }) => (accruedAt < one ? accruedAt : one), asOf);
  const due = cutOffs(tariffs, w.zone, oldest, asOf);
  const taken = new Set((await w.billing.invoicedPeriods({ since: due[0] ?? asOf })).map(({ client, cutOff }) => period(client, cutOff)));
  const planned = planInvoices({
    charges,
    cutOffs: due,
    credit,
    isTaken: (client, cutOff) => taken.has(period(client, cutOff)),
    isReviewed: (cutOff) => tariffAt(tariffs, cutOff).reviewHours > 0,
  });
  return [...opening, ...planned.map((invoice) => ({ ...invoice, draft: null }))].sort((one, other) => one.cutOff.getTime() - other.cutOff.getTime());
}

const period = (client: string, cutOff: Date) => `${client} ${cutOff.toISOString()}`;

/** Payouts that are under way and were due or begun by an instant: what was begun early goes on, and what fell due later was not there yet. */
export async function begunBy(w: BillingWork, asOf: Date): Promise<PayoutRecord[]> {
  return (await w.billing.payouts({ statuses: ['pending', 'unknown'] })).filter(({ dueAt, createdAt }) => dueAt <= asOf || createdAt <= asOf);
}

type Paying = Omit<PlannedPayout, 'worker'> & { worker: string };

async function duePayouts(w: BillingWork, tariffs: readonly Tariff[], asOf: Date): Promise<Paying[]> {
  const begun = await begunBy(w, asOf);
  const payDay = lastPayDay(tariffs, w.zone, asOf);
  const accounts = payDay ? await w.billing.unsettledAccounts(payDay.at) : [];
  const since = accounts.map((account) => account.closedUpTo ?? account.entries[0]?.at ?? asOf);
  const first = since.reduce((one, other) => (one < other ? one : other), asOf);
  const due = planPayouts(accounts, payDays(tariffs, w.zone, first, asOf));
  return [...begun.map(goOn), ...due.map(begin)].sort((one, other) => one.dueAt.getTime() - other.dueAt.getTime());
}

const goOn = ({ id, worker, month, dueAt, status, amount }: PayoutRecord): Paying => ({
  payout: id,
  worker,
  month,
  dueAt,
  status: status === 'unknown' ? 'unknown' : 'pending',
  amount,
});

const begin = (due: DuePayout): Paying => ({ ...due, payout: null, status: due.amount > 0 ? 'pending' : 'carried_forward' });
