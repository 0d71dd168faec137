import { legible } from './fonts';
import { COLOUR, type Element, type Sheet } from './sheet';

/** What a text looks like; sizes in points. */
export interface Look {
  size: number;
  bold?: boolean;
  colour?: string;
  align?: 'left' | 'right';
  /** What does not fit into so many lines ends in an ellipsis. */
  maxLines?: number;
  /** Figures of one width, which stand in columns. */
  figures?: boolean;
}

/** Where a text stands. */
export interface Place {
  x: number;
  y: number;
  width: number;
}

/** Where a text belongs in what is read aloud; null inside of what is not. */
export interface Tag {
  within: Element;
  as: 'P' | 'H1' | 'H2' | 'TH' | 'TD';
}

/** How many lines a text gets where nothing else is said. */
const LINES = 4;

/** Sets a text; returns its height. */
export function put(sheet: Sheet, tag: Tag | null, text: string, place: Place, look: Look): number {
  const { doc } = sheet;
  const line = dress(sheet, text, look);
  const height = heightIn(sheet, line, place.width, look);
  const content = tag && doc.markStructureContent(tag.as);
  doc.fillColor(look.colour ?? COLOUR.ink);
  set(sheet, line, { ...place, height }, look);
  if (tag && content) {
    doc.endMarkedContent();
    tag.within.add(doc.struct(tag.as, {}, content));
  }
  return height;
}

/** How high a text stands in a width. */
export function heightOf(sheet: Sheet, text: string, width: number, look: Look): number {
  return heightIn(sheet, dress(sheet, text, look), width, look);
}

/** How wide a text is in one line. */
export function widthOf(sheet: Sheet, text: string, look: Look): number {
  return lengthOf(sheet, dress(sheet, text, look), look);
}

/** Draws what is only there for the eye: lines, panels, what is repeated on every page. */
export function artifact(sheet: Sheet, draw: () => void): void {
  sheet.doc.markContent('Artifact');
  draw();
  sheet.doc.endMarkedContent();
}

/** Puts on font and size; the text comes back as the font can show it. */
function dress({ doc, fonts }: Sheet, text: string, { bold, size }: Look): string {
  const face = bold ? 'bold' : 'regular';
  doc.font(face).fontSize(size);
  return legible(text, fonts[face]);
}

function set(sheet: Sheet, line: string, { height, width, x, y }: Place & { height: number }, look: Look): void {
  const length = lengthOf(sheet, line, look);
  const align = look.align ?? 'left';
  if (length <= width) {
    sheet.doc.text(line, align === 'right' ? x + width - length : x, y, { lineBreak: false, ...features(look) });
    return;
  }
  // Half a point more than it needs: pdfkit's sums of heights are not exact.
  sheet.doc.text(line, x, y, { width, height: height + 0.5, ellipsis: true, align, ...features(look) });
}

function heightIn(sheet: Sheet, line: string, width: number, look: Look): number {
  const { doc } = sheet;
  if (lengthOf(sheet, line, look) <= width) return doc.currentLineHeight();
  return Math.min((look.maxLines ?? LINES) * doc.currentLineHeight(), doc.heightOfString(line, { width, ...features(look) }));
}

function lengthOf({ doc, widths }: Sheet, line: string, look: Look): number {
  const key = `${look.bold === true} ${look.figures === true} ${line}`;
  const known = widths.get(key) ?? doc.widthOfString(line, features(look)) / look.size;
  widths.set(key, known);
  return known * look.size;
}

const features = ({ figures }: Look) => (figures ? { features: ['tnum' as const] } : {});
