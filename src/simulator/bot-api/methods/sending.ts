import { without } from '../../world/compact';
import { documentOf, photoSizes } from '../../world/files';
import { addMessage, findMessage, type MessageContent } from '../../world/messages';
import type { ChatRecord, TgMessage } from '../../world/types';
import { badRequest } from '../api-error';
import { readCaption, readFile, readText } from '../content';
import { writableChat, type BotApi, type Method } from '../context';
import type { RichText } from '../html';
import { readMarkup, type Markup } from '../keyboards';
import type { Params } from '../params';

const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
]);

/** Sends a text. */
export const sendMessage: Method = (api, params) => {
  const chat = writableChat(api.world, params);
  const { text, entities } = readText(params);
  return send(api, chat, params, { text, ...(entities.length > 0 && { entities }) });
};

/** Sends a photo with a caption. */
export const sendPhoto: Method = (api, params) => {
  const chat = writableChat(api.world, params);
  const caption = captionFields(readCaption(params));
  return send(api, chat, params, { photo: photoSizes(readFile(api, params, 'photo')), ...caption });
};

/** Sends a file with a caption. */
export const sendDocument: Method = (api, params) => {
  const chat = writableChat(api.world, params);
  const caption = captionFields(readCaption(params));
  return send(api, chat, params, { document: documentOf(readFile(api, params, 'document')), ...caption });
};

/** Shows "typing…". */
export const sendChatAction: Method = (api, params) => {
  const chat = writableChat(api.world, params);
  if (!ACTIONS.has(params.text('action') ?? '')) throw badRequest('wrong parameter action in request');
  api.world.changes.emit({ type: 'typing', chatId: chat.id });
  return true;
};

/** A caption as the fields of a message. */
export function captionFields(caption: RichText | undefined): Pick<TgMessage, 'caption' | 'caption_entities'> {
  if (!caption) return {};
  return { caption: caption.text, ...(caption.entities.length > 0 && { caption_entities: caption.entities }) };
}

function send(api: BotApi, chat: ChatRecord, params: Params, content: MessageContent): TgMessage {
  const markup = readMarkup(params.json('reply_markup'));
  const reply = repliedMessage(chat, params);
  api.limits.countMessage(chat);
  showReplyKeyboard(chat, markup);
  const stored = addMessage(api.world, chat, api.world.bot, {
    ...content,
    ...(reply && { reply_to_message: reply }),
    ...(markup.kind === 'inline' && { reply_markup: markup.keyboard }),
  });
  return stored.body;
}

function showReplyKeyboard(chat: ChatRecord, markup: Markup): void {
  if (markup.kind === 'reply') chat.reply_keyboard = markup.keyboard;
  if (markup.kind === 'remove') delete chat.reply_keyboard;
}

function repliedMessage(chat: ChatRecord, params: Params): TgMessage | undefined {
  const wanted = params.json('reply_parameters') as { message_id?: unknown; allow_sending_without_reply?: unknown };
  const id = params.int('reply_to_message_id') ?? Number(wanted?.message_id ?? 0);
  if (!id) return undefined;
  const found = findMessage(chat, id);
  const optional = params.flag('allow_sending_without_reply') || wanted?.allow_sending_without_reply === true;
  if (!found && !optional) throw badRequest('message to be replied not found');
  return found && without(found.body, 'reply_to_message');
}
