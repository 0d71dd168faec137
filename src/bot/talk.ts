import { Context } from 'telegraf';

import type { App, AppWork } from '../app';
import { actorOf, ownerOf, whoWrites, type Person } from '../domain/users';
import { SYSTEM, type Actor, type Language } from '../domain/shared/work';
import type { TelegramApi } from '../gateways/telegram-api';
import type { Press } from './callback-data';
import type { KnownChats } from './intake/known-chats';
import type { Limiter } from './intake/limits';
import type { MoneySettings } from './money-settings';
import type { Reader } from './views/view';

/** What the bot writes its log to; never any personal data. */
export interface Log {
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}

/** What every feature of the bot is given. */
export interface BotDeps {
  app: App;
  api: TelegramApi;
  log: Log;
  /** The bot's name in Telegram, for links to it. */
  username: string;
  /** Whose chats are whose; told of everybody who writes. */
  chats: KnownChats;
  /** What clients are told about paying. */
  money: MoneySettings;
  /** Where a person of the company is reached; null where nobody configured it. */
  support: string | null;
  /** Counts the wrong answers of each chat to the question that tells cats from machines. */
  wrongAnswers: Limiter;
  /** Since when the bot hears what is sent, without a gap (real time). */
  onlineSince: () => Date;
  /** Waits; tests don't. */
  wait: (ms: number) => Promise<void>;
}

/** One update's conversation: who writes in which chat, and how to answer. */
export class Talk implements Reader {
  /** Shown over the chat when a press has been handled. */
  toast = '';

  constructor(
    readonly deps: BotDeps,
    readonly chatId: number,
    readonly updateId: number,
    readonly zone: string,
    readonly now: Date,
    public person: Person | undefined,
    private readonly spoken: Language,
  ) {}

  /** The chosen language, or that of the stranger's Telegram. */
  get language(): Language {
    return this.person?.language ?? this.spoken;
  }

  /** Where a person of the company is reached. */
  get support(): string | null {
    return this.deps.support;
  }

  /** Who acts: the use cases decide what they may. */
  get actor(): Actor {
    return actorOf(this.person, 'bot');
  }

  /** Whether an active person of this role writes. */
  is(role: Person['roles'][number]): boolean {
    return this.actor.roles.includes(role);
  }

  /** One transaction as whoever writes. */
  run<T>(work: (w: AppWork) => Promise<T>): Promise<T> {
    return this.deps.app.run(this.actor, work);
  }

  /** One read-only look as whoever writes. */
  query<T>(work: (w: AppWork) => Promise<T>): Promise<T> {
    return this.deps.app.query(this.actor, work);
  }

  /** One look at the writer's own account, which the deactivated have as well (B10). */
  queryOwn<T>(work: (w: AppWork) => Promise<T>): Promise<T> {
    return this.deps.app.query(ownerOf(this.person, 'bot'), work);
  }

  /** Whether the writer works here, or did: then there may be earnings to show. */
  get hasEarnings(): boolean {
    return this.person?.roles.includes('worker') ?? false;
  }

  /** Looks up again who writes, after a change. */
  async meet(): Promise<void> {
    this.person = await this.deps.app.query(SYSTEM, (w) => whoWrites(w, this.chatId));
  }
}

/** Telegraf's context with the conversation in it. */
export class BotContext extends Context {
  declare talk: Talk;
  /** What the pressed button means; undefined where it is none of ours. */
  declare press: Press | undefined;
}

/** Starts a conversation for an update of a private chat. */
export async function startTalk(deps: BotDeps, update: { chatId: number; updateId: number; languageCode: string | undefined }): Promise<Talk> {
  const { chatId, updateId } = update;
  const facts = await deps.app.query(SYSTEM, async (w) => ({ zone: w.zone, now: w.now, person: await whoWrites(w, chatId) }));
  return new Talk(deps, chatId, updateId, facts.zone, facts.now, facts.person, languageOf(update.languageCode));
}

/** The language of somebody of whom only Telegram's language is known. */
export function languageOf(code: string | undefined): Language {
  return code?.startsWith('ru') ? 'ru' : 'en';
}
