import { Composer } from 'telegraf';

import { languageOf, type BotContext, type BotDeps } from '../talk';
import { plain } from '../views/view';

/** In groups the bot only says where it can be talked to; updates without a chat are let go. */
export function groupFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.use(async (ctx, next) => {
    if (ctx.chat?.type === 'private') return next();
    const language = languageOf(ctx.from?.language_code);
    const text = plain({ language }, 'bot:wrong.group', { link: `https://t.me/${deps.username}` });
    if (ctx.callbackQuery) await deps.api.call('answerCallbackQuery', { callback_query_id: ctx.callbackQuery.id, text }).catch(() => undefined);
    // A group that is written to too fast, or where the bot may not write, gets no answer: nothing of anybody's is lost.
    else if (ctx.chat && ctx.message) await deps.api.post(ctx.chat.id, { text, keyboard: [] }).catch(() => undefined);
  });
  return feature;
}
