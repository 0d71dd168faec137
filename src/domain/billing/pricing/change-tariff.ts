import { MAX_MINOR } from '../../shared/money';
import { allow } from '../../users';
import { dayOf, startOfDay } from '../../shared/time';
import { badTariff, tariffInThePast, tariffNotAtMidnight, tariffTaken, tariffUnchanged, unknownCurrency } from '../errors';
import type { BillingWork } from '../work';
import { FORMULAS } from './formulas';
import { tariffAt, type Tariff, type TariffRecord } from './tariff';

/** What may be changed of a tariff; what is not named stays as it is in the version before. */
export type TariffChange = Partial<Omit<Tariff, 'id' | 'effectiveFrom'>>;

/** The versions of the tariff that hold or will, in order of effect; `listWithdrawnTariffs` tells the others. */
export async function listTariffs(w: BillingWork): Promise<TariffRecord[]> {
  allow(w, 'list-tariffs');
  return w.billing.tariffs();
}

/** The version that a change would make, for looking at it first; throws as `changeTariff` does. */
export async function previewTariff(w: BillingWork, input: { from: Date; change: TariffChange }): Promise<{ before: TariffRecord; after: TariffRecord }> {
  allow(w, 'change-tariff');
  const tariffs = await w.billing.tariffs();
  if (input.from < w.now) throw tariffInThePast(input.from);
  if (tariffs.some((tariff) => tariff.effectiveFrom.getTime() === input.from.getTime())) throw tariffTaken(input.from);
  const before = tariffAt(tariffs, input.from);
  const id = Math.max(...(await w.billing.tariffHistory()).map((tariff) => tariff.id)) + 1;
  const after = { ...before, ...input.change, id, effectiveFrom: input.from, addedBy: w.actor.personId, addedAt: w.now };
  requireSound(after);
  if (numbersOf(after) === numbersOf(before)) throw tariffUnchanged(input.from);
  requireSoundStep(w.zone, before, after);
  return { before, after };
}

/** What two versions are compared by: all but when they begin and who made them, whatever order the fields have. */
const numbersOf = ({ id: _id, effectiveFrom: _from, addedBy: _by, addedAt: _at, ...numbers }: TariffRecord): string => JSON.stringify(numbers, inOrder);

const inOrder = (_: string, value: unknown) =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))) : value;

/** A cut-off or a pay day that moves within its own day could be skipped, or come twice: throws `billing.tariff_not_at_midnight`. */
export function requireSoundStep(zone: string, before: Tariff, after: Tariff): void {
  const moves = after.payoutHour !== before.payoutHour || after.billing.weekday !== before.billing.weekday || after.billing.hour !== before.billing.hour;
  if (moves && startOfDay(dayOf(after.effectiveFrom, zone), zone).getTime() !== after.effectiveFrom.getTime()) throw tariffNotAtMidnight();
}

/**
 * Adds a version of the tariff that holds from an instant not in the past on (B2, B3, B5, B8): orders priced before keep theirs. Throws
 * `billing.tariff_in_the_past`, `billing.tariff_taken` for an instant that has its version, `billing.tariff_not_at_midnight` where a cut-off or a pay day moves, `billing.bad_tariff`,
 * `billing.unknown_currency`, `billing.tariff_unchanged`.
 */
export async function changeTariff(w: BillingWork, input: { from: Date; change: TariffChange }): Promise<TariffRecord> {
  await w.billing.lock('tariffs');
  const { after } = await previewTariff(w, input);
  await w.billing.addTariff(after);
  await w.emit({ type: 'tariff_changed', tariff: after.id, from: after.effectiveFrom.toISOString() });
  return after;
}

/** The codes of ISO 4217. */
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Throws `billing.bad_tariff` naming the first number that can't be, or `billing.unknown_currency`. */
function requireSound(tariff: Tariff): void {
  const { tiers, retryDays, billing, telegram } = tariff;
  const isWhole = (value: number, from: number, to: number) => Number.isInteger(value) && value >= from && value <= to;
  const rises = tiers.every((tier, at) => tier.over > (tiers[at - 1]?.over ?? -1) && tier.percent > (tiers[at - 1]?.percent ?? 0));
  const rules: [keyof Tariff, boolean][] = [
    ['formula', tariff.formula in FORMULAS],
    ['basePrice', isWhole(tariff.basePrice, 1, MAX_MINOR / 10_000)],
    ['tiers', rises && tiers.every(({ over, percent }) => isWhole(over, 0, MAX_MINOR) && isWhole(percent, 1, 100))],
    ['workerShareBp', isWhole(tariff.workerShareBp, 0, 10_000)],
    ['fine', isWhole(tariff.fine, 0, MAX_MINOR)],
    ['billing', isWhole(billing.weekday, 1, 7) && isWhole(billing.hour, 0, 23)],
    ['reviewHours', isWhole(tariff.reviewHours, 0, 120)],
    ['retryDays', retryDays.length <= 10 && retryDays.every((days, at) => isWhole(days, Math.max(1, retryDays[at - 1] ?? 1), 60))],
    ['payoutHour', isWhole(tariff.payoutHour, 0, 23)],
    ['transferKeyDays', isWhole(tariff.transferKeyDays, 1, 3650)],
    ['telegram', telegram === null || (/^[A-Z]{3}$/.test(telegram.currency) && isWhole(telegram.rateMinor, 1, 1_000_000))],
  ];
  const broken = rules.find(([, holds]) => !holds);
  if (broken) throw badTariff(broken[0]);
  if (telegram !== null && !CURRENCIES.has(telegram.currency)) throw unknownCurrency(telegram.currency);
}
