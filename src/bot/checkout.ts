import { setTimeout as sleep } from 'node:timers/promises';
import type { PreCheckoutQuery } from 'telegraf/types';

import { checkTelegramPayment, type TelegramRefusal } from '../domain/billing';
import { DomainError } from '../domain/shared/errors';
import { faultData } from './errors';
import { languageOf, startTalk, type BotDeps } from './talk';
import { plain } from './views/view';

/** Telegram waits ten seconds for an answer, which takes its time on the way as well. */
const DECIDE_MS = 7_000;
/** So long may the answer be under way. */
const ANSWER_MS = 3_000;

type Verdict = 'ok' | TelegramRefusal | 'not_yours' | 'trouble';

/** Says yes or no to those who are about to pay in the chat, by what the books say now (B7). Nothing is kept: whoever hears nothing in time is not charged. */
export class Checkout {
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly deps: BotDeps,
    private readonly decideMs = DECIDE_MS,
  ) {}

  /** Answers one question, beside the others. */
  answer(query: PreCheckoutQuery): void {
    const answering = this.reply(query).finally(() => this.underWay.delete(answering));
    this.underWay.add(answering);
  }

  /** Resolves when all questions so far are answered. */
  async idle(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async reply(query: PreCheckoutQuery): Promise<void> {
    const { api, log } = this.deps;
    try {
      const { verdict, language } = await this.decide(query);
      const refusal = verdict === 'ok' ? {} : { error_message: plain({ language }, `bot:checkout.${verdict}`) };
      await api.call('answerPreCheckoutQuery', { pre_checkout_query_id: query.id, ok: verdict === 'ok', ...refusal }, { timeoutMs: ANSWER_MS });
    } catch (error) {
      // Too late: nobody was charged, and the client is told so by Telegram.
      log.warn(faultData(error), 'checkout not answered');
    }
  }

  private async decide(query: PreCheckoutQuery): Promise<{ verdict: Verdict; language: 'ru' | 'en' }> {
    const limit = new AbortController();
    const spoken = languageOf(query.from.language_code);
    const late = sleep(this.decideMs, { verdict: 'trouble' as const, language: spoken }, { signal: limit.signal });
    try {
      return await Promise.race([this.verdictOn(query), late]);
    } catch (error) {
      this.deps.log.error(faultData(error), 'checkout failed');
      return { verdict: 'trouble', language: spoken };
    } finally {
      limit.abort();
      late.catch(() => undefined);
    }
  }

  private async verdictOn(query: PreCheckoutQuery): Promise<{ verdict: Verdict; language: 'ru' | 'en' }> {
    const { currency, from, invoice_payload: payload, total_amount: amount } = query;
    const talk = await startTalk(this.deps, { chatId: from.id, updateId: 0, languageCode: from.language_code });
    try {
      const answer = await talk.query((w) => checkTelegramPayment(w, { payload, currency, amount }));
      return { verdict: answer.ok ? 'ok' : answer.reason, language: talk.language };
    } catch (error) {
      if (error instanceof DomainError && error.kind === 'forbidden') return { verdict: 'not_yours', language: talk.language };
      throw error;
    }
  }
}
