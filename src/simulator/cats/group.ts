import type { ChatRecord, Toast } from '../world/types';
import { viewOf, type MessageView } from '../world/view';
import type { World } from '../world/world';
import type { Cat } from './cat';
import { Conversation, type Patience, type Pattern } from './conversation';
import { deliverText, pressButton } from './outgoing';
import { promised } from './promised';

/** A group chat with the bot and several cats. */
export class Group {
  private readonly talk: Conversation;

  constructor(
    private readonly world: World,
    private readonly chat: ChatRecord,
  ) {
    this.talk = new Conversation(world, chat, chat.title ?? 'group');
  }

  /** The chat's id, below zero. */
  get id(): number {
    return this.chat.id;
  }

  /** The group's name. */
  get title(): string {
    return this.chat.title ?? '';
  }

  /** A member writes a text. */
  says(cat: Cat, text: string): Promise<MessageView> {
    return promised(() => {
      this.requireMember(cat);
      return viewOf(deliverText(this.world, this.chat, cat.record, text));
    });
  }

  /** A member presses the button with this label on the newest message that has it. */
  async presses(cat: Cat, label: string, patience?: Patience): Promise<string> {
    this.requireMember(cat);
    const { on, data } = await this.talk.wait(`to find [${label}]`, patience ?? {}, () => this.talk.button(label));
    return pressButton(this.world, this.chat, cat.record, on, data);
  }

  /** Waits for a bot message in the group; the exact rule is at `Conversation`. */
  sees(pattern: Pattern, patience?: Patience): Promise<MessageView> {
    return this.talk.sees(pattern, patience);
  }

  /** Waits for a text that answerCallbackQuery shows in the group. */
  hears(pattern: Pattern, patience?: Patience): Promise<Toast> {
    return this.talk.hears(pattern, patience);
  }

  /** All messages, oldest first. */
  messages(): MessageView[] {
    return this.talk.messages();
  }

  /** The group's chat as text. */
  transcript(): string {
    return this.talk.transcript();
  }

  private requireMember(cat: Cat): void {
    if (!this.chat.members.includes(cat.id)) throw new Error(`${cat.name} is not in the group ${this.title}`);
  }
}
