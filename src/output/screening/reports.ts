import type { Chart, Report } from '../../documents/reports';
import { renderReport } from '../../documents/reports';
import type { Backtest, BacktestRow, Comparison, TrialForecast } from '../../domain/staffing';
import { writeWhole } from '../files';
import { count } from '../money';
import { exact, type Clock } from '../time';
import { backtestCautions, backtestFields, backtestTitle } from './backtest';
import { versionName } from './explain';
import { comparisonLines, forecastCautions, forecastColumns, forecastTitle } from './trials';

const write = async (file: string, report: Report) => writeWhole(file, [await renderReport(report)]);

const told = (fields: Readonly<Record<string, string | null>>) => Object.entries(fields).filter((field): field is [string, string] => field[1] !== null);

/** Writes a backtest as a page: how scores are spread, whom it gains and loses, and what it accepts over time. */
export function reportBacktest(file: string, of: Backtest): Promise<void> {
  return write(file, {
    title: `Backtest of ${versionName(of)}`,
    subtitle: backtestTitle(of),
    facts: [['screened', count(of.screened)], ['accepted', count(of.accepted)], ...told(backtestFields(of)), ['digest', of.digest.slice(0, 12)]],
    notes: backtestCautions(of),
    charts: of.screened === 0 ? [] : [distributionOf(of), ...gainedLostOf(of), acceptanceOf(of)],
  });
}

function distributionOf(of: Backtest): Chart {
  const scores = { accept: [] as number[], reject: [] as number[] };
  const cuts = new Map<string, number>();
  for (const { verdict, score, day } of dayByDay(of)) {
    scores[verdict].push(score ?? -Infinity);
    if (verdict === 'accept' && score !== null) cuts.set(day, Math.min(cuts.get(day) ?? Infinity, score));
  }
  const [day, cut] = [...cuts].at(-1) ?? ['', null];
  const line = cut === null ? '' : ` The line is the lowest score that was accepted on ${day}; it moves with the reference.`;
  const caption = `Who failed a requirement has no score and is only counted.${line}`;
  return { kind: 'distribution', title: 'Scores', caption, accepted: scores.accept, rejected: scores.reject, cut };
}

/** Everybody with the company's day of completion, which both lists are in the order of. */
function* dayByDay(of: Backtest): Generator<BacktestRow & { day: string }> {
  const rows = of.rows()[Symbol.iterator]();
  for (const { day, screened } of of.byDay) {
    for (let i = 0; i < screened; i++) {
      const next = rows.next();
      if (!next.done) yield { ...next.value, day };
    }
  }
}

function gainedLostOf({ champion }: Backtest): Chart[] {
  if (!champion) return [];
  const name = champion.versions.map(({ id }) => id).join(', ');
  const { gained, both, lost } = champion;
  const rows = [{ name: 'everybody', gained, both, lost }, ...champion.byBreed.map(({ breed, ...counts }) => ({ name: breedName(breed), ...counts }))];
  return [{ kind: 'gained_lost', title: `Against ${name}`, caption: 'Cats that only this hypothesis accepts, that both accept, and that only the one in force accepts.', rows }];
}

const DAY_LETTERS = 10;
const MONTH_LETTERS = 7;
/** Up to so many months weeks are told apart: a share of few cats says nothing by the day. */
const MONTHS_IN_WEEKS = 4;

const breedName = (breed: string): string => (breed === '' ? 'not declared' : breed);

/** The share accepted of each breed, over weeks or months. */
function acceptanceOf(of: Backtest): Chart {
  const months = new Set(of.byDay.map(({ day }) => day.slice(0, MONTH_LETTERS)));
  const periodOf = months.size > MONTHS_IN_WEEKS ? (day: string) => day.slice(0, MONTH_LETTERS) : mondayOf;
  const periods = [...new Set(of.byDay.map(({ day }) => periodOf(day)))];
  const place = new Map(periods.map((period, at) => [period, at]));
  const breeds = new Map(of.byBreed.map(({ breed }) => [breed, { name: breedName(breed), screened: periods.map(() => 0), accepted: periods.map(() => 0) }]));
  for (const { breed, day, verdict } of dayByDay(of)) {
    const at = place.get(periodOf(day)) ?? 0;
    const tally = breeds.get(breed);
    if (!tally) continue;
    tally.screened[at] = (tally.screened[at] ?? 0) + 1;
    if (verdict === 'accept') tally.accepted[at] = (tally.accepted[at] ?? 0) + 1;
  }
  const title = months.size > MONTHS_IN_WEEKS ? 'Accepted by breed and month' : 'Accepted by breed and week';
  return { kind: 'acceptance', title, caption: 'The cut fixes the share of all: look at who makes it up.', periods, breeds: [...breeds.values()], limit: of.limit };
}

const DAY_MS = 86_400_000;

/** The Monday of a day's week. */
function mondayOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`);
  return new Date(at.getTime() - ((at.getUTCDay() + 6) % 7) * DAY_MS).toISOString().slice(0, DAY_LETTERS);
}

/** Writes a comparison as a page: counts and the verdict, where each rate lies, and how E went. */
export function reportComparison(file: string, of: Comparison, clock: Clock): Promise<void> {
  const arms = of.arms.map((arm, at) => ({ name: `${'AB'[at]} ${arm.id}`, ok: arm.ok, n: arm.orders, interval: of.series.posteriors[at]?.interval ?? { lower: 0, upper: 1 }, curve: of.series.posteriors[at]?.curve ?? [] }));
  const points = of.series.e.map(({ orders, e }) => ({ at: String(orders), e }));
  const charts: Chart[] = of.arms.every(({ orders }) => orders === 0) ? [] : [{ kind: 'posterior', title: 'Success rates', caption: 'Where the rate of each lies, given its orders so far. Not the stopping rule.', arms }];
  if (of.threshold !== null && points.length > 0) charts.push({ kind: 'evalue', title: 'E by orders', caption: 'The verdict is reached where E first crosses the line.', points, threshold: of.threshold });
  return write(file, {
    title: `${versionName(of.arms[0])} against ${versionName(of.arms[1])}`,
    subtitle: `As of ${exact(clock.now, clock)}`,
    facts: of.arms.flatMap((arm, at) => [[`${'AB'[at]} ${arm.id}`, `${count(arm.ok)} of ${count(arm.orders)} ok`] as const]),
    notes: charts.length === 0 ? [...comparisonLines(of), 'No order has counted yet: the charts come with the first.'] : comparisonLines(of),
    charts,
  });
}

/** Writes a forecast as a page: how many days for which share. */
export function reportForecast(file: string, id: string, of: TrialForecast): Promise<void> {
  const facts = of.shares.map((share) => [forecastColumns[0]?.of(share) ?? '', forecastColumns.slice(1).map((column) => `${column.head.toLowerCase()} ${column.of(share)}`).join(', ')] as const);
  const shares = of.shares.map(({ share, median, fourInFive }) => ({ name: `${Number((100 * share).toFixed(2))} %`, median, fourInFive }));
  const caption = 'How long it takes until E reaches the threshold, in simulated trials with the predicted effect.';
  const chart: Chart = { kind: 'forecast', title: 'Days to a verdict', caption, shares, limit: of.maxDays };
  return write(file, { title: `Trial of ${id}`, subtitle: forecastTitle(of), facts, notes: forecastCautions(of), charts: [chart] });
}
