import { randomBytes } from 'node:crypto';
import { without } from '../world/compact';
import { detectEntities } from '../world/entities';
import { addMessage, findMessage, reviseMessage, type MessageContent } from '../world/messages';
import type { CatRecord, ChatRecord, StoredMessage } from '../world/types';
import { userOf, type World } from '../world/world';

const MAX_TEXT = 4096;

/** Writes a cat's message into a chat and tells the bot. */
export function deliver(world: World, chat: ChatRecord, cat: CatRecord, content: MessageContent): StoredMessage {
  if (chat.blocked) throw new Error(`${cat.name} has blocked the bot and can't write to it`);
  chat.started = true;
  if (chat.reply_keyboard?.one_time) delete chat.reply_keyboard;
  const stored = addMessage(world, chat, userOf(cat), content);
  world.update({ message: stored.body });
  return stored;
}

/** Writes a text; a longer one than Telegram takes goes in pieces, as from a phone. */
export function deliverText(
  world: World,
  chat: ChatRecord,
  cat: CatRecord,
  text: string,
  extra: MessageContent = {},
): StoredMessage {
  if (text.trim() === '') throw new Error('A message needs some text');
  let last: StoredMessage | undefined;
  for (let at = 0; at < text.length; at += MAX_TEXT) {
    const piece = text.slice(at, at + MAX_TEXT);
    last = deliver(world, chat, cat, { ...textFields(piece), ...extra });
  }
  return last as StoredMessage;
}

/** Changes a text that the cat sent before. */
export function editText(world: World, chat: ChatRecord, cat: CatRecord, messageId: number, text: string): StoredMessage {
  const stored = findMessage(chat, messageId);
  if (!stored || stored.body.from.id !== cat.id) throw new Error(`${cat.name} has no message ${messageId}`);
  if (stored.body.text === undefined) throw new Error(`Message ${messageId} has no text to edit`);
  reviseMessage(world, chat, stored, { ...without(stored.body, 'entities'), ...textFields(text) }, true);
  world.update({ edited_message: stored.body });
  return stored;
}

/** Presses a button and returns the query's id. */
export function pressButton(world: World, chat: ChatRecord, cat: CatRecord, on: StoredMessage, data: string): string {
  if (chat.blocked) throw new Error(`${cat.name} has blocked the bot and can't press its buttons`);
  const id = `${cat.id}${randomBytes(5).readUIntBE(0, 5)}`;
  world.state.queries[id] = {
    id,
    cat_id: cat.id,
    chat_id: chat.id,
    message_id: on.body.message_id,
    real_ms: world.deps.realNow(),
  };
  world.update({
    callback_query: { id, from: userOf(cat), message: on.body, chat_instance: String(chat.id * 31), data },
  });
  return id;
}

/** The fields of a text message. */
function textFields(text: string): MessageContent {
  const entities = detectEntities(text);
  return { text, ...(entities.length > 0 && { entities }) };
}
