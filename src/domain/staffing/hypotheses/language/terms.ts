import type { Expression } from '../hypothesis';

/** A place where an expression looks something up: its words, and the expression that looks it up. */
export interface Term {
  text: string;
  read: Extract<Expression, { op: 'input' | 'pct' | 'pct_within' }>;
}

/** What an expression looks up, in order of appearance and each thing once, so that a decision can be explained term by term (S5). */
export function termsOf(expression: Expression): Term[] {
  const terms = new Map<string, Term>();
  collect(expression, terms);
  return [...terms.values()];
}

function collect(expression: Expression, terms: Map<string, Term>): void {
  if ('args' in expression) for (const arg of expression.args) collect(arg, terms);
  else if ('name' in expression) note(terms, { text: expression.name, read: expression });
  else if ('group' in expression) note(terms, { text: `pct_within(${expression.input}, ${expression.group})`, read: expression });
  else if ('input' in expression) note(terms, { text: `pct(${expression.input})`, read: expression });
}

const note = (terms: Map<string, Term>, term: Term): unknown => terms.has(term.text) || terms.set(term.text, term);
