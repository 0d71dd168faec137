import type { LedgerEntry, Transfer } from '../../../domain/billing/store';
import { idsFrom } from '../../bulk';
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
export function ledger(t: Tables): Part<'post' | 'ledger' | 'balances' | 'clientEntries' | 'workerEntries' | 'closedMonths' | 'addClosedMonth'> {
  return {
    post: (transfers) => {
      const id = idsFrom(t.newId());
      return t.insertMany('transfers', transfers.map(({ kind, reference, debit, credit, amount }) => ({
        id: id(),
        debit,
        credit,
        amount_minor: amount,
        kind,
        reference,
        at: t.now.toISOString(),
        actor_kind: t.actor.kind,
        actor_id: t.actor.personId,
      })));
    },
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
    closedMonths: async () => {
      const rows = await t.all<{ month: string; closed_at: string }>('SELECT month, closed_at FROM closed_periods ORDER BY month');
      return rows.map(({ month, closed_at }) => ({ month, closedAt: instant(closed_at) }));
    },
    addClosedMonth: async ({ month, endsAt, closedBy }) => {
      // Whoever is writing an entry ends first, and whoever comes later sees that the month is closed.
      if (t.dialect === 'postgres') await t.write('LOCK TABLE transfers IN SHARE ROW EXCLUSIVE MODE');
      await t.insert('closed_periods', { month, ends_at: endsAt.toISOString(), closed_by: closedBy, closed_at: t.now.toISOString() });
    },
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
