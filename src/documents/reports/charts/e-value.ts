import { AXIS, HEIGHTS, LIMIT_NAME, limitLine, SERIES, type Drawing } from '../drawing';
import { count, figure } from '../numbers';
import type { EValue } from '../report';

const LINE = SERIES[0] ?? '';

/** E over time on a logarithmic axis, on which equal evidence is equally high; where it first reaches the threshold there is a mark. */
export function drawEValue({ points, threshold }: EValue): Drawing {
  const decided = points.findIndex(({ e }) => e >= threshold);
  const values = points.map(({ e }) => e);
  return {
    height: 280,
    option: {
      grid: { left: 12, right: LIMIT_NAME, top: 24, bottom: 8, containLabel: true },
      xAxis: { type: 'category', boundaryGap: false, data: points.map(({ at }) => at), ...AXIS },
      yAxis: { type: 'log', ...powersOfTen([1, threshold, ...values]), ...HEIGHTS, axisLabel: { ...AXIS.axisLabel, formatter: figure } },
      series: [
        {
          type: 'line',
          silent: true,
          data: values,
          showAllSymbol: true,
          symbol: 'circle',
          symbolSize: (_, { dataIndex }) => (dataIndex === decided ? 11 : 0),
          color: LINE,
          lineStyle: { color: LINE, width: 2 },
          markLine: limitLine({ yAxis: threshold }, `E = ${figure(threshold)}`),
        },
      ],
    },
    legend: [],
    table: { heads: ['Blocks', 'E now', 'Highest E', 'Needed', 'Reached'], rows: [row()] },
  };

  function row(): string[] {
    const highest = values.length === 0 ? '-' : figure(Math.max(...values));
    return [count(points.length), values.length === 0 ? '-' : figure(values.at(-1) ?? 1), highest, figure(threshold), points[decided]?.at ?? 'not yet'];
  }
}

/** The powers of ten that hold all the values, with room above the highest. */
function powersOfTen(values: readonly number[]): { min: number; max: number } {
  return { min: 10 ** Math.floor(Math.log10(Math.min(...values))), max: 10 ** Math.ceil(Math.log10(1.5 * Math.max(...values))) };
}
