import type { Accrued, BillingStore, EntryRecord } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import { instant } from '../../rows';
import type { Tables } from '../../tables';
import { ownerOf, type Part } from './parts';
import { RECEIVED, toReceived, type ReceivedRow } from './received';
import { toPrice, type PriceRow } from './tariffs';

interface ChargedRow {
  order_id: string;
  client_id: string;
  outcome: NonNullable<Accrued['charge']>['outcome'];
  list_price_minor: number;
  discount_percent: number;
  amount_minor: number;
  accrued_at: string;
}

interface EarnedRow {
  order_id: string;
  worker_id: string;
  kind: NonNullable<Accrued['earning']>['kind'];
  amount_minor: number;
  accrued_at: string;
}

interface EntryRow {
  id: string;
  kind: EntryRecord['kind'];
  debit: string;
  credit: string;
  amount_minor: number;
  at: string;
  actor_id: string | null;
  reason: string | null;
}

interface WriteOffRow {
  id: string;
  booked: string;
  amount: number;
  made_by: string;
  reason: string | null;
  at: string;
}

/** What an explanation of money is made of. */
export function why(t: Tables): Part<'accrued' | 'pricesOf' | 'invoicesWith' | 'allocationsOn' | 'paymentsOf' | 'bookedAs' | 'writeOffs' | 'entry'> {
  const ofThese = `order_id ${listedIn(t.dialect, 'orders', 'TEXT')}`;
  return {
    accrued: (orders) => accrued(t, ofThese, orders),
    pricesOf: async (orders) =>
      (await t.all<PriceRow>(`SELECT * FROM prices WHERE ${ofThese} ORDER BY made_at, stage`, { orders: JSON.stringify(orders) })).map(toPrice),
    // An order (id) is on invoices, and a credit note (number) takes off one: neither looks like the other.
    invoicesWith: async (paper) => {
      const rows = await t.all<{ id: string }>(
        'SELECT invoice_id AS id FROM invoice_lines WHERE order_id = $paper UNION SELECT invoice_id FROM credit_notes WHERE number = $paper ORDER BY id',
        { paper },
      );
      return rows.map(({ id }) => id);
    },
    allocationsOn: async (invoice) => {
      const rows = await t.all<{ id: string; n: number; amount_minor: number; at: string }>('SELECT id, n, amount_minor, at FROM allocations WHERE invoice_id = $invoice ORDER BY n', { invoice });
      return rows.map((row) => ({ id: row.id, n: row.n, amount: row.amount_minor, at: instant(row.at) }));
    },
    paymentsOf: async (client) => {
      const rows = await t.all<ReceivedRow>(`${RECEIVED} WHERE p.client_id = $client ORDER BY p.at, p.id`, { client });
      return rows.map(toReceived);
    },
    bookedAs: async (account, kinds) => {
      const wanted = kinds ? `AND kind ${listedIn(t.dialect, 'kinds', 'TEXT')}` : '';
      const rows = await t.all<{ id: string; kind: string; reference: string }>(
        `SELECT id, kind, reference FROM transfers WHERE credit = $account ${wanted} UNION ALL SELECT id, kind, reference FROM transfers WHERE debit = $account ${wanted}`,
        kinds ? { account, kinds: JSON.stringify(kinds) } : { account },
      );
      return new Map(rows.map(({ id, kind, reference }) => [`${kind} ${reference}`, id]));
    },
    entry: async (by) => {
      const wanted = 'id' in by ? `t.kind IN ('payment', 'refund', 'bonus', 'correction') AND t.reference = $id` : 't.kind = $kind AND t.reference LIKE $ending';
      const rows = await t.all<EntryRow>(
        `SELECT t.reference AS id, t.kind, t.debit, t.credit, t.amount_minor, t.at, t.actor_id, COALESCE(r.reason, b.reason) AS reason
         FROM transfers t LEFT JOIN billing_reasons r ON t.kind <> 'payment' AND r.about_id = t.reference LEFT JOIN bonus_reasons b ON b.bonus_id = t.reference WHERE ${wanted} LIMIT 2`,
        'id' in by ? by : { kind: by.kind, ending: `%${by.ending}` },
      );
      const [row, another] = rows;
      return row && !another ? toEntry(row) : undefined;
    },
    writeOffs: async (invoice) => {
      const rows = await t.all<WriteOffRow>(
        `SELECT o.id, t.id AS booked, o.amount_minor AS amount, o.made_by, r.reason, o.at
         FROM write_offs o JOIN transfers t ON t.kind = 'write_off' AND t.reference = o.id LEFT JOIN billing_reasons r ON r.about_id = o.id WHERE o.invoice_id = $invoice
         UNION ALL
         SELECT u.id, t.id, -u.amount_minor, u.made_by, r.reason, u.at
         FROM reopenings u JOIN transfers t ON t.kind = 'reopening' AND t.reference = u.id LEFT JOIN billing_reasons r ON r.about_id = u.id WHERE u.invoice_id = $invoice
         ORDER BY booked`,
        { invoice },
      );
      return rows.map(({ made_by, at, ...row }) => ({ ...row, madeBy: made_by, at: instant(at) }));
    },
  };
}

function toEntry({ id, kind, debit, credit, amount_minor: amount, at, actor_id: by, reason }: EntryRow): EntryRecord {
  const isTakenAway = kind === 'correction' && ownerOf(debit) !== null;
  return { id, kind, person: ownerOf(debit) ?? ownerOf(credit) ?? '', amount: isTakenAway ? 0 - amount : amount, at: instant(at), by, reason };
}

async function accrued(t: Tables, ofThese: string, orders: readonly string[]): ReturnType<BillingStore['accrued']> {
  const params = { orders: JSON.stringify(orders) };
  const found = new Map<string, Accrued>();
  const about = (order: string): Accrued => {
    const known = found.get(order) ?? { order, charge: null, earning: null };
    found.set(order, known);
    return known;
  };
  for (const row of await t.all<ChargedRow>(`SELECT * FROM charges WHERE ${ofThese}`, params)) {
    const { client_id: client, outcome, list_price_minor: listPrice, discount_percent: percent, amount_minor: amount } = row;
    about(row.order_id).charge = { client, outcome, listPrice, percent, amount, at: instant(row.accrued_at) };
  }
  for (const row of await t.all<EarnedRow>(`SELECT * FROM earnings WHERE ${ofThese}`, params)) {
    about(row.order_id).earning = { worker: row.worker_id, kind: row.kind, amount: row.amount_minor, at: instant(row.accrued_at) };
  }
  return [...found.values()];
}
