import type { LineSeriesOption } from 'echarts';
import { AXIS, HEIGHTS, INK, LIMIT_NAME, limitLine, PAPER, SERIES, type Drawing, type Key } from '../drawing';
import { count, figure, percent } from '../numbers';
import type { Acceptance } from '../report';

/** More lines than these nobody can tell apart; the smaller breeds become one. */
const LINES = 6;
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'] as const;

type Breed = Acceptance['breeds'][number];

/** A line a breed over time, the limit across them. */
export function drawAcceptance({ periods, breeds, limit }: Acceptance): Drawing {
  const drawn = largest(breeds, periods.length);
  return {
    height: 320,
    option: {
      grid: { left: 12, right: LIMIT_NAME, top: 16, bottom: 8, containLabel: true },
      xAxis: { type: 'category', data: [...periods], ...AXIS },
      yAxis: { type: 'value', min: 0, ...HEIGHTS, axisLabel: { ...AXIS.axisLabel, formatter: (value: number) => percent(value, 1) } },
      series: [
        ...drawn.map((breed, at) => line(breed, key(breed, at))),
        { type: 'line', data: [], markLine: limitLine({ yAxis: limit }, `limit ${figure(100 * limit)}\u00a0%`) },
      ],
    },
    legend: drawn.map(key),
    table: { heads: ['Breed', 'Screened', 'Accepted', 'Share'], rows: [...breeds].sort(bySize).map(row) },
  };
}

function key({ name }: Breed, at: number): Required<Key> {
  const mark = { symbol: SYMBOLS[at % SYMBOLS.length] ?? 'circle', hollow: at >= SYMBOLS.length };
  return { name, colour: SERIES[at] ?? INK, shape: 'line', mark };
}

/** Where nobody was screened the line has a gap. */
function line({ screened, accepted }: Breed, { colour, mark }: Required<Key>): LineSeriesOption {
  return {
    type: 'line',
    silent: true,
    data: screened.map((candidates, period) => (candidates > 0 ? (accepted[period] ?? 0) / candidates : null)),
    symbol: mark.symbol,
    symbolSize: 7,
    itemStyle: { color: mark.hollow ? PAPER : colour, borderColor: colour, borderWidth: 1.5 },
    lineStyle: { color: colour, width: 2 },
  };
}

/** The breeds with most candidates, and all the others as one. */
function largest(breeds: readonly Breed[], periods: number): Breed[] {
  const sorted = [...breeds].sort(bySize);
  if (sorted.length <= LINES + 1) return sorted;
  const rest = sorted.slice(LINES);
  const together = (what: 'screened' | 'accepted') => Array.from({ length: periods }, (_, period) => sum(rest.map((breed) => breed[what][period] ?? 0)));
  return [...sorted.slice(0, LINES), { name: `${rest.length} others`, screened: together('screened'), accepted: together('accepted') }];
}

function bySize(a: Breed, b: Breed): number {
  return sum(b.screened) - sum(a.screened) || (a.name < b.name ? -1 : 1);
}

function row({ name, screened, accepted }: Breed): string[] {
  return [name, count(sum(screened)), count(sum(accepted)), percent(sum(accepted) / sum(screened))];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
