import type { PriceRecord, TariffRecord } from '../../../domain/billing/store';
import { instant, instantOrNull } from '../../rows';
import type { Tables } from '../../tables';
import type { Part } from './parts';

interface TariffRow {
  id: number;
  effective_from: string;
  base_price_minor: number;
  discounts: string;
  worker_share_bp: number;
  fine_minor: number;
  billing_weekday: number;
  billing_hour: number;
  payout_hour: number;
  transfer_key_days: number;
  formula: string;
  review_hours: number;
  retry_days: string;
  currency: string | null;
  rate_minor: number | null;
  added_by: string | null;
  added_at: string | null;
}

/** A row of `prices`. */
export interface PriceRow {
  order_id: string;
  stage: PriceRecord['stage'];
  client_id: string;
  service_id: string;
  worker_id: string | null;
  tariff: number;
  paid_minor: number;
  allocations: number;
  list_price_minor: number;
  percent: number;
  price_minor: number;
  made_at: string;
}

/** The versions of the tariff, and the prices made by them. */
export function tariffs(t: Tables): Part<'tariffs' | 'tariffHistory' | 'addTariff' | 'withdrawTariff' | 'isPricedBy' | 'addPrice' | 'prices'> {
  return {
    tariffs: async () => {
      const rows = await t.all<TariffRow>('SELECT * FROM tariffs WHERE id NOT IN (SELECT tariff FROM tariff_withdrawals) ORDER BY effective_from');
      return rows.map(toTariff);
    },
    tariffHistory: async () => {
      const rows = await t.all<TariffRow & { withdrawn_by: string | null; withdrawn_at: string | null; reason: string | null }>(
        `SELECT t.*, w.withdrawn_by, w.withdrawn_at, r.reason FROM tariffs t LEFT JOIN tariff_withdrawals w ON w.tariff = t.id
         LEFT JOIN billing_reasons r ON r.about_id = 'tariff-' || t.id ORDER BY t.effective_from, t.id`,
      );
      return rows.map(({ withdrawn_by: by, withdrawn_at: at, reason, ...row }) => ({
        ...toTariff(row),
        withdrawn: by === null || at === null ? null : { by, at: instant(at), reason },
      }));
    },
    withdrawTariff: async (tariff, { by, reason }) => {
      await t.insert('tariff_withdrawals', { tariff, withdrawn_by: by, withdrawn_at: t.now.toISOString() });
      await t.insert('billing_reasons', { about_id: `tariff-${tariff}`, reason });
    },
    isPricedBy: async (tariff) => (await t.one('SELECT 1 AS priced FROM prices WHERE tariff = $tariff LIMIT 1', { tariff })) !== undefined,
    addTariff: (tariff) =>
      t.insertNew('tariffs', {
        id: tariff.id,
        effective_from: tariff.effectiveFrom.toISOString(),
        base_price_minor: tariff.basePrice,
        discounts: JSON.stringify(tariff.tiers),
        worker_share_bp: tariff.workerShareBp,
        fine_minor: tariff.fine,
        billing_weekday: tariff.billing.weekday,
        billing_hour: tariff.billing.hour,
        payout_hour: tariff.payoutHour,
        transfer_key_days: tariff.transferKeyDays,
        formula: tariff.formula,
        review_hours: tariff.reviewHours,
        retry_days: JSON.stringify(tariff.retryDays),
        currency: tariff.telegram?.currency ?? null,
        rate_minor: tariff.telegram?.rateMinor ?? null,
        added_by: tariff.addedBy,
        added_at: tariff.addedAt?.toISOString() ?? null,
      }),
    addPrice: (price) =>
      t.insert('prices', {
        order_id: price.order,
        stage: price.stage,
        client_id: price.client,
        service_id: price.service,
        worker_id: price.worker,
        tariff: price.tariff,
        paid_minor: price.paid,
        allocations: price.allocations,
        list_price_minor: price.listPrice,
        percent: price.percent,
        price_minor: price.price,
        made_at: price.at.toISOString(),
      }),
    prices: async (order) => (await t.all<PriceRow>('SELECT * FROM prices WHERE order_id = $order ORDER BY made_at, stage', { order })).map(toPrice),
  };
}

/** A price and how it came about. */
export const toPrice = (row: PriceRow): PriceRecord => ({
  order: row.order_id,
  stage: row.stage,
  client: row.client_id,
  service: row.service_id,
  worker: row.worker_id,
  tariff: row.tariff,
  paid: row.paid_minor,
  allocations: row.allocations,
  listPrice: row.list_price_minor,
  percent: row.percent,
  price: row.price_minor,
  at: instant(row.made_at),
});

function toTariff(row: TariffRow): TariffRecord {
  return {
    id: row.id,
    effectiveFrom: instant(row.effective_from),
    basePrice: row.base_price_minor,
    tiers: JSON.parse(row.discounts) as TariffRecord['tiers'],
    workerShareBp: row.worker_share_bp,
    fine: row.fine_minor,
    billing: { weekday: row.billing_weekday, hour: row.billing_hour },
    payoutHour: row.payout_hour,
    transferKeyDays: row.transfer_key_days,
    formula: row.formula as TariffRecord['formula'],
    reviewHours: row.review_hours,
    retryDays: JSON.parse(row.retry_days) as number[],
    telegram: row.currency === null || row.rate_minor === null ? null : { currency: row.currency, rateMinor: row.rate_minor },
    addedBy: row.added_by,
    addedAt: instantOrNull(row.added_at),
  };
}
