import { faultOf, type Post, type PostFile } from '../gateways/telegram-api';
import type { Talk } from './talk';
import { plain } from './views/view';

/** Telegram is obeyed so many times before a reply is given up and its update tried again. */
const MAX_WAITS = 3;

/** Does a call and obeys Telegram's "later"; gives up quietly where the chat cannot be written to, and returns undefined then. */
export async function obeying<T>(talk: Talk, call: () => Promise<T>): Promise<T | undefined> {
  for (let waits = 0; ; waits++) {
    try {
      return await call();
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'unreachable') return undefined;
      if (fault.kind !== 'later' || waits === MAX_WAITS) throw error;
      await talk.deps.wait(fault.afterMs);
    }
  }
}

/** Posts a message below; returns its id, undefined where the chat cannot be written to. */
export function say(talk: Talk, post: Post): Promise<number | undefined> {
  return obeying(talk, () => talk.deps.api.post(talk.chatId, post));
}

/**
 * Posts a file below. Where nobody knows whether it arrived it is not sent again by itself: whoever pressed is told, and may press once more.
 */
export async function sendFile(talk: Talk, file: PostFile, caption = ''): Promise<void> {
  try {
    await say(talk, { text: caption, keyboard: [], file });
  } catch (error) {
    if (faultOf(error).kind !== 'unknown') throw error;
    talk.toast = plain(talk, 'bot:wrong.maybe_sent');
  }
}

/** Puts a post into the message with this id, or below where that is gone or there is none; returns the message's id. */
export async function show(talk: Talk, messageId: number | null, post: Post): Promise<number | undefined> {
  if (messageId === null) return say(talk, post);
  try {
    await obeying(talk, () => talk.deps.api.edit(talk.chatId, messageId, post));
    return messageId;
  } catch (error) {
    const { kind } = faultOf(error);
    if (kind !== 'gone' && kind !== 'refused') throw error;
    return say(talk, post);
  }
}

/** Takes the buttons from a message that is no longer the one to press on; a fault in it doesn't matter. */
export async function retire(talk: Talk, messageId: number | null): Promise<void> {
  if (messageId === null) return;
  await talk.deps.api
    .call('editMessageReplyMarkup', { chat_id: talk.chatId, message_id: messageId, reply_markup: { inline_keyboard: [] } })
    .catch(() => undefined);
}

/** A button in place of the phone's letters: pressed, it says its label or shares the phone's contact. */
export interface LetterButton {
  text: string;
  request_contact?: boolean;
}

/** Posts a question with buttons in place of the phone's letters; undefined where the chat cannot be written to. */
export async function sayWithLetters(talk: Talk, text: string, rows: LetterButton[][]): Promise<number | undefined> {
  const keyboard = { keyboard: rows, one_time_keyboard: true, resize_keyboard: true };
  const sent = await obeying(talk, () => talk.deps.api.call('sendMessage', { chat_id: talk.chatId, text, parse_mode: 'HTML', reply_markup: keyboard }));
  return sent?.message_id;
}

/** Gives the phone its letters back, which takes a message of its own. */
export async function giveLettersBack(talk: Talk, text: string): Promise<void> {
  await obeying(talk, () => talk.deps.api.call('sendMessage', { chat_id: talk.chatId, text, reply_markup: { remove_keyboard: true } }));
}
