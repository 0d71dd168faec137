import type { AppWork } from '../app';
import { listTariffs, type Tariff, type TariffRecord } from '../domain/billing';
import { plainMoney } from '../domain/shared/money';
import { peopleById } from '../domain/users';
import type { Listing } from './list-command';
import { counted, money } from './money';
import * as json from './money-json';
import { setShare } from './percent';
import { sign, toneOf } from './style';
import { exact, type Clock } from './time';
import type { People } from './work';

/** The days by their numbers in a weekly rule: 1 is Monday. */
export const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;

const hour = (value: number) => `${String(value).padStart(2, '0')}:00`;

/** The numbers of a tariff in words, by the names that people know them by. */
export function tariffFields(tariff: Tariff): Record<string, string> {
  const { basePrice, formula, tiers, workerShareBp, fine, billing, reviewHours, retryDays, payoutHour, transferKeyDays, telegram } = tariff;
  return {
    'base price': money(basePrice),
    formula,
    discount: discountTold(tiers),
    'worker share': setShare(workerShareBp),
    fine: money(fine),
    invoices: `every ${WEEKDAYS[billing.weekday - 1]} at ${hour(billing.hour)}`,
    review: reviewHours === 0 ? 'none' : `${counted(reviewHours, 'hour')} as drafts`,
    retries: retryDays.length === 0 ? 'none' : `after ${listed(retryDays)} ${retryDays.length === 1 && retryDays[0] === 1 ? 'day' : 'days'}`,
    payouts: `the month's last day at ${hour(payoutHour)}`,
    'transfer keys': counted(transferKeyDays, 'day'),
    telegram: telegram === null ? 'not offered' : `1 CU = ${telegram.rateMinor} minor units of ${telegram.currency}`,
  };
}

/** Discounts in words: a ladder of equal steps in one sentence, others one by one (B3). */
function discountTold(tiers: Tariff['tiers']): string {
  const [first, second] = tiers;
  const last = tiers.at(-1);
  if (!first || !last) return 'none';
  const [width, rise] = [(second?.over ?? 0) - first.over, (second?.percent ?? 0) - first.percent];
  const isLadder = tiers.every(({ over, percent }, at) => over === first.over + at * width && percent === first.percent + at * rise);
  if (tiers.length < 3 || !isLadder) return tiers.map(({ over, percent }) => `${percent} % over ${money(over)}`).join(', ');
  return `${first.percent} % over ${money(first.over)}, +${rise} % per ${money(width)}, to ${last.percent} %`;
}

const listed = (days: readonly number[]) => (days.length === 1 ? String(days[0]) : `${days.slice(0, -1).join(', ')} and ${days.at(-1)}`);

/** So much fits on a card's line of 80 columns. */
const CARD_WIDTH = 62;

/** The names of the numbers that differ between two versions. */
const changedNames = (was: Record<string, string>, is: Record<string, string>) => Object.keys(is).filter((name) => was[name] !== is[name]);

/** What differs between two versions: `base price: 100.00 → 110.00`; what is too long for a line stands on two. */
export function tariffChanges(before: Tariff, after: Tariff): Record<string, string> {
  const [was, is] = [tariffFields(before), tariffFields(after)];
  const told = (name: string): [string, string][] => {
    const [old, now] = [was[name] ?? '', is[name] ?? ''];
    const line = `${old} ${sign.next()} ${now}`;
    return line.length <= CARD_WIDTH ? [[name, line]] : [[name, old], [`${sign.next()} ${name}`, now]];
  };
  return Object.fromEntries(changedNames(was, is).flatMap(told));
}

/** Where a version stands. */
type TariffState = 'past' | 'in force' | 'coming';

/** A version with its place among the others. */
export type TariffRow = TariffRecord & { state: TariffState; before: TariffRecord | undefined };

/** All versions as they stand now, and who added them. */
export async function versionsOf(w: AppWork): Promise<{ rows: TariffRow[]; people: People }> {
  const tariffs = await listTariffs(w);
  return { rows: tariffRows(tariffs, w.now), people: await peopleById(w, tariffs.flatMap(({ addedBy }) => (addedBy === null ? [] : [addedBy]))) };
}

/** All versions in order of effect, each with where it stands at an instant. */
function tariffRows(tariffs: readonly TariffRecord[], now: Date): TariffRow[] {
  const inForce = tariffs.findLastIndex(({ effectiveFrom }) => effectiveFrom <= now);
  return tariffs.map((tariff, at) => ({ ...tariff, before: tariffs[at - 1], state: at === inForce ? 'in force' : at < inForce ? 'past' : 'coming' }));
}

/** From when a version holds; the first one always did. */
export const fromTold = ({ effectiveFrom }: Tariff, clock: Clock): string => (effectiveFrom.getTime() <= 0 ? 'the beginning' : exact(effectiveFrom, clock));

/** Versions as a list. */
export const tariffList = (clock: Clock, people: People): Listing<TariffRow, ReturnType<typeof json.tariff> & { state: string }> => ({
  columns: [
    { head: 'VERSION', of: (row) => String(row.id), right: true },
    { head: 'FROM', of: (row) => fromTold(row, clock) },
    { head: 'STATE', of: (row) => row.state, tone: (row) => toneOf(row.state === 'in force' ? 'done' : row.state === 'past' ? 'retired' : 'open') },
    { head: 'CHANGES', of: (row) => (row.before ? changedNames(tariffFields(row.before), tariffFields(row)).join(', ') : ''), cuttable: true },
    { head: 'BY', of: (row) => people.get(row.addedBy ?? '')?.name ?? '', cuttable: true },
  ],
  json: (row) => ({ ...json.tariff(row), state: row.state.replace(' ', '_') }),
  asTyped: ({ discount, telegram, ...of }) => ({
    ...of,
    discount: discount.map(({ over, percent }) => `${plainMoney(over.minor).replace(/\.00$/, '')}:${percent}`).join(' '),
    telegram: telegram && `${telegram.currency}:${telegram.rate_minor}`,
  }),
  csv: [
    ...['version', 'state', 'from', 'base_price', 'discount', 'worker_share_bp', 'fine', 'billing.weekday', 'billing.hour', 'review_hours'],
    ...['retry_days', 'payout_hour', 'transfer_key_days', 'telegram', 'formula', 'added_by', 'added_at'],
  ],
  empty: 'No tariff yet: mcf init',
});
