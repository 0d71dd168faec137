import type { Language } from '../../domain/shared/work';
import type { Post, PostButton, PostFile } from '../../gateways/telegram-api';
import { text } from '../../locales';
import { pack, type Press } from '../callback-data';

/** Who reads: the language, the company's zone, and business time. */
export interface Reader {
  language: Language;
  zone: string;
  now: Date;
  /** Where a person of the company is reached; missing or null where nobody configured it. */
  support?: string | null;
}

/** Telegram's limit of a message, in UTF-16 units after its HTML is read. */
export const MAX_TEXT = 4096;

/** Telegram's limit of what is written under a file. */
export const MAX_CAPTION = 1024;

type Params = Record<string, string | number>;

/** A text as HTML: what cats typed is escaped wherever it is put in. */
export function say(reader: Pick<Reader, 'language'>, key: string, params: Params = {}): string {
  const safe: Params = {};
  for (const [name, value] of Object.entries(params)) safe[name] = typeof value === 'string' ? escapeHtml(value) : value;
  return oneDot(text(reader.language, key, safe));
}

/** A text as it is, for buttons and the lines over a chat. */
export function plain(reader: Pick<Reader, 'language'>, key: string, params: Params = {}): string {
  return oneDot(text(reader.language, key, params));
}

/** «к.е.» has a dot of its own, which ends the sentence too, also of one that is put together of several texts. */
const oneDot = (said: string): string => said.replaceAll('к.е..', 'к.е.');

/** Makes typed text harmless: no HTML, and nothing that turns the direction of the lines around it. */
export function escapeHtml(typed: string): string {
  return harmless(typed).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Typed text without control characters and direction marks. */
export function harmless(typed: string): string {
  return typed.replaceAll('\t', ' ').replace(/[^\P{Cc}\n]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '');
}

/** A post of lines (empty ones left out) and rows of buttons, within Telegram's limit. */
export function post(lines: readonly (string | null | undefined | false)[], keyboard: PostButton[][] = []): Post {
  return { text: withinLimit(oneDot(lines.filter((line) => typeof line === 'string' && line !== '').join('\n'))), keyboard: keyboard.filter((row) => row.length > 0) };
}

/** The same post with a file; what is written under it is shorter. */
export function withFile({ text, keyboard }: Post, file: PostFile): Post {
  return { text: withinLimit(text, MAX_CAPTION), keyboard, file };
}

/** The way to a person, where there is one: for whoever cannot go on by pressing. */
export function contact(reader: Pick<Reader, 'language' | 'support'>): PostButton[] {
  return reader.support ? [{ text: plain(reader, 'messages:button.contact_us'), url: reader.support }] : [];
}

/** A button whose label is a text of the locales. */
export function button(reader: Pick<Reader, 'language'>, key: string, press: Press, params: Params = {}): PostButton {
  return labelled(plain(reader, key, params), press);
}

/** The longest label that is read on a phone. */
export const MAX_LABEL = 60;

/** A button with this very label. */
export function labelled(label: string, press: Press): PostButton {
  return { text: shortened(harmless(label).replaceAll('\n', ' '), MAX_LABEL), callback_data: pack(press) };
}

/** A text as a line begins with it. */
export const capital = (said: string): string => said.charAt(0).toUpperCase() + said.slice(1);

/** A text cut to so many characters. */
export function shortened(typed: string, max: number): string {
  const characters = [...typed];
  return characters.length <= max ? typed : `${characters.slice(0, max - 1).join('')}…`;
}

/** How long a text is once its HTML is read. */
export function visibleLength(html: string): number {
  return html.replace(/<[^>]*>/g, '').replace(/&\w+;/g, '&').length;
}

/** Cuts whole lines, and a single line only between characters. */
export function withinLimit(html: string, max = MAX_TEXT): string {
  if (visibleLength(html) <= max) return html;
  const kept: string[] = [];
  let left = max - 2;
  for (const line of html.split('\n')) {
    if (visibleLength(line) + 1 > left) {
      if (kept.length === 0) kept.push(cutLine(line, left));
      break;
    }
    kept.push(line);
    left -= visibleLength(line) + 1;
  }
  return `${kept.join('\n')}\n…`;
}

function cutLine(line: string, max: number): string {
  const characters = line.replace(/<[^>]*>/g, '').match(/&\w+;|./gsu) ?? [];
  let length = 0;
  return characters.filter((character) => (length += character.startsWith('&') ? 1 : character.length) <= max).join('');
}
