import type { Delivery, Letter, Messenger } from '../domain/notifications';
import { faultOf, TelegramApi, type Post } from './telegram-api';

/** How fast messages may go. */
export interface SendingLimits {
  perSecond: number;
  perChatPerSecond: number;
}

/** What the sender is made of. */
export interface SenderOptions {
  token: string;
  apiRoot?: string;
  /** Puts a letter's facts into words and buttons. */
  render: (letter: Letter) => Post | Promise<Post>;
  /** Real time, by which the limits count. */
  wall?: () => Date;
  limits?: Partial<SendingLimits>;
}

/** Telegram's published limits (reliability 21). */
const LIMITS: SendingLimits = { perSecond: 30, perChatPerSecond: 1 };

/** Sends letters over the Bot API: edits cards in place, keeps to the limits, and tells exactly what became of each. */
export function telegramSender({ token, apiRoot, render, wall = () => new Date(), limits }: SenderOptions): Messenger {
  const api = new TelegramApi(token, apiRoot);
  const pace = new Pace({ ...LIMITS, ...limits });
  return {
    deliver: async (letter) => {
      const isEdit = letter.editMessageId !== null;
      const afterMs = pace.take(isEdit ? null : letter.chatId, wall().getTime());
      if (afterMs > 0) return { outcome: 'later', afterMs };
      return send(api, letter, await render(letter));
    },
  };
}

async function send(api: TelegramApi, letter: Letter, post: Post): Promise<Delivery> {
  const { chatId, editMessageId, silent } = letter;
  try {
    if (editMessageId === null) return { outcome: 'sent', messageId: await api.post(chatId, post, { silent }) };
    await api.edit(chatId, editMessageId, post);
    return { outcome: 'sent', messageId: editMessageId };
  } catch (error) {
    const fault = faultOf(error);
    switch (fault.kind) {
      case 'gone':
        return editMessageId === null ? { outcome: 'rejected', reason: 'message is gone' } : send(api, { ...letter, editMessageId: null }, post);
      case 'unreachable':
        return { outcome: 'unreachable', reason: fault.reason };
      case 'later':
        return { outcome: 'later', afterMs: fault.afterMs };
      case 'unknown':
        return { outcome: 'unknown', reason: fault.reason };
      case 'refused':
        return { outcome: 'rejected', reason: fault.reason };
      case 'unchanged':
      case 'conflict':
        return { outcome: 'rejected', reason: fault.kind };
    }
  }
}

/** Keeps messages apart: overall, and in each chat. */
class Pace {
  private recent: number[] = [];
  private readonly last = new Map<number, number>();

  constructor(private readonly limits: SendingLimits) {}

  /** How many ms too early it is; 0 means go, and counts. Edits count overall only. */
  take(chatId: number | null, now: number): number {
    this.recent = this.recent.filter((at) => at > now - 1000);
    const oldest = this.recent[this.recent.length - this.limits.perSecond];
    const apart = 1000 / this.limits.perChatPerSecond;
    const inChat = chatId === null ? undefined : this.last.get(chatId);
    const wait = Math.max(oldest === undefined ? 0 : oldest + 1000 - now, inChat === undefined ? 0 : inChat + apart - now);
    if (wait > 0) return Math.ceil(wait);
    this.recent.push(now);
    if (chatId !== null) this.count(chatId, now, apart);
    return 0;
  }

  private count(chatId: number, now: number, apart: number): void {
    this.last.set(chatId, now);
    if (this.last.size < 1000) return;
    for (const [chat, at] of this.last) if (at + apart <= now) this.last.delete(chat);
  }
}
