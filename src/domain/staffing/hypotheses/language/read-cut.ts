import type { Cut } from '../hypothesis';
import type { Report } from './problem';
import { readChoice, readMap, readNumber, valueSpan, whole, type Fields, type Slot } from './shape';

/** What a company allows: the largest share that may be accepted, in basis points (300 = 3 %). */
export interface Limits {
  topBasisPoints: number;
}

/** Days that a reference population may span at most. */
const LONGEST_WINDOW = 365;
/** With fewer, the best of all would still not be among the best 3 %. */
const FEWEST_CANDIDATES = 33;
const MOST_CANDIDATES = 1_000_000;

const DEFAULT = { windowDays: 30, maxDays: 90, minCandidates: 1000, mode: 'online' } as const;

/** The cut; undefined where anything about it is wrong. Only the share itself must be given. */
export function readCut(report: Report, limits: Limits, slot: Slot | undefined): Cut | undefined {
  const fields = slot && readMap(report, slot, ['top_percent'], ['mode', 'reference']);
  if (!fields) return undefined;
  const topBasisPoints = readTop(report, limits, fields.get('top_percent'));
  const mode = fields.has('mode') ? readChoice(report, fields.get('mode'), ['online', 'daily_batch'] as const) : DEFAULT.mode;
  const reference = fields.get('reference');
  const { windowDays, maxDays, minCandidates } = (reference ? readReference(report, reference) : DEFAULT) ?? {};
  return whole<Cut>({ topBasisPoints, windowDays, maxDays, minCandidates, mode });
}

function readTop(report: Report, { topBasisPoints }: Limits, slot: Slot | undefined): number | undefined {
  const percent = slot && readNumber(report, slot, -Infinity, Infinity, 'any');
  if (!slot || percent === undefined) return undefined;
  const basisPoints = Math.round(percent * 100);
  if (!(percent > 0) || percent > topBasisPoints / 100) return void report('accept.top_percent', valueSpan(slot), { limit: topBasisPoints / 100 });
  if (Math.abs(basisPoints - percent * 100) > 1e-9 || basisPoints < 1) return void report('accept.decimals', valueSpan(slot));
  return basisPoints;
}

type Days = Pick<Cut, 'windowDays' | 'maxDays' | 'minCandidates'>;

function readReference(report: Report, slot: Slot): Days | undefined {
  const fields = readMap(report, slot, [], ['window_days', 'min_candidates', 'max_days']);
  if (!fields) return undefined;
  const days = whole<Days>({
    windowDays: numberOr(DEFAULT.windowDays, report, fields, 'window_days', 1, LONGEST_WINDOW),
    maxDays: numberOr(DEFAULT.maxDays, report, fields, 'max_days', 1, LONGEST_WINDOW),
    minCandidates: numberOr(DEFAULT.minCandidates, report, fields, 'min_candidates', FEWEST_CANDIDATES, MOST_CANDIDATES),
  });
  if (!days || days.windowDays <= days.maxDays) return days;
  const cause = fields.get('window_days') ?? fields.get('max_days') ?? slot;
  return void report('accept.window', valueSpan(cause), { window: days.windowDays, most: days.maxDays });
}

function numberOr(otherwise: number, report: Report, fields: Fields, name: string, min: number, max: number): number | undefined {
  const slot = fields.get(name);
  return slot ? readNumber(report, slot, min, max) : otherwise;
}
