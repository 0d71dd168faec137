import type { BarSeriesOption } from 'echarts';
import { AXIS, INK, NEUTRAL, SERIES, type Drawing } from '../drawing';
import { count, percent } from '../numbers';
import type { GainedLost } from '../report';

const PARTS = [
  { part: 'gained', colour: SERIES[0] ?? INK },
  { part: 'both', colour: NEUTRAL },
  { part: 'lost', colour: SERIES[1] ?? INK },
] as const;

/** Room for names, in pixels, and how many letters go into it. */
const [NAMES, LONGEST] = [168, 18];

/** A bar a row: whom the hypothesis gains, whom both accept, whom it loses. */
export function drawGainedLost({ rows }: GainedLost): Drawing {
  return {
    height: 70 + 40 * rows.length,
    option: {
      grid: { left: NAMES, right: 16, top: 8, bottom: 28 },
      xAxis: { type: 'value', ...AXIS, minInterval: 1 },
      yAxis: { type: 'category', inverse: true, data: rows.map(({ name }) => shorten(name)), ...AXIS, axisTick: { show: false }, axisLabel: { color: INK, fontSize: 13 } },
      series: PARTS.map(({ part, colour }): BarSeriesOption => {
        const data = rows.map((row) => row[part]);
        return { type: 'bar', stack: 'cats', barWidth: 22, silent: true, itemStyle: { color: colour }, label: inside(data, rows.map(whole)), data };
      }),
    },
    legend: PARTS.map(({ part, colour }) => ({ name: part, colour, shape: 'area' })),
    table: {
      heads: ['', 'Gained', 'Both', 'Lost', 'Overlap'],
      rows: rows.map((row) => [row.name, count(row.gained), count(row.both), count(row.lost), percent(row.both / whole(row), 0)]),
    },
  };
}

function whole({ gained, both, lost }: GainedLost['rows'][number]): number {
  return gained + both + lost;
}

/** Numbers in the bars, where there is room: the table has them all. */
function inside(values: readonly number[], wholes: readonly number[]): NonNullable<BarSeriesOption['label']> {
  const longest = Math.max(...wholes);
  const formatter = ({ dataIndex }: { dataIndex: number }) => {
    const value = values[dataIndex] ?? 0;
    return value > longest * 0.06 ? count(value) : '';
  };
  return { show: true, color: 'var(--on-colour)', fontSize: 12, formatter };
}

/** A name that fits beside the bars in any font; the table has all of it. */
function shorten(name: string): string {
  const letters = [...name];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join('')}…` : name;
}
