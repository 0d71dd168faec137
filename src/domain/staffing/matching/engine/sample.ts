/** Known results of finished orders: successes, and what was the worker's own failure. */
export interface Results {
  ok: number;
  notOk: number;
}

/** A worker as matching sees it (the matching team's *normal sample*) at the time of one order; kept in the trace, so plain data. */
export interface Sample {
  worker: string;
  active: boolean;
  absent: boolean;
  /** The order that occupies it then, if any; never the very one that is to be matched. */
  bookedFor: string | null;
  strengths: readonly string[];
  weaknesses: readonly string[];
  /** Its other orders by how many of the company's days they lie from this one's: `-1` is the day before. */
  booked: Readonly<Record<string, number>>;
  results: Results;
  /** The same, of orders for this client alone. */
  withClient: Results;
}

/** What may be known of a worker. */
export type Known = Exclude<keyof Sample, 'worker'>;

/** The order to be matched (the matching team's *reference sample*). */
export interface Reference {
  order: string;
  client: string;
  service: string | null;
  /** ISO 8601, UTC. */
  at: string;
  endsAt: string;
}
