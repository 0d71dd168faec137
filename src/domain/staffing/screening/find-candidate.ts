import { findPerson, holdPerson } from '../../users';
import type { Candidate } from '../candidate';
import { candidateNotFound } from '../errors';
import type { StaffingWork } from '../work';

/** A person's latest application by id or number; throws `staffing.candidate_not_found`. */
export async function findCandidate(w: StaffingWork, reference: string): Promise<Candidate> {
  const candidate = await w.staffing.candidate((await findPerson(w, reference)).id);
  if (!candidate) throw candidateNotFound(reference);
  return candidate;
}

/** The same as it is now; whoever else wants to change it waits until this unit of work ends. */
export async function holdCandidate(w: StaffingWork, reference: string): Promise<Candidate> {
  const person = await holdPerson(w, (await findPerson(w, reference)).id);
  const candidate = await w.staffing.candidate(person.id);
  if (!candidate) throw candidateNotFound(reference);
  return candidate;
}

/** The application again after something was done with it. */
export async function applicationNow(w: StaffingWork, application: string): Promise<Candidate> {
  const candidate = await w.staffing.application(application);
  if (!candidate) throw candidateNotFound(application);
  return candidate;
}
