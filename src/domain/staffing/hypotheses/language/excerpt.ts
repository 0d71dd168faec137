import { printable } from './printable';
import type { Problem } from './problem';

/** What fits beside the two spaces of indentation on a terminal of 80 columns. */
const WIDTH = 76;
const BEFORE = 50;

/** The problem's line and the line with its caret, both indented by two; of a very long line only what lies around the caret. */
export function excerpt(source: string, problem: Problem): string[] {
  const line = withoutMark(source).split('\n')[problem.line - 1] ?? '';
  const shown = [...printable(line.replace(/\r$/, '').replaceAll('\t', ' '))];
  const caret = problem.column - 1;
  const from = shown.length <= WIDTH ? 0 : Math.max(0, Math.min(caret - BEFORE, shown.length - WIDTH));
  const [before, after] = [from > 0 ? '…' : '', from + WIDTH < shown.length ? '…' : ''];
  const text = `${before}${shown.slice(from, from + WIDTH).join('')}${after}`;
  return [`  ${text}`, `  ${' '.repeat(before.length + caret - from)}^`];
}

/** The text without the byte order mark that some editors put before it; columns count without it. */
export const withoutMark = (source: string): string => (source.startsWith('\ufeff') ? source.slice(1) : source);
