import type { LedgerEntry } from '../domain/billing';
import { CURRENCY, plainMoney } from '../domain/shared/money';
import { accountName } from './billing';
import { shortDay } from './time';
import type { People } from './work';

/** The ledger as a journal that `hledger check --strict` accepts: accounts and the currency are declared, every entry balances. */
export function hledgerJournal(entries: readonly LedgerEntry[], people: People, zone: string): string {
  const named = (account: string) => accountName(account, people);
  const accounts = [...new Set(entries.flatMap(({ debit, credit }) => [named(debit), named(credit)]))].sort();
  const told = entries.map(
    ({ id, at, kind, reference, debit, credit, amount }) =>
      `${shortDay(at, zone)} * ${kind}  ; reference: ${reference}, id: ${id}\n` +
      `    ${named(debit)}  ${plainMoney(amount)} ${CURRENCY}\n    ${named(credit)}  ${plainMoney(-amount)} ${CURRENCY}\n`,
  );
  return [`commodity 1000.00 ${CURRENCY}`, ...accounts.map((account) => `account ${account}`), '', ...told].join('\n');
}
