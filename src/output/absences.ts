import type { AppWork } from '../app';
import { showOrder, type OrderView } from '../domain/orders';
import { DomainError } from '../domain/shared/errors';
import { catNumber } from '../domain/shared/ids';
import { listAbsences, type MarkedAbsence } from '../domain/staffing';
import { peopleById, type Person } from '../domain/users';
import * as json from './json';
import type { Listing } from './list-command';
import { nameOf } from './style';
import { exact, type Clock } from './time';

/** An absence with its worker, and the orders that somebody should reassign. */
export interface SeenAbsence {
  absence: MarkedAbsence;
  worker: Person | undefined;
  booked: OrderView[];
}

/** The orders that a worker was booked for in its absence and that are still to come. */
export async function bookedThen(w: AppWork, { booked, worker }: MarkedAbsence): Promise<OrderView[]> {
  const orders = await Promise.all(booked.map((order) => showOrder(w, order)));
  return orders.filter((order) => order.status === 'assigned' && order.worker?.id === worker).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Absences with everything that is shown of them. */
export async function seenAbsences(w: AppWork, filter: { worker?: string; all: boolean }): Promise<SeenAbsence[]> {
  const absences = await listAbsences(w, filter);
  const people = await peopleById(w, absences.map(({ worker }) => worker));
  return Promise.all(absences.map(async (absence) => ({ absence, worker: people.get(absence.worker), booked: await bookedThen(w, absence) })));
}

/** An absence's short name, by which it can be taken back: the end of its id. */
const absenceName = ({ id }: Pick<MarkedAbsence, 'id'>) => id.slice(-6);

/** The id of the one absence whose id is, or ends like, a text; throws `staffing.absence_not_found`. */
export function absenceIdOf(absences: readonly MarkedAbsence[], text: string): string {
  const ending = text.trim().toLowerCase();
  const found = absences.filter(({ id }) => ending.length >= 4 && id.endsWith(ending));
  if (found.length !== 1 || !found[0]) throw new DomainError('staffing.absence_not_found', 'not_found', { absence: text });
  return found[0].id;
}

/** From when till when, both in full: `Sat 21 Nov 00:00 till Sun 22 Nov 00:00`. */
export const span = ({ from, to }: Pick<MarkedAbsence, 'from' | 'to'>, clock: Clock) => `from ${exact(from, clock)} till ${exact(to, clock)}`;

/** What to do about the orders of a worker who will be away. */
export const nextForAbsent = ([first]: readonly OrderView[]) => (first ? `mcf orders assign ${first.number}` : 'mcf workers absences');

/** What to do about absences that were listed: somebody else for their orders, or one taken back that is not over. */
export function nextForAbsences(seen: readonly SeenAbsence[], { now }: Clock): string {
  const booked = seen.flatMap((one) => one.booked);
  const open = seen.find(({ absence }) => absence.to > now);
  if (booked.length > 0 || !open) return booked.length > 0 ? nextForAbsent(booked) : 'mcf workers absent';
  return `mcf workers absences --remove ${absenceName(open.absence)}`;
}

/** Absences as a list. */
export const absenceList = (clock: Clock): Listing<SeenAbsence, ReturnType<typeof json.absence>> => ({
  columns: [
    { head: 'ABSENCE', of: ({ absence }) => absenceName(absence) },
    { head: 'WORKER', of: ({ worker }) => (worker ? `${nameOf(worker)} ${catNumber(worker.number)}` : ''), cuttable: true },
    { head: 'FROM', of: ({ absence }) => exact(absence.from, clock) },
    { head: 'TILL', of: ({ absence }) => exact(absence.to, clock) },
    { head: 'BOOKED', of: ({ booked }) => booked.map(({ number }) => `order ${number}`).join(', '), tone: ({ booked }) => (booked.length > 0 ? 'waits' : 'plain') },
  ],
  json: ({ absence, booked }) => json.absence({ ...absence, booked: booked.map(({ id }) => id) }),
  csv: ['id', 'worker', 'from', 'to'],
  empty: 'Nobody is away. Note an absence: mcf workers absent',
  none: 'No absences. All that ever were: mcf workers absences --all',
});
