import { Telegraf } from 'telegraf';

import type { App } from '../app';
import { DomainError } from '../domain/shared/errors';
import { SYSTEM } from '../domain/shared/work';
import { welcomeBack } from '../domain/notifications';
import { markUnreachable } from '../domain/users';
import { unpack } from './callback-data';
import { errorText } from './errors';
import { Albums } from './features/albums';
import { alertsFeature } from './features/alerts';
import { applicationsFeature } from './features/applications';
import { noAccess } from './features/answers';
import { boardFeature } from './features/board';
import { dialogueFeature } from './features/dialogue';
import { groupFeature } from './features/group';
import { idleFeature } from './features/idle';
import { jobsFeature } from './features/jobs';
import { kitsFeature } from './features/kits';
import { moneyFeature } from './features/money';
import { ordersFeature } from './features/orders';
import { payFeature } from './features/pay';
import { paymentsFeature } from './features/payments';
import { purchasesFeature } from './features/purchases';
import { reviewsFeature } from './features/reviews';
import { startFeature } from './features/start';
import { Menus } from './menus';
import { say } from './reply';
import { BotContext, startTalk, type BotDeps, type Talk } from './talk';
import { escapeHtml, post } from './views/view';

/** The bot as telegraf knows it: the error boundary first, a feature each, and what nobody took last. `patient` is the app for those we do not work with. It does not poll. */
export function createBot(token: string, deps: BotDeps, patient: App, apiRoot?: string): Telegraf<BotContext> {
  const bot = new Telegraf<BotContext>(token, {
    contextType: BotContext,
    // Every call has its own time limit; one on the handler would let it run on beside the next try.
    handlerTimeout: Number.POSITIVE_INFINITY,
    ...(apiRoot === undefined ? {} : { telegram: { apiRoot } }),
  });
  // The inbox tries again; telegraf's own handler would print the whole update.
  bot.catch((error) => Promise.reject(error instanceof Error ? error : new Error('thrown')));
  const menus = new Menus();
  bot.use(groupFeature(deps));
  bot.use(async (ctx, next) => {
    const chatId = ctx.chat?.id ?? 0;
    const app = deps.chats.standing(chatId) === 'known' ? deps.app : patient;
    ctx.talk = await startTalk({ ...deps, app }, { chatId, updateId: ctx.update.update_id, languageCode: ctx.from?.language_code });
    ctx.press = ctx.callbackQuery && 'data' in ctx.callbackQuery ? unpack(ctx.callbackQuery.data) : undefined;
    await boundary(ctx, next);
    deps.chats.learn(chatId, ctx.talk.person);
    await menus.update(ctx.talk);
  });
  bot.use(paymentsFeature(), startFeature(), ordersFeature(), jobsFeature(), payFeature(), kitsFeature(), purchasesFeature(), alertsFeature(), reviewsFeature(), boardFeature(), moneyFeature(), applicationsFeature(), dialogueFeature(new Albums()), idleFeature());
  return bot;
}

/** Answers the domain's errors in the person's language; what else goes wrong is for the inbox to try again. Ends every press. */
async function boundary(ctx: BotContext, next: () => Promise<void>): Promise<void> {
  const { talk } = ctx;
  await backAgain(talk);
  try {
    await next();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const text = error.kind === 'unavailable' || error.kind === 'unexpected' ? undefined : errorText(talk, error);
    if (text === undefined) throw error;
    if (ctx.callbackQuery) talk.toast = text;
    else if (error.kind === 'forbidden') await noAccess(talk);
    else await say(talk, post([escapeHtml(text)]));
  }
  await endPress(ctx);
}

/** Who writes can be written to: what could not be delivered goes out now. */
async function backAgain(talk: Talk): Promise<void> {
  const { person } = talk;
  if (!person?.unreachableSince) return;
  await talk.deps.app.run(SYSTEM, async (w) => {
    await markUnreachable(w, { person: person.id, unreachable: false });
    await welcomeBack(w, { person: person.id });
  });
}

const MAX_TOAST = 200;

/** Ends the waiting of a pressed button; too late is no fault. */
async function endPress(ctx: BotContext): Promise<void> {
  const { callbackQuery, talk } = ctx;
  if (!callbackQuery) return;
  const text = talk.toast.slice(0, MAX_TOAST);
  await talk.deps.api.call('answerCallbackQuery', { callback_query_id: callbackQuery.id, ...(text && { text }) }).catch(() => undefined);
}
