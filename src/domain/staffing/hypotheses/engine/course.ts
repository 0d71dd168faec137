/** How a candidate fares in a backtest; one that was held is settled at the day's close. */
export const VERDICT = { rejected: 0, accepted: 1, heldThenRejected: 2, heldThenAccepted: 3 } as const;

/** What a backtest decides on each candidate, in order of completion, then number. */
export interface Course {
  /** The application's row in the history. */
  rows: Int32Array;
  /** In ms since the epoch. */
  completions: Float64Array;
  /** −infinity where a requirement failed, or where the score was no finite number. */
  scores: Float64Array;
  /** Of VERDICT. */
  verdicts: Uint8Array;
  /** 1 where the score was no finite number: such a candidate is rejected. */
  faults: Uint8Array;
}

/** Whether a verdict of a backtest lets the cat in. */
export const isAccepted = (verdict: number): boolean => verdict === VERDICT.accepted || verdict === VERDICT.heldThenAccepted;

/** A course that everybody has yet to run. */
export function emptyCourse(n: number): Course {
  return {
    rows: new Int32Array(n),
    completions: new Float64Array(n),
    scores: new Float64Array(n).fill(-Infinity),
    verdicts: new Uint8Array(n),
    faults: new Uint8Array(n),
  };
}

/** The part of a course that lies in the places [from, to). */
export function partOf({ rows, completions, scores, verdicts, faults }: Course, from: number, to: number): Course {
  return {
    rows: rows.subarray(from, to),
    completions: completions.subarray(from, to),
    scores: scores.subarray(from, to),
    verdicts: verdicts.subarray(from, to),
    faults: faults.subarray(from, to),
  };
}
