import type { EChartsOption } from 'echarts';

/** A chart ready to be rendered, with its key and its figures in words. */
export interface Drawing {
  option: EChartsOption;
  /** In pixels of a page 720 wide. */
  height: number;
  legend: readonly Key[];
  table: { heads: readonly string[]; rows: readonly (readonly string[])[] };
}

/** What a series is called and how it is drawn: by more than its colour, for those who see none. */
export interface Key {
  name: string;
  colour: string;
  shape: 'area' | 'line' | 'dashes';
  mark?: Mark;
}

/** The sign at each point of a line. */
export interface Mark {
  symbol: 'circle' | 'rect' | 'triangle' | 'diamond';
  hollow: boolean;
}

// The page's colours by role; their values for light and dark stand in the page's style.
const MUTED = 'var(--muted)';
const GRID = 'var(--grid)';
const ALARM = 'var(--alarm)';
/** What everything is drawn on. */
export const PAPER = 'var(--paper)';
/** Text that is read first. */
export const INK = 'var(--ink)';
/** What is there but not the point: the rejected, those whom both accept. */
export const NEUTRAL = 'var(--neutral)';

/** Colours to tell series apart, also by colour-blind eyes. */
export const SERIES = ['var(--c1)', 'var(--c2)', 'var(--c3)', 'var(--c4)', 'var(--c5)', 'var(--c6)', 'var(--c7)'];

/** What all axes look like. */
export const AXIS = {
  axisLine: { lineStyle: { color: MUTED } },
  axisTick: { lineStyle: { color: MUTED } },
  axisLabel: { color: MUTED, fontSize: 12 },
  splitLine: { lineStyle: { color: GRID } },
  nameTextStyle: { color: MUTED, fontSize: 12 },
  nameLocation: 'middle' as const,
};

/** The axis of heights: its numbers at the lines that they name. */
export const HEIGHTS = { ...AXIS, axisLine: { show: false }, axisTick: { show: false } };

/** What a line across the chart needs on its right for its name. */
export const LIMIT_NAME = 68;

/** A line across the chart at a limit, with its name at its end. */
export function limitLine(at: { xAxis: number } | { yAxis: number }, name: string) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: ALARM, type: [6, 4] as number[], width: 1.5 },
    label: { formatter: () => name, color: ALARM, fontSize: 12, position: 'end' as const },
    data: [at],
  };
}
