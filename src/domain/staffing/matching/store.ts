import type { Worker } from '../candidate';
import type { Match, Pipeline, Sample } from './pipeline';

/** The tables of workers, absences, bookings and match traces. */
export interface PoolStore {
  worker(person: string): Promise<Worker | undefined>;
  workers(): Promise<Worker[]>;
  addWorker(person: string, application: string): Promise<void>;
  addCharacteristic(person: string, kind: 'strength' | 'weakness', name: string): Promise<void>;
  setWorkerStatus(person: string, status: Worker['status']): Promise<boolean>;
  addAbsence(absence: { id: string; worker: string; from: Date; to: Date }): Promise<void>;
  /** Stores the numbers and the pipeline a company begins with. */
  begin(policy: { travel_minutes: number }, pipeline: Pipeline): Promise<void>;
  /** Minutes of travel that a booking covers before the order. */
  travelMinutes(): Promise<number>;
  pipeline(): Promise<Pipeline>;
  /** Every worker with what keeps it from working in [from, to). */
  samples(from: Date, to: Date): Promise<Sample[]>;
  /** Books all these quarters; false where any is taken, and then the unit of work must not be kept. */
  book(worker: string, order: string, quarters: readonly Date[]): Promise<boolean>;
  unbook(order: string): Promise<void>;
  addTrace(order: string, match: Match): Promise<void>;
}
