import type { PipelineComparison, Spread } from '../domain/staffing';
import { count } from './money';
import { percent } from './percent';
import type { Column } from './table';

/** One of two versions, with what is known or estimated of its success. */
interface Side extends Spread {
  name: string;
  success: string;
}

/** The two versions as a table. */
export function sides({ active, shadow, spread, success, estimate }: PipelineComparison): Side[] {
  const known = success ? `${share(success.ok / success.n)} of ${count(success.n)} (${range(success.interval)})` : '';
  const guessed = estimate.rate === null || !estimate.interval ? 'no estimate' : `about ${share(estimate.rate)} (${range(estimate.interval)})`;
  return [
    { name: `A ${active}`, ...spread.active, success: known },
    { name: `B ${shadow}`, ...spread.shadow, success: guessed },
  ];
}

/** Their columns. */
export const sideColumns: Column<Side>[] = [
  { head: '', of: ({ name }) => name },
  { head: 'PICKED', of: ({ matched }) => count(matched), right: true },
  { head: 'NOBODY', of: ({ unmatched }) => count(unmatched), right: true },
  { head: 'WORKERS', of: ({ workers }) => count(workers), right: true },
  { head: 'MOST', of: ({ most, matched }) => (matched === 0 ? '' : `${count(most)}, ${percent(most, matched)}`), right: true },
  { head: 'SUCCESS', of: ({ success }) => success },
];

/** What may be concluded, and why no more. */
export function comparisonTold({ orders, both, same, active, shadow, estimate }: PipelineComparison): string[] {
  if (orders === 0) return [`No order was matched by ${active} with ${shadow} in shadow yet. Shadows run while mcf start does, or now: mcf jobs run shadows`];
  const alike = both === 0 ? 'for no order did both find somebody' : `same worker for ${count(same)} of ${count(both)} orders that both found somebody for (${percent(same, both)})`;
  if (estimate.rate !== null) return [alike, `B is estimated from ${count(estimate.n)} outcomes of A, which say as much as ${estimate.effective.toFixed(1)} of its own; support ${share(estimate.support)}.`];
  if (estimate.n === 0) return [alike, 'No estimate for B: no order has a known end yet.'];
  return [alike, `No estimate for B: ${tooLittle(active, estimate).join(', and ')}.`];
}

/** What there is too little of. */
function tooLittle(active: string, { n, support, effective, lacks }: PipelineComparison['estimate']): string[] {
  const words = {
    support: `support too small, ${active} could have made ${share(support)} of its picks (80 % are needed)`,
    outcomes: `too few outcomes, the ${count(n)} of A say as much as ${effective.toFixed(1)} of its own (30 are needed)`,
  };
  return lacks.map((lack) => words[lack]);
}

const share = (part: number): string => `${(100 * part).toFixed(1)} %`;
const range = ({ lower, upper }: { lower: number; upper: number }): string => `${(100 * lower).toFixed(0)}-${(100 * upper).toFixed(0)} %`;
