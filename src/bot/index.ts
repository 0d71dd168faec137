import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'telegraf/types';

import type { App } from '../app';
import { DomainError } from '../domain/shared/errors';
import { tokenRefused } from '../errors';
import { faultOf, TelegramApi } from '../gateways/telegram-api';
import { createBot } from './create-bot';
import { errorText, faultData, logFault } from './errors';
import { Checkout } from './checkout';
import { chatOf, Inbox, isPayment } from './inbox';
import { Door } from './intake/door';
import { KnownChats } from './intake/known-chats';
import { Limiter, LIMITS, type IntakeLimits } from './intake/limits';
import { patientApp } from './intake/patient-app';
import { Refusals } from './intake/refusals';
import { NO_SETTINGS, type MoneySettings } from './money-settings';
import { Poller } from './poller';
import { activeDialogue } from './scenes/dialogues';
import { remind } from './scenes/engine';
import { startTalk, type BotDeps, type Log, type Talk } from './talk';
import { menuRow } from './views/menu';
import { plain } from './views/view';

/** A running bot. */
export interface Bot {
  username: string;
  /** Whether everything Telegram had is here; what of it is not handled yet, the database knows. */
  caughtUp(): boolean;
  /** Resolves when every update received so far is handled. */
  idle(): Promise<void>;
  /** Stops polling and lets what is under way end, for ten seconds at most. */
  stop(): Promise<void>;
}

/** How to start the bot. */
export interface BotOptions {
  app: App;
  token: string;
  apiRoot?: string;
  log: Log;
  /** How long one look for updates waits at Telegram. */
  pollTimeoutS?: number;
  /** How long to wait for another process that polls with this token, before asking again. */
  conflictPauseMs?: number;
  /** How long to wait before each further try at an update. */
  retryAfterMs?: readonly number[];
  /** How much of what strangers and candidates send is taken, unless as usual. */
  intake?: Partial<IntakeLimits>;
  /** What clients are told about paying; nothing unless told. */
  money?: Partial<MoneySettings>;
  /** Where cats reach a person of the company; nowhere unless told. */
  support?: string | null;
}

const POLL_TIMEOUT_S = 50;
const CONFLICT_PAUSE_MS = 5_000;
const RETRY_AFTER_MS = [500, 3_000];
const DRAIN_MS = 10_000;
const GREETING_PAUSE_MS = [1_000, 2_000, 5_000, 10_000];

/** Starts the bot: what was stored and not handled comes first, then whatever Telegram has. Throws where the token is refused. */
export async function startBot(options: BotOptions): Promise<Bot> {
  const { app, token, apiRoot, log } = options;
  const api = new TelegramApi(token, apiRoot);
  const me = await introduce(api, log);
  const limits = { ...LIMITS, ...options.intake };
  const chats = new KnownChats();
  await chats.load(app);
  // What was stored before is handled before anything new is asked for.
  let poller: Poller | undefined;
  const deps: BotDeps = {
    app,
    api,
    log,
    username: me.username,
    chats,
    money: { ...NO_SETTINGS, ...options.money },
    support: options.support ?? null,
    wrongAnswers: new Limiter(limits.wrongAnswers),
    onlineSince: () => poller?.onlineSince ?? app.wall(),
    wait: (ms) => sleep(ms),
  };
  const patient = patientApp(app, () => inbox.quietMs);
  const bot = createBot(token, deps, patient, apiRoot);
  bot.botInfo = me;
  const inbox = new Inbox({
    app,
    patient,
    log,
    handle: (update) => bot.handleUpdate(update),
    apologise: (update, error) => apologise(deps, update, error),
    retryAfterMs: options.retryAfterMs ?? RETRY_AFTER_MS,
    wait: deps.wait,
    standing: (chatId) => chats.standing(chatId),
    apartMs: limits.apartMs,
  });
  const refusals = new Refusals({ api, log }, limits);
  const door = new Door({ chats, refusals, limits, queued: (standing) => inbox.queued(standing) });
  const checkout = new Checkout(deps);
  await inbox.load();
  const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);
  const { pollTimeoutS: timeoutS = POLL_TIMEOUT_S, conflictPauseMs = CONFLICT_PAUSE_MS } = options;
  const polling = (poller = new Poller({ api, inbox, checkout: (query) => checkout.answer(query), door, log, timeoutS, conflictPauseMs, wall: () => app.wall(), pause }));
  return {
    username: me.username,
    caughtUp: () => polling.caughtUp,
    idle: () => inbox.idle(),
    stop: async () => {
      await polling.stop();
      refusals.report();
      const drained = Promise.all([inbox.stop(), checkout.idle()]);
      const limit = new AbortController();
      await Promise.race([drained, sleep(DRAIN_MS, undefined, { signal: limit.signal }).catch(() => undefined)]);
      limit.abort();
    },
  };
}

/** Asks Telegram who the bot is, as often as it takes; only a refused token is final. */
async function introduce(api: TelegramApi, log: Log) {
  for (let attempt = 0; ; attempt++) {
    try {
      const me = await api.call('getMe', {});
      await api.call('deleteWebhook', {});
      return me;
    } catch (error) {
      const fault = faultOf(error);
      if (fault.kind === 'refused') throw tokenRefused();
      log.warn({ attempt, ...faultData(error) }, 'Telegram does not answer');
      await sleep(GREETING_PAUSE_MS[attempt] ?? GREETING_PAUSE_MS.at(-1));
    }
  }
}

/** Tells whoever wrote that it went wrong here, with a reference that the log knows. */
async function apologise(deps: BotDeps, update: Update, error: unknown): Promise<void> {
  const ref = logFault(deps.log, error, { update: update.update_id });
  const chatId = chatOf(update);
  if (chatId <= 0) return;
  try {
    const talk = await startTalk(deps, { chatId, updateId: update.update_id, languageCode: undefined });
    const busy = error instanceof DomainError && error.kind === 'unavailable' ? errorText(talk, error) : undefined;
    const apology = plain(talk, isPayment(update) ? 'bot:wrong.payment' : 'bot:wrong.our_error', { ref });
    await goOn(talk, busy ?? apology);
    if ('callback_query' in update) await deps.api.call('answerCallbackQuery', { callback_query_id: update.callback_query.id });
  } catch (failure) {
    deps.log.warn({ ref, ...faultData(failure) }, 'no apology');
  }
}

/** Says what went wrong with a way on: the question that is open, once more, or the menu. */
async function goOn(talk: Talk, apology: string): Promise<void> {
  try {
    const dialogue = await activeDialogue(talk);
    if (dialogue) return await remind(talk, dialogue, apology);
  } catch (failure) {
    // The question itself may be what fails; the menu leaves it.
    talk.deps.log.warn(faultData(failure), 'question not asked again');
  }
  await talk.deps.api.post(talk.chatId, { text: apology, keyboard: [menuRow(talk)] });
}
