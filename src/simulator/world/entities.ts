import type { TgEntity } from './types';

const PATTERNS: { type: string; pattern: RegExp }[] = [
  { type: 'url', pattern: /\b(?:https?:\/\/|t\.me\/)[^\s<>"]*[^\s<>".,;:!?)]/g },
  { type: 'email', pattern: /(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]*\w/g },
  { type: 'bot_command', pattern: /(?<![\w/<>])\/[A-Za-z0-9_]{1,64}(?:@\w+)?(?!\w)/g },
  { type: 'mention', pattern: /(?<!\w)@[A-Za-z]\w{3,31}/g },
];

/** Finds commands, links, addresses and mentions in a text, as Telegram does on its own; `taken` ranges stay as they are. */
export function detectEntities(text: string, taken: TgEntity[] = []): TgEntity[] {
  const found: TgEntity[] = [];
  const blockers = taken.filter((entity) => ['code', 'pre', 'text_link'].includes(entity.type));
  for (const { type, pattern } of PATTERNS) {
    for (const match of text.matchAll(pattern)) {
      const entity = { type, offset: match.index, length: match[0].length };
      if (![...blockers, ...found].some((other) => overlap(other, entity))) found.push(entity);
    }
  }
  return [...taken, ...found].sort((a, b) => a.offset - b.offset || b.length - a.length);
}

function overlap(a: TgEntity, b: TgEntity): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length;
}
