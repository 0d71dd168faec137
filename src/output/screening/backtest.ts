import type { Backtest } from '../../domain/staffing';
import { catNumber } from '../../domain/shared/ids';
import { count } from '../money';

const MOST_BREEDS = 6;
/** A share below this is nothing to two decimals. */
const NOTHING = 0.00005;

const inPercent = (share: number, digits: number): string => (100 * share).toFixed(digits);

/** The first thing to know: whom it would accept, and what stays unfilled. */
export function backtestTitle({ screened, accepted, share, limit, unfilled }: Backtest): string {
  if (share === null) return 'Nobody was complete for it in this time.';
  const rest = unfilled !== null && unfilled >= NOTHING ? `: ${inPercent(unfilled, 2)} % of the ${Number(inPercent(limit, 2))} % stays unfilled` : '';
  return `Would accept ${count(accepted)} of ${count(screened)} (${inPercent(share, 2)} %)${rest}.`;
}

/** What else a backtest found. */
export function backtestFields(of: Backtest): Record<string, string | null> {
  if (of.screened === 0) return {};
  const { champion, estimate, known } = of;
  const against = champion && `gained ${count(champion.gained)}, lost ${count(champion.lost)}, both ${count(champion.both)}; overlap ${champion.jaccard.toFixed(2)}`;
  return {
    days: `${of.from} to ${of.to}`,
    ...(champion ? { [`against ${champion.versions.map(({ id }) => id).join(', ')}`]: against } : {}),
    'by breed': sharesTold(of.byBreed.map(({ breed, ...tally }) => ({ name: breed || 'not declared', ...tally }))),
    'by vacancy': of.byVacancy.length > 1 ? sharesTold(of.byVacancy.map(({ vacancy, ...tally }) => ({ name: vacancy, ...tally }))) : null,
    support: of.accepted === 0 ? null : `${inPercent(of.support, 1)} % (${count(of.hired.both)} of ${count(of.accepted)} were hired)`,
    success: estimate === null ? null : `${inPercent(estimate, 1)} %, of ${count(known.n)} whose orders are known`,
  };
}

/** Shares of the largest groups: `Siamese 3.1 %, Bengal 2.4 %`. */
function sharesTold(groups: readonly { name: string; screened: number; accepted: number }[]): string {
  const sorted = [...groups].sort((one, other) => other.screened - one.screened);
  const told = sorted.slice(0, MOST_BREEDS).map(({ name, screened, accepted }) => `${name} ${inPercent(accepted / screened, 1)} %`);
  return [...told, ...(sorted.length > MOST_BREEDS ? [`and ${sorted.length - MOST_BREEDS} more`] : [])].join(', ');
}

/** What must not be read out of a backtest. */
export function backtestCautions({ accepted, estimate, support, bounds, faults }: Backtest): string[] {
  const low = support < 0.8 ? 'support is under 80 %' : 'none of them has an order that is known';
  return [
    ...(accepted > 0 && estimate === null ? [`No success estimate: ${low}. Bounds ${inPercent(bounds.lower, 1)}-${inPercent(bounds.upper, 1)} %.`] : []),
    ...(faults > 0 ? [`${count(faults)} scores were no number: those cats were rejected.`] : []),
  ];
}

/** Everybody that a backtest decided on, as CSV. */
export function* backtestCsv(of: Backtest): Generator<string> {
  yield 'number,completed_at,score,verdict\r\n';
  for (const { number, completedAt, score, verdict } of of.rows()) yield `${catNumber(number)},${completedAt.toISOString()},${score ?? ''},${verdict}\r\n`;
}

/** A backtest in JSON; shares are from 0 to 1. */
export const backtestJson = (of: Backtest) => ({
  id: of.id,
  version: of.hash,
  from: of.from,
  to: of.to,
  screened: of.screened,
  accepted: of.accepted,
  share: of.share,
  limit: of.limit,
  unfilled: of.unfilled,
  digest: of.digest,
  data_digest: of.dataDigest,
  rejected: of.rejected,
  faults: of.faults,
  champion: of.champion && { ...of.champion, versions: of.champion.versions.map(({ id, hash }) => ({ id, version: hash })) },
  by_breed: of.byBreed.map((one) => ({ ...one })),
  by_vacancy: of.byVacancy.map((one) => ({ ...one })),
  hired: { ...of.hired },
  support: of.support,
  bounds: { ...of.bounds },
  known: { ...of.known },
  estimate: of.estimate,
});
