import { allow } from '../../users';
import { findVacancy } from '../catalogue/find-vacancy';
import { shownNames } from '../catalogue/shown-names';
import type { StaffingWork } from '../work';
import { itemsOf } from './battery-items';
import { expiryOf, reapplyAt, type MyApplication, type NextTest } from './my-application';

/** How the signed-in cat's application stands; null where it never applied. */
export async function showMyApplication(w: StaffingWork): Promise<MyApplication | null> {
  allow(w, 'show-my-application', w.actor.personId);
  const candidate = w.actor.personId === null ? undefined : await w.staffing.candidate(w.actor.personId);
  if (!candidate) return null;
  const policy = await w.staffing.screeningPolicy();
  const items = candidate.assignedAt === null ? [] : await itemsOf(w, candidate.application, await w.staffing.battery(candidate.application));
  const required = items.filter((item) => item.required);
  return {
    status: candidate.status,
    appliedAt: candidate.appliedAt,
    vacancy: shownNames(candidate.vacancy, (await findVacancy(w, candidate.vacancy)).name),
    contacted: candidate.contactedAt !== null,
    tests: {
      done: required.filter((item) => item.value !== null).length,
      total: required.length,
      next: candidate.status === 'testing' ? await nextTest(w, candidate.application, items) : null,
    },
    decidedAt: candidate.decidedAt,
    expiry: expiryOf(candidate, policy),
    purgeDays: policy.purgeDays,
    reapplyAt: reapplyAt(candidate, policy),
  };
}

/** The test to take in the chat now: the one under way, then those that are needed. */
async function nextTest(w: StaffingWork, application: string, items: Awaited<ReturnType<typeof itemsOf>>): Promise<NextTest | null> {
  const open = [];
  for (const item of items.filter(({ type, value }) => type === 'choice' && value === null)) {
    open.push({ ...item, begun: (await w.staffing.session(application, item.test))?.version === item.version });
  }
  const next = open.find(({ begun }) => begun) ?? open.find(({ required }) => required) ?? open[0];
  return next ? { test: next.test, name: shownNames(next.test, next.name), questions: next.max, seconds: next.seconds, begun: next.begun } : null;
}
