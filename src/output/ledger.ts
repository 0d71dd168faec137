import type { AppWork } from '../app';
import { ledgerBalances, showLedger, type AccountBalance, type LedgerEntry } from '../domain/billing';
import { catNumber } from '../domain/shared/ids';
import { peopleById } from '../domain/users';
import { accountName } from './billing';
import { sourceOf } from './entry-papers';
import { readInstant } from './instant';
import type { Listing } from './list-command';
import { money } from './money';
import * as json from './money-json';
import { shortTime, type Clock } from './time';
import type { People } from './work';

/** The ledger, as it was at an instant if one is given, with the people whose accounts are in it. */
export async function ledgerOf(w: AppWork, asOf: string | undefined): Promise<{ entries: LedgerEntry[]; people: People }> {
  const entries = await showLedger(w, { asOf: asOf === undefined ? undefined : readInstant('--as-of', asOf, w.zone) });
  return { entries, people: await peopleById(w, [...new Set(entries.flatMap(({ source }) => source.person ?? []))]) };
}

/** One row of the ledger in JSON, with the numbers by which an auditor finds its paper. */
export const ledgerJson = (people: People) => (row: LedgerEntry) => ({ ...json.ledgerEntry(row), ...sourceOf(row, people), bank_reference: row.source.bankReference });

/** The ledger as a list, with people's accounts and papers told by their numbers. */
export const ledgerList = (clock: Clock, people: People): Listing<LedgerEntry, ReturnType<ReturnType<typeof ledgerJson>>> => ({
  columns: [
    { head: 'WHEN', of: (row) => shortTime(row.at, clock) },
    { head: 'KIND', of: (row) => row.kind },
    { head: 'DEBIT', of: (row) => accountName(row.debit, people) },
    { head: 'CREDIT', of: (row) => accountName(row.credit, people) },
    { head: 'AMOUNT', of: (row) => money(row.amount), right: true },
    { head: 'PAPER', of: (row) => sourceOf(row, people).paper ?? '', optional: true },
    { head: 'INVOICE', of: (row) => row.source.invoice ?? '', optional: true },
    { head: 'REFERENCE', of: (row) => row.source.bankReference ?? '', optional: true, cuttable: true },
  ],
  json: ledgerJson(people),
  csv: ['id', 'at', 'kind', 'reference', 'debit', 'credit', 'amount', 'person', 'paper', 'invoice', 'bank_reference'],
  empty: 'The ledger is empty: nothing was charged yet. Orders: mcf orders list',
});

/** What every account holds, as it was at an instant if one is given: the company's own accounts first, then people's. */
export async function balancesOf(w: AppWork, asOf: string | undefined): Promise<{ balances: AccountBalance[]; people: People }> {
  const balances = await ledgerBalances(w, { asOf: asOf === undefined ? undefined : readInstant('--as-of', asOf, w.zone) });
  const people = await peopleById(w, balances.flatMap(({ account }) => account.split(':').slice(1)));
  const isPersons = ({ account }: AccountBalance) => Number(account !== accountName(account, people));
  const named = ({ account }: AccountBalance) => accountName(account, people);
  return { balances: balances.toSorted((one, other) => isPersons(one) - isPersons(other) || named(one).localeCompare(named(other))), people };
}

/** A balance in JSON, with the number of the person whose account it is. */
const balanceJson = (people: People) => (row: AccountBalance) => {
  const owner = ownerOf(row, people);
  return { ...json.balance(row), person: owner ? catNumber(owner.number) : null };
};

const ownerOf = ({ account }: AccountBalance, people: People) => people.get(account.split(':')[1] ?? '');

/** Balances as a list. */
export const balanceList = (people: People): Listing<AccountBalance, ReturnType<ReturnType<typeof balanceJson>>> => ({
  columns: [
    { head: 'ACCOUNT', of: (row) => accountName(row.account, people) },
    { head: 'WHOSE', of: (row) => ownerOf(row, people)?.name ?? '', cuttable: true },
    { head: 'BALANCE', of: (row) => money(row.balance), right: true },
  ],
  json: balanceJson(people),
  csv: ['account', 'balance', 'person'],
  empty: 'The ledger is empty: nothing was charged yet. Orders: mcf orders list',
});

/** The check that every balance sheet ends with: all debits less all credits, which is nothing. */
export function togetherTold(balances: readonly AccountBalance[]): string {
  return `all together ${money(balances.reduce((sum, { balance }) => sum + balance, 0))}`;
}
