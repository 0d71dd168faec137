import type { Charge, ChargedOrder } from '../../../domain/billing/store';
import { listedIn } from '../../bulk';
import { instant, instantOrNull } from '../../rows';
import type { Tables } from '../../tables';
import { ON_NO_INVOICE, RELEASED, WAITING_SINCE, type Part } from './parts';

/** A row of `charges`. */
export interface ChargeRow {
  order_id: string;
  order_number: number;
  order_at: string;
  outcome: Charge['outcome'];
  service_ru: string;
  service_en: string;
  client_id: string;
  list_price_minor: number;
  discount_percent: number;
  amount_minor: number;
  accrued_at: string;
}

const orderColumns = (entry: { order: ChargedOrder; serviceRu: string; serviceEn: string; accruedAt: Date }) => ({
  order_id: entry.order.id,
  order_number: entry.order.number,
  order_at: entry.order.at.toISOString(),
  service_ru: entry.serviceRu,
  service_en: entry.serviceEn,
  accrued_at: entry.accruedAt.toISOString(),
});

/** What clients owe and workers earned, order by order, and bonuses. */
export function accruals(t: Tables): Part<'addCharge' | 'addEarning' | 'addBonus' | 'bonus' | 'uninvoiced' | 'oldestUninvoiced' | 'clientsToInvoice' | 'chargesOn'> {
  return {
    addCharge: (charge) =>
      t.insertNew('charges', {
        ...orderColumns(charge),
        outcome: charge.outcome,
        client_id: charge.client,
        list_price_minor: charge.listPrice,
        discount_percent: charge.percent,
        amount_minor: charge.amount,
      }),
    addEarning: (earning) =>
      t.insertNew('earnings', { ...orderColumns(earning), worker_id: earning.worker, kind: earning.kind, amount_minor: earning.amount }),
    addBonus: async ({ id, worker, amount, grantedBy, at, reason }) => {
      await t.insert('bonuses', { id, worker_id: worker, amount_minor: amount, granted_by: grantedBy, at: at.toISOString() });
      await t.insert('bonus_reasons', { bonus_id: id, reason });
    },
    bonus: async (id) => {
      const row = await t.one<{ worker_id: string; amount_minor: number; reason: string | null; granted_by: string; at: string }>(
        'SELECT b.*, r.reason FROM bonuses b LEFT JOIN bonus_reasons r ON r.bonus_id = b.id WHERE b.id = $id',
        { id },
      );
      return row && { id, worker: row.worker_id, amount: row.amount_minor, reason: row.reason, grantedBy: row.granted_by, at: instant(row.at) };
    },
    uninvoiced: async ({ before, clients }) => {
      const ofThem = clients ? `AND c.client_id ${listedIn(t.dialect, 'clients', 'TEXT')}` : '';
      const rows = await t.all<ChargeRow & { waiting_since: string }>(
        `SELECT c.*, ${WAITING_SINCE} AS waiting_since FROM charges c ${RELEASED} WHERE ${WAITING_SINCE} < $before ${ofThem} AND ${ON_NO_INVOICE} ORDER BY c.accrued_at, c.order_number`,
        { before: before.toISOString(), ...(clients ? { clients: JSON.stringify(clients) } : {}) },
      );
      return rows.map((row) => ({ ...toCharge(row), accruedAt: instant(row.waiting_since) }));
    },
    oldestUninvoiced: async () => {
      const row = await t.one<{ oldest: string | null }>(`SELECT MIN(${WAITING_SINCE}) AS oldest FROM charges c ${RELEASED} WHERE ${ON_NO_INVOICE}`);
      return instantOrNull(row?.oldest ?? null) ?? undefined;
    },
    clientsToInvoice: async (cutOff) => {
      const rows = await t.all<{ client_id: string }>(
        `SELECT DISTINCT c.client_id FROM charges c ${RELEASED} WHERE ${WAITING_SINCE} < $cut_off AND ${ON_NO_INVOICE}
           AND NOT EXISTS (SELECT 1 FROM invoices i WHERE i.client_id = c.client_id AND i.cut_off = $cut_off) ORDER BY c.client_id`,
        { cut_off: cutOff.toISOString() },
      );
      return rows.map((row) => row.client_id);
    },
    chargesOn: async (invoice) => {
      const rows = await t.all<ChargeRow>(
        'SELECT c.* FROM invoice_lines l JOIN charges c ON c.order_id = l.order_id WHERE l.invoice_id = $invoice ORDER BY c.accrued_at, c.order_number',
        { invoice },
      );
      return rows.map(toCharge);
    },
  };
}

const toCharge = (row: ChargeRow): Charge => ({ ...toLine(row), client: row.client_id, accruedAt: instant(row.accrued_at) });

/** A charge as the line of an invoice. */
export const toLine = (row: Omit<ChargeRow, 'client_id' | 'accrued_at'>) => ({
  order: { id: row.order_id, number: row.order_number, at: instant(row.order_at) },
  serviceRu: row.service_ru,
  serviceEn: row.service_en,
  outcome: row.outcome,
  listPrice: row.list_price_minor,
  percent: row.discount_percent,
  amount: row.amount_minor,
});
