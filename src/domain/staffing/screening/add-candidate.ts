import { dayOf } from '../../shared/time';
import type { Language } from '../../shared/work';
import { allow, register, type Invitation } from '../../users';
import type { Candidate } from '../candidate';
import { ensureVacancy } from '../catalogue/find-vacancy';
import { candidateNotFound } from '../errors';
import { checkedDeclared } from './declared';
import type { StaffingWork } from '../work';

/** Adds a candidate by hand, with an invitation to the chat (S1). */
export async function addCandidate(
  w: StaffingWork,
  input: { name: string; vacancy: string; breed?: string; age?: number; colour?: string; language?: Language },
): Promise<{ candidate: Candidate; invitation: Invitation }> {
  allow(w, 'add-candidate');
  const vacancy = await ensureVacancy(w, input.vacancy);
  const declared = checkedDeclared(input);
  const { person, invitation } = await register(w, { ...input, roles: ['candidate'] });
  const application = w.newId();
  await w.staffing.addApplication({ id: application, person: person.id, vacancy, ...declared, day: dayOf(w.now, w.zone), contact: null, photoFileId: null });
  await w.emit({ type: 'application_received', candidate: person.id, application });
  const candidate = await w.staffing.candidate(person.id);
  if (!candidate) throw candidateNotFound(person.id);
  return { candidate, invitation };
}
