import { allow, findPerson } from '../../users';
import { OPEN, type Candidate } from '../candidate';
import { alreadyDecided } from '../errors';
import type { StaffingWork } from '../work';
import { applicationNow, holdCandidate } from './find-candidate';

/** Takes an application back, by the cat itself or by staff on its behalf. */
export async function withdrawApplication(w: StaffingWork, input: { candidate?: string } = {}): Promise<Candidate> {
  allow(w, 'withdraw-application', input.candidate === undefined ? w.actor.personId : (await findPerson(w, input.candidate)).id);
  const candidate = await holdCandidate(w, input.candidate ?? w.actor.personId ?? '');
  if (!(await w.staffing.moveApplication(candidate.application, OPEN, 'withdrawn'))) throw alreadyDecided(candidate.id, candidate.status);
  await w.staffing.releaseLive(candidate.application);
  await w.emit({ type: 'application_withdrawn', candidate: candidate.id, application: candidate.application });
  return applicationNow(w, candidate.application);
}
