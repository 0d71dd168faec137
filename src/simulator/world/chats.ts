import { compact } from './compact';
import type { CatRecord, ChatRecord } from './types';
import { chatOf, userOf, type World } from './world';

/** A cat before it has an id. */
export type NewCat = Omit<CatRecord, 'id'>;

/** Adds a cat and its private chat with the bot, which stays unknown to the bot until the cat starts it. */
export function addCat(world: World, input: NewCat): CatRecord {
  const cat: CatRecord = { id: world.next('cat'), ...input };
  world.state.cats[cat.id] = cat;
  world.state.chats[cat.id] = {
    id: cat.id,
    type: 'private',
    members: [cat.id],
    started: false,
    blocked: false,
    next_message_id: 1,
    messages: [],
  };
  world.changes.emit({ type: 'chat', chatId: cat.id });
  return cat;
}

/** Adds a group of cats with the bot in it. */
export function addGroup(world: World, title: string, members: CatRecord[]): ChatRecord {
  const chat: ChatRecord = {
    id: -world.next('group'),
    type: 'group',
    title,
    members: members.map((cat) => cat.id),
    started: true,
    blocked: false,
    next_message_id: 1,
    messages: [],
  };
  world.state.chats[chat.id] = chat;
  const [founder] = members;
  if (founder) announceMembership(world, chat, founder, 'left', 'member');
  world.changes.emit({ type: 'chat', chatId: chat.id });
  return chat;
}

/** Blocks or unblocks the bot; Telegram tells the bot. */
export function setBlocked(world: World, chat: ChatRecord, cat: CatRecord, blocked: boolean): void {
  if (chat.blocked === blocked) return;
  chat.blocked = blocked;
  if (chat.started) {
    announceMembership(world, chat, cat, blocked ? 'member' : 'kicked', blocked ? 'kicked' : 'member');
  }
  world.changes.emit({ type: 'chat', chatId: chat.id });
}

/** The private chat of a cat. */
export function privateChat(world: World, cat: CatRecord): ChatRecord {
  const chat = world.chat(cat.id);
  if (!chat) throw new Error(`${cat.name} has no chat`);
  return chat;
}

/** A cat from what a person or a test fills in. */
export function newCat(input: {
  name: string;
  language?: 'ru' | 'en' | undefined;
  username?: string | undefined;
  startCode?: string | undefined;
  note?: string | undefined;
}): NewCat {
  return compact({
    name: input.name,
    language: input.language ?? ('ru' as const),
    username: input.username,
    start_code: input.startCode,
    note: input.note,
  });
}

function announceMembership(world: World, chat: ChatRecord, by: CatRecord, before: string, after: string): void {
  world.update({
    my_chat_member: {
      chat: chatOf(world, chat),
      from: userOf(by),
      date: world.unixNow(),
      old_chat_member: { user: world.bot, status: before },
      new_chat_member: { user: world.bot, status: after },
    },
  });
}
