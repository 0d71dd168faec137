import type { Absence } from './absence';

/** The tables of absences, and of bookings as far as they tell when a worker is busy. */
export interface AbsenceStore {
  /** Soonest first. */
  absences(filter: { id?: string; worker?: string; endingAfter?: Date }): Promise<Absence[]>;
  removeAbsence(id: string): Promise<boolean>;
  /** The orders for which a worker is booked at some time in [from, to). */
  bookedOrders(worker: string, from: Date, to: Date): Promise<string[]>;
}
