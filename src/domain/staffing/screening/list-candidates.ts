import { allow } from '../../users';
import type { ApplicationStatus, Candidate } from '../candidate';
import { findCandidate } from './find-candidate';
import type { StaffingWork } from '../work';

/** Candidates, those who wait first (imported history waits for nobody), then newest first; `limit` at most. */
export async function listCandidates(w: StaffingWork, filter: { status?: ApplicationStatus; vacancy?: string; limit?: number } = {}): Promise<Candidate[]> {
  allow(w, 'list-candidates');
  return w.staffing.candidates(filter);
}

/** One candidate by id or number. */
export async function showCandidate(w: StaffingWork, reference: string): Promise<Candidate> {
  allow(w, 'list-candidates');
  return findCandidate(w, reference);
}
