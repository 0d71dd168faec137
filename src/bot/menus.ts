import type { Talk } from './talk';
import { faultData } from './errors';
import { commandsOf } from './views/menu';
import { plain } from './views/view';

/** Keeps the commands behind ☰ of each chat as its cat's roles and language want them. */
export class Menus {
  private readonly set = new Map<number, string>();

  /** Sets the chat's commands where they differ from what was set last; a fault in it disturbs nobody. */
  async update(talk: Talk): Promise<void> {
    const names = commandsOf(talk);
    const signature = `${talk.language} ${names.join(' ')}`;
    if (this.set.get(talk.chatId) === signature) return;
    const commands = names.map((command) => ({ command, description: plain(talk, `bot:command.${command}`) }));
    try {
      await talk.deps.api.call('setMyCommands', { commands, scope: { type: 'chat', chat_id: talk.chatId } });
      this.set.set(talk.chatId, signature);
    } catch (error) {
      talk.deps.log.warn(faultData(error), 'commands not set');
    }
  }
}
