import { catNumber } from '../../shared/ids';
import { plusMinutes, quarters } from '../../shared/time';
import { allow, holdPerson, type Person } from '../../users';
import { workerIsClient, workerNotActive, workerNotFound, workerNotFree } from '../errors';
import type { StaffingWork } from '../work';
import type { Match, Pipeline, Sample } from './pipeline';

/** The time an order takes of a worker. */
export interface Slot {
  order: string;
  client: string;
  at: Date;
  endsAt: Date;
}

/** What the pipeline needs to know, gathered before any transaction of the match (M2). */
export async function gatherSamples(w: StaffingWork, slot: Omit<Slot, 'order'>): Promise<{ pipeline: Pipeline; samples: Sample[] }> {
  const [from, to] = await span(w, slot);
  return { pipeline: await w.staffing.pipeline(), samples: await w.staffing.samples(from, to) };
}

/** Books the pipeline's pick and stores its trace; throws `staffing.worker_not_free` where somebody was faster (M2, M3, M4). */
export async function bookMatch(w: StaffingWork, slot: Slot, match: Match): Promise<void> {
  allow(w, 'book-worker', slot.client);
  await w.staffing.addTrace(slot.order, match);
  if (match.picked !== null) await book(w, slot, match.picked);
}

/** Books a worker chosen by hand, who must be active, present and free (M4). */
export async function bookByHand(w: StaffingWork, slot: Slot, person: Pick<Person, 'id' | 'number'>): Promise<void> {
  allow(w, 'book-worker');
  const workerId = person.id;
  const worker = await w.staffing.worker(workerId);
  if (!worker) throw workerNotFound(catNumber(person.number));
  if (worker.status !== 'active') throw workerNotActive(workerId);
  if (worker.id === slot.client) throw workerIsClient(workerId);
  await book(w, slot, workerId);
}

/** Frees the time an order took; somebody may have waited for it. */
export async function releaseBooking(w: StaffingWork, input: { order: string; worker: string | null }): Promise<void> {
  await w.staffing.unbook(input.order);
  if (input.worker !== null) await w.emit({ type: 'worker_available', worker: input.worker });
}

/** Whoever left or went away since the samples were gathered is as little free as somebody who is booked. */
async function book(w: StaffingWork, slot: Slot, worker: string): Promise<void> {
  const [from, to] = await span(w, slot);
  await holdPerson(w, worker);
  const sample = (await w.staffing.samples(from, to)).find((found) => found.worker === worker);
  if (!sample?.active || sample.absent) throw workerNotFree(worker);
  if (!(await w.staffing.book(worker, slot.order, quarters(from, to)))) throw workerNotFree(worker);
}

async function span(w: StaffingWork, slot: { at: Date; endsAt: Date }): Promise<[Date, Date]> {
  return [plusMinutes(slot.at, -(await w.staffing.travelMinutes())), slot.endsAt];
}
