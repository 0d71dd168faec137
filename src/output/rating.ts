import type { WorkerRating } from '../domain/staffing';
import { iso } from './json-values';
import { count } from './money';
import { percent } from './percent';

/** How a worker's orders went, as fields of its card; nothing before the first one ended. */
export function ratingFields({ completed, failed, ok, notOk, pending }: WorkerRating): Record<string, string | null> {
  if (completed + failed === 0) return {};
  const open = pending === 0 ? '' : `, ${count(pending)} not known yet`;
  return { orders: `${count(completed)} completed, ${count(failed)} failed`, rating: `${percent(ok, ok + notOk)} of ${count(ok + notOk)}${open}` };
}

/** The same in JSON. */
export const ratingJson = ({ completed, failed, ok, notOk, pending, rating, recent }: WorkerRating) => ({
  results: { completed, failed, ok, not_ok: notOk, pending, rating, recent: recent.map(({ order, endedAt, state }) => ({ order, ended_at: iso(endedAt), state })) },
});
