import type { WorkerRating } from '../domain/staffing';
import { iso } from './json-values';
import { count } from './money';
import { percent } from './percent';

/** How a worker's orders went, as fields of its card; nothing before the first one ended. */
export function ratingFields({ completed, failed, ok, notOk, pending }: WorkerRating): Record<string, string | null> {
  if (completed + failed === 0) return {};
  const open = pending === 0 ? '' : `how ${pending === 1 ? '1 order' : `${count(pending)} orders`} went is not known yet`;
  const known = ok + notOk === 0 ? 'none yet' : `${percent(ok, ok + notOk)} of ${ok + notOk === 1 ? '1 order' : `${count(ok + notOk)} orders`} went well`;
  return { orders: `${count(completed)} completed, ${count(failed)} failed`, rating: [known, open].filter(Boolean).join('; ') };
}

/** The same in JSON. */
export const ratingJson = ({ completed, failed, ok, notOk, pending, rating, recent }: WorkerRating) => ({
  results: { completed, failed, ok, not_ok: notOk, pending, rating, recent: recent.map(({ order, endedAt, state }) => ({ order, ended_at: iso(endedAt), state })) },
});
