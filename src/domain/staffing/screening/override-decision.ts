import { dayOf } from '../../shared/time';
import { allow, findPerson, holdPerson, requiredText } from '../../users';
import type { Candidate } from '../candidate';
import { alreadyDecided, alreadyWorker, candidateNotActive, candidateNotFound } from '../errors';
import { conclude, type Characteristic } from './conclude';
import { characteristicsIn, judgementOf } from './rate';
import type { StaffingWork } from '../work';

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
  await w.staffing.lockScreening(candidate.vacancy);
  const characteristics = input.accept ? await foundBefore(w, candidate) : [];
  await conclude(w, candidate, input.accept, { from: [candidate.status], overridden: true, characteristics });
  await w.staffing.noteReason(candidate.application, reason);
  await w.staffing.releaseLive(candidate.application);
  await w.staffing.addDecision({
    application: candidate.application,
    number: candidate.number,
    vacancy: candidate.vacancy,
    lane: 'override',
    day: dayOf(w.now, w.zone),
    evaluation: null,
    kind: 'override',
    verdict: input.accept ? 'accept' : 'reject',
    screened: null,
    acceptedBefore: null,
  });
  return { ...candidate, status, decidedAt: w.now };
}

/** What the evaluation that is overridden had found out, if there was one. */
async function foundBefore(w: StaffingWork, { application }: Candidate): Promise<Characteristic[]> {
  const live = (await w.staffing.evaluations(application)).findLast((one) => one.mode === 'live');
  const version = live && (await w.staffing.version(live.hash));
  const judgement = version && (await judgementOf(w, version, live));
  return judgement ? characteristicsIn(judgement) : [];
}
