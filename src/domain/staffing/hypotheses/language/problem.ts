import { printable } from './printable';

/** How bad each kind of problem is: an error keeps the file from becoming a version, a warning does not. */
export const SEVERITY = {
  'accept.decimals': 'error',
  'accept.top_percent': 'error',
  'accept.window': 'error',
  'expression.character': 'error',
  'expression.character_near': 'error',
  'expression.comment': 'error',
  'expression.empty': 'error',
  'expression.not_allowed': 'error',
  'expression.number': 'error',
  'expression.quotes': 'error',
  'expression.too_big': 'error',
  'expression.too_deep': 'error',
  'expression.too_large': 'error',
  'expression.too_long': 'error',
  'expression.unfinished': 'error',
  'expression.zero_divisor': 'error',
  'field.unknown': 'error',
  'field.unknown_near': 'error',
  'file.character': 'error',
  'file.empty': 'error',
  'file.too_large': 'error',
  'function.arguments': 'error',
  'function.named': 'error',
  'function.plain_input': 'error',
  'function.unknown': 'error',
  'function.unknown_near': 'error',
  'id.bad': 'error',
  'in.constant': 'error',
  'in.list': 'error',
  'input.origin': 'error',
  'input.unknown': 'error',
  'input.unknown_near': 'error',
  'input.unused': 'warning',
  'input.unused_optional': 'warning',
  'inputs.none_required': 'error',
  'key.missing': 'error',
  'key.taken': 'error',
  'key.unknown': 'error',
  'key.unknown_near': 'error',
  'list.length': 'error',
  'missing.range': 'error',
  'missing.rule': 'error',
  'missing.type': 'error',
  'name.bad': 'error',
  'name.reserved': 'error',
  'name.taken': 'error',
  'schema.unknown': 'error',
  'shape.expression': 'error',
  'shape.list': 'error',
  'shape.map': 'error',
  'shape.number': 'error',
  'shape.text': 'error',
  'test.newer': 'warning',
  'test.unknown': 'error',
  'test.unknown_near': 'error',
  'test.unpinned': 'error',
  'text.character': 'error',
  'text.length': 'error',
  'threshold.above': 'warning',
  'threshold.always_no': 'warning',
  'threshold.always_yes': 'warning',
  'threshold.below': 'warning',
  'type.number_for_text': 'error',
  'type.number_for_yes_no': 'error',
  'type.text_for_number': 'error',
  'type.text_for_yes_no': 'error',
  'type.yes_no_for_number': 'error',
  'type.yes_no_for_text': 'error',
  'value.choice': 'error',
  'value.choice_near': 'error',
  'value.range': 'error',
  'value.share': 'error',
  'value.whole': 'error',
  'yaml.alias': 'error',
  'yaml.anchor': 'error',
  'yaml.depth': 'error',
  'yaml.directive': 'error',
  'yaml.documents': 'error',
  'yaml.escape': 'error',
  'yaml.indent': 'error',
  'yaml.quote': 'error',
  'yaml.syntax': 'error',
  'yaml.tab': 'error',
  'yaml.tag': 'error',
} as const satisfies Record<string, 'error' | 'warning'>;

/** A kind of problem; its text is `lint:<code>` in the locales. */
export type ProblemCode = keyof typeof SEVERITY;

/** Something that a manager should know about a file, at its place: lines, columns and length count characters, from 1. */
export interface Problem {
  severity: 'error' | 'warning';
  code: string;
  params: Record<string, string | number>;
  line: number;
  column: number;
  length: number;
}

/** A stretch of the source, in UTF-16 units from 0; `end` is the first that no longer belongs to it. */
export interface Span {
  start: number;
  end: number;
}

/** Takes note of a problem. */
export type Report = (code: ProblemCode, span: Span, params?: Record<string, string | number>) => void;

/** A problem as it is found, before lines are counted. */
export interface Finding<C extends string = ProblemCode> extends Span {
  code: C;
  params: Record<string, string | number>;
}

/** Nobody mends more at a time; the rest is seen at the next run. */
const MOST_PROBLEMS = 100;
/** More of a file's words would hide what is said about them. */
const LONGEST_PARAM = 200;

/** The findings as problems with lines and columns, in the order of the file; files of another kind know how bad their own problems are. */
export function located(source: string, findings: readonly Finding<string>[], severity: Readonly<Record<string, Problem['severity']>> = SEVERITY): Problem[] {
  const lines = lineStarts(source);
  const sorted = [...findings].sort((one, other) => one.start - other.start || one.end - other.end);
  return sorted.slice(0, MOST_PROBLEMS).map(({ code, params, start, end }) => {
    const line = lines.findLastIndex((offset) => offset <= start);
    const lineStart = lines[line] ?? 0;
    const lineEnd = (lines[line + 1] ?? Infinity) - 1;
    const length = characters(source.slice(start, Math.min(end, lineEnd)));
    return { severity: severity[code] ?? 'error', code, params: shown(params), line: line + 1, column: characters(source.slice(lineStart, start)) + 1, length: Math.max(1, length) };
  });
}

/** Escapes bring into a name what no file may hold as it is. */
function shown(params: Problem['params']): Problem['params'] {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? printable(value).slice(0, LONGEST_PARAM) : value]));
}

function lineStarts(source: string): number[] {
  const starts = [0];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** An emoji is one character to people, two units to JavaScript. */
const characters = (text: string): number => [...text].length;
