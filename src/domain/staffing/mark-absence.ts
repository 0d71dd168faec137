import { allow, findPerson, holdPerson } from '../users';
import { badAbsence, workerNotFound } from './errors';
import type { StaffingWork } from './work';

/** Notes that a worker is away for a time; orders that are booked already stay until somebody reassigns them (M4). */
export async function markAbsence(w: StaffingWork, input: { worker: string; from: Date; to: Date }): Promise<{ worker: string; from: Date; to: Date }> {
  const person = await findPerson(w, input.worker);
  allow(w, 'mark-absence', person.id);
  if (!(await w.staffing.worker(person.id))) throw workerNotFound(input.worker);
  if (!(input.from < input.to) || input.to <= w.now) throw badAbsence();
  await holdPerson(w, person.id);
  await w.staffing.addAbsence({ id: w.newId(), worker: person.id, from: input.from, to: input.to });
  return { worker: person.id, from: input.from, to: input.to };
}
