import type { BarSeriesOption } from 'echarts';
import { AXIS, INK, LIMIT_NAME, limitLine, SERIES, type Drawing } from '../drawing';
import { count } from '../numbers';
import type { Forecast } from '../report';

/** How many days are told for whoever needs more than anybody counts. */
const NEVER = 'over 1,000';
const COLOUR = SERIES[0] ?? INK;

/** A bar a share: solid up to the day by which half of such trials have their verdict, faint up to the day by which four in five have. */
export function drawForecast({ shares, limit }: Forecast): Drawing {
  const longest = Math.max(limit, ...shares.flatMap(({ median, fourInFive }) => [median ?? 0, fourInFive ?? 0])) * 1.1;
  const bar = (data: number[], opacity: number): BarSeriesOption => ({ type: 'bar', stack: 'days', barWidth: 22, silent: true, itemStyle: { color: COLOUR, opacity }, data });
  // The shares count downwards, and the line's end lies below with its first day.
  const line = limitLine({ xAxis: limit }, `${count(limit)} days`);
  const [solid, faint] = [bar(shares.map(({ median }) => median ?? longest), 1), bar(shares.map(({ median, fourInFive }) => (fourInFive ?? longest) - (median ?? longest)), 0.4)];
  return {
    height: 80 + 44 * shares.length,
    option: {
      grid: { left: 12, right: LIMIT_NAME, top: 24, bottom: 28, containLabel: true },
      xAxis: { type: 'value', max: Math.ceil(longest), ...AXIS, minInterval: 1 },
      yAxis: { type: 'category', inverse: true, data: shares.map(({ name }) => name), ...AXIS, axisTick: { show: false }, axisLabel: { color: INK, fontSize: 13 } },
      series: [{ ...solid, markLine: { ...line, label: { ...line.label, position: 'start' } } }, faint],
    },
    legend: [
      { name: 'half of such trials have a verdict', colour: COLOUR, shape: 'area' },
      { name: 'four in five have', colour: `color-mix(in srgb, ${COLOUR} 40%, var(--paper))`, shape: 'area' },
    ],
    table: { heads: ['Share', 'Half by day', 'Four in five by day', 'Limit'], rows: shares.map(({ name, median, fourInFive }) => [name, days(median), days(fourInFive), count(limit)]) },
  };
}

const days = (value: number | null): string => (value === null ? NEVER : count(value));
