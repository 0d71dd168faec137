import type { LedgerEntry } from '../domain/billing';
import { CURRENCY, plainMoney } from '../domain/shared/money';
import { accountName } from './billing';
import { sourceOf } from './entry-papers';
import { shortDay } from './time';
import type { People } from './work';

/** What hledger's own reports need to know of the kinds of accounts: asset, liability, revenue, expense, cash. */
const TYPES = { bank: 'C', clients: 'A', expenses: 'X', 'gold-hat': 'A', revenue: 'R', workers: 'L' };

/** By what an entry can be looked for, such as `hledger print tag:invoice=2026-000017`; `reference` is the bank's, `entry` the id of what was booked. */
const TAGS = ['person', 'paper', 'invoice', 'reference', 'entry', 'id'];

/** The ledger as a journal that `hledger check --strict` accepts: accounts and the currency are declared, every entry balances, and names its paper. */
export function hledgerJournal(entries: readonly LedgerEntry[], { people, zone }: { people: People; zone: string }): string {
  const named = (account: string) => accountName(account, people);
  const accounts = [...new Set(entries.flatMap(({ debit, credit }) => [named(debit), named(credit)]))].filter((account) => !(account in TYPES)).sort();
  const told = entries.map((entry) => {
    const { at, kind, debit, credit, amount } = entry;
    const source = sourceOf(entry, people);
    return (
      `${shortDay(at, zone)} * ${source.paper === null ? kind : `${kind} | ${source.paper}`}  ; ${tagsOf({ ...source, reference: entry.source.bankReference, entry: entry.reference, id: entry.id })}\n` +
      `    ${named(debit)}  ${plainMoney(amount)} ${CURRENCY}\n    ${named(credit)}  ${plainMoney(-amount)} ${CURRENCY}\n`
    );
  });
  const kinds = Object.entries(TYPES).map(([account, type]) => `account ${account}  ; type: ${type}`);
  return [`commodity 1000.00 ${CURRENCY}`, ...TAGS.map((tag) => `tag ${tag}`), ...kinds, ...accounts.map((account) => `account ${account}`), '', ...told].join('\n');
}

/** As far as a tag reaches: a comma would end it, and a new line the entry. */
const asTag = (value: string) => value.replace(/[\s,;]+/g, ' ').trim();

function tagsOf(values: Record<string, string | null>): string {
  return TAGS.flatMap((tag) => (values[tag] == null ? [] : [`${tag}: ${asTag(values[tag])}`])).join(', ');
}
