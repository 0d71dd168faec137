import stringWidth from 'string-width';

import { clean, isPlain, paint, type Tone } from './style';
import { wrap } from './wrap';

/** One column of a table. */
export interface Column<R> {
  head: string;
  of: (row: R) => string;
  /** A longer form for wide terminals and pipes. */
  wide?: (row: R) => string;
  /** Numbers stand right. */
  right?: true;
  /** May be cut with `…` where the terminal is too narrow; ids, money and states never are. */
  cuttable?: true;
  /** Only where the terminal is wide. */
  optional?: true;
  /** A command that belongs to the text: behind it where both fit; else the text goes on below, and the command stands on a line of its own, so that nothing is cut. */
  command?: (row: R) => string;
  tone?: (row: R) => Tone;
}

interface Laid<R> {
  column: Column<R>;
  cells: string[];
  width: number;
}

const GAP = '  ';
/** From so many columns on, longer forms and optional columns are tried. */
const WIDE = 100;
const SHORTEST = 6;

/** A table without borders that fits `width`; nothing is cut where it is Infinity (a pipe). */
export function table<R>(rows: readonly R[], columns: readonly Column<R>[], output: { width: number; isTTY?: boolean }): string[] {
  const laid = shrink(choose(rows, columns, output.width), output.width);
  const line = (cell: (column: Laid<R>) => string) => laid.map(cell).join(GAP).trimEnd();
  const head = line(({ column, width }) => pad(column.head, width, column.right));
  const body = rows.flatMap((row, at) => {
    const first = line(({ column, cells, width }) => {
      const text = pad(cut(belowOf(column, row, cells[at], width)?.[0] ?? cells[at] ?? '', width), width, column.right);
      const tone = column.tone?.(row);
      return tone === undefined ? text : text.replace(/\S(.*\S)?/, (word) => paint(tone, word, output));
    });
    return [first, ...below(laid, row, at)];
  });
  return [paint('secondary', head, output), ...body];
}

/** What of a row does not fit into its line, where nothing of it may be cut. */
function below<R>(laid: readonly Laid<R>[], row: R, at: number): string[] {
  return laid.flatMap(({ column, cells, width }, index) => {
    const indent = ' '.repeat(laid.slice(0, index).reduce((sum, before) => sum + before.width + GAP.length, 0));
    return (belowOf(column, row, cells[at], width)?.slice(1) ?? []).map((text) => indent + text);
  });
}

/** The lines of a cell that has a command and is too wide for its column; undefined for any other. */
function belowOf<R>(column: Column<R>, row: R, cell: string | undefined, width: number): string[] | undefined {
  if (!column.command || widthOf(cell ?? '') <= width) return undefined;
  const command = clean(column.command(row));
  return [...wrap(clean(column.of(row)), { isTTY: true, columns: width }, 0).split('\n'), ...(command === '' ? [] : [command])];
}

/** Everything where there is room; else optional columns go, the last one first, then the longer forms. */
function choose<R>(rows: readonly R[], columns: readonly Column<R>[], width: number): Laid<R>[] {
  const needed = columns.filter((column) => !column.optional);
  if (width < WIDE) return needed.map((column) => lay(rows, column, false));
  const optional = columns.filter((column) => column.optional);
  for (let kept = optional.length; kept >= 0; kept--) {
    const dropped = optional.slice(kept);
    const tried = columns.filter((column) => !dropped.includes(column)).map((column) => lay(rows, column, true));
    if (total(tried) <= width) return tried;
  }
  return needed.map((column) => lay(rows, column, false));
}

function lay<R>(rows: readonly R[], column: Column<R>, wide: boolean): Laid<R> {
  const of = (wide && column.wide) || column.of;
  const cells = rows.map((row) => [clean(of(row)) || '-', clean(column.command?.(row) ?? '')].filter(Boolean).join(': '));
  return { column, cells, width: cells.reduce((most, cell) => Math.max(most, widthOf(cell)), widthOf(column.head)) };
}

const total = (laid: readonly { width: number }[]) => laid.reduce((sum, { width }) => sum + width, GAP.length * (laid.length - 1));

/** Takes from the widest text columns until the table fits. */
function shrink<R>(laid: Laid<R>[], width: number): Laid<R>[] {
  const cuttable = laid.filter(({ column }) => column.cuttable);
  for (let over = total(laid) - width; over > 0; over--) {
    const widest = cuttable.filter((one) => one.width > SHORTEST).sort((a, b) => b.width - a.width)[0];
    if (!widest) break;
    widest.width -= 1;
  }
  return laid;
}

/** How many columns a text takes; asking the library means to load it, which plain texts need not. */
const widthOf = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

function pad(text: string, width: number, right: true | undefined): string {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return right ? space + text : text + space;
}

/** A text cut to a width in columns, with `…` where something is missing. */
function cut(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
