import type { LedgerEntry, Transfer } from '../../../domain/billing/store';
import { instant } from '../../rows';
import type { Tables } from '../../tables';
import { sum, upTo, upToParams, type Part } from './parts';
import { statement } from './statements';

interface TransferRow {
  id: string;
  kind: Transfer['kind'];
  reference: string;
  debit: string;
  credit: string;
  amount_minor: number;
  at: string;
}

/** The ledger, and what people see of it. */
export function ledger(t: Tables): Part<'post' | 'ledger' | 'balances' | 'clientEntries' | 'workerEntries'> {
  return {
    post: ({ kind, reference, debit, credit, amount }) =>
      t.insert('transfers', {
        id: t.newId(),
        debit,
        credit,
        amount_minor: amount,
        kind,
        reference,
        at: t.now.toISOString(),
        actor_kind: t.actor.kind,
        actor_id: t.actor.personId,
      }),
    ledger: async (asOf) => (await t.all<TransferRow>(`SELECT * FROM transfers WHERE ${upTo('at', asOf)} ORDER BY at, id`, upToParams(asOf))).map(toEntry),
    balances: (asOf) =>
      t.all(
        `SELECT account, ${sum('amount')} AS balance FROM (
           SELECT debit AS account, amount_minor AS amount FROM transfers WHERE ${upTo('at', asOf)}
           UNION ALL SELECT credit, -amount_minor FROM transfers WHERE ${upTo('at', asOf)}
         ) moves GROUP BY account ORDER BY account`,
        upToParams(asOf),
      ),
    clientEntries: (client, asOf) => statement(t, 'client', client, asOf),
    workerEntries: (worker, asOf) => statement(t, 'worker', worker, asOf),
  };
}

const toEntry = ({ id, kind, reference, debit, credit, amount_minor, at }: TransferRow): LedgerEntry => ({
  id,
  kind,
  reference,
  debit,
  credit,
  amount: amount_minor,
  at: instant(at),
});
