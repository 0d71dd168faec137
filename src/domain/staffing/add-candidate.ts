import { dayOf } from '../shared/time';
import type { Language } from '../shared/work';
import { allow, register, requiredText, type Invitation } from '../users';
import type { Candidate } from './candidate';
import { badAge, candidateNotFound } from './errors';
import type { StaffingWork } from './work';

/** Adds a candidate by hand, with an invitation to the chat (S1). */
export async function addCandidate(
  w: StaffingWork,
  input: { name: string; vacancy: string; breed?: string; age?: number; colour?: string; language?: Language },
): Promise<{ candidate: Candidate; invitation: Invitation }> {
  allow(w, 'add-candidate');
  const vacancy = requiredText('vacancy', input.vacancy, 60);
  if (input.age !== undefined && !(Number.isInteger(input.age) && input.age >= 0 && input.age <= 40)) throw badAge();
  const { person, invitation } = await register(w, { ...input, roles: ['candidate'] });
  const application = w.newId();
  await w.staffing.addApplication({
    id: application,
    person: person.id,
    vacancy,
    breed: input.breed ? requiredText('breed', input.breed, 60) : null,
    age: input.age ?? null,
    colour: input.colour ? requiredText('colour', input.colour, 60) : null,
    day: dayOf(w.now, w.zone),
  });
  await w.emit({ type: 'application_received', candidate: person.id, application });
  const candidate = await w.staffing.candidate(person.id);
  if (!candidate) throw candidateNotFound(person.id);
  return { candidate, invitation };
}
