import type { PaymentsControl } from '../payments/payments';
import type { ChatRecord } from '../world/types';
import type { World } from '../world/world';
import { ApiError, badRequest } from './api-error';
import type { Params } from './params';
import type { RateLimits } from './rate-limits';
import type { UpdateQueue } from './updates';

/** What a Bot API method works with. */
export interface BotApi {
  world: World;
  queue: UpdateQueue;
  limits: RateLimits;
  payments: PaymentsControl;
}

/** One Bot API method: parameters in, result out, `ApiError` for a refusal. */
export type Method = (api: BotApi, params: Params, signal: AbortSignal) => unknown;

/** The chat a call is about, if the bot knows it. */
export function knownChat(world: World, params: Params): ChatRecord {
  const id = params.text('chat_id');
  if (id === undefined || id === '') throw badRequest('chat_id is empty');
  const chat = world.chat(Number(id));
  if (!chat?.started) throw badRequest('chat not found');
  return chat;
}

/** The chat a call is about, if the bot may write to it. */
export function writableChat(world: World, params: Params): ChatRecord {
  const chat = knownChat(world, params);
  if (chat.blocked) throw new ApiError(403, 'Forbidden: bot was blocked by the user');
  return chat;
}
