import { makeRoom, PAGE_HEIGHT, roomLeft } from './pages';
import { COLOUR, LEFT, WIDTH, type Element, type Sheet } from './sheet';
import { artifact, heightOf, put, widthOf, type Look } from './text';

/** A column of a table; each is as wide as it needs, the one that `wraps` takes what is left. */
export interface Column<Row> {
  head: string;
  of: (row: Row) => string;
  right?: boolean;
  wraps?: boolean;
}

interface Laid<Row> extends Column<Row> {
  x: number;
  width: number;
  look: Look;
}

/** How a table is set: rows and the padding above and below each, in points. */
interface Fitted<Row> {
  laid: Laid<Row>[];
  around: number;
  heights: number[];
}

const GAP = 10;
/** Type sizes, the next where the one before leaves the column that wraps too little. */
const SIZES = [8.5, 7.5, 6.5];
const LEAST_WRAPPED = 90;
/** Enough for any reason that can be given. */
const MOST_LINES = 16;
/** No column that does not wrap gets more, so that a name cannot take the page. */
const WIDEST = 140;
/** Above and below a row: the more of them the closer, so that a month of days fits on one page. */
const padding = (rows: number) => Math.min(4.4, Math.max(2.2, 6.2 - rows / 5));

/** What they may shrink to if that saves a page. */
const CLOSER = [1.6, 0.9];
/** So many of the last rows go with the totals where those do not fit below the table: a total alone on a page tells nothing. */
const LAST = 3;

/** How high what stands below a table is, in points: what must be on a page with its last rows, and all of it. */
export interface Below {
  least: number;
  all: number;
}

/** Draws a table down the page and on to the next ones, its head on each. */
export function drawTable<Row>(sheet: Sheet, columns: readonly Column<Row>[], rows: readonly Row[], below: Below = { least: 0, all: 0 }): void {
  const { laid, around, heights } = fit(sheet, columns, rows, below);
  const element = sheet.doc.struct('Table');
  sheet.root.add(element);
  makeRoom(sheet, HEAD + (heights[0] ?? 0));
  drawHead(sheet, laid, element);
  for (const [at, row] of rows.entries()) {
    const height = heights[at] ?? 0;
    if (makeRoom(sheet, at > 0 && at === rows.length - LAST ? lastHeight(heights, below) : height)) artifact(sheet, () => drawHead(sheet, laid, null));
    const line = startRow(sheet, element);
    for (const { look, of, width, x } of laid) put(sheet, { within: line, as: 'TD' }, of(row), { x, y: sheet.y + around, width }, look);
    line.end();
    sheet.y += height;
    artifact(sheet, () => rule(sheet, COLOUR.rule, 0.5));
  }
  element.end();
}

/** How much of a table must stand with its heading, in points: a short one stands with it whole, and with what goes below. */
export function leastHeight<Row>(sheet: Sheet, columns: readonly Column<Row>[], rows: readonly Row[], { least }: Below): number {
  const heights = textHeights(sheet, layOut(sheet, columns, rows, SIZES), rows).map((height) => height + 2 * padding(rows.length));
  const whole = rows.length > LAST ? Infinity : heights.reduce((sum, height) => sum + height, HEAD + least);
  return whole <= PAGE_HEIGHT / 2 ? whole : HEAD + (heights[0] ?? 0);
}

function textHeights<Row>(sheet: Sheet, laid: readonly Laid<Row>[], rows: readonly Row[]): number[] {
  return rows.map((row) => Math.max(...laid.map(({ look, of, width }) => heightOf(sheet, of(row), width, look))));
}

/** A table as it is drawn: as usual if it fits on this page with all that stands below, or at least with what must; else closer and smaller, if that does. */
function fit<Row>(sheet: Sheet, columns: readonly Column<Row>[], rows: readonly Row[], { least, all }: Below): Fitted<Row> {
  const usual = padding(rows.length);
  const tries = [SIZES, SIZES.slice(1)].flatMap((sizes) => {
    const laid = layOut(sheet, columns, rows, sizes);
    const texts = textHeights(sheet, laid, rows);
    return [usual, ...CLOSER].map((around): Fitted<Row> => ({ laid, around, heights: texts.map((height) => height + 2 * around) }));
  });
  const fitting = (rest: number) => tries.find(({ heights }) => heights.reduce((sum, height) => sum + height, HEAD + rest) <= roomLeft(sheet));
  return fitting(all) ?? fitting(least) ?? tries[0] ?? { laid: [], around: usual, heights: [] };
}

/** How high the last rows are, with what goes with them if a page holds both. */
function lastHeight(heights: readonly number[], { least }: Below): number {
  const together = heights.slice(-LAST).reduce((sum, height) => sum + height, least);
  return together + HEAD <= PAGE_HEIGHT ? together : (heights.at(-LAST) ?? 0);
}

/** Draws a line, from side to side where nothing else is said. */
export function rule({ doc, y }: Sheet, colour: string, weight: number, x = LEFT, width = WIDTH): void {
  doc.moveTo(x, y).lineTo(x + width, y).lineWidth(weight).strokeColor(colour).stroke();
}

const HEAD = 18;

function drawHead<Row>(sheet: Sheet, laid: readonly Laid<Row>[], table: Element | null): void {
  const line = table && startRow(sheet, table);
  for (const { head, look, width, x } of laid) {
    const place = { x, y: sheet.y, width };
    put(sheet, line && { within: line, as: 'TH' }, head, place, { ...look, ...HEAD_LOOK });
  }
  line?.end();
  sheet.y += HEAD - 2;
  const draw = () => rule(sheet, COLOUR.ink, 0.8);
  if (table) artifact(sheet, draw);
  else draw();
}

const HEAD_LOOK = { size: 7.5, colour: COLOUR.muted, maxLines: 1 };

function startRow(sheet: Sheet, table: Element): Element {
  const line = sheet.doc.struct('TR');
  table.add(line);
  return line;
}

function layOut<Row>(sheet: Sheet, columns: readonly Column<Row>[], rows: readonly Row[], sizes: readonly number[]): Laid<Row>[] {
  const tries = sizes.map((size) => {
    const looks = columns.map(({ right, wraps }): Look => ({ size, align: right ? 'right' : 'left', figures: right === true, maxLines: wraps ? MOST_LINES : 3 }));
    const widths = columns.map((column, at) => (column.wraps ? 0 : naturalWidth(sheet, column, rows, looks[at] ?? { size })));
    const left = WIDTH - widths.reduce((sum, width) => sum + width, 0) - GAP * (columns.length - 1);
    return { looks, widths, left };
  });
  const { left, looks, widths } = tries.find((one) => one.left >= LEAST_WRAPPED) ?? tries.at(-1) ?? { left: 0, looks: [], widths: [] };
  let x = LEFT;
  return columns.map((column, at) => {
    const width = column.wraps ? Math.max(left, LEAST_WRAPPED / 2) : (widths[at] ?? 0);
    const one = { ...column, x, width, look: looks[at] ?? { size: 8 } };
    x += width + GAP;
    return one;
  });
}

function naturalWidth<Row>(sheet: Sheet, { head, of }: Column<Row>, rows: readonly Row[], look: Look): number {
  const cells = rows.map((row) => widthOf(sheet, of(row), look));
  // A hair more than it measures, lest rounding breaks it in two.
  return Math.min(WIDEST, Math.max(widthOf(sheet, head, { ...look, ...HEAD_LOOK }), ...cells) + 0.5);
}
