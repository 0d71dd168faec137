/** A column of texts: the word of row i is `words[codes[i]]`; '' where nothing was declared. */
export interface Texts {
  codes: Int32Array;
  words: readonly string[];
}

/** The results of one version of a test; row i of both columns is the same application. */
export interface Results {
  /** NaN where there is no result. Yes/no is 1 or 0. */
  values: Float64Array;
  /** When that result was completed, in ms since the epoch; NaN where there is none. */
  times: Float64Array;
}

/** Everything the engine knows of past candidates: row i of every column is the same application. */
export interface History {
  n: number;
  /** Cat numbers. Rows come by day of application, then number, then order of application. */
  numbers: Int32Array;
  vacancies: Texts;
  breeds: Texts;
  colours: Texts;
  /** In years; NaN where not declared. */
  ages: Float64Array;
  /** 1 where the cat withdrew: it then counts nowhere. */
  withdrawn: Uint8Array;
  /** 1 where the cat joined the pool in the end. */
  hired: Uint8Array;
  /** By test and version, as in `jump@1`. */
  tests: ReadonlyMap<string, Results>;
}

/** How a test and its version are named as one. */
export const testKey = (test: string, version: number): string => `${test}@${version}`;
