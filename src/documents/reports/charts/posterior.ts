import { AXIS, INK, SERIES, type Drawing } from '../drawing';
import { count, percent } from '../numbers';
import type { Posterior } from '../report';

/** A hill an arm: where its success rate lies. Heights mean nothing by themselves, so the axis has no numbers. */
export function drawPosterior({ arms }: Posterior): Drawing {
  const rates = arms.flatMap(({ curve }) => curve.map(([rate]) => rate));
  return {
    height: 280,
    option: {
      grid: { left: 16, right: 20, top: 16, bottom: 24, containLabel: true },
      xAxis: {
        type: 'value',
        min: Math.floor(20 * Math.min(1, ...rates)) / 20,
        max: Math.ceil(20 * Math.max(0, ...rates)) / 20,
        name: 'success rate',
        nameGap: 28,
        ...AXIS,
        axisLabel: { ...AXIS.axisLabel, formatter: (rate: number) => percent(rate, 0) },
      },
      yAxis: { type: 'value', show: false },
      series: arms.map(({ curve }, at) => ({
        type: 'line' as const,
        silent: true,
        showSymbol: false,
        data: curve.map(([rate, density]) => [rate, density]),
        lineStyle: { color: colourOf(at), width: 2, type: at === 0 ? ('solid' as const) : [8, 4] },
        areaStyle: { color: colourOf(at), opacity: 0.18 },
      })),
    },
    legend: arms.map(({ name }, at) => ({ name, colour: colourOf(at), shape: at === 0 ? 'line' : 'dashes' })),
    table: {
      heads: ['Arm', 'Orders', 'OK', 'Rate', '95 % interval'],
      rows: arms.map(({ name, ok, n, interval }) => {
        return [name, count(n), count(ok), percent(ok / n, 1), `${percent(interval.lower, 1)} to ${percent(interval.upper, 1)}`];
      }),
    },
  };
}

function colourOf(arm: number): string {
  return SERIES[arm] ?? INK;
}
