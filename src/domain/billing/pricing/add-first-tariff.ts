import type { BillingWork } from '../work';
import type { TariffRecord } from './tariff';

/** Before anything that could be priced. */
const BEGINNING = new Date(0);

/** The company's first tariff (B2, B3, B5, B8), written to the database once; from then on only the database counts. */
const FIRST: TariffRecord = {
  id: 1,
  effectiveFrom: BEGINNING,
  formula: 'constant@1',
  basePrice: 100_00,
  tiers: [5, 6, 7, 8, 9, 10, 11, 12].map((percent, at) => ({ over: (at + 1) * 10_000_00, percent })),
  workerShareBp: 6_000,
  fine: 40_00,
  billing: { weekday: 7, hour: 20 },
  reviewHours: 0,
  retryDays: [1, 3, 7],
  payoutHour: 20,
  transferKeyDays: 90,
  telegram: null,
  addedBy: null,
  addedAt: null,
};

/** Gives a new company its first tariff; does nothing where there is one. */
export async function addFirstTariff(w: BillingWork): Promise<void> {
  if ((await w.billing.tariffs()).length === 0) await w.billing.addTariff(FIRST);
}
