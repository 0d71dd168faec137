/** A report: one page of facts, warnings and charts that can be mailed, printed and kept. All of it is text, nothing is markup. */
export interface Report {
  title: string;
  subtitle: string;
  facts: readonly (readonly [label: string, value: string])[];
  /** What must not be overlooked; shown before the charts. */
  notes: readonly string[];
  charts: readonly Chart[];
}

/** The charts there are. */
export type Chart = Distribution | GainedLost | Acceptance | Posterior | EValue | Forecast;

interface Titled {
  title: string;
  /** What to see in it, in a sentence; read aloud in place of the picture. */
  caption: string;
}

/** How the scores of accepted and rejected candidates are spread; −∞, a failed requirement, is only counted. */
export interface Distribution extends Titled {
  kind: 'distribution';
  accepted: ArrayLike<number>;
  rejected: ArrayLike<number>;
  /** The score from which on candidates were accepted; null where it moved. */
  cut: number | null;
}

/** Whom a hypothesis accepts in place of the champion; the first row is usually all of them, the others breeds or vacancies. */
export interface GainedLost extends Titled {
  kind: 'gained_lost';
  rows: readonly { name: string; gained: number; both: number; lost: number }[];
}

/** The share accepted in each period by breed; counts stand side by side with `periods`. */
export interface Acceptance extends Titled {
  kind: 'acceptance';
  periods: readonly string[];
  breeds: readonly { name: string; screened: readonly number[]; accepted: readonly number[] }[];
  /** The limit, 0…1. */
  limit: number;
}

/** What is believed of each arm's success rate. */
export interface Posterior extends Titled {
  kind: 'posterior';
  arms: readonly { name: string; ok: number; n: number; interval: { lower: number; upper: number }; curve: readonly (readonly [rate: number, density: number])[] }[];
}

/** E after each block or day, and the threshold at which there is a verdict. */
export interface EValue extends Titled {
  kind: 'evalue';
  points: readonly { at: string; e: number }[];
  threshold: number;
}

/** By which day trials with some shares of the candidates have a verdict; null where no day is counted, and how long one may take. */
export interface Forecast extends Titled {
  kind: 'forecast';
  shares: readonly { name: string; median: number | null; fourInFive: number | null }[];
  limit: number;
}
