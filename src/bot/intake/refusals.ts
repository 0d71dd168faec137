import type { Update } from 'telegraf/types';

import type { TelegramApi } from '../../gateways/telegram-api';
import { chatOf } from '../inbox';
import { languageOf, type Log } from '../talk';
import { plain } from '../views/view';
import { Limiter, type IntakeLimits } from './limits';

/** Why an update is not taken: too many write, or this one too fast. */
export type Reason = 'busy' | 'faster';

const MINUTE_MS = 60_000;

/** What becomes of updates that are turned away: a polite word now and then, and a line in the log each minute that says how many they were. */
export class Refusals {
  private readonly answers: Limiter;
  private readonly perChat: Limiter;
  private readonly counts: Record<Reason, number> = { busy: 0, faster: 0 };
  private minute: NodeJS.Timeout | undefined;

  constructor(
    private readonly deps: { api: TelegramApi; log: Log },
    limits: IntakeLimits,
  ) {
    this.answers = new Limiter(limits.answers);
    this.perChat = new Limiter(limits.answersPerChat);
  }

  /** Turns an update away; nothing of it is kept. */
  async refuse(update: Update, reason: Reason): Promise<void> {
    this.counts[reason] += 1;
    this.minute ??= setTimeout(() => this.report(), MINUTE_MS).unref();
    const chatId = chatOf(update);
    // Groups lose nothing; a private chat's id is positive.
    if (chatId <= 0 || (await this.perChat.wait(chatId)) > 0) return;
    if ((await this.answers.take('all')) && (await this.perChat.take(chatId))) void this.answer(update, chatId, reason);
  }

  /** Writes down what was counted since the last line. */
  report(): void {
    clearTimeout(this.minute);
    this.minute = undefined;
    const { busy, faster } = this.counts;
    if (busy + faster > 0) this.deps.log.warn({ busy, faster }, 'updates turned away');
    Object.assign(this.counts, { busy: 0, faster: 0 });
  }

  private async answer(update: Update, chatId: number, reason: Reason): Promise<void> {
    const { api } = this.deps;
    const text = plain({ language: languageOf(senderOf(update)?.language_code) }, `bot:intake.${reason}`);
    try {
      if ('callback_query' in update) await api.call('answerCallbackQuery', { callback_query_id: update.callback_query.id, text });
      else await api.post(chatId, { text, keyboard: [] });
    } catch {
      // Whoever cannot be told now writes again, and is told then.
    }
  }
}

function senderOf(update: Update) {
  if ('message' in update) return update.message.from;
  if ('edited_message' in update) return update.edited_message.from;
  return 'callback_query' in update ? update.callback_query.from : undefined;
}
