import { buffer } from 'node:stream/consumers';

import { openFonts } from './fonts';
import type { Reader } from './paper';
import { COLOUR, COMPANY, LEFT, WIDTH, type Sheet } from './sheet';
import { artifact, put } from './text';

// A4 from the top down, in points.
const TOP = 48;
const BOTTOM = 841.89 - 50;
const HEAD_HEIGHT = 24;

/** How much a page holds below its head. */
export const PAGE_HEIGHT = BOTTOM - TOP - HEAD_HEIGHT;

/** What a file says of itself. */
export interface About {
  reader: Reader;
  title: string;
  running: string;
  createdAt: Date;
}

/** Draws a paper into a PDF; the same paper gives the same bytes. */
export async function drawPaper(about: About, draw: (sheet: Sheet) => void): Promise<Buffer> {
  const [{ default: PDFDocument }, fonts] = await Promise.all([import('pdfkit'), openFonts()]);
  const doc = new PDFDocument({
    size: 'A4',
    margin: 0,
    bufferPages: true,
    // No font but ours: it would load Helvetica.
    font: '',
    pdfVersion: '1.7',
    tagged: true,
    displayTitle: true,
    lang: about.reader.language,
    info: { Title: about.title, Author: COMPANY, Creator: COMPANY, CreationDate: about.createdAt },
  });
  // pdfkit takes fonts that are parsed already, which its types do not know yet.
  doc.registerFont('regular', fonts.regular as unknown as Buffer);
  doc.registerFont('bold', fonts.bold as unknown as Buffer);
  const bytes = buffer(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const sheet: Sheet = { doc, fonts, widths: new Map(), root, y: TOP, title: about.title, running: about.running };
  draw(sheet);
  numberPages(sheet);
  root.end();
  doc.end();
  return bytes;
}

/** Makes sure that so much fits below, if need be on a page of its own; tells whether there is a new one. */
export function makeRoom(sheet: Sheet, height: number): boolean {
  if (sheet.y + height <= BOTTOM || sheet.y <= TOP + HEAD_HEIGHT) return false;
  sheet.doc.addPage();
  const look = { size: 8, colour: COLOUR.muted, maxLines: 1 };
  artifact(sheet, () => put(sheet, null, sheet.running, { x: LEFT, y: TOP - 8, width: WIDTH }, look));
  sheet.y = TOP + HEAD_HEIGHT;
  return true;
}

/** How much is left on this page, in points. */
export const roomLeft = (sheet: Sheet): number => BOTTOM - sheet.y;

/** The page that is drawn on, counted from zero. */
export function pageOf(sheet: Sheet): number {
  return sheet.doc.bufferedPageRange().count - 1;
}

function numberPages(sheet: Sheet): void {
  const { count } = sheet.doc.bufferedPageRange();
  if (count === 1) return;
  const look = { size: 8, colour: COLOUR.muted, align: 'right', figures: true, maxLines: 1 } as const;
  for (let page = 0; page < count; page++) {
    sheet.doc.switchToPage(page);
    artifact(sheet, () => put(sheet, null, `${sheet.title} · ${page + 1} / ${count}`, { x: LEFT, y: BOTTOM + 12, width: WIDTH }, look));
  }
}
