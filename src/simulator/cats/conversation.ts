import type { Change } from '../world/changes';
import { findMessage } from '../world/messages';
import type { ChatRecord, StoredMessage, Toast } from '../world/types';
import { viewOf, type MessageView } from '../world/view';
import type { Version, World } from '../world/world';
import { transcriptOf } from './transcript';

const DEADLINE_MS = 10_000;

/** What to look for: a part of the text, or a pattern. */
export type Pattern = string | RegExp;

/** How long to wait. */
export interface Patience {
  /** Real time; 10 s unless told. */
  within_ms?: number | undefined;
}

/**
 * One chat as seen by somebody who waits for things to appear in it.
 *
 * The rule of `sees`: every version of a bot message (as sent, and after each edit of text, caption or
 * buttons) can be seen once. `sees` takes the oldest version not seen yet that matches, and marks it and
 * the older versions of the same message as seen. Other messages stay unseen, so the order in which two
 * messages are asked for does not matter; asking for the same text twice waits for a second one. Pressing
 * a button marks that message, as it is then, as seen. What was said before this process started is seen.
 */
export class Conversation {
  private readonly seen = new Map<number, number>();

  constructor(
    private readonly world: World,
    readonly chat: ChatRecord,
    private readonly title: string,
  ) {}

  /** All messages, oldest first. */
  messages(): MessageView[] {
    return this.chat.messages.map((stored) => viewOf(stored));
  }

  /** The chat as text. */
  transcript(): string {
    return transcriptOf(this.title, this.messages());
  }

  /** Waits for a bot message that matches and was not seen yet. */
  sees(pattern: Pattern, patience: Patience = {}): Promise<MessageView> {
    return this.wait(`to see ${pattern}`, patience, () => {
      const version = this.unseen().find(({ view }) => matches(pattern, view));
      if (version) this.markSeen(version.view.id, version.revision);
      return version?.view;
    });
  }

  /** Waits for a text over the chat (answerCallbackQuery) that matches; each is heard once. */
  hears(pattern: Pattern, patience: Patience = {}): Promise<Toast> {
    return this.wait(`to hear ${pattern}`, patience, () => {
      const toasts = this.world.toasts.get(this.chat.id) ?? [];
      const index = toasts.findIndex((toast) => textMatches(pattern, toast.text));
      return index === -1 ? undefined : toasts.splice(index, 1)[0];
    });
  }

  /** The newest message that has a button with this label, with what the button carries. */
  button(label: string): { on: StoredMessage; data: string } | undefined {
    for (const on of this.chat.messages.toReversed()) {
      const data = dataOf(on, label);
      if (data !== undefined) return { on, data };
    }
    return undefined;
  }

  /** The newest invoice that is not paid. */
  unpaid(): StoredMessage | undefined {
    return this.chat.messages.findLast(({ invoice }) => invoice?.paid === false);
  }

  /** The message as it is now. */
  current(id: number): StoredMessage | undefined {
    return findMessage(this.chat, id);
  }

  /** Marks a message as seen in all versions up to `revision`. */
  markSeen(messageId: number, revision: number): void {
    this.seen.set(messageId, Math.max(revision, this.seen.get(messageId) ?? 0));
  }

  /** Waits until `find` finds something; looks again after every change of this chat. */
  wait<T>(wish: string, patience: Patience, find: () => T | undefined): Promise<T> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    const failure = new Error();
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        stop();
        settle();
      };
      const fail = (why: string) => {
        failure.message = `${this.title} waited ${wish}, but ${why}\n${this.transcript()}`;
        finish(() => reject(failure));
      };
      const within_ms = patience.within_ms ?? DEADLINE_MS;
      const timer = setTimeout(() => fail(`it did not come within ${within_ms / 1000} s`), within_ms);
      const stop = this.world.changes.subscribe((change) => {
        if (change.type === 'closed') return fail('the simulator was closed');
        if (!concerns(change, this.chat.id)) return;
        const late = find();
        if (late !== undefined) finish(() => resolve(late));
      });
    });
  }

  private unseen(): Version[] {
    const versions = this.world.versions.get(this.chat.id) ?? [];
    return versions.filter(({ view, revision }) => revision > (this.seen.get(view.id) ?? 0));
  }
}

/** What the button with this label carries; undefined if the message has no such button. */
export function dataOf(message: StoredMessage, label: string): string | undefined {
  const buttons = message.body.reply_markup?.inline_keyboard.flat() ?? [];
  return buttons.find((button) => button.text === label)?.callback_data;
}

function matches(pattern: Pattern, view: MessageView): boolean {
  return textMatches(pattern, [view.text, view.caption, view.document?.name, view.invoice?.title, view.invoice?.description].filter(Boolean).join('\n'));
}

function textMatches(pattern: Pattern, text: string): boolean {
  return typeof pattern === 'string' ? text.includes(pattern) : text.search(pattern) !== -1;
}

function concerns(change: Change, chatId: number): boolean {
  return 'chatId' in change && change.chatId === chatId;
}
