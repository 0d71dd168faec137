import { compact } from '../world/compact';
import type { TgEntity } from '../world/types';
import { badRequest } from './api-error';

/** A text with its marked ranges. */
export interface RichText {
  text: string;
  entities: TgEntity[];
}

const TYPES: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const TAG = /^<(\/?)([a-zA-Z-]*)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?)*)\s*>/;

interface OpenTag {
  name: string;
  offset: number;
  attributes: string;
}

/** Parses Telegram's HTML; throws the 400 that Telegram answers for broken HTML. */
export function parseHtml(source: string): RichText {
  const entities: TgEntity[] = [];
  const open: OpenTag[] = [];
  let text = '';
  let at = 0;
  while (at < source.length) {
    const next = source.slice(at).search(/[<&]/);
    if (next === -1) break;
    text += source.slice(at, at + next);
    at += next;
    if (source[at] === '&') {
      const { character, length } = decodeReference(source.slice(at, at + 12));
      text += character;
      at += length;
      continue;
    }
    at += readTag(source, at, text.length, open, entities);
  }
  text += source.slice(at);
  const unclosed = open.at(-1);
  if (unclosed) throw cantParse(`Can't find end tag corresponding to start tag "${unclosed.name}"`);
  return { text, entities: entities.sort((a, b) => a.offset - b.offset || b.length - a.length) };
}

function readTag(source: string, at: number, offset: number, open: OpenTag[], entities: TgEntity[]): number {
  const bytes = Buffer.byteLength(source.slice(0, at));
  const match = TAG.exec(source.slice(at));
  if (!match) {
    const name = /^<\/?([a-zA-Z-]*)/.exec(source.slice(at))?.[1] ?? '';
    const known = name.toLowerCase() in TYPES;
    throw cantParse(known ? `Unclosed start tag at byte offset ${bytes}` : unsupported(name, bytes));
  }
  const [whole, slash, rawName = '', attributes = ''] = match;
  const name = rawName.toLowerCase();
  if (slash !== '/') {
    const isSpoilerSpan = name !== 'span' || /class\s*=\s*["']?tg-spoiler/.test(attributes);
    if (!(name in TYPES) || !isSpoilerSpan) throw cantParse(unsupported(name, bytes));
    open.push({ name, offset, attributes });
    return whole.length;
  }
  const started = open.pop();
  if (!started) throw cantParse(`Unexpected end tag at byte offset ${bytes}`);
  if (name !== '' && started.name !== name) {
    throw cantParse(`Unmatched end tag at byte offset ${bytes}, expected "</${started.name}>", found "</${name}>"`);
  }
  addEntity(started, offset, entities);
  return whole.length;
}

function addEntity(tag: OpenTag, end: number, entities: TgEntity[]): void {
  const range = { offset: tag.offset, length: end - tag.offset };
  if (range.length === 0) return;
  if (tag.name === 'a') {
    const url = safeLink(attribute(tag.attributes, 'href'));
    if (url !== undefined) entities.push({ type: 'text_link', ...range, url });
    return;
  }
  const language = tag.name === 'code' ? attribute(tag.attributes, 'class')?.replace(/^language-/, '') : undefined;
  const inner = entities.at(-1);
  // Telegram makes one entity of <pre><code class="language-…">.
  if (tag.name === 'pre' && inner?.type === 'code' && inner.length === range.length) inner.type = 'pre';
  else entities.push(compact({ type: TYPES[tag.name] ?? 'bold', ...range, language }));
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>"']+))`, 'i').exec(attributes);
  const value = match?.[1] ?? match?.[2] ?? match?.[3];
  return value?.replace(/&[#\w]+;/g, (reference) => decodeReference(reference).character);
}

/** A link people may follow; Telegram silently drops any other kind. */
export function safeLink(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const whole = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(url) ? `https://${url}` : url;
  return URL.canParse(whole) && ['http:', 'https:', 'tg:'].includes(new URL(whole).protocol) ? whole : undefined;
}

function decodeReference(source: string): { character: string; length: number } {
  const match = /^&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]+));/i.exec(source);
  const [whole = '&', hex, decimal, name] = match ?? [];
  const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
  const named = name === undefined ? undefined : NAMED[name];
  if (named !== undefined) return { character: named, length: whole.length };
  if (code > 0 && code <= 0x10ffff) return { character: String.fromCodePoint(code), length: whole.length };
  return { character: '&', length: 1 };
}

const unsupported = (name: string, bytes: number) => `Unsupported start tag "${name}" at byte offset ${bytes}`;
const cantParse = (what: string) => badRequest(`can't parse entities: ${what}`);
