/** A line of a CSV file: where it begins, counted from 1, and its cells; null where its quotes are wrong. */
export interface CsvLine {
  line: number;
  cells: string[] | null;
}

/**
 * Reads RFC 4180 line by line: quoted cells may hold commas, doubled quotes and line ends; a byte order mark and empty lines are passed
 * over. A line with wrong quotes spoils no other: reading goes on at the next.
 */
export function* csvLines(text: string): Generator<CsvLine> {
  let [at, line] = [text.startsWith('\uFEFF') ? 1 : 0, 1];
  while (at < text.length) {
    const end = lineEnd(text, at);
    const plain = withoutReturn(text.slice(at, end));
    const isPlain = !plain.includes('"');
    const quoted = isPlain ? null : readQuoted(text, at);
    if (plain.trim() !== '') yield { line, cells: isPlain ? plain.split(',') : (quoted?.cells ?? null) };
    const next = quoted?.next ?? end + 1;
    line += linesBetween(text, at, next);
    at = next;
  }
}

/** How many lines a text has, without reading their cells. */
export const countLines = (text: string): number => linesBetween(text, 0, text.length) + (text === '' || text.endsWith('\n') ? 0 : 1);

/** A cell and where the comma or the line's end after it stands; null where a quote is never closed, or stands where none may. */
type Cell = { text: string; end: number } | null;

function readQuoted(text: string, start: number): { cells: string[]; next: number } | null {
  const cells: string[] = [];
  for (let at = start; ; ) {
    const cell = text[at] === '"' ? quotedCell(text, at) : bareCell(text, at);
    if (cell === null) return null;
    cells.push(cell.text);
    if (text[cell.end] !== ',') return { cells, next: lineEnd(text, cell.end) + 1 };
    at = cell.end + 1;
  }
}

function quotedCell(text: string, start: number): Cell {
  for (let from = start + 1; ; ) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') return endsCell(text, quote + 1) ? { text: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 } : null;
    from = quote + 2;
  }
}

function bareCell(text: string, start: number): Cell {
  const line = withoutReturn(text.slice(start, lineEnd(text, start)));
  const comma = line.indexOf(',');
  const cell = comma < 0 ? line : line.slice(0, comma);
  return cell.includes('"') ? null : { text: cell, end: start + cell.length };
}

const endsCell = (text: string, at: number) => at >= text.length || text[at] === ',' || text[at] === '\n' || text.startsWith('\r\n', at);

function lineEnd(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);

function linesBetween(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}
