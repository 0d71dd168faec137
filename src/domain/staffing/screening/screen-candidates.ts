import { dayOf } from '../../shared/time';
import { allow } from '../../users';
import type { ApplicationStatus, Candidate } from '../candidate';
import type { StaffingWork } from '../work';

const WAITING: readonly ApplicationStatus[] = ['received', 'contacted', 'testing'];

/** Who is next in a screening session: the cat that applied first, leaving out those skipped (ids of people). */
export async function nextForScreening(w: StaffingWork, { skip }: { skip: readonly string[] }): Promise<{ waiting: number; next: Candidate | null }> {
  allow(w, 'screen-candidates');
  const { count, first } = await w.staffing.waiting(WAITING, skip.length + 1);
  return { waiting: count, next: first.find(({ id }) => !skip.includes(id)) ?? null };
}

/** What the company's day has come to so far; `limitBp` is the share that may be accepted, in basis points. */
export async function screeningToday(w: StaffingWork): Promise<{ screened: number; accepted: number; limitBp: number }> {
  allow(w, 'screen-candidates');
  const { limitBp } = await w.staffing.screeningPolicy();
  return { ...(await w.staffing.screenedOn(dayOf(w.now, w.zone))), limitBp };
}
