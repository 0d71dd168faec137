import type { Chart, Report } from '../../documents/reports';
import { renderReport } from '../../documents/reports';
import type { Backtest, Comparison, TrialForecast } from '../../domain/staffing';
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
  for (const { verdict, score } of of.rows()) scores[verdict].push(score ?? -Infinity);
  const caption = 'Who failed a requirement has no score and is only counted.';
  return { kind: 'distribution', title: 'Scores', caption, accepted: scores.accept, rejected: scores.reject, cut: null };
}

function gainedLostOf({ champion }: Backtest): Chart[] {
  if (!champion) return [];
  const name = champion.versions.map(({ id }) => id).join(', ');
  const rows = [{ name: 'everybody', gained: champion.gained, both: champion.both, lost: champion.lost }];
  return [{ kind: 'gained_lost', title: `Against ${name}`, caption: 'Cats that only this hypothesis accepts, that both accept, and that only the one in force accepts.', rows }];
}

const MONTH_LETTERS = 7;

/** The share accepted by month. */
function acceptanceOf({ byDay, limit }: Backtest): Chart {
  const months = [...new Set(byDay.map(({ day }) => day.slice(0, MONTH_LETTERS)))];
  const sum = (what: 'screened' | 'accepted') => months.map((month) => byDay.filter(({ day }) => day.startsWith(month)).reduce((all, tally) => all + tally[what], 0));
  const breeds = [{ name: 'all breeds', screened: sum('screened'), accepted: sum('accepted') }];
  return { kind: 'acceptance', title: 'Accepted by month', caption: 'The cut fixes this share: it is no sign of quality.', periods: months, breeds, limit };
}

/** Writes a comparison as a page: counts and the verdict, where each rate lies, and how E went. */
export function reportComparison(file: string, of: Comparison, clock: Clock): Promise<void> {
  const arms = of.arms.map((arm, at) => ({ name: `${'AB'[at]} ${arm.id}`, ok: arm.ok, n: arm.orders, interval: of.series.posteriors[at]?.interval ?? { lower: 0, upper: 1 }, curve: of.series.posteriors[at]?.curve ?? [] }));
  const points = of.series.e.map(({ orders, e }) => ({ at: String(orders), e }));
  const charts: Chart[] = [{ kind: 'posterior', title: 'Success rates', caption: 'Where the rate of each lies, given its orders so far. Not the stopping rule.', arms }];
  if (of.threshold !== null && points.length > 0) charts.push({ kind: 'evalue', title: 'E by orders', caption: 'The verdict is reached where E first crosses the line.', points, threshold: of.threshold });
  return write(file, {
    title: `${versionName(of.arms[0])} against ${versionName(of.arms[1])}`,
    subtitle: `As of ${exact(clock.now, clock)}`,
    facts: of.arms.flatMap((arm, at) => [[`${'AB'[at]} ${arm.id}`, `${count(arm.ok)} of ${count(arm.orders)} ok`] as const]),
    notes: comparisonLines(of),
    charts,
  });
}

/** Writes a forecast as a page of figures. */
export function reportForecast(file: string, id: string, of: TrialForecast): Promise<void> {
  const facts = of.shares.map((share) => [forecastColumns[0]?.of(share) ?? '', forecastColumns.slice(1).map((column) => `${column.head.toLowerCase()} ${column.of(share)}`).join(', ')] as const);
  return write(file, { title: `Trial of ${id}`, subtitle: forecastTitle(of), facts, notes: forecastCautions(of), charts: [] });
}
