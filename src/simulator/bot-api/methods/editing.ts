import { isDeepStrictEqual } from 'node:util';
import { without } from '../../world/compact';
import { findMessage, removeMessage, reviseMessage } from '../../world/messages';
import type { ChatRecord, StoredMessage, TgMessage } from '../../world/types';
import { badRequest } from '../api-error';
import { readCaption, readText } from '../content';
import { knownChat, writableChat, type BotApi, type Method } from '../context';
import { readMarkup } from '../keyboards';
import type { Params } from '../params';
import { captionFields } from './sending';

const DELETABLE_S = 48 * 3600;

/** Replaces a text and its buttons. */
export const editMessageText: Method = (api, params) => {
  const { text, entities } = readText(params);
  return edit(api, params, (body) => {
    if (body.text === undefined) throw badRequest('there is no text in the message to edit');
    return { ...without(body, 'entities'), text, ...(entities.length > 0 && { entities }) };
  });
};

/** Replaces a caption and the buttons. */
export const editMessageCaption: Method = (api, params) => {
  const caption = captionFields(readCaption(params));
  return edit(api, params, (body) => {
    if (!body.photo && !body.document) throw badRequest('there is no caption in the message to edit');
    return { ...without(body, 'caption', 'caption_entities'), ...caption };
  });
};

/** Replaces the buttons. */
export const editMessageReplyMarkup: Method = (api, params) => edit(api, params, (body) => body);

/** Takes a message away from both sides. */
export const deleteMessage: Method = (api, params) => {
  const chat = knownChat(api.world, params);
  const id = params.int('message_id');
  const stored = id === undefined ? undefined : findMessage(chat, id);
  if (!stored) throw badRequest('message to delete not found');
  const age_s = api.world.unixNow() - stored.body.date;
  if (age_s > DELETABLE_S) throw badRequest("message can't be deleted for everyone");
  removeMessage(api.world, chat, stored.body.message_id);
  return true;
};

function edit(api: BotApi, params: Params, change: (body: TgMessage) => TgMessage): TgMessage {
  const chat = writableChat(api.world, params);
  const stored = ownMessage(chat, params);
  const markup = readMarkup(params.json('reply_markup'));
  const before = stored.body.reply_markup;
  const body: TgMessage = without(stored.body, 'reply_markup', 'edit_date');
  const content = change(body);
  const after = markup.kind === 'inline' ? markup.keyboard : undefined;
  const contentChanged = !isDeepStrictEqual(content, body);
  if (!contentChanged && isDeepStrictEqual(before, after)) {
    throw badRequest(
      'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    );
  }
  api.limits.countEdit(chat);
  reviseMessage(api.world, chat, stored, { ...content, ...(after && { reply_markup: after }) }, contentChanged);
  return stored.body;
}

function ownMessage(chat: ChatRecord, params: Params): StoredMessage {
  const id = params.int('message_id');
  if (id === undefined) throw badRequest('message identifier is not specified');
  const stored = findMessage(chat, id);
  if (!stored) throw badRequest('message to edit not found');
  if (!stored.body.from.is_bot) throw badRequest("message can't be edited");
  return stored;
}
