import { allow, changeRolesOf, findPerson, holdPerson, requiredText } from '../users';
import type { Candidate } from './candidate';
import { alreadyDecided, alreadyWorker, candidateNotActive, candidateNotFound } from './errors';
import type { StaffingWork } from './work';

/** Accepts or rejects a candidate over whatever was or would be decided, with a reason that is kept (S5). */
export async function overrideDecision(
  w: StaffingWork,
  input: { candidate: string; accept: boolean; reason: string },
): Promise<Candidate> {
  allow(w, 'override-decision');
  const reason = requiredText('reason', input.reason, 500);
  const person = await holdPerson(w, (await findPerson(w, input.candidate)).id);
  const candidate = await w.staffing.candidate(person.id);
  if (!candidate) throw candidateNotFound(input.candidate);
  if (person.status !== 'active') throw candidateNotActive(candidate.id);
  const status = input.accept ? 'accepted' : 'rejected';
  if (candidate.status === status) throw alreadyDecided(candidate.id, status);
  if (candidate.status === 'accepted') throw alreadyWorker(candidate.id);
  if (!(await w.staffing.moveApplication(candidate.application, [candidate.status], status))) throw alreadyDecided(candidate.id, status);
  await w.staffing.noteReason(candidate.application, reason);
  const decided = { candidate: candidate.id, application: candidate.application, overridden: true };
  if (input.accept) {
    await w.staffing.addWorker(candidate.id, candidate.application);
    await changeRolesOf(w, candidate.id, { add: ['worker'], remove: ['candidate'] });
    await w.emit({ type: 'candidate_accepted', ...decided });
    await w.emit({ type: 'worker_available', worker: candidate.id });
  } else {
    await w.emit({ type: 'candidate_rejected', ...decided });
  }
  return { ...candidate, status, decidedAt: w.now };
}
