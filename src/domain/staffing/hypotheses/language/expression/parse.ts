import { Environment, ParseError, type ASTNode } from '@marcbachmann/cel-js';

import type { ProblemCode } from '../problem';
import { shortened } from '../shape';

/** Takes note of a problem between two characters of an expression. */
export type ReportWithin = (code: ProblemCode, from: number, to: number, params?: Record<string, string | number>) => void;

const LONGEST = 2000;
const MOST_NODES = 500;
const DEEPEST = 100;

/** What an expression may be made of besides inputs, as messages in any language list it. */
export const ALLOWED = '1.5 "text" true false && || ! == != < <= > >= + - * / ?: in [...] min max abs pct pct_within';

/** What people write for an operator. */
const MEANT = new Map([
  ['and', '&&'],
  ['&', '&&'],
  ['or', '||'],
  ['|', '||'],
  ['=', '=='],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['×', '*'],
  ['·', '*'],
  ['÷', '/'],
  ['−', '-'],
  ['–', '-'],
  ['“', '"'],
  ['”', '"'],
  ['«', '"'],
  ['’', "'"],
]);

/** What the parser finds, in our words; a macro that is used wrongly is not allowed anyway. */
const CODES = new Map<string, ProblemCode>([
  ['invalid_exponent', 'expression.number'],
  ['invalid_hex_integer', 'expression.number'],
  ['invalid_integer', 'expression.number'],
  ['invalid_number', 'expression.number'],
  ['newline_in_string', 'expression.quotes'],
  ['unterminated_string', 'expression.quotes'],
  ['unterminated_triple_quoted_string', 'expression.quotes'],
]);

const UNEXPECTED = ['expected_token', 'unexpected_character', 'unexpected_token'];

let environment: Environment | undefined;

/** The syntax tree of a CEL expression; undefined, and reported, where it cannot be read. Nothing of it is trusted or run. */
export function parseExpression(text: string, report: ReportWithin): ASTNode | undefined {
  const [length, comment] = [text.trim().length, commentIn(text)];
  if (length === 0) return void report('expression.empty', 0, text.length);
  if (length > LONGEST) return void report('expression.too_long', 0, 1, { limit: LONGEST });
  if (comment >= 0) return void report('expression.comment', comment, comment + 2);
  const limits = { maxAstNodes: MOST_NODES, maxDepth: DEEPEST, maxListElements: MOST_NODES, maxCallArguments: MOST_NODES, maxMapEntries: MOST_NODES };
  try {
    return (environment ??= new Environment({ limits })).parse(text).ast;
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    return void explain(text, error, report);
  }
}

/** CEL takes what follows two slashes for a comment, so that a division written like that would just vanish. */
function commentIn(text: string): number {
  return text.replace(/"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'/g, (quoted) => ' '.repeat(quoted.length)).indexOf('//');
}

function explain(text: string, { code, summary, range }: ParseError, report: ReportWithin): void {
  const from = Math.min(range?.start ?? 0, text.length);
  const to = Math.max(range?.end ?? from, from + 1);
  const found = shortened(text.slice(from, to));
  if (code === 'limit_exceeded' && summary.includes('maxDepth')) report('expression.too_deep', from, to, { limit: DEEPEST });
  else if (code === 'limit_exceeded') report('expression.too_big', from, to, { limit: MOST_NODES });
  else if (code === 'reserved_identifier') report('name.reserved', from, to, { name: found });
  else if (UNEXPECTED.includes(code)) reportUnexpected(text, from, to, report);
  else if (code.includes('escape') || code.includes('surrogate')) report('expression.quotes', from, to);
  else report(CODES.get(code) ?? 'expression.not_allowed', from, to, { found, allowed: ALLOWED });
}

function reportUnexpected(text: string, from: number, to: number, report: ReportWithin): void {
  const found = shortened(text.slice(from, to));
  const meant = MEANT.get(found.toLowerCase());
  if (found === '') report('expression.unfinished', text.length, text.length);
  else if (meant !== undefined) report('expression.character_near', from, to, { found, nearest: meant });
  else report('expression.character', from, to, { found });
}
