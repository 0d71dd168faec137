import type { ChatRecord, InvoiceRecord, StoredMessage, TgMessage, TgUser } from './types';
import { viewOf } from './view';
import { chatOf, type World } from './world';

/** How many versions a chat remembers for `sees`; more could not be told apart anyway. */
const MAX_VERSIONS = 2000;

/** What a message says, without who, where and when. */
export type MessageContent = Omit<TgMessage, 'message_id' | 'from' | 'chat' | 'date'>;

/** The message with this id, if the chat still has it. */
export function findMessage(chat: ChatRecord, messageId: number): StoredMessage | undefined {
  return chat.messages.findLast((message) => message.body.message_id === messageId);
}

/** Adds a message to a chat. */
export function addMessage(world: World, chat: ChatRecord, from: TgUser, content: MessageContent, invoice?: InvoiceRecord): StoredMessage {
  const body: TgMessage = {
    message_id: chat.next_message_id,
    from,
    chat: chatOf(world, chat),
    date: world.unixNow(),
    ...content,
  };
  chat.next_message_id += 1;
  const stored = { revision: world.next('revision'), edited: false, body, ...(invoice && { invoice }) };
  chat.messages.push(stored);
  announce(world, chat, stored);
  return stored;
}

/** Replaces what a message says; `visibly` sets the mark "edited". */
export function reviseMessage(
  world: World,
  chat: ChatRecord,
  stored: StoredMessage,
  body: TgMessage,
  visibly: boolean,
): void {
  stored.body = { ...body, edit_date: world.unixNow() };
  stored.edited ||= visibly;
  stored.revision = world.next('revision');
  announce(world, chat, stored);
}

/** Takes a message away. */
export function removeMessage(world: World, chat: ChatRecord, messageId: number): void {
  chat.messages = chat.messages.filter((message) => message.body.message_id !== messageId);
  world.changes.emit({ type: 'deleted', chatId: chat.id, messageId });
}

function announce(world: World, chat: ChatRecord, stored: StoredMessage): void {
  if (stored.body.from.is_bot) {
    const versions = world.versions.get(chat.id) ?? [];
    versions.push({ revision: stored.revision, view: viewOf(stored) });
    if (versions.length > MAX_VERSIONS) versions.splice(0, MAX_VERSIONS / 2);
    world.versions.set(chat.id, versions);
  }
  world.changes.emit({ type: 'message', chatId: chat.id, message: stored });
}
