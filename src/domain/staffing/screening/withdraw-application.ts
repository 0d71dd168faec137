import { allow, findPerson } from '../../users';
import { OPEN, type Candidate } from '../candidate';
import { alreadyDecided } from '../errors';
import type { StaffingWork } from '../work';
import { applicationNow, holdCandidate } from './find-candidate';

const isOpen = ({ status }: Candidate): boolean => OPEN.includes(status);

/** Takes an application back, by the cat itself or by staff on its behalf. */
export async function withdrawApplication(w: StaffingWork, input: { candidate?: string } = {}): Promise<Candidate> {
  allow(w, 'withdraw-application', input.candidate === undefined ? w.actor.personId : (await findPerson(w, input.candidate)).id);
  const candidate = await holdCandidate(w, input.candidate ?? w.actor.personId ?? '');
  if (!(await takeBack(w, candidate))) throw alreadyDecided(candidate.id, candidate.status);
  return applicationNow(w, candidate.application);
}

/** Takes back the open application of somebody who is deactivated: no decision makes a worker of them any more (U4). */
export async function withdrawDeactivated(w: StaffingWork, { person }: { person: string }): Promise<void> {
  const candidate = await w.staffing.candidate(person);
  if (candidate && isOpen(candidate)) await takeBack(w, candidate);
}

async function takeBack(w: StaffingWork, { id, application }: Candidate): Promise<boolean> {
  if (!(await w.staffing.moveApplication(application, OPEN, 'withdrawn'))) return false;
  await w.staffing.releaseLive(application);
  await w.emit({ type: 'application_withdrawn', candidate: id, application });
  return true;
}
