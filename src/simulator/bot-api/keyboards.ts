import { z } from 'zod';
import type { ReplyKeyboard, TgInlineKeyboard } from '../world/types';
import { badRequest } from './api-error';
import { safeLink } from './html';

const MAX_DATA_BYTES = 64;
const MAX_BUTTONS = 100;

const inlineButton = z.looseObject({
  text: z.string(),
  callback_data: z.string().optional(),
  url: z.string().optional(),
});
const inlineKeyboard = z.looseObject({ inline_keyboard: z.array(z.array(inlineButton)) });

const replyButton = z.union([
  z.string().transform((text) => ({ text })),
  z.looseObject({ text: z.string(), request_contact: z.boolean().optional() }),
]);
const replyKeyboard = z.looseObject({
  keyboard: z.array(z.array(replyButton)),
  one_time_keyboard: z.boolean().optional(),
});

/** What a message's reply_markup asks for. */
export type Markup =
  | { kind: 'none' }
  | { kind: 'inline'; keyboard: TgInlineKeyboard }
  | { kind: 'reply'; keyboard: ReplyKeyboard }
  | { kind: 'remove' };

/** Reads a reply_markup and refuses it in Telegram's words. */
export function readMarkup(raw: unknown): Markup {
  if (raw === undefined) return { kind: 'none' };
  if (typeof raw !== 'object' || raw === null) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in raw) return readInline(raw);
  if ('keyboard' in raw) return readReply(raw);
  return 'remove_keyboard' in raw ? { kind: 'remove' } : { kind: 'none' };
}

function readInline(raw: object): Markup {
  const parsed = inlineKeyboard.safeParse(raw);
  if (!parsed.success) throw badRequest("can't parse inline keyboard button: Expected an inline keyboard button");
  const rows = parsed.data.inline_keyboard.filter((row) => row.length > 0);
  if (rows.flat().length > MAX_BUTTONS) throw badRequest('reply markup is too long');
  for (const button of rows.flat()) checkButton(button);
  return rows.length === 0 ? { kind: 'none' } : { kind: 'inline', keyboard: { inline_keyboard: rows as TgInlineKeyboard['inline_keyboard'] } };
}

function checkButton(button: z.infer<typeof inlineButton>): void {
  if (button.text.trim() === '') throw badRequest('inline keyboard button text must be non-empty');
  const actions = Object.keys(button).filter((key) => key !== 'text' && key !== 'style' && button[key] !== undefined);
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  const { callback_data: data, url } = button;
  if (data !== undefined && (data === '' || Buffer.byteLength(data) > MAX_DATA_BYTES)) {
    throw badRequest('BUTTON_DATA_INVALID');
  }
  if (url !== undefined && safeLink(url) === undefined) {
    throw badRequest(`inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`);
  }
}

function readReply(raw: object): Markup {
  const parsed = replyKeyboard.safeParse(raw);
  if (!parsed.success) throw badRequest("can't parse keyboard button: Expected a keyboard button");
  const rows = parsed.data.keyboard.map((row) =>
    row.map((button) => ({
      text: button.text,
      ...('request_contact' in button && button.request_contact ? { request_contact: true } : {}),
    })),
  );
  return { kind: 'reply', keyboard: { rows, one_time: parsed.data.one_time_keyboard ?? false } };
}
