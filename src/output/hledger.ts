import type { AppWork } from '../app';
import { showLedger, type LedgerEntry } from '../domain/billing';
import { CURRENCY, plainMoney } from '../domain/shared/money';
import { peopleById } from '../domain/users';
import { accountName } from './billing';
import { readInstant } from './instant';
import { shortDay } from './time';
import type { People } from './work';

/** What hledger's own reports need to know of the kinds of accounts: asset, liability, revenue, expense, cash. */
const TYPES = { bank: 'C', clients: 'A', expenses: 'X', 'gold-hat': 'A', revenue: 'R', workers: 'L' };

/** The ledger as a journal that `hledger check --strict` accepts: accounts and the currency are declared, every entry balances. */
export function hledgerJournal(entries: readonly LedgerEntry[], people: People, zone: string): string {
  const named = (account: string) => accountName(account, people);
  const accounts = [...new Set(entries.flatMap(({ debit, credit }) => [named(debit), named(credit)]))].filter((account) => !(account in TYPES)).sort();
  const told = entries.map(
    ({ id, at, kind, reference, debit, credit, amount }) =>
      `${shortDay(at, zone)} * ${kind}  ; reference: ${reference}, id: ${id}\n` +
      `    ${named(debit)}  ${plainMoney(amount)} ${CURRENCY}\n    ${named(credit)}  ${plainMoney(-amount)} ${CURRENCY}\n`,
  );
  const kinds = Object.entries(TYPES).map(([account, type]) => `account ${account}  ; type: ${type}`);
  return [`commodity 1000.00 ${CURRENCY}`, ...kinds, ...accounts.map((account) => `account ${account}`), '', ...told].join('\n');
}

/** The ledger, as it was at an instant if one is given, with the people whose accounts are in it. */
export async function ledgerOf(w: AppWork, asOf: string | undefined): Promise<{ entries: LedgerEntry[]; people: People }> {
  const entries = await showLedger(w, { asOf: asOf === undefined ? undefined : readInstant('--as-of', asOf, w.zone) });
  const owners = entries.flatMap(({ debit, credit }) => [debit, credit]).flatMap((account) => account.split(':').slice(1));
  return { entries, people: await peopleById(w, owners) };
}
