/** A time in which a worker does not work (M4). */
export interface Absence {
  id: string;
  worker: string;
  from: Date;
  to: Date;
}

/** An absence with the ids of the orders that were booked in its time already and are still to be done: somebody should reassign them (M4). */
export interface MarkedAbsence extends Absence {
  booked: string[];
}
