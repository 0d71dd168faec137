/** The engine that gives expressions their meaning; a change of meaning is a new engine, never an upgrade of this one. */
export const ENGINE = 'mcf-expr/1';

/** Operators that compare or combine two expressions. */
export type BinaryOperator = '&&' | '||' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/';

/** The intermediate representation: all that an expression of a hypothesis may be. Numbers are IEEE doubles; yes/no is its own type. */
export type Expression =
  | { op: 'number'; value: number }
  | { op: 'text'; value: string }
  | { op: 'yes_no'; value: boolean }
  | { op: 'input'; name: string }
  /** Percentile of an input in the reference population: 100·(less + equal/2)/n. */
  | { op: 'pct'; input: string }
  /** The same among the reference candidates of the same group; `pct` where the group has fewer than 30. */
  | { op: 'pct_within'; input: string; group: string }
  | { op: '!' | 'negate'; args: readonly [Expression] }
  | { op: BinaryOperator; args: readonly [Expression, Expression] }
  | { op: '?:'; args: readonly [Expression, Expression, Expression] }
  /** The first argument is one of the others, which are constants. */
  | { op: 'in'; args: readonly Expression[] }
  | { op: 'min' | 'max' | 'abs'; args: readonly Expression[] };

/** What a cat declares of itself. */
export type Field = 'breed' | 'age' | 'colour';

/** What an expression may call by name: a test's value or a declared field, and what stands in where it is missing. */
export interface Input {
  name: string;
  from: { test: string; version: number } | { field: Field };
  type: 'number' | 'text' | 'yes_no';
  /** `incomplete`: no decision before it is there. A text field that is missing reads as ''. */
  missing: 'incomplete' | { use: number | string | boolean };
}

/** A condition with a name: the words of the file beside their meaning. */
export interface Clause {
  id: string;
  text: string;
  when: Expression;
}

/** A hypothesis: which cats to accept (S4). */
export interface Hypothesis {
  id: string;
  owner: string;
  claim: string;
  predicts: { metric: 'order_success'; direction: 'increase' | 'decrease'; smallestEffect: number };
  /** Names of vacancies; `*` is any. */
  vacancies: readonly string[];
  inputs: readonly Input[];
  requirements: readonly Clause[];
  characteristics: readonly (Clause & { kind: 'strength' | 'weakness' })[];
  score: { text: string; value: Expression };
  accept: Cut;
}

/** The cut: the best so many of the reference population, which spans closed days. */
export interface Cut {
  /** 300 = the top 3 %. */
  topBasisPoints: number;
  windowDays: number;
  /** The window grows day by day up to this until it holds `minCandidates`. */
  maxDays: number;
  minCandidates: number;
  /** `online` decides at once; `daily_batch` at the day's close. */
  mode: 'online' | 'daily_batch';
}

/** A version of a hypothesis as it is stored: its hash names it for ever. */
export interface Version {
  /** sha256 of its meaning, 64 hex digits; people read the first 12. */
  hash: string;
  hypothesis: Hypothesis;
}

/** Whether an input has to be there before anything is decided. */
export const isRequired = (input: Input): boolean => input.missing === 'incomplete';
