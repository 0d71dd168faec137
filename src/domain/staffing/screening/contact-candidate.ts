import { allow, requiredText } from '../../users';
import { OPEN, type Candidate } from '../candidate';
import { alreadyDecided } from '../errors';
import type { StaffingWork } from '../work';
import { applicationNow, holdCandidate } from './find-candidate';

/** Notes that a manager spoke to a candidate, and what there is to remember of it (S2). */
export async function contactCandidate(w: StaffingWork, input: { candidate: string; note?: string }): Promise<Candidate> {
  allow(w, 'contact-candidate');
  const note = input.note === undefined ? null : requiredText('note', input.note, 1000);
  const candidate = await holdCandidate(w, input.candidate);
  if (!OPEN.includes(candidate.status)) throw alreadyDecided(candidate.id, candidate.status);
  await w.staffing.moveApplication(candidate.application, ['received'], 'contacted');
  await w.staffing.noteContact(candidate.application, note);
  return applicationNow(w, candidate.application);
}
