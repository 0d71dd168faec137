import type { Comparison, HypothesisRow, startTrial, TrialForecast } from '../../domain/staffing';
import { count } from '../money';
import { setShare } from '../percent';
import type { Column } from '../table';
import { badValue } from '../usage';
import { versionName } from './explain';

type Share = TrialForecast['shares'][number];

/** A share in whole per cent where it is one: `10 %`, `2.5 %`. */
const shareTold = (share: number): string => `${Number((100 * share).toFixed(2))} %`;
const inPercent = (share: number, digits: number): string => `${(100 * share).toFixed(digits)} %`;
const days = (value: number | null): string => (value === null ? 'over 1,000' : count(value));

/** Reads a share given in per cent, `10` or `2.5`, as basis points; throws `cli.usage` for anything else. */
export function readShare(text: string): number {
  const number = /^(\d{1,3}(?:[.,]\d{1,2})?) ?%?$/.exec(text.trim())?.[1];
  if (number === undefined) throw badValue('--share', text, '10');
  return Math.round(100 * Number(number.replace(',', '.')));
}

/** What a forecast is about: `Days to a verdict (E >= 20) on 80 → 88 %, if trial hires get every order:`. */
export function forecastTitle({ base, effect, threshold }: TrialForecast): string {
  const rate = (value: number) => Number((100 * Math.min(1, Math.max(0, value))).toFixed(1));
  return `Days to a verdict (E >= ${threshold}) on ${rate(base)} → ${rate(base + effect)} %, if trial hires get every order:`;
}

/** The columns of a forecast. */
export const forecastColumns: Column<Share>[] = [
  { head: 'SHARE', of: ({ share }) => shareTold(share), right: true },
  { head: 'ORDERS/DAY', of: ({ perDay }) => `${perDayTold(perDay.a)}:${perDayTold(perDay.b)}`, right: true },
  { head: 'MEDIAN', of: ({ median }) => days(median), right: true },
  { head: '4 IN 5', of: ({ fourInFive }) => days(fourInFive), right: true },
  { head: 'SMALLEST EFFECT', of: ({ detectable }) => (detectable === null ? '' : pointsTold(detectable)), right: true, optional: true },
];

const perDayTold = (orders: number): string => String(Number(orders.toFixed(1)));

/** What somebody should know of such a trial. */
export function forecastCautions({ shares, measured, maxDays, tooLong }: TrialForecast, started = false): string[] {
  const [asked] = shares;
  const usual = [measured.base ? '' : 'the success rate', measured.ordersPerDay ? '' : 'the orders a day'].filter(Boolean);
  const over = asked?.fourInFive == null ? 'More days than anybody counts is' : `${count(asked.fourInFive)} days is`;
  return [
    ...(usual.length === 0 ? [] : [`Too few orders so far: ${usual.join(' and ')} ${usual.length === 1 ? 'is' : 'are'} assumed.`]),
    ...(tooLong ? [`${over} over the limit of ${count(maxDays)}${started ? '.' : ': this trial would be refused.'}`] : []),
  ];
}

/** The two sides of a comparison as a table. */
export const armColumns: Column<Comparison['arms'][number] & { letter: string }>[] = [
  { head: '', of: ({ letter, id }) => `${letter} ${id}` },
  { head: 'ORDERS', of: ({ orders }) => count(orders), right: true },
  { head: 'OK', of: ({ ok }) => count(ok), right: true },
  { head: 'RATE', of: ({ orders, ok }) => (orders === 0 ? '' : inPercent(ok / orders, 1)), right: true },
  { head: 'ASSIGNED', of: ({ assigned }) => (assigned === null ? '' : count(assigned)), right: true, optional: true },
  { head: 'COMPLETED', of: ({ completed }) => (completed === null ? '' : count(completed)), right: true, optional: true },
];

/** What may be concluded, and beside it what must not be mistaken for that. */
export function comparisonLines(of: Comparison): string[] {
  const pending = of.arms[0].pending + of.arms[1].pending;
  return [[verdictTold(of), sampleRatioTold(of), pending > 0 ? `${count(pending)} pending.` : ''].filter(Boolean).join(' '), besideTold(of)].filter(Boolean);
}

function verdictTold({ trial, verdict, e, threshold, sampleRatio }: Comparison): string {
  if (!trial || e === null || threshold === null) return 'No trial of one against the other: an observation, without a verdict.';
  const figures = `E = ${evidence(e)}, ${verdict === 'none' ? 'needs' : 'needed'} ${threshold}.`;
  if (sampleRatio && !sampleRatio.ok) return `No verdict: the sample ratio is off, so that nothing can be concluded. ${figures}`;
  return verdict === 'none' ? `No verdict: ${figures}` : `B is ${verdict}: ${figures}`;
}

const evidence = (e: number): string => (e >= 1e6 ? e.toExponential(1) : count(Number(e.toFixed(2))));

function sampleRatioTold({ sampleRatio }: Comparison): string {
  if (!sampleRatio) return '';
  const worst = sampleRatio.stages.reduce((one, other) => (other.p < one.p ? other : one), { stage: '', p: Infinity });
  return sampleRatio.ok ? `Sample ratio ok, p ${chance(sampleRatio.p)}.` : `Sample ratio p ${chance(worst.p)} at ${worst.stage}.`;
}

const chance = (p: number): string => (p < 0.001 ? p.toExponential(1) : p.toFixed(2));

function besideTold({ chanceToWin, difference }: Comparison): string {
  const wins = chanceToWin === null ? '' : `P(B>A) ${inPercent(chanceToWin, 1)}`;
  const apart = difference === null ? '' : `B-A ${pointsTold(difference.value)} (95 %: ${(100 * difference.low).toFixed(1)} to ${(100 * difference.high).toFixed(1)})`;
  return wins || apart ? `Not the stopping rule: ${[wins, apart].filter(Boolean).join('; ')}` : '';
}

/** A difference of shares with its sign: `+7.0 points`. */
const pointsTold = (share: number): string => `${share > 0 ? '+' : ''}${(100 * share).toFixed(1)} points`;

/** What to do next about a comparison. */
export function nextForComparison({ trial, verdict, sampleRatio, arms: [, b] }: Comparison): string {
  if (!trial) return `mcf hypotheses trial ${b.id} --share 10 --forecast`;
  if (sampleRatio && !sampleRatio.ok) return `mcf hypotheses retire ${b.id}`;
  if (verdict === 'better') return `mcf hypotheses adopt ${b.id}`;
  return verdict === 'worse' ? `mcf hypotheses retire ${b.id}` : 'go on collecting';
}

/** What to do next about a forecast: another share where this one would take too long. */
export function nextForForecast(id: string, { shares, tooLong, maxDays }: TrialForecast): string {
  const [asked, ...others] = shares;
  const sooner = others.find(({ fourInFive }) => fourInFive !== null && fourInFive <= maxDays);
  if (tooLong) return [sooner && `--share ${100 * sooner.share}`, '--accept-underpowered'].filter(Boolean).join(', or ');
  return `mcf hypotheses trial ${id} --share ${Number((100 * (asked?.share ?? 0)).toFixed(2))}`;
}

/** A trial with the names of what it compares. */
export function namedTrial(trial: Awaited<ReturnType<typeof startTrial>>, rows: readonly HypothesisRow[]) {
  const named = (hash: string) => ({ id: rows.find((row) => row.hash === hash)?.id ?? '', hash });
  return { ...trial, hypothesis: named(trial.hash), against: named(trial.champion) };
}

/** A trial that has begun, in one line. */
export const trialLine = ({ number, hypothesis, against, shareBp }: ReturnType<typeof namedTrial>): string =>
  `trial ${number}: ${versionName(hypothesis)} decides on ${setShare(shareBp)} of the candidates, ${versionName(against)} on the others`;
