import type { LedgerEntry, Transfer } from '../../../domain/billing/store';
import { idsFrom } from '../../bulk';
import { instant } from '../../rows';
import type { Tables } from '../../tables';
import { minuteOf, onInvoice, ownerOf, sum, upTo, upToParams, type Part } from './parts';
import { statement } from './statements';

interface TransferRow {
  id: string;
  kind: Transfer['kind'];
  reference: string;
  debit: string;
  credit: string;
  amount_minor: number;
  at: string;
  payee: string | null;
  order_number: number | null;
  invoice: string | null;
  credit_note: string | null;
  month: string | null;
  bank_reference: string | null;
}

/** The ledger's rows with the papers they were booked by: one look, however many people there are. */
const entries = (asOf: Date | undefined) => `
  SELECT t.*, y.worker_id AS payee, COALESCE(c.order_number, e.order_number) AS order_number, COALESCE(i.number, k.number) AS invoice, n.number AS credit_note, y.month, o.reference AS bank_reference
  FROM transfers t
  LEFT JOIN charges c ON t.kind = 'charge' AND c.order_id = t.reference
  ${onInvoice(asOf)}
  LEFT JOIN earnings e ON t.kind IN ('earning', 'fine') AND e.order_id = t.reference
  LEFT JOIN credit_notes n ON t.kind = 'credit_note' AND n.id = t.reference
  LEFT JOIN payments p ON t.kind IN ('payment', 'reversal') AND p.id = t.reference
  LEFT JOIN payment_notes o ON o.payment_id = p.id AND o.reference <> p.id
  LEFT JOIN write_offs w ON t.kind = 'write_off' AND w.id = t.reference
  LEFT JOIN reopenings u ON t.kind = 'reopening' AND u.id = t.reference
  LEFT JOIN payouts y ON t.kind LIKE 'payout%' AND y.id = t.reference
  LEFT JOIN invoices k ON k.id = COALESCE(n.invoice_id, p.invoice_id, w.invoice_id, u.invoice_id)`;

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
    ledger: async (asOf) => (await t.all<TransferRow>(`${entries(asOf)} WHERE ${upTo('t.at', asOf)} ORDER BY ${minuteOf('t.at')}, t.id`, upToParams(asOf))).map(toEntry),
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

const toEntry = ({ id, kind, reference, debit, credit, amount_minor, at, ...of }: TransferRow): LedgerEntry => ({
  id,
  kind,
  reference,
  debit,
  credit,
  amount: amount_minor,
  at: instant(at),
  source: { person: ownerOf(debit) ?? ownerOf(credit) ?? of.payee, order: of.order_number, invoice: of.invoice, creditNote: of.credit_note, month: of.month, bankReference: of.bank_reference },
});
