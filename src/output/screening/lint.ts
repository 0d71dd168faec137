import { excerpt, type Problem } from '../../domain/staffing';
import type { Language } from '../../domain/shared/work';
import { hasText, text } from '../../locales';
import { shellWord } from '../hint';
import { counted } from '../money';
import { paint } from '../style';

/** A problem's words: those that the kind of file has of its own, or else the common ones. */
const told = ({ code, params }: Problem, language: Language, book: Book): string => text(language, `${hasText(language, `${book}:${code}`) ? book : 'lint'}:${code}`, params);

/** Where the words are: for hypotheses, or for the steps of pipelines. */
type Book = 'lint' | 'steps';

/** So many problems are told beside another answer. */
const FEW = 10;

/** The first problems of many, with the command that tells all of them. */
export function firstLintLines(file: string, source: string, problems: readonly Problem[], language: Language, stream: { isTTY?: boolean }): string[] {
  const lines = lintLines(file, source, problems.slice(0, FEW), language, stream).slice(0, -1);
  const rest = problems.length - FEW;
  return [...lines, rest > 0 ? `and ${rest} more: mcf hypotheses lint ${shellWord(file)}` : sumOf(problems)];
}

/** Problems as a compiler tells them: file, line and column, the line itself and a caret below it; at the end their number. */
export function lintLines(file: string, source: string, problems: readonly Problem[], language: Language, stream: { isTTY?: boolean }, book: Book = 'lint'): string[] {
  const lines = problems.flatMap((problem) => [
    `${file}:${problem.line}:${problem.column} ${paint(problem.severity === 'error' ? 'failed' : 'waits', problem.severity, stream)}  ${told(problem, language, book)}`,
    ...excerpt(source, problem),
  ]);
  return [...lines, sumOf(problems)];
}

function sumOf(problems: readonly Problem[]): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const sums = [errors > 0 ? counted(errors, 'error') : '', problems.length > errors ? counted(problems.length - errors, 'warning') : ''];
  return sums.filter(Boolean).join(', ');
}

/** The first place to mend. */
export const firstError = (problems: readonly Problem[]): Problem | undefined => problems.find(({ severity }) => severity === 'error');

/** A problem in JSON, with its words in English. */
export const problemJson = (problem: Problem, book: Book = 'lint') => ({
  severity: problem.severity,
  code: problem.code,
  line: problem.line,
  column: problem.column,
  length: problem.length,
  message: told(problem, 'en', book),
  params: problem.params,
});
