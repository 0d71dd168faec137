import { allow } from '../../users';
import { noTariffFrom, tariffBegun } from '../errors';
import { requiredReason } from '../required-reason';
import type { BillingWork } from '../work';
import { requireSoundStep } from './change-tariff';
import type { TariffRecord, Withdrawal } from './tariff';

/** A version of the tariff that never came into force, and why. */
export type WithdrawnTariff = TariffRecord & { withdrawn: Withdrawal };

/** A unit of work takes no longer: whoever sees a version as coming has ended before it begins. */
const SOON_MS = 60_000;

/** The versions that were withdrawn, in the order in which they would have begun. */
export async function listWithdrawnTariffs(w: BillingWork): Promise<WithdrawnTariff[]> {
  allow(w, 'list-tariffs');
  return (await w.billing.tariffHistory()).flatMap(({ withdrawn, ...tariff }) => (withdrawn ? [{ ...tariff, withdrawn }] : []));
}

/** The version that begins at an instant to come, for looking at it first; throws as `withdrawTariff` does. */
export async function showWithdrawable(w: BillingWork, input: { from: Date }): Promise<TariffRecord> {
  allow(w, 'withdraw-tariff');
  const tariffs = await w.billing.tariffs();
  const place = tariffs.findIndex(({ effectiveFrom }) => effectiveFrom.getTime() === input.from.getTime());
  const tariff = tariffs[place];
  if (!tariff) throw noTariffFrom(input.from);
  const begins = tariff.effectiveFrom.getTime() - w.now.getTime();
  if (begins <= SOON_MS || (await w.billing.isPricedBy(tariff.id))) throw tariffBegun(input.from);
  const [before, after] = [tariffs[place - 1], tariffs[place + 1]];
  if (before && after) requireSoundStep(w.zone, before, after);
  return tariff;
}

/**
 * Withdraws a version of the tariff that has not begun (B2): nothing was priced by it, and nothing will be. The version stays on record, and
 * those that begin later keep their numbers. Throws `billing.no_tariff_from`, `billing.tariff_begun`, `billing.tariff_not_at_midnight` where
 * the next one would then move a cut-off or a pay day within a day.
 */
export async function withdrawTariff(w: BillingWork, input: { from: Date; reason: string }): Promise<WithdrawnTariff> {
  const reason = requiredReason(input.reason);
  await w.billing.lock('tariffs');
  const tariff = await showWithdrawable(w, input);
  const by = w.actor.personId ?? '';
  await w.billing.withdrawTariff(tariff.id, { by, reason });
  await w.emit({ type: 'tariff_withdrawn', tariff: tariff.id, from: tariff.effectiveFrom.toISOString() });
  return { ...tariff, withdrawn: { by, at: w.now, reason } };
}
