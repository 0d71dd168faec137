import { allow } from '../../users';
import { findVacancy } from '../catalogue/find-vacancy';
import type { StaffingWork } from '../work';
import { itemsOf } from './battery-items';
import { reapplyAt, type MyApplication } from './my-application';

/** How the signed-in cat's application stands; null where it never applied. */
export async function showMyApplication(w: StaffingWork): Promise<MyApplication | null> {
  allow(w, 'show-my-application', w.actor.personId);
  const candidate = w.actor.personId === null ? undefined : await w.staffing.candidate(w.actor.personId);
  if (!candidate) return null;
  const policy = await w.staffing.screeningPolicy();
  const items = candidate.assignedAt === null ? [] : await itemsOf(w, candidate.application, await w.staffing.battery(candidate.application));
  const required = items.filter((item) => item.required);
  const open = candidate.status === 'testing' ? items.filter((item) => item.type === 'choice' && item.value === null) : [];
  const next = open.find((item) => item.required) ?? open[0];
  return {
    status: candidate.status,
    appliedAt: candidate.appliedAt,
    vacancy: (await findVacancy(w, candidate.vacancy)).name,
    contacted: candidate.contactedAt !== null,
    tests: {
      done: required.filter((item) => item.value !== null).length,
      total: required.length,
      next: next ? { test: next.test, name: next.name, questions: next.max, seconds: next.seconds } : null,
    },
    decidedAt: candidate.decidedAt,
    purgeDays: policy.purgeDays,
    reapplyAt: reapplyAt(candidate, policy),
  };
}
