import { allow, findPerson } from '../users';
import type { ApplicationStatus, Candidate } from './candidate';
import { candidateNotFound } from './errors';
import type { StaffingWork } from './work';

/** Candidates, those who wait first, then newest first. */
export async function listCandidates(w: StaffingWork, filter: { status?: ApplicationStatus } = {}): Promise<Candidate[]> {
  allow(w, 'list-candidates');
  return w.staffing.candidates(filter);
}

/** One candidate by id or number. */
export async function showCandidate(w: StaffingWork, reference: string): Promise<Candidate> {
  allow(w, 'list-candidates');
  const candidate = await w.staffing.candidate((await findPerson(w, reference)).id);
  if (!candidate) throw candidateNotFound(reference);
  return candidate;
}
