import { readFile } from 'node:fs/promises';

import type { Font, FontCollection } from 'fontkit';

/** The faces of a paper. */
export interface Fonts {
  regular: Font;
  bold: Font;
}

let files: Promise<readonly [regular: Buffer, bold: Buffer]> | undefined;

/**
 * The faces of one paper, with Latin and Cyrillic. Each paper gets its own: a font remembers of every glyph the letters it first
 * stood for, and one that was only part of another, for none, so that the text of the next paper would lack it.
 */
export async function openFonts(): Promise<Fonts> {
  const [{ create }, [regular, bold]] = await Promise.all([import('fontkit'), (files ??= readFiles())]);
  return { regular: single(create(regular)), bold: single(create(bold)) };
}

function readFiles(): Promise<[Buffer, Buffer]> {
  return Promise.all([
    readFile(require.resolve('@expo-google-fonts/golos-text/400Regular/GolosText_400Regular.ttf')),
    readFile(require.resolve('@expo-google-fonts/golos-text/600SemiBold/GolosText_600SemiBold.ttf')),
  ]);
}

function single(font: Font | FontCollection): Font {
  if ('fonts' in font) throw new Error('a collection of fonts where one is needed');
  return font;
}

/** What stands for a sign that the font does not have, such as an emoji. */
const UNKNOWN = '?';

/** More marks on one letter than this would climb into the lines above. */
const MOST_IN_A_SIGN = 3;

/** No text of ours is longer, and setting type costs time. */
const LONGEST = 1000;

/** A text as the font can show it: one line of known signs. Each other sign, of however many parts, becomes `?`. */
export function legible(text: string, font: Font): string {
  const whole = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  const line = whole.normalize('NFC').replace(BREAKS_AND_SPACES, ' ').trim();
  if (isKnown(line, font) && !MARKED.test(line)) return line;
  const signs = Array.from(new Intl.Segmenter().segment(line), ({ segment }) => segment.replace(INVISIBLE, ''));
  return signs.map((sign) => (isKnown(sign, font) && [...sign].length <= MOST_IN_A_SIGN ? sign : UNKNOWN)).join('');
}

/** What would break a line or be as wide as it likes; no-break spaces stay. */
const BREAKS_AND_SPACES = /[\p{Cc}\p{Zl}\p{Zp}\u1680\u2000-\u200a\u205f\u3000]+/gu;

/** Joiners, directions and variants: they change how others look, or nothing. */
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu;

const MARKED = /\p{M}/u;

function isKnown(text: string, font: Font): boolean {
  return [...text].every((sign) => font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0));
}
