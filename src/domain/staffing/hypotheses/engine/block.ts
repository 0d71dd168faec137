import type { BinaryOperator, Expression } from '../hypothesis';

/** How many rows are evaluated at a time: few enough for the vectors to stay in the processor's first cache. */
export const BLOCK = 1024;

/** Some rows, at most BLOCK of them: n from row `from` on or, where `rows` are given, `rows[from]` and those after it. */
export interface Block {
  from: number;
  n: number;
  rows: Int32Array | null;
}

/** The values of an expression in a block: yes/no is 1 or 0, a text the number of its word. They hold until the next block. */
export type BlockOf = (block: Block) => Float64Array;

/** What the leaves of an expression stand for. */
export interface Source {
  /** An input's value by row. */
  column(name: string): Float64Array;
  /** The number of a word. Texts are only compared for being the same. */
  word(text: string): number;
  /** Percentiles of the reference at hand: a code by row, a percentile by code. */
  percentiles(input: string, group?: string): { codes: Int32Array; table: Float64Array };
}

/** Makes an expression ready to be evaluated block by block: a loop over vectors at each node, as a call at each node and row takes six times as long. */
export function compile(expression: Expression, source: Source): BlockOf {
  switch (expression.op) {
    case 'number':
      return constant(expression.value);
    case 'yes_no':
      return constant(expression.value ? 1 : 0);
    case 'text':
      return constant(source.word(expression.value));
    case 'input':
      return columnBlock(source.column(expression.name));
    case 'pct':
      return percentileBlock(source.percentiles(expression.input));
    case 'pct_within':
      return percentileBlock(source.percentiles(expression.input, expression.group));
    default:
      return operation(expression.op, expression.args.map((arg) => compile(arg, source)));
  }
}

type Operator = Extract<Expression, { args: unknown }>['op'];

function operation(op: Operator, args: BlockOf[]): BlockOf {
  const [first, second, third] = args as [BlockOf, BlockOf, BlockOf];
  switch (op) {
    case '!':
    case 'negate':
    case 'abs':
      return unary(UNARY[op], first);
    case '?:':
      return choice(first, second, third);
    case 'in':
      return membership(first, args.slice(1));
    case 'min':
    case 'max':
      return args.reduce((one, other) => binary(BINARY[op], one, other));
    default:
      return binary(BINARY[op], first, second);
  }
}

function constant(value: number): BlockOf {
  const values = new Float64Array(BLOCK).fill(value);
  return () => values;
}

function columnBlock(column: Float64Array): BlockOf {
  const values = new Float64Array(BLOCK);
  return ({ from, n, rows }) => {
    if (!rows) return column.subarray(from, from + n);
    for (let i = 0; i < n; i++) values[i] = column[rows[from + i]!]!;
    return values;
  };
}

function percentileBlock(percentiles: ReturnType<Source['percentiles']>): BlockOf {
  const values = new Float64Array(BLOCK);
  return ({ from, n, rows }) => {
    const { codes, table } = percentiles;
    if (rows) for (let i = 0; i < n; i++) values[i] = table[codes[rows[from + i]!]!]!;
    else for (let i = 0; i < n; i++) values[i] = table[codes[from + i]!]!;
    return values;
  };
}

type Unary = (a: Float64Array, out: Float64Array, n: number) => void;
type Binary = (a: Float64Array, b: Float64Array, out: Float64Array, n: number) => void;

function unary(loop: Unary, arg: BlockOf): BlockOf {
  const values = new Float64Array(BLOCK);
  return (rows) => {
    loop(arg(rows), values, rows.n);
    return values;
  };
}

function binary(loop: Binary, left: BlockOf, right: BlockOf): BlockOf {
  const values = new Float64Array(BLOCK);
  return (rows) => {
    loop(left(rows), right(rows), values, rows.n);
    return values;
  };
}

/** Both branches are evaluated: nothing in an expression can fail. */
function choice(when: BlockOf, then: BlockOf, otherwise: BlockOf): BlockOf {
  const values = new Float64Array(BLOCK);
  return (rows) => {
    const [yes, one, other] = [when(rows), then(rows), otherwise(rows)];
    for (let i = 0; i < rows.n; i++) values[i] = yes[i] === 1 ? one[i]! : other[i]!;
    return values;
  };
}

/** Whether a value is one of the constants, which are the same in every row. */
function membership(value: BlockOf, constants: BlockOf[]): BlockOf {
  const values = new Float64Array(BLOCK);
  const wanted = constants.map((constant) => constant({ from: 0, n: 1, rows: null })[0]!);
  return (rows) => {
    const found = value(rows);
    for (let i = 0; i < rows.n; i++) values[i] = wanted.indexOf(found[i]!) < 0 ? 0 : 1;
    return values;
  };
}

const UNARY: Record<'!' | 'negate' | 'abs', Unary> = {
  '!': (a, out, n) => { for (let i = 0; i < n; i++) out[i] = 1 - a[i]!; },
  negate: (a, out, n) => { for (let i = 0; i < n; i++) out[i] = -a[i]!; },
  abs: (a, out, n) => { for (let i = 0; i < n; i++) out[i] = Math.abs(a[i]!); },
};

/** One loop for each operator, so that each is compiled for itself. */
const BINARY: Record<BinaryOperator | 'min' | 'max', Binary> = {
  '&&': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! * b[i]!; },
  '||': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i] === 1 ? 1 : b[i]!; },
  '==': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i] === b[i] ? 1 : 0; },
  '!=': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i] === b[i] ? 0 : 1; },
  '<': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! < b[i]! ? 1 : 0; },
  '<=': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! <= b[i]! ? 1 : 0; },
  '>': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! > b[i]! ? 1 : 0; },
  '>=': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! >= b[i]! ? 1 : 0; },
  '+': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! + b[i]!; },
  '-': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! - b[i]!; },
  '*': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! * b[i]!; },
  '/': (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = a[i]! / b[i]!; },
  min: (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = Math.min(a[i]!, b[i]!); },
  max: (a, b, out, n) => { for (let i = 0; i < n; i++) out[i] = Math.max(a[i]!, b[i]!); },
};
