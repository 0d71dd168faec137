import { resolve } from 'node:path';

import { definePDFJSModule, getDocumentProxy } from 'unpdf';

/** A text on a page; `x` and `y` in points from the left and from the top, `y` of its base line. */
export interface Item {
  text: string;
  x: number;
  y: number;
  right: number;
}

/** What is read aloud, without the text itself. */
export interface Node {
  role: string;
  children?: Node[];
}

/** A PDF as a reader sees it. */
export interface Read {
  pages: Item[][];
  /** All lines from the top down, what stands in one line joined by spaces; no-break spaces come as spaces. */
  lines: string[];
  info: Record<string, unknown>;
  structure: Node[];
}

const HEIGHT = 841.89;

/** Reads a PDF with another library than the one that wrote it. */
export async function readPdf(bytes: Buffer): Promise<Read> {
  await definePDFJSModule(() => import(resolve('node_modules/unpdf/dist/pdfjs.mjs')) as Promise<unknown>);
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const read: Read = { pages: [], lines: [], info: (await pdf.getMetadata()).info as Record<string, unknown>, structure: [] };
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const texts = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [placed(item)] : []));
    read.pages.push(texts);
    read.lines.push(...linesOf(texts));
    read.structure.push((await page.getStructTree()) as Node);
  }
  return read;
}

function placed({ str, transform, width }: { str: string; transform: number[]; width: number }): Item {
  const [, , , , x = 0, y = 0] = transform;
  return { text: str, x, y: HEIGHT - y, right: x + width };
}

function linesOf(items: readonly Item[]): string[] {
  const sorted = items.toSorted((one, other) => one.y - other.y || one.x - other.x);
  const lines: Item[][] = [];
  for (const item of sorted) {
    const last = lines.at(-1);
    if (last?.[0] && item.y - last[0].y < 1) last.push(item);
    else lines.push([item]);
  }
  return lines.map((line) => line.toSorted((one, other) => one.x - other.x).map(({ text }) => text).join(' '));
}
