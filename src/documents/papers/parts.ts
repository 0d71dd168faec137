import { makeRoom, PAGE_HEIGHT, pageOf } from './pages';
import { COLOUR, COMPANY, LEFT, WIDTH, type Sheet } from './sheet';
import { rule } from './table';
import { artifact, heightOf, put, widthOf, type Tag } from './text';

const paragraph = (sheet: Sheet): Tag => ({ within: sheet.root, as: 'P' });

/** What a paper begins with: what it is, how it stands, and the one sum that matters. */
export interface Masthead {
  title: string;
  state: { text: string; colour: string };
  sum: { label: string; amount: string };
}

/** Draws the top of the first page. */
export function drawMasthead(sheet: Sheet, { state, sum, title }: Masthead): void {
  const [left, right] = [WIDTH * 0.6, WIDTH * 0.4];
  const place = (y: number) => ({ x: LEFT, y, width: left });
  sheet.y += put(sheet, paragraph(sheet), COMPANY, place(sheet.y), { size: 9, bold: true, colour: COLOUR.muted }) + 16;
  const top = sheet.y;
  const titleSize = [20, 18, 16].find((one) => widthOf(sheet, title, { size: one, bold: true }) <= left) ?? 16;
  sheet.y += put(sheet, { within: sheet.root, as: 'H1' }, title, place(top), { size: titleSize, bold: true, maxLines: 2 }) + 3;
  sheet.y += put(sheet, paragraph(sheet), state.text, place(sheet.y), { size: 10, bold: true, colour: state.colour, maxLines: 3 });
  const beside = { x: LEFT + left, width: right };
  const label = put(sheet, paragraph(sheet), sum.label, { ...beside, y: top + 3 }, { size: 8.5, colour: COLOUR.muted, align: 'right', maxLines: 1 });
  const size = [17, 14, 11].find((one) => widthOf(sheet, sum.amount, { ...SUM_LOOK, size: one }) <= right) ?? 9;
  const amount = put(sheet, paragraph(sheet), sum.amount, { ...beside, y: top + 5 + label }, { ...SUM_LOOK, size });
  sheet.y = Math.max(sheet.y, top + 5 + label + amount) + 12;
  artifact(sheet, () => rule(sheet, COLOUR.ink, 1.2));
  sheet.y += 12;
}

const SUM_LOOK = { bold: true, align: 'right', figures: true, maxLines: 2 } as const;

/** Draws facts side by side, each under its label; the first, somebody's name, takes what the others leave. */
export function drawFacts(sheet: Sheet, facts: readonly (readonly [label: string, value: string])[]): void {
  const natural = facts.map(([label, value]) => Math.max(widthOf(sheet, label, FACT.label), widthOf(sheet, value, FACT.value)) + 0.5);
  const others = natural.slice(1).map((width) => Math.min(FACT.widest, width));
  const widths = [Math.min(natural[0] ?? 0, WIDTH - others.reduce((sum, width) => sum + width + FACT.gap, 0)), ...others];
  const used = widths.reduce((sum, width) => sum + width, 0);
  const gap = facts.length > 1 ? (WIDTH - used) / (facts.length - 1) : 0;
  let [x, height] = [LEFT, 0];
  for (const [at, [label, value]] of facts.entries()) {
    const width = widths[at] ?? 0;
    const head = put(sheet, paragraph(sheet), label, { x, y: sheet.y, width }, FACT.label) + 2;
    height = Math.max(height, head + put(sheet, paragraph(sheet), value, { x, y: sheet.y + head, width }, FACT.value));
    x += width + gap;
  }
  sheet.y += height + 16;
}

const FACT = { label: { size: 7.5, colour: COLOUR.muted, maxLines: 1 }, value: { size: 9.5, maxLines: 8 }, gap: 20, widest: 150 };

/** Draws what must not be overlooked. */
export function drawNotice(sheet: Sheet, text: string, colour: string): void {
  const look = { size: 9.5, maxLines: 8 };
  const height = heightOf(sheet, text, WIDTH - 28, look) + 16;
  makeRoom(sheet, height);
  artifact(sheet, () => {
    sheet.doc.rect(LEFT, sheet.y, WIDTH, height).fill(COLOUR.panel);
    sheet.doc.rect(LEFT, sheet.y, 3, height).fill(colour);
  });
  put(sheet, paragraph(sheet), text, { x: LEFT + 14, y: sheet.y + 8, width: WIDTH - 28 }, look);
  sheet.y += height + 16;
}

/** Draws a heading, together with so much of what follows it. */
export function drawHeading(sheet: Sheet, text: string, following: number): void {
  makeRoom(sheet, following + 20);
  sheet.y += put(sheet, { within: sheet.root, as: 'H2' }, text, { x: LEFT, y: sheet.y, width: WIDTH }, HEADING) + 6;
}

const HEADING = { size: 10, bold: true, maxLines: 1 };

/** How high a heading stands. */
export const headingHeight = (sheet: Sheet, text: string): number => heightOf(sheet, text, WIDTH, HEADING) + 6;

/** Draws paragraphs one below the other. */
export function drawParagraphs(sheet: Sheet, texts: readonly string[], colour: string = COLOUR.ink): void {
  for (const text of texts) {
    const look = { size: 8.5, colour };
    makeRoom(sheet, heightOf(sheet, text, WIDTH, look));
    sheet.y += put(sheet, paragraph(sheet), text, { x: LEFT, y: sheet.y, width: WIDTH }, look) + 3;
  }
}

/** How high paragraphs stand. */
export function paragraphsHeight(sheet: Sheet, texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + heightOf(sheet, text, WIDTH, { size: 8.5 }) + 3, 0);
}

/** One line of a sum. */
export interface Sum {
  label: string;
  amount: string;
  /** What it all comes to. */
  strong?: boolean;
}

/** A block with a heading that stands beside the sums. */
export interface Beside {
  heading: string;
  lines: readonly string[];
}

const SUMS = { x: LEFT + WIDTH * 0.46, width: WIDTH * 0.54, widest: 170, gap: 10 };
const BESIDE_WIDTH = WIDTH * 0.4;

/** Draws sums on the right, and what stands beside them on the left; both stay on one page if they fit on any. */
export function drawSums(sheet: Sheet, sums: readonly Sum[], beside?: Beside): void {
  sheet.y += 8;
  const amountWidth = amountWidthOf(sheet, sums);
  const together = togetherHigh(sheet, sums, beside);
  if (together <= PAGE_HEIGHT) makeRoom(sheet, together);
  const [top, page] = [sheet.y, pageOf(sheet)];
  const table = sheet.doc.struct('Table');
  sheet.root.add(table);
  for (const sum of sums) drawSum(sheet, table, sum, amountWidth);
  table.end();
  if (beside) drawBeside(sheet, beside, pageOf(sheet) === page ? top : sheet.y);
  sheet.y += BELOW_SUMS;
}

/** What is left free below sums, in points. */
export const BELOW_SUMS = 14;

/** How high sums stand with what is beside them. */
export const sumsHeight = (sheet: Sheet, sums: readonly Sum[], beside?: Beside): number => togetherHigh(sheet, sums, beside) + 8;

function togetherHigh(sheet: Sheet, sums: readonly Sum[], beside: Beside | undefined): number {
  const amountWidth = amountWidthOf(sheet, sums);
  const height = sums.reduce((all, sum) => all + sumHeight(sheet, sum, amountWidth), 0);
  return Math.max(height, beside ? besideHeight(sheet, beside) : 0);
}

function amountWidthOf(sheet: Sheet, sums: readonly Sum[]): number {
  return Math.min(SUMS.widest, Math.max(...sums.map((sum) => widthOf(sheet, sum.amount, amountLook(sum)) + 0.5)));
}

function drawSum(sheet: Sheet, table: Tag['within'], sum: Sum, amountWidth: number): void {
  const height = sumHeight(sheet, sum, amountWidth);
  makeRoom(sheet, height);
  const row = sheet.doc.struct('TR');
  table.add(row);
  const { x, width } = SUMS;
  if (sum.strong) artifact(sheet, () => rule(sheet, COLOUR.ink, 0.8, x, width));
  const y = sheet.y + (sum.strong ? 6 : 2.5);
  put(sheet, { within: row, as: 'TH' }, sum.label, { x, y, width: labelWidth(amountWidth) }, labelLook(sum));
  put(sheet, { within: row, as: 'TD' }, sum.amount, { x: x + width - amountWidth, y, width: amountWidth }, amountLook(sum));
  row.end();
  sheet.y += height;
}

const labelWidth = (amountWidth: number) => SUMS.width - amountWidth - SUMS.gap;
const labelLook = ({ strong = false }: Sum) => ({ size: strong ? 10.5 : 8.5, bold: strong, colour: strong ? COLOUR.ink : COLOUR.muted, maxLines: 16 });
const amountLook = ({ strong = false }: Sum) => ({ size: strong ? 10.5 : 8.5, bold: strong, align: 'right', figures: true, maxLines: 2 }) as const;

function sumHeight(sheet: Sheet, sum: Sum, amountWidth: number): number {
  const label = heightOf(sheet, sum.label, labelWidth(amountWidth), labelLook(sum));
  return Math.max(label, heightOf(sheet, sum.amount, amountWidth, amountLook(sum))) + (sum.strong ? 10 : 5);
}

const BESIDE_HEAD = { size: 7.5, colour: COLOUR.muted, maxLines: 1 };
const BESIDE_LINE = { size: 8.5, maxLines: 3 };
const MOST_BESIDE = 14;

function besideHeight(sheet: Sheet, { lines }: Beside): number {
  return lines.slice(0, MOST_BESIDE).reduce((sum, line) => sum + heightOf(sheet, line, BESIDE_WIDTH, BESIDE_LINE) + 2, 18);
}

function drawBeside(sheet: Sheet, beside: Beside, top: number): void {
  const below = sheet.y;
  sheet.y = top;
  makeRoom(sheet, besideHeight(sheet, beside));
  const place = () => ({ x: LEFT, y: sheet.y, width: BESIDE_WIDTH });
  sheet.y += 4;
  sheet.y += put(sheet, paragraph(sheet), beside.heading, place(), BESIDE_HEAD) + 3;
  for (const line of beside.lines.slice(0, MOST_BESIDE)) sheet.y += put(sheet, paragraph(sheet), line, place(), BESIDE_LINE) + 2;
  sheet.y = Math.max(sheet.y, below);
}
