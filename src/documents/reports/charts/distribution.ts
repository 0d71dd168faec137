import type { CustomSeriesOption } from 'echarts';
import { AXIS, HEIGHTS, limitLine, NEUTRAL, SERIES, type Drawing } from '../drawing';
import { count, figure } from '../numbers';
import type { Distribution } from '../report';

const BINS = 48;
const [ACCEPTED, REJECTED] = [SERIES[0] ?? '', NEUTRAL];

/** A histogram of scores, the accepted on top of the rejected. The cut is an edge of the bins, so no bar straddles it without need. */
export function drawDistribution({ accepted, rejected, cut }: Distribution): Drawing {
  const groups = [finite(rejected), finite(accepted)] as const;
  const { from, width, bins } = binning(groups, cut);
  const [below, above] = groups.map((scores) => histogram(scores, from, width, bins)) as [number[], number[]];
  const bar = (heights: readonly number[], floor: readonly number[], colour: string) =>
    bars(heights.map((height, bin) => [from + bin * width, from + (bin + 1) * width, floor[bin] ?? 0, (floor[bin] ?? 0) + height]), colour);
  return {
    height: 300,
    option: {
      grid: { left: 12, right: 16, top: 28, bottom: 24, containLabel: true },
      xAxis: { type: 'value', min: from, max: from + bins * width, name: 'score', nameGap: 28, ...AXIS, splitLine: { show: false }, axisLabel: scale() },
      yAxis: { type: 'value', ...HEIGHTS, minInterval: 1 },
      series: [
        bar(below, [], REJECTED),
        bar(above, below, ACCEPTED),
        { type: 'line', data: [], ...(cut === null ? {} : { markLine: limitLine({ xAxis: cut }, `cut ${figure(cut)}`) }) },
      ],
    },
    legend: [
      { name: 'accepted', colour: ACCEPTED, shape: 'area' },
      { name: 'rejected', colour: REJECTED, shape: 'area' },
    ],
    table: {
      heads: ['', 'Candidates', 'Failed a requirement', 'Lowest score', 'Median', 'Highest'],
      rows: [summary('accepted', accepted), summary('rejected', rejected)],
    },
  };
}

function finite(scores: ArrayLike<number>): Float64Array {
  return Float64Array.from(scores).filter(Number.isFinite).sort();
}

function summary(name: string, scores: ArrayLike<number>): string[] {
  const known = finite(scores);
  const at = (place: number) => (known.length === 0 ? '-' : figure(known[Math.floor((known.length - 1) * place)] ?? NaN));
  return [name, count(scores.length), count(scores.length - known.length), at(0), at(0.5), at(1)];
}

/** Where bins begin, how wide they are (1, 2 or 5 times a power of ten) and how many there are. */
function binning(groups: readonly Float64Array[], cut: number | null): { from: number; width: number; bins: number } {
  const ends = [...groups.flatMap((scores) => [scores[0], scores.at(-1)]), cut ?? undefined].filter((end) => end !== undefined);
  const [lowest, highest] = ends.length === 0 ? [0, 1] : [Math.min(...ends), Math.max(...ends)];
  const width = niceWidth((highest - lowest || 1) / BINS);
  const origin = cut ?? 0;
  const from = origin + Math.floor((lowest - origin) / width) * width;
  return { from, width, bins: Math.floor((highest - from) / width) + 1 };
}

function niceWidth(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((times) => times * power >= least) ?? 10);
}

function histogram(scores: Float64Array, from: number, width: number, bins: number): number[] {
  const heights = Array<number>(bins).fill(0);
  for (const score of scores) {
    // A hair more: a score that is the cut itself belongs to the bin that begins there.
    const bin = Math.min(bins - 1, Math.max(0, Math.floor((score - from) / width + 1e-9)));
    heights[bin] = (heights[bin] ?? 0) + 1;
  }
  return heights;
}

/** Bars between two scores and two heights each: `[left, right, bottom, top]`. */
function bars(data: number[][], colour: string): CustomSeriesOption {
  return {
    type: 'custom',
    silent: true,
    encode: { x: [0, 1], y: [2, 3] },
    data: data.filter(([, , bottom, top]) => top !== bottom),
    renderItem: (_, api) => {
      const [left = 0, high = 0] = api.coord([api.value(0), api.value(3)]);
      const [right = 0, low = 0] = api.coord([api.value(1), api.value(2)]);
      return { type: 'rect', shape: { x: left, y: high, width: Math.max(right - left - 1, 1), height: low - high }, style: { fill: colour } };
    },
  };
}

/** Bins may begin anywhere; only round scores are written. */
function scale() {
  return { ...AXIS.axisLabel, showMinLabel: false, showMaxLabel: false };
}
