import type { Fonts } from './fonts';

/** Where the text begins, in points from the left. */
export const LEFT = 48;
/** How wide the text stands on A4. */
export const WIDTH = 595.28 - 2 * LEFT;

/** The colours of papers: they are printed, so few and dark. */
export const COLOUR = { ink: '#1c2024', muted: '#5b646d', rule: '#d5dade', panel: '#f5f7f9', alarm: '#b3261e', good: '#1b6e3c' } as const;

/** Whose papers these are. */
export const COMPANY = 'Make Cats Free';

/** A part of what is read aloud. */
export type Element = PDFKit.PDFStructureElement;

/** A paper being drawn, from the top down. */
export interface Sheet {
  doc: PDFKit.PDFDocument;
  fonts: Fonts;
  /** How wide texts are that were measured already, at a size of one point: tables repeat themselves. */
  widths: Map<string, number>;
  /** What is read aloud, in its order. */
  root: Element;
  /** Where the next thing is drawn, in points from the top. */
  y: number;
  /** What the paper is called: stands beside the numbers of its pages. */
  title: string;
  /** What stands at the head of every page but the first. */
  running: string;
}
