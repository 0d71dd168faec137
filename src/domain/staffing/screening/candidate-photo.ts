import { catNumber } from '../../shared/ids';
import { allow } from '../../users';
import type { Candidate } from '../candidate';
import { noPhoto } from '../errors';
import type { StaffingWork } from '../work';
import { findCandidate } from './find-candidate';

/** A candidate with Telegram's name of its photo, which stays there; throws `staffing.no_photo` where none came or its data was erased (S1, S7). */
export async function candidatePhoto(w: StaffingWork, reference: string): Promise<{ candidate: Candidate; fileId: string }> {
  allow(w, 'candidate-photo');
  const candidate = await findCandidate(w, reference);
  if (candidate.photoFileId === null) throw noPhoto(catNumber(candidate.number), candidate.purgedAt !== null);
  return { candidate, fileId: candidate.photoFileId };
}
