import type { BookRow, BookTable, MoneyEvent, OrderEvent } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import type { Tables } from '../../tables';
import type { Part } from './parts';

interface EventRow {
  id: string;
  at: string;
  data: string;
}

/** Every type of event that tells of money, or of what it follows from. */
const MONEY_EVENTS = [
  'order_placed', 'order_assigned', 'order_completed', 'order_failed', 'order_cancelled', 'price_fixed', 'tariff_changed', 'invoice_drafted',
  'invoice_issued', 'invoice_voided', 'invoice_written_off', 'invoice_reopened', 'invoice_paid', 'credit_note_issued', 'payment_received', 'payment_applied',
  'payment_refunded', 'payment_reversed', 'credit_spent', 'tariff_withdrawn', 'bonus_granted', 'worker_corrected', 'payout_begun', 'payout_carried_forward', 'payout_sent', 'payout_failed',
  'payout_unknown', 'payout_parked', 'account_parked',
];
const ORDER_EVENTS = ['order_placed', 'order_unmatched', 'order_assigned', 'order_moved', 'order_completed', 'order_failed', 'order_cancelled'];
/** Types that there were none of while the log didn't tell all that money follows from. */
const TELLING = ['price_fixed', 'payout_begun', 'payment_applied', 'invoice_drafted', 'invoice_voided', 'tariff_changed', 'worker_corrected', 'payment_refunded'];

/** The tables' keys, and what else of them is held against the log; people's words are not. */
const BOOKS: Record<BookTable, { key: readonly string[]; columns: readonly string[] }> = {
  prices: { key: ['order_id', 'stage'], columns: ['client_id', 'service_id', 'worker_id', 'tariff', 'paid_minor', 'allocations', 'list_price_minor', 'percent', 'price_minor', 'made_at'] },
  charges: { key: ['order_id'], columns: ['order_number', 'order_at', 'outcome', 'service_ru', 'service_en', 'client_id', 'list_price_minor', 'discount_percent', 'amount_minor', 'accrued_at'] },
  earnings: { key: ['order_id'], columns: ['order_number', 'order_at', 'service_ru', 'service_en', 'worker_id', 'kind', 'amount_minor', 'accrued_at'] },
  bonuses: { key: ['id'], columns: ['worker_id', 'amount_minor', 'granted_by', 'at'] },
  corrections: { key: ['id'], columns: ['worker_id', 'amount_minor', 'made_by', 'at'] },
  invoices: { key: ['id'], columns: ['number', 'client_id', 'cut_off', 'status', 'total_minor', 'issued_at', 'replaces_id'] },
  invoice_lines: { key: ['invoice_id', 'order_id'], columns: ['amount_minor'] },
  billed_charges: { key: ['order_id'], columns: ['invoice_id'] },
  credit_notes: { key: ['id'], columns: ['number', 'invoice_id', 'client_id', 'amount_minor', 'at'] },
  write_offs: { key: ['id'], columns: ['invoice_id', 'client_id', 'amount_minor', 'at'] },
  reopenings: { key: ['id'], columns: ['write_off_id', 'invoice_id', 'client_id', 'amount_minor', 'at'] },
  payments: { key: ['id'], columns: ['client_id', 'invoice_id', 'amount_minor', 'at'] },
  payment_reversals: { key: ['payment_id'], columns: ['client_id', 'amount_minor', 'made_by', 'at'] },
  refunds: { key: ['id'], columns: ['client_id', 'amount_minor', 'at'] },
  allocations: { key: ['client_id', 'n'], columns: ['invoice_id', 'amount_minor', 'at'] },
  payouts: { key: ['id'], columns: ['worker_id', 'month', 'due_at', 'status', 'amount_minor', 'transfer_key', 'created_at', 'settled_at'] },
  transfers: { key: ['kind', 'reference'], columns: ['debit', 'credit', 'amount_minor', 'at'] },
};

const quoted = (types: readonly string[]) => types.map((type) => `'${type}'`).join(', ');

/** The log of money, and the tables as they stand, for making the ones from the other. */
export function replay(t: Tables): Part<'moneyEvents' | 'replayableSince' | 'orderEvents' | 'bookRows'> {
  return {
    moneyEvents: async (after, limit) => {
      const rows = await t.all<EventRow>(
        `SELECT id, at, data FROM events WHERE id > $after AND type IN (${quoted(MONEY_EVENTS)}) ORDER BY id LIMIT ${Math.trunc(limit)}`,
        { after },
      );
      return rows.map((row) => ({ id: row.id, at: row.at, event: JSON.parse(row.data) as MoneyEvent }));
    },
    replayableSince: () =>
      t.one<{ id: string; at: string }>(
        `SELECT id, at FROM events WHERE type IN (${quoted(TELLING)}) OR (type = 'invoice_issued' AND data LIKE '%"orders":%') ORDER BY id LIMIT 1`,
      ),
    orderEvents: async (orders) => {
      const rows = await t.all<EventRow>(
        `SELECT id, at, data FROM events WHERE order_id ${listedIn(t.dialect, 'orders', 'TEXT')} AND type IN (${quoted(ORDER_EVENTS)}) ORDER BY id`,
        { orders: JSON.stringify(orders) },
      );
      return rows.map((row) => ({ id: row.id, at: row.at, event: JSON.parse(row.data) as OrderEvent }));
    },
    bookRows: async (table, after, limit) => {
      const { key, columns } = BOOKS[table];
      const params = Object.fromEntries((after ?? []).map((value, at) => [`k${at}`, value]));
      const beyond = after ? `WHERE (${key.join(', ')}) > (${Object.keys(params).map((name) => `$${name}`).join(', ')})` : '';
      const rows = await t.all<Record<string, string | number | null>>(
        `SELECT ${[...key, ...columns].join(', ')} FROM ${table} ${beyond} ORDER BY ${key.join(', ')} LIMIT ${Math.trunc(limit)}`,
        params,
      );
      const keyOf = (row: Record<string, string | number | null>) => key.map((column) => row[column] ?? '');
      const found = rows.map((row): BookRow => ({ key: keyOf(row).join(' '), values: Object.fromEntries(columns.map((column) => [column, row[column] ?? null])) }));
      const last = rows.at(-1);
      return { rows: found, last: last && rows.length === limit ? keyOf(last) : null };
    },
  };
}
