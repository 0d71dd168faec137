import { allow } from '../../users';
import { WHOLE_BP } from '../basis-points';
import { daysBetween, daysLater } from '../days';
import { badShare, championsDiffer, noChampion } from '../errors';
import type { StaffingWork } from '../work';
import { findVersion, named } from './lifecycle/find-version';
import type { TrialForecast } from './lifecycle/trial';
import type { StoredVersion } from './lifecycle/version-name';

/** Over how many days orders are counted. */
const MEASURED_DAYS = 30;
/** What a company without a history is taken to have: ten orders a day, eight in ten of them done well. */
const USUAL = { ordersPerDay: 10, base: 0.8 };

/** How long a trial of a version would take, for the share in question and for half of the candidates; nothing is started. */
export async function forecastTrial(w: StaffingWork, { ref, shareBp }: { ref: string; shareBp: number }): Promise<TrialForecast> {
  allow(w, 'forecast-trial');
  const version = await findVersion(w, ref);
  return forecastOf(w, version, { shareBp, champion: await championOf(w, version) });
}

/** The version in force in all vacancies of another. Throws `staffing.no_champion` or `staffing.champions_differ`. */
export async function championOf(w: StaffingWork, version: StoredVersion): Promise<string> {
  const champions = new Set<string>();
  for (const vacancy of version.hypothesis.vacancies) {
    const champion = await w.staffing.champion(vacancy);
    if (champion === undefined) throw noChampion(named(version), vacancy);
    champions.add(champion);
  }
  const [champion, another] = champions;
  if (champion === undefined || another !== undefined) throw championsDiffer(named(version));
  return champion;
}

/** The forecast of a trial as it would start now, another phase of the same version not counted as parallel. */
export async function forecastOf(w: StaffingWork, { hash, hypothesis }: StoredVersion, { shareBp, champion }: { shareBp: number; champion: string }): Promise<TrialForecast> {
  if (!Number.isInteger(shareBp) || shareBp < 1 || shareBp >= WHOLE_BP) throw badShare();
  const { forecast, verdictThreshold, CHANCE_TO_WIN_MINIMUM } = await import('../statistics');
  const { eThreshold, maxTrialDays } = await w.staffing.screeningPolicy();
  const known = await w.staffing.knownOutcomes(champion);
  const measured = { base: known.n >= CHANCE_TO_WIN_MINIMUM, ordersPerDay: false };
  const base = measured.base ? known.ok / known.n : USUAL.base;
  const perDay = await ordersPerDay(w);
  const effect = effectOn(base, hypothesis.predicts);
  const threshold = Math.round(verdictThreshold(1 + (await parallelTrials(w, hash, hypothesis.vacancies)), 1 / eThreshold));
  const plan = { base, effect, ordersPerDay: perDay ?? USUAL.ordersPerDay, threshold, maxDays: maxTrialDays, seed: hash };
  const shares = forecast({ ...plan, shares: [...new Set([shareBp / WHOLE_BP, 0.5])] });
  const days = shares[0]?.fourInFive ?? null;
  const { seed: _, ...told } = plan;
  return { ...told, measured: { ...measured, ordersPerDay: perDay !== null }, shares, tooLong: days === null || days > maxTrialDays };
}

/** The change of the success rate that is predicted, as far as there is room for it. */
function effectOn(base: number, { direction, smallestEffect }: StoredVersion['hypothesis']['predicts']): number {
  return direction === 'increase' ? Math.min(smallestEffect, 1 - base) : -Math.min(smallestEffect, base);
}

/** Orders that ended per day, over the last 30 days or as long as there are any; null where there are none. */
async function ordersPerDay(w: StaffingWork): Promise<number | null> {
  const { orders, first } = await w.staffing.ordersSince(daysLater(w.now, -MEASURED_DAYS));
  if (orders === 0 || !first) return null;
  return orders / Math.min(MEASURED_DAYS, Math.max(1, daysBetween(first, w.now)));
}

/** Running trials of other versions that deal out candidates of the same vacancies. */
async function parallelTrials(w: StaffingWork, hash: string, vacancies: readonly string[]): Promise<number> {
  const all = vacancies.includes('*');
  const running = (await w.staffing.trials({ running: true })).filter((trial) => trial.hash !== hash);
  return running.filter((trial) => all || trial.vacancies.some((one) => one === '*' || vacancies.includes(one))).length;
}
