import { allow, findPerson, holdPerson } from '../users';
import type { Absence, MarkedAbsence } from './absence';
import { absenceNotFound, absenceOver, badAbsence, workerNotFound } from './errors';
import type { StaffingWork } from './work';

/** Absences that are not over, soonest first; all that ever were where `all` says so. A worker sees its own. */
export async function listAbsences(w: StaffingWork, filter: { worker?: string; all?: boolean } = {}): Promise<MarkedAbsence[]> {
  const worker = filter.worker === undefined ? undefined : (await findPerson(w, filter.worker)).id;
  allow(w, 'list-absences', worker ?? null);
  const found = await w.staffing.absences({ ...(worker !== undefined && { worker }), ...(filter.all !== true && { endingAfter: w.now }) });
  return Promise.all(found.map((absence) => withBooked(w, absence)));
}

/** One absence by its id; throws `staffing.absence_not_found`. */
export async function showAbsence(w: StaffingWork, id: string): Promise<MarkedAbsence> {
  const absence = await findAbsence(w, id);
  allow(w, 'list-absences', absence.worker);
  return withBooked(w, absence);
}

/** Takes back an absence that is not over: the worker can be booked again, and orders that wait may be glad of it (M5). */
export async function removeAbsence(w: StaffingWork, id: string): Promise<Absence> {
  const absence = await findAbsence(w, id);
  allow(w, 'remove-absence', absence.worker);
  if (absence.to <= w.now) throw absenceOver();
  await holdPerson(w, absence.worker);
  if (!(await w.staffing.removeAbsence(id))) throw absenceNotFound(id);
  await w.emit({ type: 'absence_removed', worker: absence.worker, absence: id });
  await w.emit({ type: 'worker_available', worker: absence.worker });
  return absence;
}

/** Notes that a worker is away for a time; orders that are booked already stay until somebody reassigns them (M4). Noted twice it is one. */
export async function markAbsence(w: StaffingWork, input: { worker: string; from: Date; to: Date }): Promise<MarkedAbsence> {
  const person = await findPerson(w, input.worker);
  allow(w, 'mark-absence', person.id);
  if (!(await w.staffing.worker(person.id))) throw workerNotFound(input.worker);
  if (!(input.from < input.to) || input.to <= w.now) throw badAbsence();
  await holdPerson(w, person.id);
  const { from, to } = input;
  const known = (await w.staffing.absences({ worker: person.id, endingAfter: w.now })).find((one) => one.from.getTime() === from.getTime() && one.to.getTime() === to.getTime());
  if (known) return withBooked(w, known);
  const absence = await withBooked(w, { id: w.newId(), worker: person.id, from, to });
  await w.staffing.addAbsence({ id: absence.id, worker: person.id, from, to });
  const span = { from: from.toISOString(), to: to.toISOString() };
  await w.emit({ type: 'absence_noted', worker: person.id, absence: absence.id, ...span, booked: absence.booked.length });
  return absence;
}

async function findAbsence(w: StaffingWork, id: string): Promise<Absence> {
  const [found] = await w.staffing.absences({ id });
  if (!found) throw absenceNotFound(id);
  return found;
}

async function withBooked(w: StaffingWork, absence: Absence): Promise<MarkedAbsence> {
  const since = absence.from > w.now ? absence.from : w.now;
  return { ...absence, booked: await w.staffing.bookedOrders(absence.worker, since, absence.to) };
}
