import type { Tariff } from '../../../domain/billing/store';
import { instant } from '../../rows';
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
}

/** The versions of the tariff. */
export function tariffs(t: Tables): Part<'tariffs' | 'addTariff'> {
  return {
    tariffs: async () => (await t.all<TariffRow>('SELECT * FROM tariffs ORDER BY effective_from')).map(toTariff),
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
      }),
  };
}

function toTariff(row: TariffRow): Tariff {
  return {
    id: row.id,
    effectiveFrom: instant(row.effective_from),
    basePrice: row.base_price_minor,
    tiers: JSON.parse(row.discounts) as Tariff['tiers'],
    workerShareBp: row.worker_share_bp,
    fine: row.fine_minor,
    billing: { weekday: row.billing_weekday, hour: row.billing_hour },
    payoutHour: row.payout_hour,
    transferKeyDays: row.transfer_key_days,
  };
}
