import { z } from 'zod';
import type { ChatRecord, CommandsRecord } from '../../world/types';
import type { World } from '../../world/world';
import { badRequest } from '../api-error';
import { type Method } from '../context';
import type { Params } from '../params';

const MAX_COMMANDS = 100;
const commandList = z.array(z.looseObject({ command: z.string(), description: z.string() }));
const SCOPES = ['default', 'all_private_chats', 'all_group_chats', 'all_chat_administrators'];

/** Sets the command menu of a scope and language. */
export const setMyCommands: Method = ({ world }, params) => {
  const parsed = commandList.safeParse(params.json('commands'));
  if (!parsed.success) throw badRequest("can't parse commands: expected an Array of BotCommand");
  const commands = parsed.data.map(({ command, description }) => ({
    command: command.replace(/^\//, ''),
    description,
  }));
  if (commands.length > MAX_COMMANDS) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands) {
    if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID');
    if (description.length < 1 || description.length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
  replace(world, readScope(world, params), commands);
  return true;
};

/** The command menu of exactly this scope and language. */
export const getMyCommands: Method = ({ world }, params) => {
  const { scope, language } = readScope(world, params);
  return find(world, scope, language)?.commands ?? [];
};

/** Removes the command menu of a scope and language. */
export const deleteMyCommands: Method = ({ world }, params) => {
  replace(world, readScope(world, params), []);
  return true;
};

/** The menu a person sees in a chat: the narrowest scope wins, and in it the person's language. */
export function menuFor(world: World, chat: ChatRecord, language: string): CommandsRecord['commands'] {
  const kind = chat.type === 'private' ? 'all_private_chats' : 'all_group_chats';
  for (const scope of [`chat:${chat.id}`, kind, 'default']) {
    const found = find(world, scope, language) ?? find(world, scope, '');
    if (found) return found.commands;
  }
  return [];
}

function find(world: World, scope: string, language: string): CommandsRecord | undefined {
  return world.state.commands.find((entry) => entry.scope === scope && entry.language === language);
}

function replace(world: World, at: { scope: string; language: string }, commands: CommandsRecord['commands']): void {
  const others = world.state.commands.filter((entry) => entry.scope !== at.scope || entry.language !== at.language);
  world.state.commands = commands.length > 0 ? [...others, { ...at, commands }] : others;
  world.changes.emit({ type: 'commands' });
}

function readScope(world: World, params: Params): { scope: string; language: string } {
  const scope = (params.json('scope') ?? { type: 'default' }) as { type?: unknown; chat_id?: unknown };
  const type = String(scope.type);
  const language = params.text('language_code') ?? '';
  if (language !== '' && !/^[a-z]{2}$/.test(language)) throw badRequest('LANG_CODE_INVALID');
  if (SCOPES.includes(type)) return { scope: type, language };
  if (!['chat', 'chat_administrators', 'chat_member'].includes(type)) {
    throw badRequest("can't parse BotCommandScope: unsupported type specified");
  }
  const chat = world.chat(Number(scope.chat_id));
  if (!chat?.started) throw badRequest('chat not found');
  return { scope: `${type}:${chat.id}`, language };
}
