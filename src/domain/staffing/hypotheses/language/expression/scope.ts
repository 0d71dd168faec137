import type { Expression, Input } from '../../hypothesis';
import type { ProblemCode } from '../problem';
import { shortened } from '../shape';
import type { Interval } from './interval';

/** What expressions handle. */
export type ValueType = Input['type'];

/** An input as expressions see it. */
export interface Known {
  input: Input;
  /** Where every value of a number lies. */
  range: Interval;
  /** What people call the source of its values: `jump@1`, `age`. */
  origin: string;
}

/** What an expression turned out to mean; `range` is told of numbers only, `origin` of plain inputs. */
export interface Meaning {
  expression: Expression;
  type: ValueType;
  range: Interval;
  origin?: string;
}

/** A stretch of an expression's text. */
export interface Stretch {
  start: number;
  end: number;
}

/** What surrounds an expression: its text, the inputs it may name, and where its problems go. */
export interface Scope {
  text: string;
  /** An input whose declaration is wrong is null; without readable inputs there are none. Either has been reported. */
  inputs: ReadonlyMap<string, Known | null> | undefined;
  /** Takes note that an input is used. */
  use(name: string): void;
  report(code: ProblemCode, at: Stretch, params?: Record<string, string | number>): void;
}

/** The range of what is no number. */
export const NOWHERE: Interval = { low: NaN, high: NaN };

/** The words of a part of an expression, as messages quote them. */
export const wordsOf = (scope: Scope, at: Stretch): string => {
  const { start, end } = withBrackets(scope.text, at);
  return shortened(scope.text.slice(start, end));
};

/** The parser leaves a part's outer brackets out, though not those of the part's own first and last operand. */
function withBrackets(text: string, { start, end }: Stretch): Stretch {
  const open = text.slice(start, end).split('(').length - text.slice(start, end).split(')').length;
  const [before, after] = [text.lastIndexOf('(', start - 1), text.indexOf(')', end)];
  if (open < 0 && start > 0 && before >= 0) return withBrackets(text, { start: before, end });
  if (open > 0 && after >= 0) return withBrackets(text, { start, end: after + 1 });
  return { start, end };
}
