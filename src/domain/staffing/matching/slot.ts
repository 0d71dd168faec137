import { plusMinutes } from '../../shared/time';
import type { StaffingWork } from '../work';

/** The time an order takes of a worker. */
export interface Slot {
  order: string;
  /** The order's number, by which people know it. */
  number?: number;
  client: string;
  /** What is asked for, by id. */
  service?: string;
  at: Date;
  endsAt: Date;
  /** Workers who are not asked: they said that they cannot come. */
  without?: readonly string[];
}

/** The time a booking covers: the order's, and the way to it (M4). */
export async function span(w: StaffingWork, slot: Pick<Slot, 'at' | 'endsAt'>): Promise<[Date, Date]> {
  return [plusMinutes(slot.at, -(await w.staffing.travelMinutes())), slot.endsAt];
}
